#include "content/json/item_json.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace treffpunkt;

namespace {

struct Reading {
  std::optional<AnyItem> item;
  std::vector<Problem> problems;

  // The problems as people see them, one a line.
  std::string text() const {
    std::string all;
    for (const auto& problem : problems) all += to_string(problem) + "\n";
    return all;
  }
};

Reading read(std::string_view type, std::string_view json) {
  Reading reading;
  const auto located = parse_located_json(json, "x.json");
  REQUIRE_MESSAGE(located.has_value(), (located ? "" : to_string(located.error())));
  reading.item = read_item(*located, type, "x.json", {"de", "Europe/Berlin"}, reading.problems);
  return reading;
}

std::string mistake(std::string_view json) {
  const auto located = parse_located_json(json, "x.json");
  REQUIRE_FALSE(located.has_value());
  return to_string(located.error());
}

const std::string kEvent = R"({
  "id": "cafe",
  "kind": "meetup",
  "name": {"de": "Sprachcafé", "tr": {"text": "Dil kafesi", "origin": "machine"}},
  "description": {"de": "Reden."},
  "occurrences": [
    {"start": "2026-12-01T15:00", "end": "2026-12-01T17:00", "status": "full"},
    {"start": "2026-11-24T15:00", "end": "2026-11-24T17:00", "location_id": "rathaus"}
  ]
})";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// Every field of a service set, in the canonical form.
const std::string kFullService =
    R"({"application_process":{"de":{"origin":"human","text":"Anrufen"}},"audiences":["women","refugees"],)"
    R"("audio":{"de":{"length":5,"object":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}},)"
    R"("by_appointment":true,"closed_on_public_holidays":false,)"
    R"("closures":[{"first":"2026-12-24","last":"2027-01-01","reason":{"de":{"origin":"human","text":"Ferien"}}}],)"
    R"("contacts":[{"email":"rat@example.org","name":{"de":{"origin":"human","text":"Büro"}},)"
    R"("phone":"040 66969-123","website":"https://example.org/"}],)"
    R"("cost":{"kind":"paid","note":{"de":{"origin":"human","text":"5 Euro"}}},)"
    R"("description":{"de":{"origin":"human","text":"Zeile 1\nZeile \"2\""},"en":{"origin":"machine-reviewed","text":"x"}},)"
    R"("id":"beratung","image":{"alternative":{"de":{"origin":"human","text":"Tee"}},"height":600,"length":1234,)"
    R"("media_type":"image/png","object":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","width":800},)"
    R"("interpretation_services":{"de":{"origin":"human","text":"Auf Wunsch"}},"languages":["de","tr"],)"
    R"("last_modified":"2026-01-31","location_ids":["rathaus"],"maximum_age":27,"minimum_age":0,)"
    R"("name":{"de":{"origin":"human","text":"Beratung"}},"organization_id":"rat",)"
    R"("required_documents":{"de":{"origin":"human","text":"Pass"}},)"
    R"("schedules":[{"closes_at":"24:00","note":{"de":{"origin":"human","text":"mit Dolmetscher"}},"opens_at":"09:30",)"
    R"("valid_from":"2026-01-01","valid_to":"2026-12-31","weekday":"sunday"}],"sites":["rathaus"],)"
    R"("status":"temporarily_closed","summary":{"de":{"origin":"human","text":"Kurz"}},"time_zone":"Europe/Berlin",)"
    R"("topics":["wohnen"],"type":"service",)"
    R"("video":{"length":7,"object":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}})";

}  // namespace

TEST_CASE("an event is read with its defaults, its occurrences in order") {
  const auto reading = read("event", kEvent);
  CHECK(reading.text().empty());
  REQUIRE(reading.item);
  const auto& event = std::get<Event>(*reading.item);
  CHECK(event.id == "cafe");
  CHECK(event.kind == EventKind::meetup);
  CHECK(event.name.translations.at("de").text == "Sprachcafé");
  CHECK(event.name.translations.at("tr").origin == Origin::machine);
  CHECK(event.time_zone == "Europe/Berlin");
  REQUIRE(event.occurrences.size() == 2);
  CHECK(event.occurrences[0].location_id == "rathaus");
  CHECK(event.occurrences[1].status == EventStatus::full);
}

