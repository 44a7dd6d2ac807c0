// What a visitor meets in the content: typed on a keyboard on a cable, at a place, at an organization, among filters; and what a
// phone takes along.

#include <algorithm>

#include "tests/content/store_fixture.h"
#include "tests/kiosk/app_support.h"

using namespace treffpunkt;
using treffpunkt::test::Kiosk;
using Kind = platform::InputEvent::Kind;

namespace {

const std::vector<std::string> kItems = {
    R"({"type":"location","id":"haus","name":{"de":"Haus am Sand"},"street_address":"Sand 1","postal_code":"21073",
        "locality":"Hamburg","accessibility":{"step_free":"yes"}})",
    R"({"type":"organization","id":"beistand","name":{"de":"Beistand Harburg"},"description":{"de":"Wir stehen bei."},
        "contacts":[{"phone":"040 66969-100","email":"beistand@example.org"}]})",
    R"({"type":"service","id":"fahrrad","name":{"de":"Fahrradkurs"},"description":{"de":"Fahren lernen."},"location_ids":["haus"],
        "contacts":[{"phone":"040 66969-130"}]})",
    R"({"type":"service","id":"kummer","name":{"de":"Beratung bei Kummer"},"description":{"de":"Reden."},"location_ids":["haus"],
        "organization_id":"beistand","discreet":true,"contacts":[{"phone":"040 66969-131","email":"kummer@example.org"}]})",
    R"({"type":"service","id":"allein","name":{"de":"Allein"},"description":{"de":"Reden."},"discreet":true,
        "contacts":[{"phone":"040 66969-132"}]})",
    R"({"type":"event","id":"kummerabend","kind":"information","name":{"de":"Abend zu Kummer"},"description":{"de":"Reden."},
        "discreet":true,"organizer_id":"beistand","location_id":"haus","time_zone":"Europe/Berlin",
        "occurrences":[{"start":"2026-11-26T18:00","end":"2026-11-26T19:00"}]})",
    R"({"type":"event","id":"sprechstunde","kind":"consultation_hour","name":{"de":"Sprechstunde"},"description":{"de":"Reden."},
        "registration":"none","location_id":"haus","time_zone":"Europe/Berlin",
        "occurrences":[{"start":"2026-11-26T16:00","end":"2026-11-26T18:00"}]})",
    R"({"type":"event","id":"turnen","kind":"sport","name":{"de":"Turnen"},"description":{"de":"Springen."},"registration":"none",
        "time_zone":"Europe/Berlin","occurrences":[{"start":"2026-11-28T10:00","end":"2026-11-28T11:00"},
        {"start":"2026-11-29T10:00","end":"2026-11-29T11:00"},{"start":"2026-12-01T10:00","end":"2026-12-01T11:00"},
        {"start":"2026-12-15T10:00","end":"2026-12-15T11:00"}]})"};

// On a Tuesday.
struct Visitor : TestStore, Kiosk {
  explicit Visitor(const char* route, int width = 1080, int height = 1920, double diagonal = 21.5)
      : TestStore(feed_of(kItems)), Kiosk(width, height, configuration(diagonal), {{}, file().parent_path()}) {
    act("start");
    act("go", route);
  }
  bool sees(const std::string& words) const { return dump().find(words) != std::string::npos; }
  void key(Kind kind, const char* text) {
    platform::InputEvent event;
    event.kind = kind;
    event.text = text;
    app().handle(event);
    settle();
  }
  std::string typed() const { return session().here().option("q"); }
  // What the code on the screen says.
  std::string code() const {
    for (const auto& layer : scene().layers) {
      for (const auto& node : layer.nodes) {
        if (node.kind == ui::Node::Kind::qr) return node.words;
      }
    }
    return "";
  }
};

}  // namespace

TEST_CASE("a keyboard on a cable types into the search, takes back and puts the keys on the screen away") {
  Visitor visitor("search");
  for (const auto* letter : {"F", "a", "h", "r", "t"}) visitor.key(Kind::text, letter);
  CHECK(visitor.typed() == "Fahrt");
  visitor.key(Kind::key, "Backspace");
  CHECK(visitor.typed() == "Fahr");
  CHECK(visitor.sees("go offer/fahrrad"));
  CHECK(visitor.sees(" key "));
  visitor.key(Kind::key, "Return");
  CHECK_FALSE(visitor.sees(" key "));
  CHECK(visitor.sees("go offer/fahrrad"));
}

TEST_CASE("where there is no field a keyboard on a cable does nothing") {
  Visitor visitor("offer/fahrrad");
  const auto before = visitor.dump();
  visitor.key(Kind::text, "x");
  visitor.key(Kind::key, "Backspace");
  CHECK(visitor.session().here() == screens::parse_route("offer/fahrrad"));
  CHECK(visitor.dump() == before);
}

