#pragma once
// Takes the fields of one located JSON object into a plain struct. The counterpart of FieldWriter; which fields there
// are, content/json/fields.h says once for both.
//
// A field that is wrong keeps the struct's value and adds a problem; reading goes on. Not for use outside of reading
// one item: it keeps references to the tree and the context. One thread at a time.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "content/json/form.h"
#include "content/json/item_json.h"
#include "content/model/names.h"

namespace treffpunkt {

enum class Need { optional, required };

// Where a value stands, as a chain up to the item; turned into "occurrences[2].start" only when something is wrong.
struct Place {
  const Place* parent = nullptr;
  std::string_view name;  // empty: the place is an element
  int index = -1;
};

// What all readers of one item share.
struct ReadContext {
  std::string_view file;
  const ReadOptions& options;
  std::vector<Problem>& problems;
  bool failed = false;            // an error was added
  std::size_t added = 0;          // problems, bounded
  std::string known_time_zone{};  // asked ICU once is enough
};

class FieldReader {
 public:
  static constexpr bool kReads = true;

  FieldReader(const LocatedJson& object, const Place* place, ReadContext& context);

  void string(std::string_view name, std::string& value, Form form, Need need = Need::optional);
  void strings(std::string_view name, std::vector<std::string>& values, Form form);
  void time_zone(std::string_view name, std::string& value);  // left out: the feed's
  void text(std::string_view name, Text& value, Need need = Need::optional);
  void boolean(std::string_view name, bool& value, bool initial);
  void integer(std::string_view name, int& value, int least, int most, Need need = Need::optional);
  void integer(std::string_view name, std::optional<int>& value, int least, int most);
  void integer(std::string_view name, std::uint64_t& value);
  void coordinate(std::string_view name, std::optional<double>& value, double most);  // -most to most
  void date(std::string_view name, Date& value, Need need);
  void date(std::string_view name, std::optional<Date>& value);
  void local_time(std::string_view name, LocalTime& value);
  void whole_days(std::string_view first, LocalTime& start, std::string_view last, LocalTime& end);
  void minute(std::string_view name, MinuteOfDay& value);
  void weekday(std::string_view name, std::chrono::weekday& value);

  template <typename Enum>
  void choice(std::string_view name, Enum& value, Need need = Need::optional) {
    std::string written;
    const auto* json = take_string(name, written, need);
    if (json == nullptr) return;
    if (const auto known = from_name<Enum>(written)) {
      value = *known;
    } else {
      unknown_choice(name, *json, Names<Enum>::all.data(), Names<Enum>::all.size());
    }
  }

  template <typename T, typename Fields>
  void object(std::string_view name, T& value, Fields&& fields) {
    const auto* json = take(name, LocatedJson::Kind::object, Need::optional);
    if (json != nullptr) read_object(*json, Place{place_, name}, value, fields);
  }

  template <typename T, typename Fields>
  void object(std::string_view name, std::optional<T>& value, Fields&& fields) {
    const auto* json = take(name, LocatedJson::Kind::object, Need::optional);
    if (json != nullptr) read_object(*json, Place{place_, name}, value.emplace(), fields);
  }

  template <typename T, typename Fields>
  void objects(std::string_view name, std::vector<T>& values, Fields&& fields, Need need = Need::optional) {
    const auto* json = take(name, LocatedJson::Kind::array, need);
    if (json == nullptr) return;
    const Place list{place_, name};
    values.reserve(json->elements.size());
    for (const auto& element : json->elements) {
      const Place place{&list, {}, static_cast<int>(values.size())};
      read_object(element, place, values.emplace_back(), fields);
    }
  }

  // An object whose keys are language tags.
  template <typename T, typename Fields>
  void by_language(std::string_view name, std::map<std::string, T, std::less<>>& values, Fields&& fields) {
    const auto* json = take(name, LocatedJson::Kind::object, Need::optional);
    if (json == nullptr) return;
    const Place map{place_, name};
    for (const auto& member : json->members) {
      const Place place{&map, member.name};
      check(Form::language, member.name, place, member.line);
      read_object(member.value, place, values[member.name], fields);
    }
  }

  // A problem of two fields together, unless one of them was wrong by itself. Told at the second.
  void ensure(bool holds, std::string_view name, std::string_view message);

  // Call last: warns of every field that nobody asked for.
  void finish();

 private:
  template <typename T, typename Fields>
  void read_object(const LocatedJson& json, const Place& place, T& value, Fields&& fields) {
    if (!is_kind(json, LocatedJson::Kind::object, place)) return;
    FieldReader reader(json, &place, context_);
    fields(reader, value);
    reader.finish();
    failed_ |= reader.failed_;
  }

  const LocatedJson* take(std::string_view name, LocatedJson::Kind kind, Need need);
  const LocatedJson* take_string(std::string_view name, std::string& value, Need need);
  std::optional<std::int64_t> take_integer(std::string_view name, std::int64_t least, std::int64_t most, Need need);
  bool is_kind(const LocatedJson& json, LocatedJson::Kind kind, const Place& place);
  bool check(Form form, std::string_view value, const Place& place, int line);
  bool check_characters(const std::string& value, const Place& place, int line);
  void translation(const LocatedMember& member, const Place& place, Text& text);
  void unknown_choice(std::string_view name, const LocatedJson& json, const std::string_view* names, std::size_t count);
  void problem(Severity severity, int line, const Place& place, std::string message);
  void error(const LocatedJson& json, std::string_view name, std::string message);

  const LocatedJson& object_;
  const Place* place_;  // nullptr: the item itself
  ReadContext& context_;
  std::vector<bool> asked_;
  bool failed_ = false;
};

}  // namespace treffpunkt
