// Speech and films of the content, as a visitor meets them: from the button to silence.

#include <cstdlib>

#include "content/store/build.h"
#include "tests/kiosk/app_support.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_film.h"

using namespace treffpunkt;
using treffpunkt::test::Kiosk;
using Heard = platform::Sound::State;

namespace {

namespace fs = std::filesystem;

const std::string kSpeech(64, 'a'), kFilm(64, 'b');

// A page that can be heard in German (some seconds) and seen as a film (two seconds).
class Content {
 public:
  Content() {
    ::setenv("SDL_AUDIODRIVER", "dummy", 1);
    Page page;
    page.id = "hilfe";
    page.title.translations["de"] = {"Hilfe", Origin::human};
    page.body.translations["de"] = {"Wir helfen Ihnen.", Origin::human};
    const auto speech = place(kSpeech), film = place(kFilm);
    fs::copy_file(fs::path(BINARY_DIR) / "share/treffpunkt/speech/de.opus", speech);
    test::make_film(film);
    page.audio["de"] = {kSpeech, fs::file_size(speech)};
    page.video = Video{};
    page.video->object = kFilm;
    page.video->length = fs::file_size(film);
    page.video->alternative.translations["de"] = {"Wir helfen.", Origin::human};
    Feed feed;
    feed.header.id = "probe";
    feed.header.languages = {"de", "tr"};
    feed.items = {page};
    const auto built = build_store(feed, folder_.path() / "content.db");
    REQUIRE_MESSAGE(built.has_value(), built.error().message);
  }
  app::Shelf shelf() const { return {{}, folder_.path()}; }

 private:
  fs::path place(const std::string& object) const {
    const auto file = folder_.path() / "objects" / object.substr(0, 2) / object;
    fs::create_directories(file.parent_path());
    return file;
  }
  test::TemporaryFolder folder_;
};

struct Visitor : Content, Kiosk {
  explicit Visitor(const Config& config = configuration(21.5)) : Kiosk(1080, 1920, config, shelf()) {
    act("start");
    act("go", "page/hilfe");
  }
  bool is_asked() const { return dump().find(" stay ") != std::string::npos; }
  // In real time: sound and films are played by threads of their own.
  template <typename Condition>
  bool until(Condition holds) {
    for (int i = 0; i < 600; ++i) {
      app().advance();
      if (holds()) return true;
      wait(0.05);
      clock().advance(0.05);
    }
    return false;
  }
};

}  // namespace

TEST_CASE("a page is read aloud, paused, taken up and begun again, and any touch elsewhere ends it") {
  Visitor visitor;
  REQUIRE(visitor.tap({"aloud", "read"}));
  CHECK(visitor.sound().state() == Heard::playing);
  REQUIRE(visitor.tap({"aloud", "pause"}));
  CHECK(visitor.sound().state() == Heard::paused);
  REQUIRE(visitor.tap({"aloud", "go_on"}));
  CHECK(visitor.sound().state() == Heard::playing);
  REQUIRE(visitor.tap({"aloud", "again"}));
  CHECK(visitor.sound().state() == Heard::playing);
  visitor.tap(500, 700);
  CHECK(visitor.sound().state() == Heard::silent);
  visitor.settle();
  CHECK_FALSE(visitor.tap({"aloud", "pause"}));
  REQUIRE(visitor.tap({"aloud", "read"}));
  REQUIRE(visitor.tap({"home", ""}));
  visitor.settle();
  CHECK(visitor.sound().state() == Heard::silent);
}

TEST_CASE("who listens is not asked whether they are still there; who paused and went is") {
  Visitor visitor;
  REQUIRE(visitor.tap({"aloud", "read"}));
  for (int i = 0; i < 30; ++i) {
    visitor.clock().advance(10);
    visitor.app().advance();
  }
  CHECK(visitor.sound().state() == Heard::playing);
  CHECK_FALSE(visitor.is_asked());
  REQUIRE(visitor.tap({"aloud", "pause"}));
  visitor.pass(95);
  CHECK(visitor.is_asked());
  visitor.pass(30);
  CHECK(visitor.session().attracting());
  CHECK(visitor.sound().state() == Heard::silent);
}

TEST_CASE("how loud one visitor had it is gone with the visit") {
  Visitor visitor;
  REQUIRE(visitor.tap({"aloud", "read"}));
  REQUIRE(visitor.tap({"aloud", "louder"}));
  REQUIRE(visitor.tap({"aloud", "louder"}));
  CHECK(visitor.sound().volume() == 1);
  visitor.act("wipe");
  CHECK(visitor.sound().volume() == doctest::Approx(0.45));
}

TEST_CASE("a page whose reader sees another language's text has the button of that language's speech") {
  Visitor visitor;
  visitor.act("language", "tr");
  REQUIRE(visitor.tap({"aloud", "read"}));
  CHECK(visitor.sound().state() == Heard::playing);
}

TEST_CASE("a film plays to its end, nobody is asked meanwhile, and it can be seen again and left") {
  Visitor visitor;
  REQUIRE(visitor.tap({"film", kFilm}));
  using State = screens::Watching::State;
  REQUIRE(visitor.until([&] { return visitor.app().watching() && visitor.app().watching()->state == State::playing; }));
  CHECK_FALSE(visitor.is_asked());
  REQUIRE(visitor.until([&] { return visitor.app().watching()->state == State::ended; }));
  REQUIRE(visitor.tap({"film", "again"}));
  REQUIRE(visitor.until([&] { return visitor.app().watching()->state == State::playing; }));
  REQUIRE(visitor.tap({"film", "close"}));
  CHECK_FALSE(visitor.app().watching());
  CHECK(visitor.session().here().screen == "page");
}

TEST_CASE("where sound is switched off nothing offers it, and films can be seen all the same") {
  auto config = Kiosk::configuration(21.5);
  config.sound.enabled = false;
  Visitor visitor(config);
  CHECK_FALSE(visitor.tap({"aloud", "read"}));
  CHECK(visitor.tap({"film", kFilm}));
  visitor.act("wipe");
  visitor.act("start");
  visitor.act("go", "language");
  CHECK_FALSE(visitor.tap({"say", "de"}));
}

TEST_CASE("a film is gone when the visit is") {
  Visitor visitor;
  REQUIRE(visitor.tap({"film", kFilm}));
  visitor.act("wipe");
  CHECK_FALSE(visitor.app().watching());
}

TEST_CASE("the factory content reads its key pages aloud, in every language that has a voice") {
  const fs::path factory = fs::path(BINARY_DIR) / "share/treffpunkt/factory";
  const auto store = Store::open(factory / "content.db");
  REQUIRE_MESSAGE(store.has_value(), store.error().message);
  for (const auto role : {PageRole::about, PageRole::imprint, PageRole::privacy, PageRole::accessibility, PageRole::emergency,
                          PageRole::discrimination, PageRole::guide}) {
    const auto page = store->page(role);
    REQUIRE(page.has_value());
    REQUIRE(page->has_value());
    CAPTURE((*page)->id);
    for (const auto* language : {"bg", "de", "de-simple", "en", "fa", "pl", "ro", "ru", "tr", "uk"}) {
      CAPTURE(language);
      const auto found = (*page)->audio.find(language);
      REQUIRE(found != (*page)->audio.end());
      const auto& object = found->second.object;
      CHECK(fs::file_size(factory / "objects" / object.substr(0, 2) / object) == found->second.length);
    }
    for (const auto* language : {"ar", "prs"}) CHECK_FALSE((*page)->audio.contains(language));
  }
}
