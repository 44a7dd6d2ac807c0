// Writing on the kiosk, key by key: the search, and "Your voice" with its outbox.

#include <doctest/doctest.h>
#include <sqlite3.h>

#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;

constexpr auto kPublished = "2026-11-24T05:00:00Z";
constexpr auto kNow = "2026-11-24T09:00:00Z";
constexpr auto kReceiver = "[voice]\nreceiver = \"https://feed.example.org/voice\"\n";

constexpr auto kLicence =
    R"([{"id": "fuehrerschein", "name": {"de": "Führerschein umschreiben", "en": "Exchanging a driving licence"},
  "description": {"de": "Wir helfen mit dem Antrag."}, "topics": ["arbeit"]}])";

// The small feed with a driving licence.
void publish_and_sync(Installation& installation) {
  const auto sources = installation.folder() / "sources";
  fs::copy(fs::path(SOURCE_DIR) / "tests/system/content", sources, fs::copy_options::recursive);
  write_text(sources / "services/fuehrerschein.json", kLicence);
  installation.publish(sources, kPublished);
  const auto visit = installation.visit(kPublished);
  REQUIRE_MESSAGE(visit.sync.code == 0, visit.sync.output);
}

void plays(const Installation& installation, const std::string& script, const Words& flags = {}) {
  const auto played = installation.play(script, kNow, flags);
  CHECK_MESSAGE(played.code == 0, played.output);
}

std::string outbox(const Installation& installation, const std::string& what) {
  sqlite3* database = nullptr;
  std::string found;
  if (sqlite3_open_v2((installation.state() / "voice/outbox.db").c_str(), &database, SQLITE_OPEN_READONLY, nullptr) ==
      SQLITE_OK) {
    const auto add = [](void* to, int count, char** values, char**) {
      for (int i = 0; i < count; ++i) *static_cast<std::string*>(to) += std::string(i > 0 ? "|" : "") + values[i];
      *static_cast<std::string*>(to) += "\n";
      return 0;
    };
    sqlite3_exec(database, ("SELECT " + what + " FROM answer ORDER BY choice").c_str(), add, &found, nullptr);
  }
  sqlite3_close(database);
  return found;
}

const Words kPanels[] = {{},
                         {"--size", "1920x1080"},
                         {"--size", "1280x800", "--diagonal", "10.1"},
                         {"--size", "800x1280", "--diagonal", "10.1"},
                         {"--size", "800x480", "--diagonal", "7"}};

TEST_CASE("Fuehrerschein, fuhrerschein and Führershein are typed key by key, and each finds the Führerschein") {
  Installation installation;
  publish_and_sync(installation);
  for (const auto* typed : {"Fuehrerschein", "fuhrerschein", "Führershein"}) {
    CAPTURE(typed);
    plays(installation,
          "tap \"Suchen:\"\nexpect-screen search\ntype \"" + std::string(typed) +
              "\"\nexpect \"Führerschein umschreiben\"\ntap \"Führerschein umschreiben\"\nexpect-screen offer\n",
          {"--screen", "home"});
  }
}

TEST_CASE("results come while one types, a letter taken back brings them again, and clearing brings the topics") {
  Installation installation;
  publish_and_sync(installation);
  plays(installation,
        "expect \"Wohnen\"\n"
        "type \"deu\"\nexpect \"Deutschkurs am Vormittag\"\nexpect-not \"Führerschein umschreiben\"\n"
        "type \"xyzq\"\nexpect-not \"Deutschkurs am Vormittag\"\n"
        "act key erase\nact key erase\nact key erase\nact key erase\nexpect \"Deutschkurs am Vormittag\"\n"
        "tap \"Text löschen\"\nexpect-screen search\nexpect \"Wohnen\"\nexpect-not \"Deutschkurs am Vormittag\"\n",
        {"--screen", "search"});
}

TEST_CASE("the way into a result and back leads to the same text and results; with the session they are gone") {
  Installation installation;
  publish_and_sync(installation);
  plays(installation,
        "type \"deutschk\"\ntap \"Deutschkurs am Vormittag\"\nexpect-screen offer\ntap \"Zurück\"\n"
        "expect-screen search?q=deutschk\nexpect \"deutschk\"\nexpect \"Deutschkurs am Vormittag\"\n"
        "wait 125\nexpect-screen attract\nact start\nexpect-screen home\nact go search\nexpect-not \"deutschk\"\n",
        {"--screen", "search"});
}

TEST_CASE(
    "an item is found by a name that it has only in another language, on an Arabic keyboard or with its Latin "
    "letters") {
  Installation installation;
  publish_and_sync(installation);
  plays(installation, "type \"driving\"\nexpect \"Führerschein umschreiben\"\n",
        {"--screen", "search", "--lang", "ar"});
  plays(installation, "type \"دورة\"\nexpect \"دورة ألمانية صباحية\"\n", {"--screen", "search", "--lang", "ar"});
  plays(installation, "act language ar\ntype \"الألمانية\"\nexpect \"دورة ألمانية صباحية\"\n", {"--screen", "search"});
}

