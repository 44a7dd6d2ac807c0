#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "kiosk/platform/graphics_card.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;

namespace fs = std::filesystem;

TEST_CASE("a render node is a graphics card, a display controller alone is none") {
  const test::TemporaryFolder devices;
  CHECK_FALSE(platform::has_graphics_card(devices.path()));
  fs::create_directories(devices.path() / "dri");
  std::ofstream(devices.path() / "dri" / "card0") << "";
  CHECK_FALSE(platform::has_graphics_card(devices.path()));
  std::ofstream(devices.path() / "dri" / "renderD128") << "";
  CHECK(platform::has_graphics_card(devices.path()));
}