TEST_CASE("the canonical form has sorted keys, no spaces and no defaults") {
  const auto reading = read("event", kEvent);
  CHECK(to_json(*reading.item) ==
        R"({"description":{"de":{"origin":"human","text":"Reden."}},"id":"cafe","kind":"meetup",)"
        R"("name":{"de":{"origin":"human","text":"Sprachcafé"},"tr":{"origin":"machine","text":"Dil kafesi"}},)"
        R"("occurrences":[{"end":"2026-11-24T17:00","location_id":"rathaus","start":"2026-11-24T15:00"},)"
        R"({"end":"2026-12-01T17:00","start":"2026-12-01T15:00","status":"full"}],)"
        R"("time_zone":"Europe/Berlin","type":"event"})");
}

TEST_CASE("what was written is read as the same item and written as the same bytes") {
  const std::vector<std::pair<std::string, std::string>> items = {
      {"service", kFullService},
      {"location",
       R"({"accessibility":{"accessible_wc":"no","induction_loop":"yes","lift":"yes","step_free":"yes"},"id":"rathaus",)"
       R"("latitude":53.46,"locality":"Hamburg","longitude":9.98,"name":{"de":{"origin":"human","text":"Rathaus"}},)"
       R"("postal_code":"21073","room":{"de":{"origin":"human","text":"Foyer"}},"street_address":"Rathausplatz 1",)"
       R"("transportation":{"de":{"origin":"human","text":"S3"}},"type":"location"})"},
      {"organization", R"({"contacts":[{"phone":"110"}],"description":{"de":{"origin":"human","text":"x"}},"id":"rat",)"
                       R"("name":{"de":{"origin":"human","text":"Rat"}},)"
                       R"("short_name":{"de":{"origin":"human","text":"R"}},"type":"organization"})"},
      {"page", R"({"body":{"de":{"origin":"human","text":"x"}},"contacts":[{"phone":"110"}],"id":"hilfe","order":-3,)"
               R"("parent_id":"start","pictogram":"shield","role":"emergency","summary":{"de":{"origin":"human","text":"y"}},)"
               R"("title":{"de":{"origin":"human","text":"Hilfe"}},"topics":["a"],"type":"page"})"},
      {"news", R"({"body":{"de":{"origin":"human","text":"x"}},"expires":"2026-12-31","id":"neu","priority":"high",)"
               R"("published":"2026-11-01","title":{"de":{"origin":"human","text":"Neu"}},"type":"news"})"},
      {"notice",
       R"({"from":"2026-11-01T00:00","id":"zu","priority":"high","text":{"de":{"origin":"human","text":"Zu"}},)"
       R"("time_zone":"Europe/Berlin","type":"notice","until":"2026-11-01T23:59:59"})"},
      {"survey", R"({"allow_free_text":true,"choices":[{"id":"ja","name":{"de":{"origin":"human","text":"Ja"}},)"
                 R"("pictogram":"check"}],"id":"frage","open_from":"2026-11-01","open_until":"2026-11-30",)"
                 R"("question":{"de":{"origin":"human","text":"Gut?"}},"type":"survey"})"},
      {"topic", R"({"hue":"teal","id":"wohnen","name":{"de":{"origin":"human","text":"Wohnen"}},"order":4,)"
                R"("pictogram":"home","type":"topic"})"},
      {"event",
       R"({"agenda":[{"number":"2.1","title":{"de":{"origin":"human","text":"Kita"}}}],"all_day":true,)"
       R"("audiences":["youth"],"contacts":[{"email":"a@example.org"}],"cost":{"kind":"free"},)"
       R"("description":{"de":{"origin":"human","text":"x"}},"id":"fest","kind":"festival","languages":["de"],)"
       R"("location_id":"rathaus","name":{"de":{"origin":"human","text":"Fest"}},)"
       R"("occurrences":[{"end":"2026-11-25","start":"2026-11-24"}],"open_to_public":"no","organizer_id":"rat",)"
       R"("registration":"required","registration_note":{"de":{"origin":"human","text":"x"}},)"
       R"("room":{"de":{"origin":"human","text":"Saal"}},"source":"ics:1","status":"moved",)"
       R"("status_note":{"de":{"origin":"human","text":"x"}},"summary":{"de":{"origin":"human","text":"x"}},)"
       R"("time_zone":"Europe/Berlin","topics":["a"],"type":"event"})"},
  };
  for (const auto& [type, json] : items) {
    CAPTURE(json);
    const auto reading = read(type, json);
    CHECK(reading.text().empty());
    REQUIRE(reading.item);
    CHECK(type_name(*reading.item) == type);
    CHECK(to_json(*reading.item) == json);
  }
}

