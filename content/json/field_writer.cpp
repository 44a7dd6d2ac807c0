#include "content/json/field_writer.h"

#include <algorithm>
#include <charconv>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

bool is_midnight(LocalTime time) { return time == std::chrono::floor<std::chrono::days>(time); }

// What JSON demands to be escaped; 0 for every other character.
char short_escape(char c) {
  switch (c) {
    case '"':
      return '"';
    case '\\':
      return '\\';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return 0;
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view value) {
  out += '"';
  for (const char c : value) {
    if (const char escape = short_escape(c)) {
      out += '\\';
      out += escape;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      out += "\\u00";
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

// Every member begins with a comma; finish() makes the first one a brace.
void FieldWriter::key(std::string_view name) {
  members_.push_back({name, out_.size()});
  out_ += ",\"";
  out_ += name;
  out_ += "\":";
}

void FieldWriter::put_string(std::string_view name, std::string_view value) {
  key(name);
  append_json_string(out_, value);
}

void FieldWriter::drop(std::size_t to) {
  out_.resize(to);
  members_.pop_back();
}

void FieldWriter::finish() {
  if (members_.empty()) {
    out_ += "{}";
    return;
  }
  const auto by_name = [](const Member& a, const Member& b) { return a.name < b.name; };
  if (!std::is_sorted(members_.begin(), members_.end(), by_name)) sort_members();
  out_[begin_] = '{';
  out_ += '}';
}

void FieldWriter::sort_members() {
  std::vector<std::pair<std::string_view, std::string_view>> pieces;
  const std::string written = out_.substr(begin_);
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const auto begin = members_[i].begin - begin_;
    const auto end = i + 1 < members_.size() ? members_[i + 1].begin - begin_ : written.size();
    pieces.emplace_back(members_[i].name, std::string_view(written).substr(begin, end - begin));
  }
  std::sort(pieces.begin(), pieces.end());
  out_.resize(begin_);
  for (const auto& piece : pieces) out_ += piece.second;
}

void FieldWriter::string(std::string_view name, const std::string& value, Form, Need) {
  if (!value.empty()) put_string(name, value);
}

void FieldWriter::strings(std::string_view name, const std::vector<std::string>& values, Form) {
  if (values.empty()) return;
  key(name);
  char before = '[';
  for (const auto& value : values) {
    out_ += std::exchange(before, ',');
    append_json_string(out_, value);
  }
  out_ += ']';
}

void FieldWriter::time_zone(std::string_view name, const std::string& value) { string(name, value, Form::time_zone); }

void FieldWriter::text(std::string_view name, const Text& value, Need) {
  if (value.empty()) return;
  key(name);
  char before = '{';
  for (const auto& [language, translation] : value.translations) {
    out_ += std::exchange(before, ',');
    append_json_string(out_, language);
    out_ += ":{\"origin\":\"";
    out_ += name_of(translation.origin);
    out_ += "\",\"text\":";
    append_json_string(out_, translation.text);
    out_ += '}';
  }
  out_ += '}';
}

void FieldWriter::boolean(std::string_view name, bool value, bool initial) {
  if (value == initial) return;
  key(name);
  out_ += value ? "true" : "false";
}

void FieldWriter::integer(std::string_view name, int value, int, int, Need need) {
  if (value == 0 && need == Need::optional) return;
  key(name);
  out_ += std::to_string(value);
}

void FieldWriter::integer(std::string_view name, const std::optional<int>& value, int, int) {
  if (!value) return;
  key(name);
  out_ += std::to_string(*value);
}

void FieldWriter::integer(std::string_view name, std::uint64_t value) {
  key(name);
  out_ += std::to_string(value);
}

// The shortest digits that give the same number again: equal on every machine.
void FieldWriter::coordinate(std::string_view name, const std::optional<double>& value, double) {
  if (!value) return;
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *value).ptr;
  key(name);
  out_.append(digits.data(), end);
}

void FieldWriter::date(std::string_view name, Date value, Need) { put_string(name, format_date(value)); }

void FieldWriter::date(std::string_view name, const std::optional<Date>& value) {
  if (value) put_string(name, format_date(*value));
}

void FieldWriter::local_time(std::string_view name, LocalTime value) { put_string(name, format_local_time(value)); }

void FieldWriter::whole_days(std::string_view first, LocalTime start, std::string_view last, LocalTime end) {
  put_string(first, is_midnight(start) ? format_date(date_of(start)) : format_local_time(start));
  put_string(last, is_midnight(end) ? format_date(date_of(end - std::chrono::days{1})) : format_local_time(end));
}

void FieldWriter::minute(std::string_view name, MinuteOfDay value) { put_string(name, format_minute_of_day(value)); }

void FieldWriter::weekday(std::string_view name, std::chrono::weekday value) {
  put_string(name, kWeekdayNames[value.iso_encoding() - 1]);
}

}  // namespace treffpunkt
