#include "content/outbox/calendar_week.h"

#include <fmt/format.h>

#include <charconv>

namespace treffpunkt {
namespace {

using namespace std::chrono;

// The week belongs to the year of its Thursday, so January 4th always lies in the first.
sys_days first_monday(year of) {
  const sys_days fourth(of / January / 4);
  return fourth - (weekday(fourth) - Monday);
}

std::optional<int> number_in(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole && digits.front() != '-' ? std::optional<int>(number) : std::nullopt;
}

}  // namespace

std::string calendar_week(Date day) {
  const sys_days date(day);
  const auto thursday = date + days(4 - static_cast<int>(weekday(date).iso_encoding()));
  const auto of = year_month_day(thursday).year();
  const auto week = (thursday - sys_days(of / January / 1)).count() / 7 + 1;
  return fmt::format("{:04}-W{:02}", static_cast<int>(of), week);
}

std::optional<Date> monday_of(std::string_view week) {
  if (week.size() != 8 || week.substr(4, 2) != "-W") return std::nullopt;
  const auto of = number_in(week.substr(0, 4)), number = number_in(week.substr(6));
  if (!of || !number || *number < 1) return std::nullopt;
  const Date monday(first_monday(year(*of)) + weeks(*number - 1));
  if (calendar_week(monday) != week) return std::nullopt;  // week 53 of a year that has 52
  return monday;
}

}  // namespace treffpunkt
