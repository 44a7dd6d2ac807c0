#include "kiosk/ui/keyboard.h"

#include <doctest/doctest.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>

#include <set>

#include "content/language/language.h"
#include "kiosk/ui/keyboard_layout.h"

using namespace treffpunkt;
using ui::Key;
using ui::KeyboardState;

namespace {

struct Panel {
  float width, height;
  double diagonal;
};
constexpr Panel kPanels[] = {{1080, 1920, 21.5}, {1920, 1080, 21.5}, {1920, 1080, 15.6}, {1080, 1920, 15.6},
                             {1280, 800, 10.1},  {800, 1280, 10.1},  {800, 480, 7}};

ui::Metrics metrics_of(const Panel& panel) { return ui::Metrics::of_panel(panel.width, panel.height, panel.diagonal); }

std::vector<KeyboardState> all_states() {
  std::vector<KeyboardState> states;
  for (const bool shift : {false, true}) {
    for (const bool signs : {false, true}) {
      for (const bool other : {false, true}) states.push_back({shift, signs, other, false});
    }
  }
  return states;
}

std::set<std::string> typed_on(const Panel& panel, std::string_view language,
                               const std::vector<KeyboardState>& states) {
  std::set<std::string> typed;
  for (const auto& state : states) {
    for (const auto& key : ui::arrange_keyboard(metrics_of(panel), language, state).keys) {
      CHECK(key.action.name == "key");
      if (key.action.argument.starts_with("type ")) typed.insert(key.action.argument.substr(5));
    }
  }
  return typed;
}

// The letters that the language is written with, small ones, as ICU knows them.
std::set<std::string> alphabet(std::string_view icu_locale) {
  UErrorCode status = U_ZERO_ERROR;
  auto* data = ulocdata_open(std::string(icu_locale).c_str(), &status);
  icu::UnicodeSet set;
  ulocdata_getExemplarSet(data, set.toUSet(), 0, ULOCDATA_ES_STANDARD, &status);
  ulocdata_close(data);
  REQUIRE(U_SUCCESS(status));
  std::set<std::string> letters;
  for (std::int32_t i = 0; i < set.getRangeCount(); ++i) {
    for (auto c = set.getRangeStart(i); c <= set.getRangeEnd(i); ++c) {
      if (!u_isalpha(c)) continue;  // vowel signs of Arabic
      std::string utf8;
      letters.insert(icu::UnicodeString(c).toUTF8String(utf8));
    }
  }
  return letters;
}

std::string to_upper(const std::string& letter, std::string_view language) {
  std::string upper;
  icu::UnicodeString::fromUTF8(letter).toUpper(icu::Locale(std::string(language).c_str())).toUTF8String(upper);
  return upper;
}

}  // namespace

TEST_CASE("every letter of every language can be typed in its own layout, on every panel") {
  for (const auto& language : all_languages()) {
    const auto letters = alphabet(language.icu_locale);
    REQUIRE(letters.size() >= 26);
    for (const auto& panel : kPanels) {
      const auto typed = typed_on(panel, language.tag, {{}, {true, false, false, false}, {false, true, false, false}});
      for (const auto& letter : letters) {
        CAPTURE(std::string(language.tag));
        CAPTURE(panel.width);
        CAPTURE(panel.diagonal);
        CHECK_MESSAGE(typed.contains(letter), letter);
      }
    }
  }
}

TEST_CASE("letters with marks need no second page, unless the keys would be too narrow") {
  const auto directly = [](std::string_view language, const Panel& panel) {
    return typed_on(panel, language, {KeyboardState{}});
  };
  const std::pair<const char*, std::vector<std::string>> kLetters[] = {
      {"de", {"ä", "ö", "ü", "ß"}},
      {"de-simple", {"ä", "ß"}},
      {"tr", {"ğ", "ş", "ı", "i", "ç", "ö", "ü"}},
      {"ro", {"ă", "â", "î", "ș", "ț"}},
      {"pl", {"ą", "ć", "ę", "ł", "ń", "ó", "ś", "ź", "ż"}},
      {"uk", {"ї", "є", "і"}},
      {"bg", {"ъ", "ь", "ю", "я"}},
      {"fa", {"آ", "پ", "چ", "ژ", "گ"}},
      {"prs", {"آ"}},
      {"ar", {"ة", "ى", "ء"}}};
  for (const auto& [language, letters] : kLetters) {
    for (const auto& panel : kPanels) {
      const auto typed = directly(language, panel);
      for (const auto& letter : letters) {
        CAPTURE(language);
        CAPTURE(panel.diagonal);
        CHECK_MESSAGE(typed.contains(letter), letter);
      }
    }
  }
}

