#include <doctest/doctest.h>

#include "content/store/marks.h"
#include "tests/content/store_fixture.h"

using namespace treffpunkt;

namespace {

using Ids = std::vector<std::string>;

Ids find(const Store& store, std::string_view typed, std::string_view language = "de",
         std::string_view now = "2026-11-24T00:00", std::string_view site = "", std::size_t limit = 20) {
  const auto hits = store.search(typed, language, at(now), site, limit);
  REQUIRE_MESSAGE(hits, (hits ? "" : hits.error().message));
  Ids found;
  for (const auto& hit : hits->hits) found.push_back(hit.id);
  return found;
}

bool finds(const Store& store, std::string_view typed, const std::string& id) {
  const auto found = find(store, typed);
  return std::find(found.begin(), found.end(), id) != found.end();
}

std::string event(const std::string& id, const std::string& name, const std::string& start, const std::string& end,
                  const std::string& more = "") {
  return R"({"type":"event","id":")" + id + R"(","kind":"course","name":)" + name +
         R"(,"description":{"de":"x"},"occurrences":[{"start":")" + start + R"(","end":")" + end + "\"" + more + "}]}";
}

std::string service(const std::string& id, const std::string& name, const std::string& description = "x",
                    const std::string& more = "") {
  return R"({"type":"service","id":")" + id + R"(","name":)" + name + R"(,"description":{"de":")" + description +
         "\"}" + more + "}";
}

Feed offers() {
  return feed_of({
      service("deutschkurs", R"({"de":"Deutschkurs","tr":"Almanca kursu","ar":"دورة اللغة الألمانية"})"),
      service("fahren", R"({"de":"Führerschein-Beratung","en":"Driving licence advice"})"),
      service("amt", R"({"de":"Behördengänge"})", "Wir gehen mit zum Kursleiter. [Mehr](https://example.org/geheim)"),
      service("muell", R"({"de":"Straßenreinigung"})"),
      service("sued", R"({"de":"Kurs im Süden"})", "x", R"(,"sites":["haus-sued"])"),
      service("weg", R"({"de":"Alter Kurs"})", "x", R"(,"status":"inactive")"),
      R"({"type":"page","id":"ankommen","title":{"de":"Ankommen"},"body":{"de":"## Erste Schritte\n\n**Anmelden** im Amt"}})",
      R"({"type":"organization","id":"rat","name":{"de":"Integrationsrat"},"short_name":{"de":"IR-Harburg"}})",
      R"({"type":"location","id":"rathaus","name":{"de":"Rathaus Harburg"},"street_address":"Rathausplatz 1"})",
      R"({"type":"topic","id":"wohnen","name":{"de":"Wohnen","tr":"Konut"},"hue":"red","pictogram":"home"})",
      event("schwimmkurs", R"({"de":"Schwimmkurs"})", "2026-11-26T10:00", "2026-11-26T11:00"),
      event("kurs-bald", R"({"de":"Kursbeginn"})", "2026-11-25T10:00", "2026-11-25T11:00"),
      event("kurs-spaet", R"({"de":"Kursende"})", "2027-01-25T10:00", "2027-01-25T11:00"),
      event("vorbei", R"({"de":"Kurs von gestern"})", "2026-11-20T10:00", "2026-11-20T11:00"),
  });
}

}  // namespace

TEST_CASE("kurs finds Deutschkurs, beginnings before middles, offers and events by turns, what is over not at all") {
  const TestStore offers_store(offers());
  CHECK(find(offers_store.store(), "kurs") == Ids{"kurs-bald", "kurs-spaet", "deutschkurs", "schwimmkurs", "amt"});
}

TEST_CASE("every spelling finds the same offer") {
  const TestStore offers_store(offers());
  for (const auto* typed : {"Führerschein", "führerschein", "FÜHRERSCHEIN", "fuehrerschein", "fuhrerschein", "Füh",
                            "fueh", "fuh", "erschein", "behorden", "behoerden"}) {
    CAPTURE(typed);
    CHECK(find(offers_store.store(), typed) ==
          Ids{std::string_view(typed).find("beh") == 0 ? std::string("amt") : std::string("fahren")});
  }
  for (const auto* typed : {"straße", "strasse", "STRASSE", "strassenreinigung", "reinigung"}) {
    CHECK(find(offers_store.store(), typed) == Ids{"muell"});
  }
}

