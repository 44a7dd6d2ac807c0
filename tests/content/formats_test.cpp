#include "content/language/formats.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "content/language/zone.h"

using namespace treffpunkt;

namespace {

Formats formats_in(std::string_view tag) { return {*find_language(tag), "Europe/Berlin"}; }

Date date(std::string_view text) { return parse_date(text).value(); }
LocalTime local(std::string_view text) { return parse_local_time(text).value(); }
MinuteOfDay minute(std::string_view text) { return parse_minute_of_day(text).value(); }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// Which kind of space stands somewhere is ICU's business and changes with its version; that one stands there is ours.
std::string with_plain_spaces(std::string text) {
  for (const std::string_view space : {"\u00a0", "\u2009", "\u202f"}) text = replaced(std::move(text), space, " ");
  return text;
}

struct Expected {
  std::string_view tag;
  std::string_view weekday, weekday_short, day, day_month, month_short;  // 24 November 2026
  std::string_view full_date;
  std::string_view days, days_across_months;  // 24 to 26 November, 24 November to 2 December
};

constexpr std::array<Expected, 12> kExpected = {{
    {"de", "Dienstag", "Di", "24.", "24. November", "Nov.", "Dienstag, 24. November 2026", "24.–26. November",
     "24. November – 2. Dezember"},
    {"de-simple", "Dienstag", "Di", "24.", "24. November", "Nov.", "Dienstag, 24. November 2026", "24.–26. November",
     "24. November – 2. Dezember"},
    {"en", "Tuesday", "Tue", "24", "24 November", "Nov", "Tuesday, 24 November 2026", "24–26 November",
     "24 November – 2 December"},
    {"tr", "Salı", "Sal", "24", "24 Kasım", "Kas", "24 Kasım 2026 Salı", "24 – 26 Kasım", "24 Kasım – 2 Aralık"},
    {"ar", "الثلاثاء", "الثلاثاء", "24", "24 نوفمبر", "نوفمبر", "الثلاثاء، 24 نوفمبر 2026", "24–26 نوفمبر",
     "24 نوفمبر – 2 ديسمبر"},
    {"uk", "Вівторок", "Вт", "24", "24 листопада", "лист.", "Вівторок, 24 листопада 2026 р.", "24–26 листопада",
     "24 листопада – 2 грудня"},
    {"ru", "Вторник", "Вт", "24", "24 ноября", "нояб.", "Вторник, 24 ноября 2026 г.", "24–26 ноября",
     "24 ноября – 2 декабря"},
    {"fa", "سه‌شنبه", "سه‌شنبه", "۲۴", "۲۴ نوامبر", "نوامبر",
     "سه‌شنبه ۲۴ نوامبر ۲۰۲۶", "۲۴ تا ۲۶ نوامبر", "۲۴ نوامبر تا ۲ دسامبر"},
    {"prs", "سه‌شنبه", "سه‌شنبه", "24", "24 نومبر", "نومبر", "سه‌شنبه 24 نومبر 2026",
     "24 تا 26 نومبر", "24 نومبر تا 2 دسمبر"},
    {"pl", "Wtorek", "Wt.", "24", "24 listopada", "lis", "Wtorek, 24 listopada 2026", "24–26 listopada",
     "24 listopada – 2 grudnia"},
    {"ro", "Marți", "Mar.", "24", "24 noiembrie", "nov.", "Marți, 24 noiembrie 2026", "24–26 noiembrie",
     "24 noiembrie – 2 decembrie"},
    {"bg", "Вторник", "Вт", "24", "24 ноември", "ное", "Вторник, 24 ноември 2026 г.", "24 – 26 ноември",
     "24 ноември – 2 декември"},
}};

}  // namespace

TEST_CASE("every language writes a day as its readers expect it") {
  const Date day = date("2026-11-24");
  for (const Expected& expected : kExpected) {
    CAPTURE(expected.tag);
    const Formats formats = formats_in(expected.tag);
    CHECK(formats.weekday(day) == expected.weekday);
    CHECK(formats.weekday_short(day) == expected.weekday_short);
    CHECK(formats.day(day) == expected.day);
    CHECK(formats.day_month(day) == expected.day_month);
    CHECK(formats.month_short(day) == expected.month_short);
    CHECK(with_plain_spaces(formats.full_date(day)) == expected.full_date);
    CHECK(with_plain_spaces(formats.date_range(day, date("2026-11-26"))) == expected.days);
    CHECK(with_plain_spaces(formats.date_range(day, date("2026-12-02"))) == expected.days_across_months);
    CHECK(formats.date_range(day, day) == expected.day_month);
  }
}

