#include "kiosk/text/direction.h"

#include <doctest/doctest.h>

namespace treffpunkt::text {
namespace {

TEST_CASE("a wholly German or Arabic text runs its own way, whatever is around it") {
  CHECK_FALSE(runs_right_to_left("Guten Tag", true));
  CHECK_FALSE(runs_right_to_left("Guten Tag", false));
  CHECK(runs_right_to_left("أهلاً وسهلاً", false));
  CHECK(runs_right_to_left("أهلاً وسهلاً", true));
}

TEST_CASE("an Arabic sentence that begins with a Latin name runs from the right among Arabic texts") {
  CHECK(runs_right_to_left("Café Karo: مقهى للجميع في وسط المدينة", true));
}

TEST_CASE("a German sentence that begins with an Arabic word runs from the left among German texts") {
  CHECK_FALSE(runs_right_to_left("مرحبا heißt willkommen", false));
}

TEST_CASE("what stands in isolates does not count") {
  CHECK(runs_right_to_left("\u2066Harburger Integrationsrat\u2069: اجتماع", false));
  CHECK(runs_right_to_left("\u2066Deutsch\u2069", true));
  CHECK_FALSE(runs_right_to_left("\u2068العربية\u2069", false));
}

TEST_CASE("digits, signs and nothing at all have no direction") {
  for (const bool base : {false, true}) {
    CHECK(runs_right_to_left("17:00–18:00 €", base) == base);
    CHECK(runs_right_to_left("", base) == base);
    CHECK(runs_right_to_left("\u2069\u2069 1", base) == base);
  }
}

}  // namespace
}  // namespace treffpunkt::text
