#pragma once
// The time zone of a time in somebody's calendar: a name of the IANA database, or the rules that the file itself brings
// (RFC 5545, section 3.6.5). ICU knows both. Values that share what is immutable; any thread.

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "content/model/time.h"
#include "content/result/error.h"

namespace treffpunkt {

class CalendarZone {
 public:
  CalendarZone() = default;  // none: floating time, the same wall clock everywhere

  static CalendarZone utc();
  // A name of the database, of Windows ("W. Europe Standard Time"), with a prefix ("/mozilla.org/20050126_1/Europe/Berlin")
  // or as it is displayed ("(UTC+01:00) Amsterdam, Berlin, Bern"). None when nobody knows it.
  static CalendarZone named(std::string_view name);
  // From the text of a VTIMEZONE. None when it cannot be read.
  static CalendarZone described(std::string_view vtimezone);

  explicit operator bool() const { return zone_ != nullptr; }
  // The same object, or the same rules for all times.
  bool operator==(const CalendarZone& other) const;

  // A time that the clocks leave out counts by the offset before the gap, one that they repeat is the first (RFC 5545,
  // section 3.3.5). Only of a zone that is there.
  Instant to_instant(LocalTime local) const;
  LocalTime to_local(Instant instant) const;
  std::chrono::seconds offset(Instant instant) const;  // from UTC

 private:
  struct Zone;
  explicit CalendarZone(std::shared_ptr<const Zone> zone) : zone_(std::move(zone)) {}

  std::shared_ptr<const Zone> zone_;
};

// The zones of one file, by TZID: looked up once each.
class CalendarZones {
 public:
  // `described`: the text of the file's VTIMEZONEs by TZID. A name that is known wins over what the file says of it.
  explicit CalendarZones(std::map<std::string, std::string> described) : described_(std::move(described)) {}

  // None when neither the name nor the file helps.
  CalendarZone find(const std::string& tzid);

 private:
  std::map<std::string, std::string> described_;
  std::map<std::string, CalendarZone> found_;
};

}  // namespace treffpunkt