TEST_CASE("every language of the table has its expected dates") {
  REQUIRE(kExpected.size() == all_languages().size());
  for (const Language& language : all_languages()) {
    CAPTURE(language.tag);
    CHECK(std::ranges::find(kExpected, language.tag, &Expected::tag) != kExpected.end());
  }
}

TEST_CASE("within a sentence a weekday is written as its language writes it there") {
  const Date day = date("2026-11-24");
  CHECK(formats_in("uk").weekday_in_sentence(day) == "вівторок");
  CHECK(formats_in("de").weekday_in_sentence(day) == "Dienstag");
  CHECK(formats_in("tr").weekday_in_sentence(day) == "Salı");
}

TEST_CASE("a weekday stands before or after the day and the month, without the year") {
  const Date day = date("2026-11-24");
  CHECK(formats_in("de").weekday_day_month(day) == "Dienstag, 24. November");
  CHECK(formats_in("en").weekday_day_month(day) == "Tuesday, 24 November");
  CHECK(formats_in("tr").weekday_day_month(day) == "24 Kasım Salı");
  CHECK(formats_in("ar").weekday_day_month(day) == "الثلاثاء، 24 نوفمبر");
  CHECK(formats_in("prs").weekday_day_month(day) == "سه‌شنبه 24 نومبر");
}

TEST_CASE("a range of days over the turn of the year names both years") {
  const Date first = date("2026-12-24");
  const Date last = date("2027-01-02");
  CHECK(with_plain_spaces(formats_in("de").date_range(first, last)) == "24. Dezember 2026 – 2. Januar 2027");
  CHECK(with_plain_spaces(formats_in("en").date_range(first, last)) == "24 December 2026 – 2 January 2027");
  CHECK(with_plain_spaces(formats_in("fa").date_range(first, last)) == "۲۴ دسامبر ۲۰۲۶ تا ۲ ژانویهٔ ۲۰۲۷");
}

TEST_CASE("clock times have 24 hours and two digits in every language") {
  for (const Language& language : all_languages()) {
    CAPTURE(language.tag);
    const Formats formats(language, "Europe/Berlin");
    const bool persian_digits = language.tag == "fa";
    const auto isolated = [&](std::string_view text) {
      return language.right_to_left ? "\u2066" + std::string(text) + "\u2069" : std::string(text);
    };
    CHECK(formats.time(local("2026-11-24T09:05")) == isolated(persian_digits ? "۰۹:۰۵" : "09:05"));
    CHECK(formats.time(minute("15:42")) == isolated(persian_digits ? "۱۵:۴۲" : "15:42"));
    CHECK(formats.time(minute("00:00")) == isolated(persian_digits ? "۰۰:۰۰" : "00:00"));
  }
}

TEST_CASE("a day that ends at midnight ends at 24:00") {
  CHECK(formats_in("de").time(minute("24:00")) == "24:00");
  CHECK(formats_in("de").time_range(minute("18:00"), minute("24:00")) == "18:00–\u206024:00");
  CHECK(formats_in("de").time_range(local("2026-11-24T18:00"), local("2026-11-25T00:00")) == "18:00–\u206000:00");
}

TEST_CASE("a time range is one piece: its dash ends no line, and right-to-left text cannot turn it") {
  CHECK(formats_in("en").time_range(local("2026-11-24T15:00"), local("2026-11-24T17:00")) == "15:00–\u206017:00");
  CHECK(formats_in("ar").time_range(local("2026-11-24T15:00"), local("2026-11-24T17:00")) ==
        "\u206615:00–\u206017:00\u2069");
}