TEST_CASE("an all-day event ends at midnight after its last day") {
  const auto json = replaced(replaced(kEvent, R"("start": "2026-11-24T15:00", "end": "2026-11-24T17:00")",
                                      R"("start": "2026-11-24", "end": "2026-11-25")"),
                             R"("kind": "meetup")", R"("kind": "meetup", "all_day": true)");
  const auto reading = read("event", json);
  CHECK(reading.text() ==
        "x.json:7: occurrences[0].start: has a time although the event lasts all day: '2026-12-01T15:00'\n"
        "x.json:7: occurrences[0].end: has a time although the event lasts all day: '2026-12-01T17:00'\n");
  const auto mended = read("event", replaced(json, R"("start": "2026-12-01T15:00", "end": "2026-12-01T17:00")",
                                             R"("start": "2026-12-01", "end": "2026-12-02T00:00")"));
  CHECK(mended.text().empty());
  REQUIRE(mended.item);
  for (const auto& occurrence : std::get<Event>(*mended.item).occurrences) {
    const auto lasts =
        std::chrono::floor<std::chrono::days>(occurrence.end) - std::chrono::floor<std::chrono::days>(occurrence.start);
    CHECK(lasts == std::chrono::days{occurrence.status == EventStatus::full ? 1 : 2});
  }
}

TEST_CASE("every mistake is named with its line and field, and reading goes on") {
  auto json = replaced(kEvent, R"("id": "cafe")", R"("id": "Café")");
  json = replaced(json, R"("kind": "meetup")", R"("kind": "party")");
  json = replaced(json, R"("Reden.")", R"("  ")");
  json = replaced(json, R"("2026-12-01T15:00")", R"("2026-13-01T15:00")");
  json = replaced(json, R"("end": "2026-11-24T17:00")", R"("end": "2026-11-24T14:00", "colour": "red")");
  const auto reading = read("event", json);
  CHECK_FALSE(reading.item);
  CHECK(reading.text() ==
        "x.json:2: id: not an id: 'Café'; an id is 1 to 64 lower-case letters a to z, digits and hyphens\n"
        "x.json:5: description.de: is empty; leave the language out instead\n"
        "x.json:3: kind: unknown value 'party', known are: consultation_hour, conference, council_session, committee, "
        "working_group, course, sport, culture, meetup, festival, workshop, excursion, information, other\n"
        "x.json:7: occurrences[0].start: not a date and time: '2026-13-01T15:00'\n"
        "x.json:8: occurrences[1].end: the end is not after the start\n"
        "x.json:8: occurrences[1].colour: unknown field, left out\n");
}

TEST_CASE("an unknown field is a warning and kept out") {
  const auto reading = read("event", replaced(kEvent, R"("id": "cafe",)", R"("id": "cafe", "foo": {"a": [1]},)"));
  REQUIRE(reading.item);
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].severity == Severity::warning);
  CHECK_FALSE(has_errors(reading.problems));
  CHECK(reading.problems[0].field == "foo");
  CHECK(to_json(*reading.item).find("foo") == std::string::npos);
}