TEST_CASE("words of every language are found in one search") {
  const TestStore offers_store(offers());
  const auto& store = offers_store.store();
  CHECK(finds(store, "almanca", "deutschkurs"));
  CHECK(finds(store, "الالمانية", "deutschkurs"));
  CHECK(finds(store, "المانيه", "deutschkurs"));  // without the article, with the other ending
  CHECK(finds(store, "licence", "fahren"));
}

TEST_CASE("all words must be there, in whatever order") {
  const TestStore offers_store(offers());
  const auto& store = offers_store.store();
  CHECK(find(store, "beratung führ") == Ids{"fahren"});
  CHECK(find(store, "führ beratung") == Ids{"fahren"});
  CHECK(find(store, "beratung kurs").empty());
  CHECK(find(store, "erste schritte anmel") == Ids{"ankommen"});
}

TEST_CASE("what matches the whole name in the reader's language comes first") {
  const TestStore store(feed_of({
      service("teil", R"({"de":"Offener Treff im Haus"})"),
      service("text", R"({"de":"Anderes"})", "Ein Treff."),
      service("ganz", R"({"de":"Treff"})"),
      service("anfang", R"({"de":"Treff im Park"})"),
      service("fremd", R"({"de":"Irgendwo","tr":"Treff"})"),
      service("innen", R"({"de":"Elterntreff"})"),
  }));
  CHECK(find(store.store(), "treff") == Ids{"ganz", "anfang", "teil", "fremd", "innen", "text"});
  CHECK(find(store.store(), "treff", "tr") == Ids{"fremd", "ganz", "anfang", "teil", "innen", "text"});
  CHECK(find(store.store(), "treff", "de", "2026-11-24T00:00", "", 2) == Ids{"ganz", "anfang"});
}

TEST_CASE("offers for another kiosk are not found") {
  const TestStore offers_store(offers());
  CHECK(find(offers_store.store(), "süden").empty());
  CHECK(find(offers_store.store(), "süden", "de", "2026-11-24T00:00", "haus-sued") == Ids{"sued"});
}

TEST_CASE("short names, streets, topics' and organizations' names are found, addresses of links are not") {
  const TestStore store(feed_of({
      R"({"type":"organization","id":"rat","name":{"de":"Integrationsrat"},"short_name":{"de":"IR-Harburg"}})",
      R"({"type":"location","id":"rathaus","name":{"de":"Rathaus"},"street_address":"Knoopstraße 1"})",
      R"({"type":"topic","id":"wohnen","name":{"de":"Wohnen","tr":"Konut"},"hue":"red","pictogram":"home"})",
      service("a", R"({"de":"Hilfe"})", "[Mehr](https://example.org/geheim)",
              R"(,"topics":["wohnen"],"organization_id":"rat","location_ids":["rathaus"])"),
  }));
  CHECK(find(store.store(), "irharburg") == Ids{"rat", "a"});
  CHECK(find(store.store(), "knoop") == Ids{"rathaus"});
  CHECK(find(store.store(), "konut") == Ids{"a"});
  CHECK(find(store.store(), "rathaus") == Ids{"rathaus", "a"});
  CHECK(find(store.store(), "geheim").empty());
}

TEST_CASE("an event's hit has its next date, one that takes place if there is any") {
  const TestStore store(feed_of({
      R"({"type":"location","id":"haus","name":{"de":"Haus"}})",
      R"({"type":"event","id":"a","kind":"course","name":{"de":"Tanz"},"summary":{"de":"Kurz"},"description":{"de":"x"},
          "location_id":"haus","topics":["sport"],"occurrences":[
          {"start":"2026-11-23T10:00","end":"2026-11-23T11:00"},
          {"start":"2026-11-30T10:00","end":"2026-11-30T11:00","status":"cancelled"},
          {"start":"2026-12-07T10:00","end":"2026-12-07T11:00"}]})",
  }));
  const auto hit = [&](std::string_view now) {
    const auto hits = store.store().search("tanz", "de", at(now), "", 5);
    REQUIRE(hits);
    return hits->hits.empty() ? SearchHit{} : hits->hits.front();
  };
  CHECK(hit("2026-11-22T00:00").next_start == at("2026-11-23T10:00"));
  CHECK(hit("2026-11-24T00:00").next_start == at("2026-12-07T10:00"));
  CHECK(hit("2026-11-24T00:00").next_local_start == *parse_local_time("2026-12-07T10:00"));
  CHECK(hit("2026-11-24T00:00").type == SearchHit::Type::event);
  CHECK(hit("2026-11-24T00:00").summary.translations.at("de").text == "Kurz");
  CHECK(hit("2026-11-24T00:00").location_name.translations.at("de").text == "Haus");
  CHECK(hit("2026-11-24T00:00").topics == Ids{"sport"});
  CHECK(hit("2026-12-07T11:00").id.empty());
}

