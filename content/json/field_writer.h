#pragma once
// Writes a plain struct as one canonical JSON object: keys sorted as bytes, no spaces, fields at their default left
// out. The counterpart of FieldReader; which fields there are, content/json/fields.h says once for both. Appends to a
// string; cannot fail. One thread at a time.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/json/field_reader.h"

namespace treffpunkt {

// `value` in quotation marks, escaped only where JSON demands it.
void append_json_string(std::string& out, std::string_view value);

class FieldWriter {
 public:
  static constexpr bool kReads = false;

  explicit FieldWriter(std::string& out) : out_(out), begin_(out.size()) {}

  void string(std::string_view name, const std::string& value, Form form, Need need = Need::optional);
  void strings(std::string_view name, const std::vector<std::string>& values, Form form);
  void time_zone(std::string_view name, const std::string& value);
  void text(std::string_view name, const Text& value, Need need = Need::optional);
  void boolean(std::string_view name, bool value, bool initial);
  void integer(std::string_view name, int value, int least, int most, Need need = Need::optional);
  void integer(std::string_view name, const std::optional<int>& value, int least, int most);
  void integer(std::string_view name, std::uint64_t value);
  void coordinate(std::string_view name, const std::optional<double>& value, double most);
  void date(std::string_view name, Date value, Need need);
  void date(std::string_view name, const std::optional<Date>& value);
  void local_time(std::string_view name, LocalTime value);
  void whole_days(std::string_view first, LocalTime start, std::string_view last, LocalTime end);
  void minute(std::string_view name, MinuteOfDay value);
  void weekday(std::string_view name, std::chrono::weekday value);

  template <typename Enum>
  void choice(std::string_view name, Enum value, Need need = Need::optional) {
    if (need == Need::required || value != Enum{}) put_string(name, name_of(value));
  }

  template <typename T, typename Fields>
  void object(std::string_view name, const T& value, Fields&& fields) {
    const auto before = out_.size();
    key(name);
    write_object(value, fields);
    if (std::string_view(out_).substr(before).ends_with(":{}")) drop(before);
  }

  template <typename T, typename Fields>
  void object(std::string_view name, const std::optional<T>& value, Fields&& fields) {
    if (!value) return;
    key(name);
    write_object(*value, fields);
  }

  template <typename T, typename Fields>
  void objects(std::string_view name, const std::vector<T>& values, Fields&& fields, Need = Need::optional) {
    if (values.empty()) return;
    key(name);
    char before = '[';
    for (const auto& value : values) {
      out_ += std::exchange(before, ',');
      write_object(value, fields);
    }
    out_ += ']';
  }

  template <typename T, typename Fields>
  void by_language(std::string_view name, const std::map<std::string, T, std::less<>>& values, Fields&& fields) {
    if (values.empty()) return;
    key(name);
    char before = '{';
    for (const auto& [language, value] : values) {
      out_ += std::exchange(before, ',');
      append_json_string(out_, language);
      out_ += ':';
      write_object(value, fields);
    }
    out_ += '}';
  }

  void ensure(bool, std::string_view, std::string_view) {}

  // Call last: closes the object.
  void finish();

 private:
  struct Member {
    std::string_view name;
    std::size_t begin;
  };

  template <typename T, typename Fields>
  void write_object(const T& value, Fields&& fields) {
    FieldWriter writer(out_);
    fields(writer, value);
    writer.finish();
  }

  void key(std::string_view name);
  void put_string(std::string_view name, std::string_view value);
  void drop(std::size_t to);
  void sort_members();

  std::string& out_;
  std::size_t begin_;
  std::vector<Member> members_;
};

}  // namespace treffpunkt
