// Which generation is shown: the active one, unless it is known to be bad; then yesterday's, and the factory content at last.

#include <fstream>

#include "content/store/build.h"
#include "tests/kiosk/app_support.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using treffpunkt::test::Kiosk;
using app::Trial;

namespace {

namespace fs = std::filesystem;
using Numbers = std::vector<std::uint64_t>;

struct State {
  test::TemporaryFolder folder;

  fs::path path() const { return folder.path() / "state"; }
  app::Shelf shelf() const { return {path(), folder.path() / "factory"}; }
  fs::path database(std::uint64_t number) const { return number == 0 ? folder.path() / "factory/content.db" : path() / "generations" / std::to_string(number) / "content.db"; }

  // A generation whose organization has this name.
  void put(std::uint64_t number, const std::string& name) const {
    Notice notice;
    notice.id = "hinweis";
    notice.text.translations["de"] = {name, Origin::human};
    notice.from = *parse_local_time("2026-01-01T00:00");
    notice.until = *parse_local_time("2027-01-01T00:00");
    notice.priority = Priority::high;
    Feed feed;
    feed.header.id = "probe";
    feed.header.generation = number;
    feed.header.languages = {"de"};
    feed.items = {notice};
    const auto target = database(number), beside = folder.path() / "new.db";
    fs::create_directories(target.parent_path());
    fs::remove(beside);
    const auto built = build_store(feed, beside);
    REQUIRE_MESSAGE(built.has_value(), built.error().message);
    fs::rename(beside, target);
  }
  void spoil(std::uint64_t number) const { std::ofstream(database(number)) << "no database"; }
  void activate(const std::string& text) const {
    fs::create_directories(path());
    std::ofstream(path() / "current") << text;
  }
  void note(std::uint64_t number, const std::string& lines) const {
    fs::create_directories(path() / "shown");
    std::ofstream(path() / "shown" / std::to_string(number)) << lines;
  }
  std::string noted(std::uint64_t number) const {
    std::ifstream file(path() / "shown" / std::to_string(number));
    return {std::istreambuf_iterator<char>(file), {}};
  }
};

struct Shown : Kiosk {
  explicit Shown(const State& state) : Kiosk(1080, 1920, configuration(21.5), state.shelf()) {}
  bool says(const std::string& words) const { return dump().find(words) != std::string::npos; }
};

}  // namespace

TEST_CASE("three starts without three minutes on the screen make a generation bad, and being good stays") {
  const State state;
  const std::pair<const char*, Trial> cases[] = {
      {"", Trial::untried},
      {"started\nstarted\n", Trial::untried},
      {"started\nstarted\nstarted\n", Trial::bad},
      {"started\nfailed\nstarted\n", Trial::bad},
      {"started\nended\nstarted\nended\nstarted\nended\nstarted\n", Trial::untried},
      {"ended\nended\nstarted\nstarted\nstarted\n", Trial::bad},
      {"started\nshown\n", Trial::good},
      {"shown\nstarted\nstarted\nstarted\nfailed\n", Trial::good},
      {"nonsense\nSTARTED\nstart", Trial::untried},
  };
  for (const auto& [lines, trial] : cases) {
    CAPTURE(lines);
    state.note(4, lines);
    CHECK(state.shelf().trial(4) == trial);
  }
}

TEST_CASE("the active generation comes first, then the newest good one, then what is untried, then the factory's") {
  const State state;
  for (const std::uint64_t number : {2, 3, 4, 5}) state.put(number, "x");
  state.note(2, "shown\n");
  state.note(3, "shown\n");
  state.activate("5\n");
  CHECK(state.shelf().choices() == Numbers{5, 3, 2, 4, 0});
  state.note(5, "started\nstarted\nstarted\n");
  CHECK(state.shelf().choices() == Numbers{3, 2, 4, 0});
  for (const auto* garbled : {"", "five", "99", "-1", "5 5", "\x01\x02", "0"}) {
    CAPTURE(garbled);
    state.activate(garbled);
    CHECK(state.shelf().choices() == Numbers{3, 2, 4, 0});
  }
  fs::remove(state.path() / "current");
  CHECK(state.shelf().choices() == Numbers{3, 2, 4, 0});
  CHECK(app::Shelf({}, {}).choices() == Numbers{0});
}

TEST_CASE("a start is noted before the store is opened, the third one is still tried, the fourth goes back at once") {
  const State state;
  state.put(1, "Gestern");
  state.put(2, "Heute");
  state.note(1, "shown\n");
  state.activate("2\n");
  state.note(2, "started\nstarted\n");
  {
    Shown kiosk(state);
    CHECK(kiosk.says("Heute"));
    CHECK(state.noted(2) == "started\nstarted\nstarted\n");
    kiosk.pass(60);
    CHECK(kiosk.says("Heute"));
  }
  state.note(2, "started\nstarted\nstarted\n");  // as if that had been a crash
  CHECK(Shown(state).says("Gestern"));
}

TEST_CASE("a generation is good when it was on the screen for three minutes, not sooner") {
  const State state;
  state.put(1, "Heute");
  state.activate("1\n");
  Shown kiosk(state);
  kiosk.pass(170);
  CHECK(state.noted(1) == "started\n");
  kiosk.pass(20);
  kiosk.settle();
  CHECK(state.noted(1) == "started\nshown\n");
}

TEST_CASE("a kiosk that ends because somebody wants it to says nothing against its generation") {
  const State state;
  state.put(1, "Heute");
  state.activate("1\n");
  for (int i = 0; i < 5; ++i) CHECK(Shown(state).says("Heute"));
  CHECK(state.shelf().trial(1) == Trial::untried);
}