TEST_CASE("a cancelled date that is the last is still found") {
  const TestStore store(
      feed_of({event("a", R"({"de":"Tanz"})", "2026-11-26T10:00", "2026-11-26T11:00", R"(,"status":"cancelled")")}));
  const auto hits = store.store().search("tanz", "de", at("2026-11-24T00:00"), "", 5);
  REQUIRE(hits->hits.size() == 1);
  CHECK(hits->hits.front().next_start == at("2026-11-26T10:00"));
  CHECK(hits->hits.front().next_is_cancelled);
}

TEST_CASE("nothing typed finds nothing, and nothing typed can hurt") {
  const TestStore offers_store(offers());
  const auto& store = offers_store.store();
  for (const std::string typed : {"", " ", "\t\n", "😀", "\"", "***", ":", "-", "\xFF", "()", "'", "؟"}) {
    CAPTURE(typed);
    CHECK(find(store, typed).empty());
  }
  CHECK_FALSE(finds(store, "kurs\" OR \"behoerden", "deutschkurs"));
  CHECK(finds(store, "\"kurs\"", "deutschkurs"));
  CHECK_FALSE(finds(store, "words:kurs", "deutschkurs"));
  CHECK(finds(store, "kurs*", "deutschkurs"));
  CHECK(finds(store, "(kurs)", "deutschkurs"));
  CHECK(finds(store, std::string("kurs\0", 5), "deutschkurs"));
  CHECK(find(store, "NEAR(kurs deutsch, 2)").empty());
  CHECK_NOTHROW(find(store, "kurs NOT x AND NEAR"));
  CHECK_NOTHROW(find(store, std::string(1000000, 'k')));
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "kurs ";
  CHECK(finds(store, many, "deutschkurs"));
}

TEST_CASE("of several words a short last one only ranks, a short one before it must be there if it is anywhere") {
  const TestStore store(feed_of({
      service("a", R"({"de":"Deutsch im Park"})", "Niveau B1"),
      service("b", R"({"de":"Deutsch am Abend"})"),
      service("c", R"({"de":"Deutsch"})", "am Morgen"),
  }));
  CHECK(find(store.store(), "deutsch a") == Ids{"b", "a", "c"});
  CHECK(find(store.store(), "b1 deutsch") == Ids{"a"});
  CHECK(find(store.store(), "zz deutsch").size() == 3);
  CHECK(find(store.store(), "am de") == Ids{"b", "c"});
  CHECK(find(store.store(), "zz yy").empty());
}

TEST_CASE("one letter is enough, three in the middle of a word too, two are not") {
  const TestStore offers_store(offers());
  const auto& store = offers_store.store();
  CHECK(finds(store, "d", "deutschkurs"));
  CHECK(finds(store, "urs", "deutschkurs"));
  CHECK_FALSE(finds(store, "rs", "deutschkurs"));
}

TEST_CASE("a beginning that very many words share still finds the whole word and its most frequent ones") {
  std::vector<std::string> items;
  for (int i = 0; i < 700; ++i) {
    const auto number = std::to_string(1000 + i);
    items.push_back(
        service("s" + number, R"({"de":"Wort)" + std::string(1, static_cast<char>('a' + i % 26)) + number + "\"}"));
  }
  items.push_back(service("genau", R"({"de":"Wort"})"));
  items.push_back(service("oft-1", R"({"de":"Wortschatz"})"));
  items.push_back(service("oft-2", R"({"de":"Wortschatz"})"));
  items.push_back(service("kompositum", R"({"de":"Vorwort"})"));
  const TestStore store(feed_of(items));
  const auto found = find(store.store(), "wort", "de", "2026-11-24T00:00", "", 100);
  REQUIRE(found.size() > 40);
  CHECK(found.at(0) == "genau");
  for (const auto* id : {"oft-1", "oft-2", "kompositum"}) {
    CHECK(std::find(found.begin(), found.end(), id) != found.end());
  }
  CHECK(find(store.store(), "worta1000") == Ids{"s1000"});
}

TEST_CASE("events that are over do not crowd out those to come") {
  std::vector<std::string> items;
  for (int i = 0; i < 3000; ++i) {
    items.push_back(event("alt-" + std::to_string(i), R"({"de":"Kurs"})", "2026-11-01T10:00", "2026-11-01T11:00"));
  }
  items.push_back(event("neu", R"({"de":"Kurs"})", "2026-12-01T10:00", "2026-12-01T11:00"));
  const TestStore store(feed_of(items));
  CHECK(find(store.store(), "kurs") == Ids{"neu"});
}

