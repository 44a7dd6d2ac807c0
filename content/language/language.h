#pragma once
// The languages a kiosk can speak: one table from our BCP 47 tags to what ICU and the layout need to know. Constant; any
// thread. How a language outside the table is called is content/language/formats.h's business.
// Measured with ICU 72 (docs/decisions.md): raw "fa" gives the Solar Hijri year, raw "prs" English, raw "ar" am/pm.

#include <span>
#include <string_view>

namespace treffpunkt {

inline constexpr std::string_view kSignLanguage = "gsg";  // German sign language (DGS): spoken, shown in films, never written

struct Language {
  std::string_view tag;         // "de-simple"
  std::string_view own_name;    // "Einfaches Deutsch", in its own script
  std::string_view icu_locale;  // "fa-u-ca-gregory-hc-h23-rg-dezzzz"
  std::string_view pango_tag;   // for shaping and line breaks: "de", "fa", "ar"
  bool right_to_left = false;
};

std::span<const Language> all_languages();
const Language* find_language(std::string_view tag);  // nullptr: not a language of ours

}  // namespace treffpunkt