TEST_CASE("a text without the feed's language is an error") {
  CHECK(read("event", replaced(kEvent, R"("de": "Sprachcafé", )", "")).text() ==
        "x.json:4: name: the text in the feed's language 'de' is missing\n");
  CHECK(read("event", replaced(kEvent, R"("description": {"de": "Reden."},)", "")).text() ==
        "x.json:1: description: is missing\n");
}

TEST_CASE("a wrong type is named in plain words") {
  const auto with = [](std::string_view from, std::string_view to) {
    return read("event", replaced(kEvent, from, to)).text();
  };
  CHECK(with(R"("cafe")", "7") == "x.json:2: id: must be a text, not a whole number: write it in quotation marks\n");
  CHECK(with(R"({"de": "Reden."})", R"("Reden.")") == "x.json:5: description: must be an object, not a text\n");
  CHECK(with(R"("Reden.")", "null") == "x.json:5: description.de: must be a text, not null\n");
  CHECK(with(R"("cafe",)", R"("cafe", "topics": "a",)") == "x.json:2: topics: must be a list, not a text\n");
  CHECK(with(R"("cafe",)", R"("cafe", "all_day": "yes",)") == "x.json:2: all_day: must be true or false, not a text\n");
  CHECK(with(R"("machine")", R"("robot")") ==
        "x.json:4: name.tr.origin: unknown value 'robot', known are: human, machine, machine-reviewed\n");
}

TEST_CASE("values outside of what is possible are errors") {
  const auto with = [](std::string_view from, std::string_view to) {
    return read("service", replaced(kFullService, from, to)).text();
  };
  CHECK(with(R"("24:00")", R"("24:01")").find("schedules[0].closes_at: not a time of day: '24:01'") !=
        std::string::npos);
  CHECK(with(R"("24:00")", R"("09:30")").find("closes before or when it opens") != std::string::npos);
  CHECK(with(R"("2027-01-01")", R"("2026-12-23")").find("the last day is before the first") != std::string::npos);
  CHECK(with(R"("2026-01-31")", R"("2026-02-30")").find("last_modified: not a date: '2026-02-30'") !=
        std::string::npos);
  CHECK(with(R"("2026-12-31")", R"("9999-12-31")").find("not a date: '9999-12-31'") != std::string::npos);
  CHECK(with(R"("sunday")", R"("Sonntag")").find("unknown value 'Sonntag', known are: monday") != std::string::npos);
  CHECK(with(R"("women")", R"("men")").find("audiences[0]: unknown audience 'men'") != std::string::npos);
  CHECK(with("Europe/Berlin", "Europe/Harburg").find("not a time zone: 'Europe/Harburg'") != std::string::npos);
  CHECK(with("aaaaaaaa", "AAAAAAAA").find("image.object: not an object's name") != std::string::npos);
  CHECK(with("image/png", "image/svg").find("image.media_type") != std::string::npos);
  CHECK(with(R"("width":800)", R"("width":0)").find("image.width: must be from 1 to 32768, not 0") !=
        std::string::npos);
  CHECK(with(R"("maximum_age":27)", R"("maximum_age":270)").find("must be from 0 to 150") != std::string::npos);
  CHECK(with("rat@example.org", "rat at example").find("not an e-mail address") != std::string::npos);
  CHECK(with("https://example.org/", "javascript:alert(1)").find("not a web address") != std::string::npos);
  CHECK(with(R"("wohnen")", R"("../etc")").find("topics[0]: not an id: '../etc'") != std::string::npos);
  CHECK(with(R"("tr"])", R"("Turkish"])").find("languages[1]: not a language tag: 'Turkish'") != std::string::npos);
  CHECK(with("Anrufen", "An\\u0000rufen").find("has a control character in it") != std::string::npos);
  CHECK(with(R"("040 66969-123")", R"("")").find("contacts[0].phone: is empty") != std::string::npos);
  CHECK(read("location", R"({"id":"a","name":{"de":"a"},"latitude":91.5,"longitude":1})").text() ==
        "x.json:1: latitude: must be from -90 to 90 degrees\n");
  CHECK(read("topic", R"({"id":"a","name":{"de":"a"},"hue":"beige","pictogram":"home"})").text() ==
        "x.json:1: hue: unknown hue 'beige', known are: blue, amber, green, red, violet, teal, pink, stone\n");
}

