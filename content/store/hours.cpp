#include "content/store/hours.h"

#include <algorithm>

#include "content/store/bytes.h"

namespace treffpunkt {
namespace {

constexpr std::int32_t kNoDate = INT32_MIN;
constexpr std::size_t kHead = 5, kSchedule = 5, kClosure = 2;  // numbers each

std::int32_t packed(const std::optional<Date>& date) {
  return date ? static_cast<std::int32_t>(std::chrono::sys_days{*date}.time_since_epoch().count()) : kNoDate;
}

std::optional<Date> date_at(std::string_view bytes, std::size_t index) {
  const auto days = number_at(bytes, index);
  if (days == kNoDate) return std::nullopt;
  return Date{std::chrono::sys_days{std::chrono::days{days}}};
}

}  // namespace

std::string pack_hours(const Service& service) {
  std::string out;
  append_number(out, static_cast<std::int32_t>(service.schedules.size()));
  append_number(out, static_cast<std::int32_t>(service.closures.size()));
  append_number(out, service.closed_on_public_holidays);
  append_number(out, service.by_appointment);
  append_number(out, static_cast<std::int32_t>(service.status));
  for (const auto& schedule : service.schedules) {
    append_number(out, static_cast<std::int32_t>(schedule.weekday.c_encoding()));
    append_number(out, static_cast<std::int32_t>(schedule.opens_at.count()));
    append_number(out, static_cast<std::int32_t>(schedule.closes_at.count()));
    append_number(out, packed(schedule.valid_from));
    append_number(out, packed(schedule.valid_to));
  }
  for (const auto& closure : service.closures) {
    append_number(out, packed(closure.first));
    append_number(out, packed(closure.last));
  }
  return out;
}

StoredHours unpack_hours(std::string_view bytes) {
  StoredHours hours;
  const auto count = [&](std::size_t index) { return static_cast<std::size_t>(std::max(0, number_at(bytes, index))); };
  const auto schedules = std::min(count(0), count_numbers(bytes) / kSchedule);
  const auto closures = std::min(count(1), count_numbers(bytes) / kClosure);
  hours.closed_on_public_holidays = number_at(bytes, 2) != 0;
  hours.by_appointment = number_at(bytes, 3) != 0;
  hours.status = static_cast<ServiceStatus>(std::clamp(number_at(bytes, 4), 0, 2));
  std::size_t at = kHead;
  for (std::size_t i = 0; i < schedules; ++i, at += kSchedule) {
    Schedule schedule;
    schedule.weekday = std::chrono::weekday{static_cast<unsigned>(number_at(bytes, at)) % 7};
    schedule.opens_at = MinuteOfDay{number_at(bytes, at + 1)};
    schedule.closes_at = MinuteOfDay{number_at(bytes, at + 2)};
    schedule.valid_from = date_at(bytes, at + 3);
    schedule.valid_to = date_at(bytes, at + 4);
    hours.schedules.push_back(std::move(schedule));
  }
  for (std::size_t i = 0; i < closures; ++i, at += kClosure) {
    hours.closures.push_back({date_at(bytes, at).value_or(Date{}), date_at(bytes, at + 1).value_or(Date{}), {}});
  }
  return hours;
}

}  // namespace treffpunkt
