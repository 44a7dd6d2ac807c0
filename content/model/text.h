#pragma once
// A text that can be shown to a visitor, in the languages it has been written in.
//
// Keys are BCP 47 tags as the feed uses them ("de", "de-simple" for Easy German, "tr", "ar", "prs", ...).
// A tag without an entry means: not translated yet; choose_translation says what is shown instead.

#include <map>
#include <string>
#include <string_view>

namespace treffpunkt {

enum class Origin { human, machine, machine_reviewed };

struct Translation {
  std::string text;  // UTF-8, never empty in a checked feed
  Origin origin = Origin::human;

  bool operator==(const Translation&) const = default;
};

struct Text {
  std::map<std::string, Translation, std::less<>> translations;

  bool empty() const { return translations.empty(); }
  bool operator==(const Text&) const = default;
};

// The translation to show to a reader of `language`, and whether it is in another language than asked for.
struct ChosenTranslation {
  std::string_view text;      // empty when the text has no translation at all
  std::string_view language;  // the language of `text`
  Origin origin = Origin::human;
  bool fallback = false;  // true: `language` is not the one asked for
};

// The language itself; then for any other reader Easy German, German, English, whatever there is.
// (A reader of Easy German gets German; a reader of German gets Easy German before anything foreign.)
// Views point into `text`.
ChosenTranslation choose_translation(const Text& text, std::string_view language);

}  // namespace treffpunkt
