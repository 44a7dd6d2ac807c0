#include "content/language/catalogue.h"

#include <fmt/format.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "content/language/unicode.h"
#include "content/result/text_file.h"

namespace treffpunkt {
namespace {

using nlohmann::json;

constexpr std::size_t kMaximumBytes = 1u << 20;

struct Message {
  std::string plain;                           // the finished text of a pattern without arguments
  std::unique_ptr<icu::MessageFormat> format;  // null for those
  std::set<std::string, std::less<>> arguments;
  std::set<std::string, std::less<>> selectors;  // arguments that choose a branch: they are compared, not shown
};

std::size_t line_of(std::string_view text, std::size_t byte) {
  return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + std::min(byte, text.size()), '\n'));
}

// A key written twice would silently lose its first text.
Result<json> parse_json(std::string_view text, const std::string& name) {
  std::set<std::string> seen;
  std::optional<std::string> twice;
  const auto watch = [&](int depth, json::parse_event_t event, json& parsed) {
    if (event == json::parse_event_t::key && depth == 1 && !seen.insert(parsed.get<std::string>()).second && !twice) {
      twice = parsed.get<std::string>();
    }
    return true;
  };
  try {
    auto parsed = json::parse(text, watch);
    if (twice) return fail(fmt::format("{}: '{}' is there twice", name, *twice));
    if (!parsed.is_object()) return fail(fmt::format("{}: not an object of key to text", name));
    return parsed;
  } catch (const json::parse_error& error) {
    return fail(fmt::format("{}:{}: not JSON: {}", name, line_of(text, error.byte), error.what()));
  } catch (const json::exception& error) {
    return fail(fmt::format("{}: not JSON: {}", name, error.what()));
  }
}

// Only what cannot fail later is let in: shown texts and numbers, plurals and choices by name. Dates come finished from
// Formats.
Result<void> read_arguments(const icu::MessagePattern& pattern, Message& message) {
  for (std::int32_t at = 0; at < pattern.countParts(); ++at) {
    const auto& part = pattern.getPart(at);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_START) continue;
    const auto& name_part = pattern.getPart(at + 1);
    const std::string name = to_utf8(pattern.getSubstring(name_part));
    if (name_part.getType() != UMSGPAT_PART_TYPE_ARG_NAME)
      return fail(fmt::format("argument {{{}}} needs a name", name));
    switch (part.getArgType()) {
      case UMSGPAT_ARG_TYPE_NONE:
        break;
      case UMSGPAT_ARG_TYPE_PLURAL:
      case UMSGPAT_ARG_TYPE_SELECTORDINAL:
      case UMSGPAT_ARG_TYPE_SELECT:
        message.selectors.insert(name);
        break;
      default:
        return fail(
            fmt::format("argument {{{}}} has a format; only plural, selectordinal and select may stand there", name));
    }
    message.arguments.insert(name);
  }
  return {};
}

Result<Message> compile(const std::string& text, const icu::Locale& locale) {
  Message message;
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  const icu::UnicodeString source = from_utf8(text);
  const icu::MessagePattern pattern(source, &place, status);
  if (U_FAILURE(status)) {
    return fail(fmt::format("not a MessageFormat pattern near '{}': {}", to_utf8(icu::UnicodeString(place.preContext)),
                            u_errorName(status)));
  }
  if (auto read = read_arguments(pattern, message); !read) return tl::make_unexpected(read.error());

  message.format = std::make_unique<icu::MessageFormat>(source, locale, place, status);
  if (U_FAILURE(status)) return fail(fmt::format("not a MessageFormat pattern: {}", u_errorName(status)));
  if (!message.arguments.empty()) return message;

  icu::UnicodeString finished;
  message.format->format(static_cast<const icu::UnicodeString*>(nullptr), nullptr, 0, finished, status);
  if (U_FAILURE(status)) return fail(fmt::format("cannot be written: {}", u_errorName(status)));
  message.plain = to_utf8(finished);
  message.format.reset();
  return message;
}

}  // namespace

struct Catalogue::Impl {
  icu::Formattable formattable(const Message& message, std::string_view name, const Value& value) const;

  bool right_to_left = false;
  std::map<std::string, Message, std::less<>> messages;
};

icu::Formattable Catalogue::Impl::formattable(const Message& message, std::string_view name, const Value& value) const {
  if (const auto* number = std::get_if<long long>(&value)) return icu::Formattable(static_cast<std::int64_t>(*number));
  const auto& text = std::get<std::string>(value);
  // A name in Latin letters must not turn the words around it in a right-to-left sentence.
  if (!right_to_left || message.selectors.contains(name)) return icu::Formattable(from_utf8(text));
  return icu::Formattable(isolated_in_right_to_left(from_utf8(text)));
}

Result<Catalogue> Catalogue::load(const std::filesystem::path& folder, const Language& language) {
  const auto file = folder / fmt::format("{}.json", language.tag);
  const auto name = file.string();
  const auto text = read_text_file(file, kMaximumBytes);
  if (!text) return tl::make_unexpected(text.error());
  const auto parsed = parse_json(*text, name);
  if (!parsed) return tl::make_unexpected(parsed.error());

  UErrorCode status = U_ZERO_ERROR;
  const auto locale = icu::Locale::forLanguageTag(
      icu::StringPiece(language.icu_locale.data(), static_cast<std::int32_t>(language.icu_locale.size())), status);
  if (U_FAILURE(status)) return fail(fmt::format("{}: ICU does not know '{}'", name, language.icu_locale));

  auto impl = std::make_unique<Impl>();
  impl->right_to_left = language.right_to_left;
  for (const auto& [key, value] : parsed->items()) {
    if (!value.is_string()) return fail(fmt::format("{}: '{}' is not a text", name, key));
    auto message = compile(value.get_ref<const std::string&>(), locale);
    if (!message) return fail(fmt::format("{}: '{}': {}", name, key, message.error().message));
    impl->messages.emplace(key, std::move(*message));
  }
  return Catalogue(std::move(impl));
}

Catalogue::Catalogue(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Catalogue::Catalogue(Catalogue&&) noexcept = default;
Catalogue::~Catalogue() = default;

std::string Catalogue::text(std::string_view key) const { return text(key, {}); }

std::string Catalogue::text(std::string_view key, const Arguments& arguments) const {
  const auto found = impl_->messages.find(key);
  if (found == impl_->messages.end()) return std::string(key);
  const Message& message = found->second;
  if (!message.format) return message.plain;

  const auto given = [&](const std::string& name) {
    return std::ranges::any_of(arguments, [&](const auto& argument) { return argument.first == name; });
  };
  if (!std::ranges::all_of(message.arguments, given)) return std::string(key);

  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, value] : arguments) {
    names.push_back(from_utf8(name));
    values.push_back(impl_->formattable(message, name, value));
  }
  icu::UnicodeString written;
  UErrorCode status = U_ZERO_ERROR;
  message.format->format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), written, status);
  return U_FAILURE(status) ? std::string(key) : to_utf8(written);
}

std::vector<std::string> Catalogue::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, message] : impl_->messages) keys.push_back(key);
  return keys;
}

std::vector<std::string> Catalogue::arguments(std::string_view key) const {
  const auto found = impl_->messages.find(key);
  if (found == impl_->messages.end()) return {};
  return {found->second.arguments.begin(), found->second.arguments.end()};
}

}  // namespace treffpunkt