TEST_CASE("an item in the wrong place, of no type or no object is an error") {
  CHECK(read("page", R"({"type":"event"})").text().find("this item has another type than its place: 'event'") !=
        std::string::npos);
  CHECK(read("party", "{}").text() == "x.json:1: type: unknown type 'party'\n");
  CHECK(read("", "{}").text() == "x.json:1: type: the item's type is missing\n");
  CHECK(read("page", "[]").text() == "x.json:1: an item must be an object, not a list\n");
}

TEST_CASE("the problems of one item are bounded") {
  std::string json = "{";
  for (int i = 0; i < 5000; ++i) json += "\"x" + std::to_string(i) + "\":1,";
  json += "\"y\":1}";
  const auto reading = read("page", json);
  CHECK_FALSE(reading.item);
  CHECK(reading.problems.size() == 200);
}

TEST_CASE("values know the line they stand on, numbers at a line's end too") {
  const auto json =
      parse_located_json("\xEF\xBB\xBF{\n\"a\": 1\n,\"b\":\n[true,\n\n\"x\\n\"\n]\n,\"c\"\n:{}}", "x.json");
  REQUIRE(json);
  CHECK(json->line == 1);
  CHECK(json->members[0].line == 2);
  CHECK(json->find("a")->line == 2);
  CHECK(json->find("a")->integer == 1);
  CHECK(json->find("b")->line == 4);
  CHECK(json->find("b")->elements[0].line == 4);
  CHECK(json->find("b")->elements[1].line == 6);
  CHECK(json->members[2].line == 8);
  CHECK(json->find("c")->line == 9);
  CHECK(json->find("d") == nullptr);
  CHECK(parse_located_json("7\n", "x.json", 41)->line == 41);
}

TEST_CASE("a located tree can be edited and keeps its lines") {
  auto json = *parse_located_json("{\n\"a\": 1,\n\"b\": 2\n}", "x.json");
  json.set("a", LocatedJson::make_string("neu", 2));
  json.set("c", LocatedJson::make_boolean(true, 0));
  CHECK(json.erase("b"));
  CHECK_FALSE(json.erase("b"));
  REQUIRE(json.members.size() == 2);
  CHECK(json.find("a")->string == "neu");
  CHECK(json.members[0].line == 2);
  CHECK(json.members[1].line == 1);
}

TEST_CASE("broken JSON is named with its line in plain words") {
  CHECK(mistake("") == "x.json:1: the text ends in the middle: a bracket or a quotation mark is missing");
  CHECK(mistake("{\n\"a\": 1,\n") == "x.json:3: the text ends in the middle: a bracket or a quotation mark is missing");
  CHECK(mistake("{\n\"a\": \"x\n\"}") ==
        "x.json:2: a text has a line break or control character in it; write \\n instead");
  CHECK(mistake("{\n\"a\": \"\xFF\"}") == "x.json:2: invalid UTF-8: the file must be saved in the encoding UTF-8");
  CHECK(mistake("{\"a\": 1\n\"b\": 2}") == "x.json:2: not valid JSON: a ',' or '}' is expected here");
  CHECK(mistake("[1,\n2,]") == "x.json:2: not valid JSON here");
  CHECK(mistake("{\n\"a\": 1,\n\n\"b\": 2, \"a\": 3}") == "x.json:4: a: this field stands twice in the same object");
  CHECK(mistake("{} {}") == "x.json:1: something stands after the end of the value");
  CHECK(mistake("[1e999]") == "x.json:1: a number is too large");
  CHECK(mistake("\"\\ud800\"") == "x.json:1: an escape \\u stands for half a character only");
  CHECK(mistake("{a: 1}") == "x.json:1: not valid JSON: a field's name in quotation marks is expected here");
  CHECK(mistake(std::string("{\n}\0{}", 6)) == "x.json:2: not a text file: it has a NUL byte in it");
  CHECK(mistake("\xFF\xFE{}") == "x.json:1: not valid JSON here");
}

