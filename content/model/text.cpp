#include "content/model/text.h"

#include <array>

namespace treffpunkt {
namespace {

ChosenTranslation chosen(const std::string& language, const Translation& translation, bool fallback) {
  return {translation.text, language, translation.origin, fallback};
}

}  // namespace

ChosenTranslation choose_translation(const Text& text, std::string_view language) {
  const auto own = text.translations.find(language);
  if (own != text.translations.end()) return chosen(own->first, own->second, false);

  // German before Easy German for the short texts a German reader sees; Easy German first for everybody else.
  const bool german = language == "de" || language == "de-simple";
  const std::array<std::string_view, 3> order = german ? std::array<std::string_view, 3>{"de", "de-simple", "en"}
                                                       : std::array<std::string_view, 3>{"de-simple", "de", "en"};
  for (const auto candidate : order) {
    const auto found = text.translations.find(candidate);
    if (found != text.translations.end()) return chosen(found->first, found->second, true);
  }
  if (text.translations.empty()) return {};
  const auto& any = *text.translations.begin();
  return chosen(any.first, any.second, true);
}

}  // namespace treffpunkt
