#include "tests/system/floors/floors.h"

#include <doctest/doctest.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

using namespace treffpunkt;

namespace {

std::string lines(const std::vector<std::string>& violations) {
  std::string all;
  for (const auto& violation : violations) all += violation + "\n";
  return all;
}

// A source file with a fine first line and then this include.
std::size_t count_for(std::string_view path, std::string_view include) {
  return floors::violations_in(path, "#include <vector>\n#include " + std::string(include) + "\n").size();
}

struct Case {
  std::string_view path;
  std::string_view include;
};

}  // namespace

TEST_CASE("every source file stands on its floor") {
  const std::filesystem::path root = SOURCE_DIR;
  std::size_t files = 0;
  std::string all;
  for (const std::string_view top : {"content", "feed", "sync", "kiosk"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / top)) {
      const auto extension = entry.path().extension();
      if (extension != ".h" && extension != ".cpp" && extension != ".c" && extension != ".hpp") continue;
      ++files;
      std::ifstream stream(entry.path());
      const std::string source{std::istreambuf_iterator<char>(stream), {}};
      all += lines(floors::violations_in(std::filesystem::relative(entry.path(), root).generic_string(), source));
    }
  }
  CHECK(files > 50);
  CHECK_MESSAGE(all.empty(), all);
}

TEST_CASE("a violation is named with its line and both sides") {
  CHECK(lines(floors::violations_in("kiosk/screens/home.cpp",
                                    "#include <vector>\n\n  #  include \"sync/run.h\"\n#include <SDL.h>\n")) ==
        "kiosk/screens/home.cpp:3: sync/run.h is sync, which kiosk/screens may not use\n"
        "kiosk/screens/home.cpp:4: SDL.h is SDL2, which kiosk/screens may not use\n");
}

TEST_CASE("no part uses what lies above or beside it") {
  constexpr std::array kForbidden = {
      Case{"content/model/event.h", "\"content/language/zone.h\""},
      Case{"content/result/error.h", "\"content/model/text.h\""},
      Case{"content/store/store.cpp", "\"sync/tuf/key.h\""},
      Case{"content/json/item_json.cpp", "\"kiosk/ui/pen.h\""},
      Case{"sync/tuf/key.cpp", "\"sync/run.h\""},
      Case{"sync/http/fetch.cpp", "\"sync/tuf/key.h\""},
      Case{"sync/run.cpp", "\"feed/publish.h\""},
      Case{"sync/kiosk_sync_main.cpp", "\"feed/publish.h\""},
      Case{"feed/publish.cpp", "\"sync/run.h\""},
      Case{"feed/publish.cpp", "\"kiosk/app/app.h\""},
      Case{"feed/kiosk_feed_main.cpp", "\"sync/run.h\""},
      Case{"kiosk/text/engine.cpp", "\"content/store/store.h\""},
      Case{"kiosk/text/engine.cpp", "\"kiosk/ui/pen.h\""},
      Case{"kiosk/ui/pen.cpp", "\"kiosk/platform/window.h\""},
      Case{"kiosk/ui/pen.cpp", "\"content/language/formats.h\""},
      Case{"kiosk/screens/home.cpp", "\"kiosk/app/app.h\""},
      Case{"kiosk/platform/window.cpp", "\"kiosk/screens/screen.h\""},
      Case{"kiosk/app/app.cpp", "\"sync/state_folder.h\""},
      Case{"kiosk/kiosk_main.cpp", "\"sync/run.h\""},
      Case{"kiosk/kiosk_main.cpp", "\"feed/publish.h\""},
  };
  for (const auto& [path, include] : kForbidden) {
    CAPTURE(path);
    CAPTURE(include);
    CHECK(count_for(path, include) == 1);
  }
}

