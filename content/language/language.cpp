#include "content/language/language.h"

#include <algorithm>
#include <array>

namespace treffpunkt {
namespace {

// "rg-dezzzz" makes weeks and weekends Hamburg's, whatever region the language brings along.
constexpr std::array<Language, 12> kLanguages = {{
    {"de", "Deutsch", "de-DE", "de"},
    {"de-simple", "Einfaches Deutsch", "de-DE", "de"},
    {"en", "English", "en-GB-u-hc-h23-rg-dezzzz", "en"},
    {"tr", "Türkçe", "tr-u-hc-h23-rg-dezzzz", "tr"},
    {"ar", "العربية", "ar-u-ca-gregory-hc-h23-nu-latn-rg-dezzzz", "ar", true},
    {"uk", "Українська", "uk-u-hc-h23-rg-dezzzz", "uk"},
    {"ru", "Русский", "ru-u-hc-h23-rg-dezzzz", "ru"},
    {"fa", "فارسی", "fa-u-ca-gregory-hc-h23-rg-dezzzz", "fa", true},
    {"prs", "دری", "fa-AF-u-ca-gregory-hc-h23-nu-latn-rg-dezzzz", "fa", true},
    {"pl", "Polski", "pl-u-hc-h23-rg-dezzzz", "pl"},
    {"ro", "Română", "ro-u-hc-h23-rg-dezzzz", "ro"},
    {"bg", "Български", "bg-u-hc-h23-rg-dezzzz", "bg"},
}};

}  // namespace

std::span<const Language> all_languages() { return kLanguages; }

const Language* find_language(std::string_view tag) {
  const auto found = std::ranges::find(kLanguages, tag, &Language::tag);
  return found == kLanguages.end() ? nullptr : &*found;
}

}  // namespace treffpunkt
