#include "content/json/located_json.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

namespace treffpunkt {
namespace {

// The library tells a SAX handler no positions, but it reads its input one character after the other: an iterator
// that notes how far it has come tells them instead.
class TrackedIterator {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  TrackedIterator(const char* at, const char** cursor) : at_(at), cursor_(cursor) {}
  reference operator*() const { return *at_; }
  TrackedIterator& operator++() {
    *cursor_ = ++at_;
    return *this;
  }
  TrackedIterator operator++(int) {
    const auto before = *this;
    ++*this;
    return before;
  }
  bool operator==(const TrackedIterator& other) const { return at_ == other.at_; }
  bool operator!=(const TrackedIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** cursor_;
};

struct Mistake {
  int line = 0;
  std::string field;
  std::string message;
};

// The library's message in words for people who did not write the library.
std::string plain_words(std::string_view message) {
  const auto has = [&](std::string_view part) { return message.find(part) != std::string_view::npos; };
  if (has("ill-formed UTF-8")) return "invalid UTF-8: the file must be saved in the encoding UTF-8";
  if (has("missing closing quote")) return "a text has no closing quotation mark";
  if (has("control character")) return "a text has a line break or control character in it; write \\n instead";
  if (has("unexpected end of input")) return "the text ends in the middle: a bracket or a quotation mark is missing";
  if (has("number overflow")) return "a number is too large";
  if (has("surrogate")) return "an escape \\u stands for half a character only";
  if (has("forbidden character after backslash"))
    return "an unknown escape: after \\ only \" \\ / b f n r t u may stand";
  if (has("expected end of input")) return "something stands after the end of the value";
  if (has("parsing object key")) return "not valid JSON: a field's name in quotation marks is expected here";
  if (has("parsing object separator")) return "not valid JSON: a ':' is expected here";
  if (has("parsing object")) return "not valid JSON: a ',' or '}' is expected here";
  if (has("parsing array")) return "not valid JSON: a ',' or ']' is expected here";
  return "not valid JSON here";
}

class TreeBuilder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  TreeBuilder(std::string_view text, const char*& cursor, int first_line)
      : text_(text), cursor_(cursor), counted_(text.data()), line_(first_line) {}

  LocatedJson take_root() { return std::move(root_); }
  const std::optional<Mistake>& mistake() const { return mistake_; }

  bool null() { return add({.kind = LocatedJson::Kind::null, .line = line_here()}); }
  bool boolean(bool value) { return add(LocatedJson::make_boolean(value, line_here())); }
  bool number_integer(number_integer_t value) { return add(LocatedJson::make_integer(value, line_of_number())); }
  bool number_unsigned(number_unsigned_t value) {
    constexpr auto kLargest = static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
    if (value > kLargest) return number_float(static_cast<double>(value), {});
    return add(LocatedJson::make_integer(static_cast<std::int64_t>(value), line_of_number()));
  }
  bool number_float(number_float_t value, const string_t&) {
    return add({.kind = LocatedJson::Kind::number, .line = line_of_number(), .number = value});
  }
  bool string(string_t& value) { return add(LocatedJson::make_string(std::move(value), line_here())); }
  bool binary(binary_t&) { return false; }

  bool start_object(std::size_t) { return open(LocatedJson::Kind::object); }
  bool start_array(std::size_t) { return open(LocatedJson::Kind::array); }
  bool key(string_t& name) {
    open_.back().members.push_back({std::move(name), line_here(), {}});
    return true;
  }
  bool end_object() {
    if (const auto* twice = duplicate(open_.back().members)) {
      mistake_ = {twice->line, twice->name, "this field stands twice in the same object"};
      return false;
    }
    return close();
  }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    // The character that is wrong has been read already; a line break there still belongs to its own line.
    const auto before = std::min(position == 0 ? 0 : position - 1, text_.size());
    const auto from = static_cast<std::size_t>(counted_ - text_.data());
    int line = line_;
    if (before > from) line += static_cast<int>(std::count(counted_, text_.data() + before, '\n'));
    mistake_ = {line, {}, plain_words(error.what())};
    return false;
  }

 private:
  int line_here() {
    line_ += static_cast<int>(std::count(counted_, cursor_, '\n'));
    counted_ = cursor_;
    return line_;
  }

  // To know that a number has ended the library reads one character more, maybe the line break.
  int line_of_number() {
    const int line = line_here();
    return cursor_ != text_.data() && cursor_[-1] == '\n' ? line - 1 : line;
  }

  bool open(LocatedJson::Kind kind) {
    const int line = line_here();
    if (open_.size() >= static_cast<std::size_t>(kMaximumJsonDepth)) {
      mistake_ = {line, {}, "nested deeper than " + std::to_string(kMaximumJsonDepth) + " levels"};
      return false;
    }
    open_.push_back({.kind = kind, .line = line});
    return true;
  }