TEST_CASE("whoever only makes pictures proves nothing") {
  const State state;
  state.put(1, "Heute");
  state.activate("1\n");
  { Kiosk kiosk(1080, 1920, Kiosk::configuration(21.5), state.shelf().without_notes()); }
  CHECK(state.noted(1).empty());
}

TEST_CASE("a store that will not open gives way at once to the one before, and to the factory content at last") {
  const State state;
  state.put(0, "Ab Werk");
  state.put(1, "Gestern");
  state.put(2, "Heute");
  state.note(1, "shown\n");
  state.spoil(2);
  state.activate("2\n");
  CHECK(Shown(state).says("Gestern"));
  CHECK(state.noted(2) == "started\nfailed\n");
  state.spoil(1);
  CHECK(Shown(state).says("Ab Werk"));
}

TEST_CASE("other content under the same number is on the attract screen within a minute, and has to prove itself") {
  const State state;
  state.put(1, "Alter Feed");
  state.activate("1\n");
  Shown kiosk(state);
  CHECK(kiosk.says("Alter Feed"));
  state.put(1, "Neuer Feed");
  fs::remove(state.path() / "shown/1");  // as kiosk-sync does
  kiosk.pass(61);
  CHECK(kiosk.says("Neuer Feed"));
  CHECK(state.noted(1) == "started\n");
  kiosk.pass(190);
  kiosk.settle();
  CHECK(state.noted(1) == "started\nshown\n");
}

TEST_CASE("a newer generation that is noticed is on the attract screen at once, and on nobody's page") {
  const State state;
  state.put(1, "Gestern");
  state.activate("1\n");
  Shown kiosk(state);
  state.put(2, "Heute");
  state.activate("2\n");
  kiosk.loader().notice("current");
  kiosk.settle();
  CHECK(kiosk.says("Heute"));
  kiosk.act("start");
  state.put(3, "Morgen");
  state.activate("3\n");
  kiosk.loader().notice("current");
  kiosk.settle();
  CHECK(kiosk.says("Heute"));
}

TEST_CASE("what became of a stick is said for a minute, an old report is not") {
  const State state;
  state.put(1, "Heute");
  state.activate("1\n");
  Shown kiosk(state);
  const auto report = [&](const std::string& text) {
    std::ofstream(state.path() / "usb.json") << text;
    kiosk.loader().notice("usb.json");
    kiosk.settle();
  };
  report(R"({"result": "reading", "generation": 0, "time": "2026-11-24T09:00:00Z"})");
  CHECK(kiosk.says("Er wird gelesen"));
  kiosk.pass(120);
  CHECK(kiosk.says("Er wird gelesen"));
  report(R"({"result": "activated", "generation": 2, "time": "2026-11-24T09:00:00Z"})");
  CHECK(kiosk.says("Die neuen Inhalte sind da"));
  kiosk.pass(62);
  CHECK_FALSE(kiosk.says("Die neuen Inhalte sind da"));
  for (const auto* garbled : {"", "{", "[]", R"({"result": 7})", R"({"result": "stick.same"})", R"({"result": ""})"}) {
    report(garbled);
    CHECK_FALSE(kiosk.says("USB-Stick"));
  }
  std::ofstream(state.path() / "usb.json") << R"({"result": "same"})";
  fs::last_write_time(state.path() / "usb.json", fs::file_time_type::clock::now() - std::chrono::hours(1));
  kiosk.loader().notice("usb.json");
  kiosk.settle();
  CHECK_FALSE(kiosk.says("USB-Stick"));
}

TEST_CASE("a clock that is behind what a signature proves, or behind this program, is not trusted, whoever set it") {
  const auto at = [](const char* text) { return *parse_instant(text); };
  app::ClockSigns signs;
  signs.build = at("2026-01-01T00:00:00Z");
  CHECK_FALSE(app::is_trustworthy(at("2026-11-24T09:00:00Z"), signs));
  signs.battery_backed = true;
  CHECK(app::is_trustworthy(at("2026-11-24T09:00:00Z"), signs));
  CHECK_FALSE(app::is_trustworthy(at("1970-01-01T00:00:10Z"), signs));
  signs.synchronised = true;
  signs.floor = at("2026-11-24T10:00:00Z");
  CHECK_FALSE(app::is_trustworthy(at("2026-11-24T09:00:00Z"), signs));
  CHECK(app::is_trustworthy(at("2026-11-24T10:00:00Z"), signs));
}

TEST_CASE("the clock's floor is read as kiosk-sync writes it, and a garbled one is none") {
  const test::TemporaryFolder folder;
  CHECK_FALSE(app::read_clock_signs(folder.path()).floor);
  std::ofstream(folder.path() / "clock") << "2026-11-24T10:00:00Z\n";
  CHECK(app::read_clock_signs(folder.path()).floor == *parse_instant("2026-11-24T10:00:00Z"));
  std::ofstream(folder.path() / "clock") << "yesterday\n";
  CHECK_FALSE(app::read_clock_signs(folder.path()).floor);
  CHECK_FALSE(app::read_clock_signs({}).floor);
}

TEST_CASE("whether the clock can be trusted is asked anew every minute") {
  const State state;
  state.put(1, "Heute");
  state.activate("1\n");
  Shown kiosk(state);
  CHECK(kiosk.app().clock_trusted());
  kiosk.clock_is_right = false;
  kiosk.pass(121);
  CHECK_FALSE(kiosk.app().clock_trusted());
  kiosk.clock_is_right = true;
  kiosk.pass(121);
  CHECK(kiosk.app().clock_trusted());
}
