#include "content/language/editing.h"

#include <doctest/doctest.h>

using namespace treffpunkt;

TEST_CASE("letters are added at the end and taken away from there, each as what people see as one") {
  CHECK(with_typed("Deutsc", "h", 60) == "Deutsch");
  CHECK(without_last("Deutsch") == "Deutsc");
  CHECK(without_last("Grüße") == "Grüß");
  CHECK(without_last("Grüß") == "Grü");
  CHECK(without_last("سلام") == "سلا");
  CHECK(without_last("a\u0301") == "");        // a with a mark of its own
  CHECK(without_last("x👩‍👧") == "x");  // one family
  CHECK(without_last("") == "");
  CHECK(count_typed("Grüße") == 5);
  CHECK(count_typed("") == 0);
}

TEST_CASE("what is typed is composed: an umlaut in two parts is one letter") {
  CHECK(with_typed("u", "\u0308", 60) == "ü");
  CHECK(with_typed("", "u\u0308ber", 60) == "über");
}

TEST_CASE("what cannot be seen does not get in, and spaces neither begin nor follow one another") {
  CHECK(with_typed("a", "\x01\x7f\u202E\u2066\uFEFF\u0000", 60) == "a");
  CHECK(with_typed("a", "\xFF\xC3", 60) == "a");
  CHECK(with_typed("", " ", 60) == "");
  CHECK(with_typed("a ", " ", 60) == "a ");
  CHECK(with_typed("a", "\n\tb", 60) == "a b");
  CHECK(with_typed("می", "\u200Cخواهم", 60) == "می\u200Cخواهم");  // Persian needs its joiner
}

TEST_CASE("a text has its longest length, in characters and not in bytes") {
  CHECK(with_typed("äöü", "ß", 3) == "äöü");
  CHECK(with_typed("äö", "üß", 3) == "äöü");
  CHECK(count_typed(with_typed("", std::string(1000000, 'x'), 60)) == 60);
  CHECK(with_typed("abc", "d", 0) == "");
}