TEST_CASE("a place says how to get in and what there is; an organization who it is and how to reach it") {
  Visitor visitor("location/haus");
  for (const auto* words : {"Haus am Sand", "Sand 1, 21073 Hamburg", "ohne Stufen", "go offer/fahrrad", "go offer/kummer", "go event/sprechstunde"}) {
    CAPTURE(words);
    CHECK(visitor.sees(words));
  }
  CHECK_FALSE(visitor.sees("go offer/allein"));
  CHECK_FALSE(visitor.sees("go event/turnen"));
  visitor.act("go", "organization/beistand");
  for (const auto* words : {"Beistand Harburg", "Wir stehen bei.", "040 66969-100", "beistand@example.org", "go offer/kummer", "go event/kummerabend"}) {
    CAPTURE(words);
    CHECK(visitor.sees(words));
  }
  CHECK_FALSE(visitor.sees("go offer/fahrrad"));
  CHECK_FALSE(visitor.sees("go event/sprechstunde"));
}

TEST_CASE("a place or an organization that is not there any more leads home") {
  for (const auto* route : {"location/weg", "organization/weg"}) {
    Visitor visitor(route);
    CHECK(visitor.sees("Willkommen in Harburg"));
  }
}

TEST_CASE("what is discreet leaves no word of itself in a phone: its organization is all that stands there") {
  Visitor visitor("offer/fahrrad");
  CHECK(visitor.code().find("FN:Fahrradkurs\r\n") != std::string::npos);
  visitor.act("go", "offer/kummer");
  auto code = visitor.code();
  CHECK(code.find("FN:Beistand Harburg\r\n") != std::string::npos);
  CHECK(code.find("TEL:04066969100\r\n") != std::string::npos);
  std::transform(code.begin(), code.end(), code.begin(), [](unsigned char c) { return std::tolower(c); });
  CHECK(code.find("kummer") == std::string::npos);
  visitor.act("go", "event/kummerabend");
  code = visitor.code();
  CHECK(code.find("SUMMARY:Beistand Harburg\r\n") != std::string::npos);
  CHECK(code.find("DTSTART:20261126T170000Z\r\n") != std::string::npos);
  std::transform(code.begin(), code.end(), code.begin(), [](unsigned char c) { return std::tolower(c); });
  CHECK(code.find("kummer") == std::string::npos);
}

TEST_CASE("without an organization to name there is no code of a discreet offer, but a way to close everything") {
  Visitor visitor("offer/allein");
  CHECK(visitor.code().empty());
  CHECK(visitor.sees(" wipe "));
  visitor.act("go", "offer/fahrrad");
  CHECK_FALSE(visitor.sees(" wipe "));
}

TEST_CASE("a consultation hour says that one needs no appointment; other events that one need not sign up") {
  Visitor visitor("home");
  CHECK(visitor.sees("kein Termin nötig"));
  visitor.act("go", "event/sprechstunde");
  CHECK(visitor.sees("kein Termin nötig"));
  visitor.act("go", "event/turnen");
  CHECK(visitor.sees("ohne Anmeldung"));
  CHECK_FALSE(visitor.sees("kein Termin nötig"));
}

TEST_CASE("a list of events says where the weekend, next week and what is later begin, each once") {
  Visitor visitor("events");
  CHECK(visitor.sees("\"Dieses Wochenende: Samstag, 28. November\""));
  CHECK(visitor.sees("\"Sonntag, 29. November\""));
  CHECK(visitor.sees("\"Nächste Woche: Dienstag, 1. Dezember\""));
  CHECK(visitor.sees("\"Später: Dienstag, 15. Dezember\""));
}

TEST_CASE("who chooses among the filters stays where they were on the page") {
  Visitor visitor("events?panel=1", 800, 480, 7);
  visitor.act("scroll", "down");
  visitor.act("refine", "events?panel=1&access=step-free");
  CHECK(visitor.session().history.back().scroll > 0);
  CHECK(visitor.session().here().option("access") == "step-free");
  visitor.act("swap", "events?access=step-free");
  CHECK(visitor.session().history.back().scroll == 0);
}

TEST_CASE("where nothing fits, each choice can be taken back by itself") {
  Visitor visitor("events?day=2026-11-28&free=1&for=women");
  CHECK_FALSE(visitor.sees("go event/"));
  CHECK(visitor.sees("swap events?for=women&free=1 \"Samstag, 28. November\""));
  CHECK(visitor.sees("swap events?day=2026-11-28&for=women \"kostenlos\""));
  CHECK(visitor.sees("swap events?day=2026-11-28&free=1 \"Frauen\""));
  CHECK(visitor.sees("swap events \"Auswahl löschen\""));
}

TEST_CASE("a request that is overtaken before it is begun is never worked on") {
  app::Loader loader(app::Shelf({}, {}), [] {});
  std::mutex gate;
  gate.lock();
  loader.ask_task([&gate] {
    const std::lock_guard passed(gate);
    return [] {};
  });
  for (std::uint64_t id = 1; id <= 3; ++id) loader.ask(id, {.route = screens::parse_route("search?q=f")});
  gate.unlock();
  std::vector<std::uint64_t> loaded;
  while (!loader.idle()) {
    for (auto& one : loader.take()) {
      if (const auto* screen = std::get_if<app::LoadedScreen>(&one)) loaded.push_back(screen->id);
    }
    std::this_thread::yield();
  }
  CHECK(loaded == std::vector<std::uint64_t>{3});
}