TEST_CASE("nesting and size are bounded") {
  const std::string deep(kMaximumJsonDepth, '[');
  CHECK(parse_located_json(deep + std::string(kMaximumJsonDepth, ']'), "x.json"));
  CHECK(mistake("[" + deep + "\n") == "x.json:1: nested deeper than 64 levels");
  CHECK(mistake(std::string(100000, '[')) == "x.json:1: nested deeper than 64 levels");
  CHECK(mistake(std::string(kMaximumJsonBytes + 1, ' ')) == "x.json: larger than 16 MiB");
}

TEST_CASE("a truncated item is never taken for a whole one") {
  for (std::size_t length = 0; length < kFullService.size(); ++length) {
    CHECK_FALSE(parse_located_json(std::string_view(kFullService).substr(0, length), "x.json"));
  }
}

TEST_CASE("a feed is written sorted and read back the same") {
  Feed feed;
  feed.header = {.id = "harburg", .generation = 7, .languages = {"de", "tr"}, .demo = true};
  feed.items.push_back(*read("topic", R"({"id":"b","name":{"de":"B"},"hue":"red","pictogram":"x"})").item);
  feed.items.push_back(*read("topic", R"({"id":"a","name":{"de":"A"},"hue":"red","pictogram":"x"})").item);
  feed.items.push_back(*read("event", kEvent).item);
  const auto text = to_ndjson(feed);
  CHECK(text.starts_with(R"({"default_language":"de","demo":true,"format":1,"generation":7,"id":"harburg",)"
                         R"("languages":["de","tr"],"time_zone":"Europe/Berlin","type":"feed"})"
                         "\n{"));
  CHECK(text.ends_with("}\n"));
  auto again = read_ndjson(text, "content.ndjson");
  REQUIRE_MESSAGE(again, (again ? "" : again.error().message));
  CHECK(again->header == feed.header);
  REQUIRE(again->items.size() == 3);
  CHECK(type_name(again->items[0]) == "event");
  CHECK(id_of(again->items[1]) == "a");
  CHECK(to_ndjson(*again) == text);
  std::reverse(again->items.begin(), again->items.end());
  CHECK(to_ndjson(*again) == text);
}

TEST_CASE("a wrong feed gives the first error with its line") {
  const std::string header =
      R"({"default_language":"de","format":1,"generation":7,"id":"h","time_zone":"Europe/Berlin","type":"feed"})"
      "\n";
  const std::string topic = R"({"hue":"red","id":"a","name":{"de":"A"},"pictogram":"x","type":"topic"})"
                            "\n";
  const auto error = [](const std::string& text) {
    const auto feed = read_ndjson(text, "c.ndjson");
    REQUIRE_FALSE(feed);
    return feed.error().message;
  };
  CHECK(read_ndjson(header, "c.ndjson"));
  CHECK(read_ndjson(header + topic, "c.ndjson"));
  CHECK(error("").starts_with("c.ndjson:1: "));
  CHECK(error(topic).starts_with("c.ndjson:1: type: the first line must be the feed's header"));
  CHECK(error(replaced(header, R"("format":1)", R"("format":2)") + topic).starts_with("c.ndjson:1: format: "));
  CHECK(error(header + topic + topic) == "c.ndjson: two items of type topic have the id 'a'");
  CHECK(error(header + topic + replaced(topic, "red", "blu")).starts_with("c.ndjson:3: hue: unknown hue 'blu'"));
  CHECK(error(header + "\n" + topic).starts_with("c.ndjson:2: "));
  CHECK(error(header + "{\"type\":7}\n") == "c.ndjson:2: type: the item's type is missing");
  CHECK(error(header + topic.substr(0, 40)).starts_with("c.ndjson:2: "));
}
