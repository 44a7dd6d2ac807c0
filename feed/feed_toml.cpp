#include "feed/feed_toml.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "content/json/form.h"
#include "content/language/language.h"

namespace treffpunkt {
namespace {

constexpr std::array<std::string_view, 5> kKeys = {"id", "default_language", "languages", "time_zone", "demo"};

class Reader {
 public:
  Reader(const toml::table& table, std::string_view name, std::vector<Problem>& problems)
      : table_(table), name_(name), problems_(problems) {}

  void string(std::string_view key, Form form, std::string& value) {
    const auto* node = table_.get(key);
    if (node == nullptr) return error(0, key, "is missing");
    take(*node, key, form, value);
  }

  void boolean(std::string_view key, bool& value) {
    const auto* node = table_.get(key);
    if (node == nullptr) return;
    if (!node->is_boolean()) return error(line_of(*node), key, "must be true or false");
    value = node->as_boolean()->get();
  }

  // The languages, and whether the kiosk speaks them.
  void languages(std::string_view key, std::vector<std::string>& values) {
    const auto* node = table_.get(key);
    if (node == nullptr) return error(0, key, "is missing");
    const auto* list = node->as_array();
    if (list == nullptr || list->empty()) return error(line_of(*node), key, "must be a list like [\"de\", \"tr\"]");
    for (std::size_t index = 0; index < list->size(); ++index) {
      const toml::node& element = *list->get(index);
      const auto place = fmt::format("{}[{}]", key, index);
      std::string tag;
      if (!take(element, place, Form::language, tag)) continue;
      if (find_language(tag) == nullptr) {
        error(line_of(element), place, fmt::format("not a language of the kiosk: '{}'; known are: {}", tag, known()));
      } else if (std::ranges::find(values, tag) != values.end()) {
        error(line_of(element), place, fmt::format("stands twice: '{}'", tag));
      } else {
        values.push_back(std::move(tag));
      }
    }
  }

  bool ensure(bool holds, std::string_view key, std::string message) {
    const auto* node = table_.get(key);
    if (!holds && node != nullptr) error(line_of(*node), key, std::move(message));
    return holds;
  }

  void unknown_keys() {
    for (const auto& [key, node] : table_) {
      if (std::ranges::find(kKeys, key.str()) != kKeys.end()) continue;
      problems_.push_back({Severity::warning, std::string(name_), line_of(node), std::string(key.str()),
                           fmt::format("unknown, left out; known are: {}", fmt::join(kKeys, ", "))});
    }
  }

 private:
  static int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

  static std::string known() {
    std::string tags;
    for (const auto& language : all_languages()) tags += fmt::format("{}{}", tags.empty() ? "" : ", ", language.tag);
    return tags;
  }

  bool take(const toml::node& node, std::string_view place, Form form, std::string& value) {
    const auto* text = node.as_string();
    std::string wrong = text == nullptr ? "must be a text in quotation marks" : why_not(form, text->get());
    if (!wrong.empty()) {
      error(line_of(node), place, std::move(wrong));
      return false;
    }
    value = text->get();
    return true;
  }

  void error(int line, std::string_view key, std::string message) {
    problems_.push_back({Severity::error, std::string(name_), line, std::string(key), std::move(message)});
  }

  const toml::table& table_;
  std::string_view name_;
  std::vector<Problem>& problems_;
};

std::optional<toml::table> parse(std::string_view text, std::string_view name, std::vector<Problem>& problems) {
  try {
    return toml::parse(text);
  } catch (const toml::parse_error& error) {
    problems.push_back({Severity::error, std::string(name), static_cast<int>(error.source().begin.line), "",
                        fmt::format("not valid TOML: {}", error.description())});
    return std::nullopt;
  }
}

}  // namespace

FeedHeader read_feed_toml(std::string_view text, std::string_view name, std::vector<Problem>& problems) {
  FeedHeader header;
  const auto table = parse(text, name, problems);
  if (!table) return header;
  Reader reader{*table, name, problems};
  reader.string("id", Form::id, header.id);
  reader.string("default_language", Form::language, header.default_language);
  reader.languages("languages", header.languages);
  reader.string("time_zone", Form::time_zone, header.time_zone);
  reader.boolean("demo", header.demo);
  if (!reader.ensure(std::ranges::find(header.languages, header.default_language) != header.languages.end(),
                     "default_language", fmt::format("'{}' is not among the languages", header.default_language))) {
    header.default_language = FeedHeader{}.default_language;
  }
  reader.unknown_keys();
  return header;
}

}  // namespace treffpunkt
