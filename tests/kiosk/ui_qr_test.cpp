#include <doctest/doctest.h>

#include <string>

#include "kiosk/ui/qr.h"

using namespace treffpunkt;

TEST_CASE("a code has a finder in three of its corners and is square") {
  const auto code = ui::make_qr("https://example.org");
  REQUIRE(code);
  const auto size = static_cast<std::size_t>(code->size);
  CHECK(code->modules.size() == size * size);
  const auto dark = [&](std::size_t x, std::size_t y) { return bool(code->modules[y * size + x]); };
  for (std::size_t i = 0; i < 7; ++i) {
    CHECK(dark(i, 0));
    CHECK(dark(size - 1 - i, 0));
    CHECK(dark(i, size - 1));
  }
}

TEST_CASE("more data takes more modules, and too much takes no code at all") {
  CHECK(ui::make_qr(std::string(300, 'a'))->size > ui::make_qr("a")->size);
  CHECK_FALSE(ui::make_qr(std::string(4000, 'a')));
  CHECK_FALSE(ui::make_qr(""));
}

TEST_CASE("equal data gives equal codes") {
  CHECK(ui::make_qr("Sprachcafé")->modules == ui::make_qr("Sprachcafé")->modules);
}