TEST_CASE("a capital is the letter's own in its language") {
  for (const auto& language : all_languages()) {
    if (language.right_to_left) continue;
    const auto& layout = ui::keyboard_layout(language.tag);
    for (std::size_t i = 0; i < layout.rows.size(); ++i) {
      if (language.tag.starts_with("de") && i == 2) continue;  // ICU's capital ß is SS
      CHECK(to_upper(std::string(layout.rows[i]), layout.language) == layout.shifted[i]);
    }
    CHECK(to_upper(std::string(layout.more), layout.language) == layout.more_shifted);
  }
}

TEST_CASE("keys are at least 12 mm wide and 14 mm high, lie on the panel and apart") {
  for (const auto& language : all_languages()) {
    for (const auto& panel : kPanels) {
      const auto metrics = metrics_of(panel);
      for (const auto& state : all_states()) {
        const auto keyboard = ui::arrange_keyboard(metrics, language.tag, state);
        CAPTURE(std::string(language.tag));
        CAPTURE(panel.width);
        CAPTURE(panel.diagonal);
        for (const auto& key : keyboard.keys) {
          CAPTURE(key.label);
          CAPTURE(static_cast<int>(key.kind));
          CHECK(key.rect.width >= 12 * metrics.pixels_per_mm);
          CHECK(key.rect.height >= 14 * metrics.pixels_per_mm);
          CHECK(key.rect.x >= 0);
          CHECK(key.rect.right() <= metrics.width);
          CHECK(key.rect.bottom() <= keyboard.height);
          for (const auto& other : keyboard.keys) {
            if (&other != &key) CHECK_FALSE(key.rect.inset(-metrics.mm(0.5f)).intersects(other.rect));
          }
        }
      }
    }
  }
}

TEST_CASE("every state has space, erase, digits at most one key away, and a way to German and back") {
  for (const auto& language : all_languages()) {
    for (const auto& panel : kPanels) {
      for (const auto& state : all_states()) {
        std::set<Key::Kind> kinds;
        for (const auto& key : ui::arrange_keyboard(metrics_of(panel), language.tag, state).keys)
          kinds.insert(key.kind);
        CAPTURE(std::string(language.tag));
        for (const auto kind : {Key::Kind::space, Key::Kind::erase, Key::Kind::done, Key::Kind::signs})
          CHECK(kinds.contains(kind));
        CHECK(kinds.contains(Key::Kind::other) == !language.tag.starts_with("de"));
      }
      CHECK(typed_on(panel, language.tag, {{false, true, false, false}, {}}).size() > 40);
      CHECK(typed_on(panel, language.tag, {{false, false, true, false}}).contains("e"));
    }
  }
  CHECK(typed_on(kPanels[0], "ar", {{false, false, true, false}}).contains("ß"));
}

TEST_CASE("Arabic letters lie from left to right as on the desk, and shift holds the letters with hamza") {
  const auto keyboard = ui::arrange_keyboard(metrics_of(kPanels[0]), "ar", {});
  float first = 0, last = 0;
  for (const auto& key : keyboard.keys) {
    if (key.label == "ض") first = key.rect.x;
    if (key.label == "د") last = key.rect.x;
  }
  CHECK(first < last);
  const auto shifted = typed_on(kPanels[0], "ar", {{true, false, false, false}});
  for (const auto* letter : {"أ", "إ", "آ"}) CHECK(shifted.contains(letter));
}

TEST_CASE("a language without a keyboard of its own types in German letters") {
  CHECK(ui::keyboard_layout("xx").language == "de");
  CHECK(ui::keyboard_layout("de-simple").language == "de");
  CHECK(ui::keyboard_layout("prs").language == "fa");
}
