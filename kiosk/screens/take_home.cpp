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

constexpr std::size_t kLongestLine = 75;  // octets, without the line break

// RFC 5545 section 3.1, RFC 2426 section 2.6: a longer line goes on after a line break and a space. Not within a letter.
void add_line(std::string& out, std::string line) {
  std::string_view rest = line;
  for (std::size_t room = kLongestLine; rest.size() > room; room = kLongestLine - 1) {
    std::size_t end = room;
    while ((static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80) --end;
    out += rest.substr(0, end);
    out += "\r\n ";
    rest.remove_prefix(end);
  }
  out += rest;
  out += "\r\n";
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
  add_line(out, "UID:" + occurrence.event_id + "-" + stamp(occurrence.start) + "@treffpunkt");
  add_line(out, "DTSTAMP:" + stamp(occurrence.start));
  if (occurrence.all_day) {
    add_line(out, "DTSTART;VALUE=DATE:" + day_stamp(occurrence.local_start));
    add_line(out, "DTEND;VALUE=DATE:" + day_stamp(occurrence.local_end));
  } else {
    add_line(out, "DTSTART:" + stamp(occurrence.start));
    add_line(out, "DTEND:" + stamp(occurrence.end));
  }
  add_line(out, "SUMMARY:" + escaped(name));
  if (!place.empty()) add_line(out, "LOCATION:" + escaped(place));
  if (occurrence.status == EventStatus::cancelled) add_line(out, "STATUS:CANCELLED");
  return out + "END:VEVENT\r\nEND:VCALENDAR\r\n";
}

std::string contact_card(std::string_view name, std::string_view place, const Contact& contact) {
  std::string out = "BEGIN:VCARD\r\nVERSION:3.0\r\n";
  add_line(out, "N:" + escaped(name) + ";;;;");
  add_line(out, "FN:" + escaped(name));
  if (!contact.phone.empty()) add_line(out, "TEL:" + dialled(contact.phone));
  if (!contact.email.empty()) add_line(out, "EMAIL:" + escaped(contact.email));
  if (!contact.website.empty()) add_line(out, "URL:" + contact.website);
  if (!place.empty()) add_line(out, "NOTE:" + escaped(place));
  return out + "END:VCARD\r\n";
}

}  // namespace treffpunkt::screens
