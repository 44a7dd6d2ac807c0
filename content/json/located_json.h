#pragma once
// JSON as a tree that knows where each value stood, so that a mistake can be named with its line.
//
// Not a general JSON library: it is for reading sources and feeds. Members keep the order of the text; an edit keeps
// the lines of everything else. Inputs are untrusted: depth (64), size (16 MiB), duplicate keys, numbers out of range
// and invalid UTF-8 are problems, never crashes. A byte order mark is tolerated. Plain values, any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "content/json/problem.h"

namespace treffpunkt {

struct LocatedMember;

struct LocatedJson {
  enum class Kind { null, boolean, integer, number, string, array, object };

  Kind kind = Kind::null;
  int line = 0;  // where the value begins, 1 the first
  bool boolean = false;
  std::int64_t integer = 0;            // whole numbers without '.' or exponent that fit
  double number = 0;                   // other numbers; also set for integers
  std::string string;                  // UTF-8
  std::vector<LocatedJson> elements;   // arrays
  std::vector<LocatedMember> members;  // objects

  static LocatedJson make_boolean(bool value, int line);
  static LocatedJson make_integer(std::int64_t value, int line);
  static LocatedJson make_string(std::string value, int line);
  static LocatedJson make_array(std::vector<LocatedJson> elements, int line);
  static LocatedJson make_object(int line);

  bool is_string() const { return kind == Kind::string; }
  bool is_array() const { return kind == Kind::array; }
  bool is_object() const { return kind == Kind::object; }

  // nullptr: no such member, or no object. Stays true until the members change.
  const LocatedJson* find(std::string_view name) const;
  LocatedJson* find(std::string_view name);
  bool erase(std::string_view name);  // false: there was none
  // Replaces the member in its place or appends it. Returns the member's value. Only for objects.
  LocatedJson& set(std::string_view name, LocatedJson value);
};

struct LocatedMember {
  std::string name;
  int line = 0;  // of the key
  LocatedJson value;
};

// "a text", "a whole number", "a list", ...: for messages.
std::string_view in_words(LocatedJson::Kind kind);

inline constexpr int kMaximumJsonDepth = 64;
inline constexpr std::size_t kMaximumJsonBytes = 16u << 20;

// Exactly one JSON value, white space around it. `file` is for the problem's place; `first_line` is the line number of
// the first line (for a piece of a larger file).
tl::expected<LocatedJson, Problem> parse_located_json(std::string_view text, std::string_view file, int first_line = 1);

}  // namespace treffpunkt