  bool close() {
    auto done = std::move(open_.back());
    open_.pop_back();
    return add(std::move(done));
  }

  bool add(LocatedJson value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().kind == LocatedJson::Kind::object) {
      open_.back().members.back().value = std::move(value);
    } else {
      open_.back().elements.push_back(std::move(value));
    }
    return true;
  }

  const LocatedMember* duplicate(const std::vector<LocatedMember>& members) {
    sorted_.clear();
    for (const auto& member : members) sorted_.push_back(&member);
    // Stable, so that of two members with one name the later one is named as the mistake.
    std::stable_sort(sorted_.begin(), sorted_.end(), [](const auto* a, const auto* b) { return a->name < b->name; });
    const auto found = std::adjacent_find(sorted_.begin(), sorted_.end(),
                                          [](const auto* a, const auto* b) { return a->name == b->name; });
    return found == sorted_.end() ? nullptr : *(found + 1);
  }

  std::string_view text_;
  const char*& cursor_;
  const char* counted_;  // line breaks before this are in line_
  int line_;
  std::vector<LocatedJson> open_;
  std::vector<const LocatedMember*> sorted_;
  LocatedJson root_;
  std::optional<Mistake> mistake_;
};

}  // namespace

LocatedJson LocatedJson::make_boolean(bool value, int line) {
  return {.kind = Kind::boolean, .line = line, .boolean = value};
}

LocatedJson LocatedJson::make_integer(std::int64_t value, int line) {
  return {.kind = Kind::integer, .line = line, .integer = value, .number = static_cast<double>(value)};
}

LocatedJson LocatedJson::make_string(std::string value, int line) {
  return {.kind = Kind::string, .line = line, .string = std::move(value)};
}

LocatedJson LocatedJson::make_array(std::vector<LocatedJson> elements, int line) {
  return {.kind = Kind::array, .line = line, .elements = std::move(elements)};
}

LocatedJson LocatedJson::make_object(int line) { return {.kind = Kind::object, .line = line}; }

const LocatedJson* LocatedJson::find(std::string_view name) const {
  for (const auto& member : members) {
    if (member.name == name) return &member.value;
  }
  return nullptr;
}

LocatedJson* LocatedJson::find(std::string_view name) {
  return const_cast<LocatedJson*>(std::as_const(*this).find(name));
}

bool LocatedJson::erase(std::string_view name) {
  return std::erase_if(members, [&](const LocatedMember& member) { return member.name == name; }) > 0;
}

LocatedJson& LocatedJson::set(std::string_view name, LocatedJson value) {
  if (auto* existing = find(name)) return *existing = std::move(value);
  const int at = value.line != 0 ? value.line : line;
  members.push_back({std::string(name), at, std::move(value)});
  return members.back().value;
}

std::string_view in_words(LocatedJson::Kind kind) {
  switch (kind) {
    case LocatedJson::Kind::null:
      return "null";
    case LocatedJson::Kind::boolean:
      return "true or false";
    case LocatedJson::Kind::integer:
      return "a whole number";
    case LocatedJson::Kind::number:
      return "a number";
    case LocatedJson::Kind::string:
      return "a text";
    case LocatedJson::Kind::array:
      return "a list";
    case LocatedJson::Kind::object:
      return "an object";
  }
  return "";
}

tl::expected<LocatedJson, Problem> parse_located_json(std::string_view text, std::string_view file, int first_line) {
  const auto problem = [&](int line, std::string field, std::string message) {
    return tl::make_unexpected(Problem{Severity::error, std::string(file), line, std::move(field), std::move(message)});
  };
  if (text.size() > kMaximumJsonBytes) {
    return problem(0, {}, "larger than " + std::to_string(kMaximumJsonBytes >> 20) + " MiB");
  }
  // The library takes a NUL for the end and would not look at what follows.
  if (const auto nul = text.find('\0'); nul != std::string_view::npos) {
    const auto breaks = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    return problem(first_line + static_cast<int>(breaks), {}, "not a text file: it has a NUL byte in it");
  }
  const char* cursor = text.data();
  TreeBuilder builder(text, cursor, first_line);
  const TrackedIterator begin(text.data(), &cursor);
  const TrackedIterator end(text.data() + text.size(), &cursor);
  if (!nlohmann::json::sax_parse(begin, end, &builder)) {
    const auto mistake = builder.mistake().value_or(Mistake{first_line, {}, "not valid JSON"});
    return problem(mistake.line, mistake.field, mistake.message);
  }
  return builder.take_root();
}

}  // namespace treffpunkt
