#include "kiosk/screens/take_home.h"

#include "content/language/zone.h"

namespace treffpunkt::screens {
namespace {

// RFC 5545 section 3.3.11, RFC 2426 section 4: backslash, comma, semicolon and newlines are escaped.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == ',' || c == ';') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c != '\r') {
      out += c;
    }
  }
  return out;
}

std::string digits_only(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9') out += c;
  }
  return out;
}

// "2026-11-24T14:00:00Z" to "20261124T140000Z"
std::string stamp(Instant instant) {
  const auto text = format_instant(instant);
  return digits_only(text.substr(0, 10)) + "T" + digits_only(text.substr(11, 8)) + "Z";
}

std::string day_stamp(LocalTime local) { return digits_only(format_date(date_of(local))); }

std::string dialled(std::string_view phone) {
  std::string out;
  for (const char c : phone) {
    if ((c >= '0' && c <= '9') || c == '+') out += c;
  }
  return out;
}

}  // namespace

std::string calendar_entry(const OccurrenceCard& occurrence, std::string_view name, std::string_view place) {
  std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Treffpunkt//DE\r\nBEGIN:VEVENT\r\n";
  out += "UID:" + occurrence.event_id + "-" + stamp(occurrence.start) + "@treffpunkt\r\n";
  out += "DTSTAMP:" + stamp(occurrence.start) + "\r\n";
  if (occurrence.all_day) {
    out += "DTSTART;VALUE=DATE:" + day_stamp(occurrence.local_start) + "\r\nDTEND;VALUE=DATE:" + day_stamp(occurrence.local_end) + "\r\n";
  } else {
    out += "DTSTART:" + stamp(occurrence.start) + "\r\nDTEND:" + stamp(occurrence.end) + "\r\n";
  }
  out += "SUMMARY:" + escaped(name) + "\r\n";
  if (!place.empty()) out += "LOCATION:" + escaped(place) + "\r\n";
  if (occurrence.status == EventStatus::cancelled) out += "STATUS:CANCELLED\r\n";
  return out + "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

std::string contact_card(std::string_view name, std::string_view place, const Contact& contact) {
  std::string out = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:" + escaped(name) + ";;;;\r\nFN:" + escaped(name) + "\r\n";
  if (!contact.phone.empty()) out += "TEL:" + dialled(contact.phone) + "\r\n";
  if (!contact.email.empty()) out += "EMAIL:" + escaped(contact.email) + "\r\n";
  if (!contact.website.empty()) out += "URL:" + escaped(contact.website) + "\r\n";
  if (!place.empty()) out += "NOTE:" + escaped(place) + "\r\n";
  return out + "END:VCARD\r\n";
}

}  // namespace treffpunkt::screens
