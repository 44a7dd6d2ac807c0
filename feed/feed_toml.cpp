#include "feed/feed_toml.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>

#include "content/json/form.h"
#include "content/language/language.h"

namespace treffpunkt {
namespace {

constexpr std::array<std::string_view, 6> kKeys = {"id", "default_language", "languages", "time_zone", "demo", "speech"};
constexpr std::array<std::string_view, 4> kSpeechKeys = {"enabled", "command", "voices", "kilobits"};
constexpr std::int64_t kFewestKilobits = 6, kMostKilobits = 64;

class Reader {
 public:
  // `prefix` is for the problems' places: "speech." for that table's keys.
  Reader(const toml::table& table, std::string_view name, std::vector<Problem>& problems, std::string prefix = {})
      : table_(table), name_(name), problems_(problems), prefix_(std::move(prefix)) {}

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

  // A list of texts, at least one.
  void strings(std::string_view key, std::vector<std::string>& values) {
    const auto* node = table_.get(key);
    if (node == nullptr) return;
    const auto* list = node->as_array();
    if (list == nullptr || list->empty()) return error(line_of(*node), key, "must be a list like [\"espeak-ng\", \"--stdin\"]");
    std::vector<std::string> read(list->size());
    bool good = true;
    for (std::size_t index = 0; index < list->size(); ++index) {
      good = take(*list->get(index), fmt::format("{}[{}]", key, index), Form::any, read[index]) && good;
    }
    if (good) values = std::move(read);
  }

  void integer(std::string_view key, std::int64_t least, std::int64_t most, int& value) {
    const auto* node = table_.get(key);
    if (node == nullptr) return;
    const auto number = node->value_exact<std::int64_t>();
    if (!number || *number < least || *number > most) {
      return error(line_of(*node), key, fmt::format("must be a whole number from {} to {}", least, most));
    }
    value = static_cast<int>(*number);
  }

  // A voice for each language that is spoken.
  void voices(std::string_view key, std::map<std::string, std::string, std::less<>>& values) {
    const auto* node = table_.get(key);
    if (node == nullptr) return;
    const auto* voices = node->as_table();
    if (voices == nullptr) return error(line_of(*node), key, "must be a table like {de = \"de\", tr = \"tr\"}");
    values.clear();
    for (const auto& [language, voice] : *voices) {
      const auto place = fmt::format("{}.{}", key, language.str());
      if (find_language(language.str()) == nullptr) {
        error(line_of(voice), place, fmt::format("not a language of the kiosk; known are: {}", known()));
      } else {
        take(voice, place, Form::any, values[std::string(language.str())]);
      }
    }
  }

  const toml::table* table(std::string_view key) {
    const auto* node = table_.get(key);
    if (node != nullptr && !node->is_table()) error(line_of(*node), key, "must be a table: [speech]");
    return node == nullptr ? nullptr : node->as_table();
  }

  bool ensure(bool holds, std::string_view key, std::string message) {
    const auto* node = table_.get(key);
    if (!holds && node != nullptr) error(line_of(*node), key, std::move(message));
    return holds;
  }

  void unknown_keys(std::span<const std::string_view> known_keys) {
    for (const auto& [key, node] : table_) {
      if (std::ranges::find(known_keys, key.str()) != known_keys.end()) continue;
      problems_.push_back({Severity::warning, std::string(name_), line_of(node), prefix_ + std::string(key.str()),
                           fmt::format("unknown, left out; known are: {}", fmt::join(known_keys, ", "))});
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
    problems_.push_back({Severity::error, std::string(name_), line, prefix_ + std::string(key), std::move(message)});
  }

  const toml::table& table_;
  std::string_view name_;
  std::vector<Problem>& problems_;
  std::string prefix_;
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

std::optional<SpeechSettings> read_speech(const toml::table& table, std::string_view name,
                                         std::vector<Problem>& problems) {
  SpeechSettings settings;
  Reader reader{table, name, problems, "speech."};
  bool enabled = true;
  reader.boolean("enabled", enabled);
  reader.strings("command", settings.command);
  reader.voices("voices", settings.voices);
  reader.integer("kilobits", kFewestKilobits, kMostKilobits, settings.kilobits);
  reader.unknown_keys(kSpeechKeys);
  if (!enabled) return std::nullopt;
  return settings;
}

}  // namespace

FeedToml read_feed_toml(std::string_view text, std::string_view name, std::vector<Problem>& problems) {
  FeedToml feed;
  auto& header = feed.header;
  const auto table = parse(text, name, problems);
  if (!table) return feed;
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
  if (const auto* speech = reader.table("speech")) feed.speech = read_speech(*speech, name, problems);
  reader.unknown_keys(kKeys);
  return feed;
}

}  // namespace treffpunkt