TEST_CASE("a word that finds nothing offers the nearest topics; where none is near that is said, with all topics") {
  Installation installation;
  publish_and_sync(installation);
  plays(installation,
        "type \"Wohnungsamt\"\nexpect \"Passt eines dieser Themen?\"\nexpect \"Wohnen\"\nexpect-not \"Gesundheit\"\n"
        "tap \"Text löschen\"\ntype \"xylophon\"\nexpect \"Zu „xylophon“ haben wir nichts gefunden.\"\nexpect \"wählen "
        "Sie ein Thema\"\n"
        "expect \"Gesundheit\"\ntap \"Suchen\"\ntap \"Wohnen\"\nexpect-screen offers\n",
        {"--screen", "search"});
}

TEST_CASE("on every panel one can type, put the keyboard away, call it back and go home in one tap") {
  Installation installation;
  publish_and_sync(installation);
  for (const auto& panel : kPanels) {
    for (const auto& [language, home] : std::vector<std::pair<std::string, std::string>>{
             {"de", "Start"}, {"ar", "البداية"}, {"uk", "Головна"}, {"tr", "Ana sayfa"}}) {
      Words flags = {"--screen", "search", "--lang", language};
      flags.insert(flags.end(), panel.begin(), panel.end());
      CAPTURE(language);
      plays(installation,
            "type \"24/7 für\"\nexpect \"24/7 für\"\nact key hide\nact field show\ntype \"s\"\nexpect-screen "
            "\"search?q=24/7 fürs\"\n"
            "tap \"" +
                home + "\"\nexpect-screen home\n",
            flags);
    }
  }
}

TEST_CASE("your voice is nowhere without a receiver, and answered with one tap with one") {
  Installation silent;
  publish_and_sync(silent);
  plays(silent,
        "expect-not \"Ihre Stimme\"\nact go voice\nexpect-not \"Was fehlt hier?\"\nact answer was-fehlt/baenke\n",
        {"--screen", "home"});
  CHECK_FALSE(fs::exists(silent.state() / "voice/outbox.db"));

  Installation asking(kReceiver);
  publish_and_sync(asking);
  plays(
      asking,
      "tap \"Ihre Stimme für Harburg\"\nexpect \"Was fehlt hier?\"\ntap \"Bänke\"\nexpect \"Danke für Ihre Stimme!\"\n"
      "expect \"Ihre Antwort ist gespeichert.\"\ntap \"Zurück\"\nexpect-screen home\nexpect-not \"Ihre Stimme für "
      "Harburg\"\n"
      "tap \"Danke für Ihre Stimme!\"\nexpect-not \"Was fehlt hier?\"\n"
      "act answer was-fehlt/baeume\nwait 125\nact start\nexpect \"Ihre Stimme für Harburg\"\n",
      {"--screen", "home"});
  CHECK(outbox(asking, "*") == "was-fehlt|baenke|de||2026-W48\n");
}

TEST_CASE("some words may be added only if the config says so, and they go into the outbox with the answer") {
  Installation installation(std::string(kReceiver) + "free_text = true\n");
  publish_and_sync(installation);
  plays(installation,
        "act go voice\ntap \"Bäume\"\nexpect \"Möchten Sie etwas dazu schreiben?\"\nexpect \"Bitte schreiben Sie keine "
        "Namen\"\n"
        "type \"Mehr Schatten\"\ntap \"Fertig\"\ntap \"Absenden\"\nexpect \"Ihre Antwort ist gespeichert.\"\ntap "
        "\"Zurück\"\nexpect-screen home\n",
        {"--screen", "home"});
  plays(installation, "act go voice\ntap \"مقاعد\"\nact answer was-fehlt/baenke\nexpect \"شكرًا على رأيكم!\"\n",
        {"--screen", "home", "--lang", "ar"});
  CHECK(outbox(installation, "choice, language, text, week") ==
        "baenke|ar||2026-W48\nbaeume|de|Mehr Schatten|2026-W48\n");
}

TEST_CASE("an answer that cannot be kept is thanked for without a promise") {
  Installation installation(kReceiver);
  publish_and_sync(installation);
  fs::create_directories(installation.state() / "voice/outbox.db" / "x");
  plays(installation,
        "act go voice\ntap \"Bänke\"\nexpect \"Danke für Ihre Stimme!\"\nexpect \"konnte hier leider nicht gespeichert "
        "werden\"\n"
        "expect-not \"ist gespeichert\"\n",
        {"--screen", "home"});
}

}  // namespace
}  // namespace treffpunkt::test
