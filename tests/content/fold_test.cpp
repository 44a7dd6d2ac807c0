#include "content/store/fold.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace treffpunkt;

namespace {

std::string plain(std::string_view text, bool join = false) {
  Folder folder;
  std::string all;
  for (const auto& word : folder.words(text, join)) all += (all.empty() ? "" : " ") + word.plain;
  return all;
}

// Whether somebody who types `typed` means the written word: they share a form.
bool same_word(std::string_view written, std::string_view typed) {
  Folder folder;
  const auto a = folder.words(written), b = folder.words(typed);
  REQUIRE(a.size() == 1);
  REQUIRE(b.size() == 1);
  for (const auto& form : a[0].forms()) {
    const auto forms = b[0].forms();
    if (std::find(forms.begin(), forms.end(), form) != forms.end()) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("every spelling of a word with an umlaut finds every other") {
  const std::vector<std::string> spellings = {"Führerschein", "FÜHRERSCHEIN", "fuhrerschein", "Fuehrerschein",
                                              "Fu\u0308hrerschein"};
  for (const auto& written : spellings) {
    for (const auto& typed : spellings) {
      CAPTURE(written);
      CAPTURE(typed);
      CHECK(same_word(written, typed));
    }
  }
  CHECK(same_word("Straße", "STRASSE"));
  CHECK(same_word("Straße", "strasse"));
  CHECK(same_word("ÄÖÜ", "aeoeue"));
  CHECK_FALSE(same_word("Führer", "Fahrer"));
}

TEST_CASE("dotted and dotless i are one letter") { CHECK(plain("İŞ Iş ıslak IŞIK") == "is is islak isik"); }

TEST_CASE("other Latin letters lose their marks too") {
  CHECK(plain("Żółć Łódź Đorđe Æble Œuvre Ørsted ﬁn Ça") == "zolc lodz dorde aeble oeuvre orsted fin ca");
  CHECK(same_word("Ørsted", "Oersted"));
}

TEST_CASE("Arabic and Persian spellings come together") {
  CHECK(plain("أحمد") == plain("احمد"));
  CHECK(plain("إسلام") == plain("اسلام"));
  CHECK(plain("مدرسة") == plain("مدرسه"));
  CHECK(plain("على") == plain("علي"));
  CHECK(plain("کتاب") == plain("كتاب"));
  CHECK(plain("فارسی") == plain("فارسي"));
  CHECK(plain("كِتَاب") == plain("كتاب"));
  CHECK(plain("كتـــاب") == plain("كتاب"));
  CHECK(plain("می\u200Cخواهم") == plain("میخواهم"));
  CHECK(plain("٢٤ ۲۴") == "24 24");
}

TEST_CASE("Cyrillic is folded, and an apostrophe does not part a word") {
  CHECK(plain("СІМ'Я сім’я сімʼя") == "сімя сімя сімя");
  CHECK(plain("Ёлка Їжак Ґанок") == "елка іжак ганок");
}

TEST_CASE("vowel signs of Indic and Thai scripts stay") {
  CHECK(plain("हिन्दी") != plain("हन्द"));
  CHECK(plain("ที่") != plain("ท"));
}

TEST_CASE("hyphened words come singly and joined") {
  CHECK(plain("Sprach-Café heute", true) == "sprach cafe sprachcafe heute");
  CHECK(plain("Sprach-Café heute") == "sprach cafe heute");
  CHECK(plain("a - b", true) == "a b");
  CHECK(plain("E\u2011Mail", true) == "e mail email");
  CHECK(plain("-- - -a- -", true) == "a");
}

TEST_CASE("soft hyphens and zero widths vanish, everything else parts words") {
  CHECK(plain("Sprach\u00ADcafé\u200B") == "sprachcafe");
  CHECK(plain("a/b,c.d;e\"f(g)h😀i\tj\u00A0k") == "a b c d e f g h i j k");
  CHECK(plain("") == "");
  CHECK(plain("😀 \" * ( ) :") == "");
}

TEST_CASE("hostile bytes are folded to something harmless") {
  CHECK(plain(std::string("a\0b", 3)) == "a b");
  CHECK(plain("a\xFF\xFE"
              "b\xC3") == "a b");
  CHECK(plain("\xED\xA0\x80") == "");
  const std::string long_word(100000, 'x');
  CHECK(plain(long_word).size() == Folder::kLongestWord);
  std::string chain;
  for (int i = 0; i < 1000; ++i) chain += "ab-";
  for (const auto& word : Folder().words(chain, true)) CHECK(word.plain.size() < 200);
  std::string marks = "a";
  for (int i = 0; i < 10000; ++i) marks += "\u0308";
  CHECK(Folder().words(marks).at(0).plain == "a");
  CHECK(Folder().words(marks).at(0).expanded == "ae");
}