TEST_CASE("no part uses a library that belongs to another") {
  constexpr std::array kForbidden = {
      Case{"content/model/text.h", "<nlohmann/json.hpp>"},
      Case{"content/model/time.h", "<unicode/timezone.h>"},
      Case{"content/model/time.h", "<unistd.h>"},
      Case{"content/json/item_json.cpp", "<sqlite3.h>"},
      Case{"content/body/body.cpp", "<unicode/brkiter.h>"},
      Case{"content/language/zone.cpp", "<md4c.h>"},
      Case{"content/config/config.cpp", "<openssl/evp.h>"},
      Case{"sync/run.cpp", "<curl/curl.h>"},
      Case{"sync/tuf/client.cpp", "<curl/curl.h>"},
      Case{"sync/run.cpp", "<sqlite3.h>"},
      Case{"sync/run.cpp", "<CLI/CLI.hpp>"},
      Case{"sync/run.cpp", "<unicode/timezone.h>"},
      Case{"sync/run.cpp", "<libical/ical.h>"},
      Case{"feed/publish.cpp", "<curl/curl.h>"},
      Case{"feed/publish.cpp", "<sqlite3.h>"},
      Case{"kiosk/ui/pen.cpp", "<SDL.h>"},
      Case{"kiosk/ui/pen.cpp", "<pango/pango.h>"},
      Case{"kiosk/ui/pen.cpp", "<unicode/coll.h>"},
      Case{"kiosk/text/engine.cpp", "<SDL2/SDL.h>"},
      Case{"kiosk/text/engine.cpp", "<qrencode.h>"},
      Case{"kiosk/screens/home.cpp", "<SDL_image.h>"},
      Case{"kiosk/screens/home.cpp", "<sqlite3.h>"},
      Case{"kiosk/screens/home.cpp", "<pango/pango.h>"},
      Case{"kiosk/app/app.cpp", "<sqlite3.h>"},
      Case{"kiosk/app/app.cpp", "<vips/vips.h>"},
      Case{"kiosk/app/app.cpp", "<boost/asio.hpp>"},
  };
  for (const auto& [path, include] : kForbidden) {
    CAPTURE(path);
    CAPTURE(include);
    CHECK(count_for(path, include) == 1);
  }
}

TEST_CASE("what the floors allow is not complained about") {
  constexpr std::array kAllowed = {
      Case{"content/model/event.h", "\"content/model/item.h\""},
      Case{"content/store/store.cpp", "<sqlite3.h>"},
      Case{"content/language/zone.cpp", "<unicode/basictz.h>"},
      Case{"sync/tuf/key.cpp", "<openssl/evp.h>"},
      Case{"sync/http/fetch.cpp", "<curl/curl.h>"},
      Case{"sync/run.cpp", "\"sync/tuf/key.h\""},
      Case{"sync/run.cpp", "\"content/store/build.h\""},
      Case{"feed/publish.cpp", "\"sync/tuf/key.h\""},
      Case{"sync/kiosk_sync_main.cpp", "<CLI/CLI.hpp>"},
      Case{"kiosk/kiosk_main.cpp", "\"kiosk/app/app.h\""},
      Case{"kiosk/screens/home.cpp", "\"content/store/store.h\""},
      Case{"kiosk/platform/window.cpp", "<SDL.h>"},
      Case{"kiosk/text/engine.cpp", "<pango/pangocairo.h>"},
      Case{"kiosk/ui/qr.cpp", "<qrencode.h>"},
      Case{"kiosk/app/app.cpp", "\"kiosk/platform/window.h\""},
      Case{"kiosk/ui/pen.h", "<tl/expected.hpp>"},
  };
  for (const auto& [path, include] : kAllowed) {
    CAPTURE(path);
    CAPTURE(include);
    CHECK(count_for(path, include) == 0);
  }
}

TEST_CASE("a folder without a floor and an include that is not from the root are complained about") {
  CHECK(lines(floors::violations_in("kiosk/helpers/misc.cpp", "")) ==
        "kiosk/helpers/misc.cpp: its folder stands on no floor\n");
  CHECK(floors::violations_in("misc.cpp", "").size() == 1);
  CHECK(count_for("kiosk/ui/pen.cpp", "\"pen.h\"") == 1);
  CHECK(count_for("kiosk/ui/pen.cpp", "\"../text/engine.h\"") == 1);
  CHECK(count_for("kiosk/ui/pen.cpp", "\"content/../sync/run.h\"") == 1);
}

TEST_CASE("only includes are read, on the last line too") {
  CHECK(floors::violations_in("kiosk/ui/pen.cpp", "// #include <SDL.h>\n#define include <SDL.h>\n#include\n#").empty());
  CHECK(floors::violations_in("kiosk/ui/pen.cpp", "#include <SDL.h>").size() == 1);
  CHECK(floors::violations_in("kiosk/ui/pen.cpp", "#include <SDL.h").size() == 1);
}