TEST_CASE("Persian and Dari say a word between two times, because a dash leaves open on which side the beginning stands") {
  CHECK(formats_in("fa").time_range(minute("15:00"), minute("17:00")) == "\u2066۱۵:۰۰\u2069\u00a0تا\u00a0\u2066۱۷:۰۰\u2069");
  CHECK(formats_in("prs").time_range(local("2026-11-24T15:00"), local("2026-11-24T17:00")) ==
        "\u206615:00\u2069\u00a0تا\u00a0\u206617:00\u2069");
}

TEST_CASE("a wall time that the spring skips is written as it stands") {
  CHECK(formats_in("de").time(local("2026-03-29T02:30")) == "02:30");
  CHECK(formats_in("de").weekday(date("2026-03-29")) == "Sonntag");
}

TEST_CASE("numbers are grouped and written in the language's digits") {
  CHECK(formats_in("de").number(1234567) == "1.234.567");
  CHECK(formats_in("en").number(1234567) == "1,234,567");
  CHECK(with_plain_spaces(formats_in("uk").number(1234567)) == "1 234 567");
  CHECK(formats_in("ar").number(1234) == "\u20661,234\u2069");
  CHECK(formats_in("fa").number(1234) == "\u2066۱٬۲۳۴\u2069");
  CHECK(formats_in("prs").number(24) == "\u206624\u2069");
}

TEST_CASE("a list ends with the language's and") {
  const std::vector<std::string> three = {"a", "b", "c"};
  CHECK(formats_in("de").join(three) == "a, b und c");
  CHECK(formats_in("en").join(three) == "a, b and c");
  CHECK(formats_in("tr").join(three) == "a, b ve c");
  CHECK(formats_in("uk").join(three) == "a, b і c");
  CHECK(formats_in("pl").join({"a", "b"}) == "a i b");
  CHECK(formats_in("de").join({"a"}) == "a");
  CHECK(formats_in("de").join({}).empty());
}

TEST_CASE("foreign names in a right-to-left list keep their own direction") {
  CHECK(formats_in("ar").join({"Deutsch", "Türkçe"}) == "\u2068Deutsch\u2069 و\u2068Türkçe\u2069");
  CHECK(formats_in("ar").join({"Deutsch"}) == "Deutsch");
}

TEST_CASE("a language of ours has its own name everywhere, another is called as the reader calls it") {
  CHECK(formats_in("de").language_name("ar") == "العربية");
  CHECK(formats_in("ar").language_name("de-simple") == "Einfaches Deutsch");
  CHECK(formats_in("pl").language_name("so") == "Soomaali");
  CHECK(formats_in("tr").language_name("ku") == "Kurdî");
  CHECK(formats_in("uk").language_name("sq") == "Shqip");
  CHECK(formats_in("ar").language_name("fr") == "Français");
  CHECK(formats_in("de").language_name("ti") == "ትግርኛ");
  // No font of ours writes Chinese: a German reader is told in German.
  CHECK(formats_in("de").language_name("zh") == "Chinesisch");
  CHECK(formats_in("de").language_name("not a tag") == "not a tag");
  CHECK(formats_in("de").language_name("").empty());
}

TEST_CASE("names are sorted as the language sorts them, and numbers in them by value") {
  const auto sorted = [](std::string_view tag, std::vector<std::string> names) {
    const Formats formats = formats_in(tag);
    std::ranges::sort(names, [&](const auto& a, const auto& b) { return formats.compare(a, b) < 0; });
    return names;
  };
  CHECK(sorted("de", {"Zoo", "Öffnung", "Ofen", "apfel", "Raum 10", "Raum 2"}) ==
        std::vector<std::string>{"apfel", "Ofen", "Öffnung", "Raum 2", "Raum 10", "Zoo"});
  CHECK(sorted("tr", {"şeker", "sz", "ısı", "iz"}) == std::vector<std::string>{"ısı", "iz", "sz", "şeker"});
  CHECK(formats_in("de").compare("gleich", "gleich") == 0);
}

TEST_CASE("formats move with their language and zone") {
  Formats first = formats_in("ar");
  const Formats second = std::move(first);
  CHECK(second.language().tag == "ar");
  CHECK(second.time_zone() == "Europe/Berlin");
  CHECK(second.day(date("2026-11-24")) == "24");
}
