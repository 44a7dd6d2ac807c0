#pragma once
// Dates, times, numbers, lists and order as one language writes them, in one time zone. ICU underneath.
//
// Expensive to make (about a millisecond), cheap to use; keep one a language. One thread at a time.
// In right-to-left languages clock times, time ranges and numbers come in isolates (U+2066...U+2069), and so does each
// part of a joined list (U+2068...U+2069). Time ranges never break across lines: a U+2060 follows the dash. Where a
// language puts a word between two times ("تا" in Persian and Dari), so do we.
// Weekdays, dates that begin with one, and language names begin with a capital, as they stand at the head of something.
// Should ICU's data be missing, plain ISO dates and digits come out; nothing here fails.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "content/language/language.h"
#include "content/model/time.h"

namespace treffpunkt {

class Formats {
 public:
  Formats(const Language& language, std::string_view time_zone);
  Formats(Formats&&) noexcept;
  ~Formats();

  const Language& language() const;
  std::string_view time_zone() const;

  std::string time(LocalTime local) const;                        // "15:00"
  std::string time(MinuteOfDay minute) const;                     // the end of the day is "24:00"
  std::string time_range(LocalTime start, LocalTime end) const;   // "15:00–17:00", one isolate; "۱۵:۰۰ تا ۱۷:۰۰", two
  std::string time_range(MinuteOfDay start, MinuteOfDay end) const;
  std::string weekday(Date date) const;                           // "Dienstag"; "Вівторок", as at the head of a line
  std::string weekday_in_sentence(Date date) const;               // "вівторок", as after a comma
  std::string weekday_short(Date date) const;                     // "Di"
  std::string day(Date date) const;                               // "24." / "24"
  std::string day_month(Date date) const;                         // "24. November"
  std::string month_short(Date date) const;                       // "Nov."
  std::string weekday_day_month(Date date) const;                 // "Dienstag, 24. November"
  std::string full_date(Date date) const;                         // "Dienstag, 24. November 2026"
  std::string date_range(Date first, Date last) const;            // "24.–26. November"
  std::string number(long long value) const;
  std::string join(const std::vector<std::string>& parts) const;  // "a, b und c"
  std::string language_name(std::string_view tag) const;          // its own name; where no font of ours can write it, as this language calls it
  int compare(std::string_view a, std::string_view b) const;      // collation; <0, 0, >0

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace treffpunkt