TEST_CASE("typing mistakes are forgiven: one in five letters, two in eight, while one is still typing too") {
  const TestStore offers_store(offers());
  const auto& store = offers_store.store();
  for (const auto* typed : {"Führershein", "fuehrershein", "Fürerschein", "Führreschein", "führersche1n", "führersh",
                            "Fuhrerschien", "vührerschein", "üfhrerschein", "xführerschein", "Fürershein"}) {
    CAPTURE(typed);
    CHECK(find(store, typed) == Ids{"fahren"});
  }
  CHECK(find(store, "almnca") == Ids{"deutschkurs"});
  CHECK(find(store, "driving licnce") == Ids{"fahren"});
  CHECK(find(store, "الالمنية") == Ids{"deutschkurs"});
  // Not everything is a mistake.
  CHECK(find(store, "fahrrad").empty());
  CHECK(find(store, "almn").empty());
  CHECK(find(store, "fxhxrxchein").empty());
}

TEST_CASE("a search says which words it looked for, mistakes corrected, and these are found in the names to be marked") {
  const TestStore offers_store(offers());
  const auto words_of = [&](std::string_view typed) {
    return offers_store.store().search(typed, "de", at("2026-11-24T00:00"), "", 5)->words;
  };
  CHECK(words_of("Führ Berat") == Ids{"fuhr", "berat"});
  CHECK(words_of("Führershein").front() == "fuhrerschein");
  CHECK(words_of("xylophon").empty());
  Folder folder;
  using Marks = std::vector<std::pair<std::size_t, std::size_t>>;
  CHECK(find_marks("Führerschein-Beratung", {"fuhr", "berat"}, folder) == Marks{{0, 5}, {14, 19}});
  CHECK(find_marks("Fuehrerschein", {"fuhr"}, folder) == Marks{{0, 5}});
  CHECK(find_marks("Deutschkurs, Kurs", {"kurs"}, folder) == Marks{{13, 17}});
  CHECK(find_marks("Deutschkurs", {"kurs"}, folder) == Marks{{7, 11}});
  CHECK(find_marks("Straße", {"strass"}, folder) == Marks{{0, 6}});
  CHECK(find_marks("دورة اللغة الألمانية", {"المانيه"}, folder).size() == 1);
  CHECK(find_marks("Tanz", {"kurs", ""}, folder).empty());
  CHECK(find_marks("", {"kurs"}, folder).empty());
  CHECK(find_marks("a\xFFkurs", {"kurs"}, folder).size() == 1);
}

TEST_CASE("what finds nothing is near to topics: by their names in any language, by words in common with their items") {
  const TestStore store(feed_of({
      R"({"type":"topic","id":"wohnen","name":{"de":"Wohnen","tr":"Konut"},"hue":"red","pictogram":"home","order":1})",
      R"({"type":"topic","id":"sport","name":{"de":"Sport"},"hue":"red","pictogram":"home","order":2})",
      R"({"type":"topic","id":"gesundheit","name":{"de":"Gesundheit","en":"Health"},"hue":"red","pictogram":"home","order":3})",
      service("miete", R"({"de":"Mietfragen"})", "Hilfe mit dem Mietvertrag", R"(,"topics":["wohnen"])"),
      service("lauf", R"({"de":"Laufgruppe"})", "Rennen und Laufen im Park", R"(,"topics":["sport","gesundheit"])"),
      service("arzt", R"({"de":"Arztbesuche"})", "Wir kommen mit", R"(,"topics":["gesundheit"])"),
  }));
  const auto near = [&](std::string_view typed) {
    const auto topics = store.store().topics_near(typed, "", 4);
    REQUIRE_MESSAGE(topics, (topics ? "" : topics.error().message));
    Ids ids;
    for (const auto& topic : *topics) ids.push_back(topic.id);
    return ids;
  };
  CHECK(near("Wohnungsamt") == Ids{"wohnen"});
  CHECK(near("konutlar") == Ids{"wohnen"});
  CHECK(near("Mietminderung") == Ids{"wohnen"});
  CHECK(near("Zahnarzt") == Ids{"gesundheit"});
  CHECK(near("Waldlauf") == Ids{"sport", "gesundheit"});
  CHECK(near("xylophon").empty());
  CHECK(near("").empty());
  CHECK(near("\" OR \xFF").empty());
  CHECK(near(std::string(100000, 'w')).empty());
}
