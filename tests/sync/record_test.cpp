#include "sync/record.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "sync/metrics.h"
#include "tests/support/feed_maker.h"
#include "tests/support/local_server.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using nlohmann::json;
using test::kNoon;

namespace {

namespace fs = std::filesystem;

Health health() {
  Report report;
  report.outcome = Outcome::activated;
  report.generation = 13;
  report.issued = kNoon - std::chrono::hours{1};
  report.expires = {{"root", kNoon + std::chrono::days{700}}, {"timestamp", kNoon - std::chrono::hours{1}}};
  report.traffic = {5, 32'100};
  return after_run({}, report, kNoon, 1.25);
}

Condition condition() {
  Condition condition;
  condition.site = "rathaus";
  condition.site_name = "Rathaus \"Harburg\" \\ Foyer";
  condition.version = "0.1.0";
  condition.now = kNoon;
  condition.clock = {kNoon + std::chrono::seconds{3}, true, {}, kNoon - std::chrono::hours{1}};
  condition.running_seconds = 86'400;
  condition.card_free = 5'000'000'000;
  condition.card_size = 29'000'000'000;
  condition.temperature = 54.86;
  condition.throttled = 0x50005;
  condition.counts.days = {{"2026-11-23", 300, 1, 2, 0, 4, {}}, {"2026-11-24", 412, 2, 5, 1, 31, {{"fahrrad", 7}}}};
  condition.counts.devices = 1;
  condition.counts.unreadable = 0;
  condition.voice = {3, 2, ""};
  return condition;
}

// What promtool check metrics asks of a text: HELP and TYPE before the samples of each metric, once; names, labels and
// numbers well formed; no sample twice; a line feed at the end. Returns value by sample.
std::map<std::string, double> samples_of(const std::string& text) {
  static const std::regex kHelp("# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)");
  static const std::regex kType("# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary|untyped)");
  static const std::string kLabel = R"re([a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*")re";
  static const std::regex kSample("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{" + kLabel + "(?:," + kLabel + ")*\\})? ([^ ]+)");
  std::map<std::string, double> samples;
  std::set<std::string> helped, typed;
  std::string current;
  REQUIRE(text.ends_with('\n'));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    std::smatch match;
    if (std::regex_match(line, match, kHelp)) {
      CHECK(helped.insert(match[1]).second);
      current = match[1];
    } else if (std::regex_match(line, match, kType)) {
      CHECK(typed.insert(match[1]).second);
      CHECK(match[1] == current);
    } else {
      REQUIRE(std::regex_match(line, match, kSample));
      CHECK(match[1] == current);
      CHECK(typed.contains(match[1]));
      CHECK(match[1].str().starts_with("treffpunkt_"));
      std::size_t read = 0;
      const double value = std::stod(match[3], &read);
      CHECK(read == match[3].length());
      CHECK(samples.emplace(match[1].str() + match[2].str(), value).second);
    }
  }
  CHECK(helped == typed);
  return samples;
}

void put(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

}  // namespace

TEST_CASE("the record says how the visits went and how the machine is") {
  const auto record = json::parse(to_json(health(), condition()));
  CHECK(record["site"] == json{{"id", "rathaus"}, {"name", "Rathaus \"Harburg\" \\ Foyer"}});
  CHECK(record["last_success"] == "2026-11-24T12:00:00Z");
  CHECK(record["generation"] == 13);
  CHECK(record["expired"] == json::array({"timestamp"}));
  CHECK(record["clock"]["synchronised"] == true);
  CHECK(record["clock"]["floor"] == "2026-11-24T11:00:00Z");
  CHECK(record["card"]["free"] == 5'000'000'000);
  CHECK(record["temperature"] == 54.9);
  CHECK(record["throttled"] ==
        json::parse(R"({"now": ["under_voltage", "throttled"], "since_start": ["under_voltage", "throttled"]})"));
  CHECK(record["touch"]["devices"] == 1);
  CHECK(record["touch"]["touches"] == 412);
  CHECK(record["unmet"][1] == json::parse(R"({"day": "2026-11-24", "searches": 31, "words": {"fahrrad": 7}})"));
  CHECK(record["voice"] == json{{"waiting", 2}, {"sent", 3}});
}

TEST_CASE("what cannot be known is left out, in both forms") {
  Condition unknown;
  const auto record = json::parse(to_json({}, unknown));
  for (const char* key : {"temperature", "throttled", "card", "last_run", "generation"})
    CHECK_FALSE(record.contains(key));
  const auto samples = samples_of(to_metrics({}, unknown));
  for (const auto& [name, value] : samples) {
    CHECK(name.find("temperature") == std::string::npos);
    CHECK(name.find("throttled") == std::string::npos);
  }
}

TEST_CASE("the health of the visits is read back from a whole record") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "health.json";
  std::ofstream(file) << to_json(health(), condition());
  CHECK(to_json(read_health(file)) == to_json(health()));
}

TEST_CASE("the metrics are what a collector takes, and say the same as the record") {
  const auto samples = samples_of(to_metrics(health(), condition()));
  CHECK(samples.at("treffpunkt_generation") == 13);
  CHECK(samples.at("treffpunkt_last_visit_failed") == 0);
  CHECK(samples.at("treffpunkt_last_success_timestamp_seconds") ==
        static_cast<double>(kNoon.time_since_epoch().count()));
  CHECK(samples.at("treffpunkt_role_expires_timestamp_seconds{role=\"root\"}") > 1.7e9);
  CHECK(samples.at("treffpunkt_card_free_bytes") == 5e9);
  CHECK(samples.at("treffpunkt_temperature_celsius") == 54.86);
  CHECK(samples.at("treffpunkt_throttled{reason=\"under_voltage\"}") == 1);
  CHECK(samples.at("treffpunkt_throttled{reason=\"frequency_capped\"}") == 0);
  CHECK(samples.at("treffpunkt_throttled_since_start{reason=\"throttled\"}") == 1);
  CHECK(samples.at("treffpunkt_clock_synchronised") == 1);
  CHECK(samples.at("treffpunkt_day_contacts{kind=\"stuck\"}") == 1);
  CHECK(samples.at("treffpunkt_day_unmet_searches") == 31);
  CHECK(samples.at("treffpunkt_voice_waiting") == 2);
  // No word that somebody typed is a label.
  for (const auto& [name, value] : samples) CHECK(name.find("fahrrad") == std::string::npos);
}

TEST_CASE("every metric is explained in the kiosk's manual, and nothing else is") {
  std::ifstream stream(fs::path(SOURCE_DIR) / "docs/kiosk.md");
  const std::string manual{std::istreambuf_iterator<char>(stream), {}};
  std::set<std::string> explained, given;
  static const std::regex kRow("\\| `(treffpunkt_[a-z_]+)");
  for (std::sregex_iterator row(manual.begin(), manual.end(), kRow), end; row != end; ++row)
    explained.insert((*row)[1]);
  for (const auto& [name, value] : samples_of(to_metrics(health(), condition())))
    given.insert(name.substr(0, name.find('{')));
  CHECK(explained == given);
}

TEST_CASE("what a label says cannot break the format") {
  Metrics metrics;
  metrics.metric("info", "Whatever.");
  metrics.sample(1, {{"name", "a\"b\\c\nd"}});
  metrics.metric("never", "Without samples.");
  CHECK(
      metrics.text() ==
      "# HELP treffpunkt_info Whatever.\n# TYPE treffpunkt_info gauge\ntreffpunkt_info{name=\"a\\\"b\\\\c\\nd\"} 1\n");
  CHECK(samples_of(metrics.text()).size() == 1);
}

TEST_CASE("a record is posted whole, and a refusal is told") {
  test::LocalServer local;
  std::vector<httplib::Request> requests;
  int status = 204;
  local.server.Post("/health", [&](const httplib::Request& request, httplib::Response& response) {
    requests.push_back(request);
    response.status = status;
  });
  const auto record = to_json(health(), condition());
  CHECK(push(record, local.url("/health"), 10));
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].body == record);
  CHECK(requests[0].get_header_value("Content-Type") == "application/json");
  status = 500;
  CHECK(push(record, local.url("/health"), 10).error().message == local.url("/health") + ": answers 500");
  CHECK_FALSE(push(record, test::nobodys_url("/health"), 10));
}

TEST_CASE("the machine is read where a Raspberry Pi and a PC say how they are") {
  const test::TemporaryFolder folder;
  const StateFolder state(folder.path() / "state");
  REQUIRE(state.prepare());
  const auto root = folder.path() / "root";
  const auto read = [&] {
    Condition read;
    read_machine(read, state, root);
    return read;
  };
  CHECK_FALSE(read().temperature);
  CHECK_FALSE(read().throttled);
  CHECK(read().card_free.value() <= read().card_size.value());
  put(root / "sys/class/thermal/thermal_zone0/temp", "48312\n");
  put(root / "sys/class/thermal/thermal_zone1/temp", "51000\n");
  put(root / "sys/class/thermal/thermal_zone2/temp", "garbage\n");
  put(root / "sys/class/thermal/cooling_device0/temp", "99000\n");
  CHECK(read().temperature == 51.0);
  SUBCASE("up to the Pi 4") { put(root / "sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n"); }
  SUBCASE("since the Pi 5") {
    put(root / "sys/devices/platform/soc@107c000000/soc@107c000000:firmware/get_throttled", "50005\n");
  }
  CHECK(read().throttled == 0x50005u);
}

TEST_CASE("counts are read, and a word that too few looked for goes no further, whoever wrote it") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "counts.json";
  std::ofstream(file)
      << R"({"days": [{"day": "2026-11-24", "touches": 412, "palms": 2, "chatter": 5, "stuck": 0, "unmet": 31,
    "unmet_words": {"fahrrad": 7, "maria m.": 4, "x": -9, "y": "5"}}], "touch": {"devices": 1, "unreadable": 0}})";
  const auto counts = read_counts(file);
  REQUIRE(counts.days.size() == 1);
  CHECK(counts.days[0].touches == 412);
  CHECK(counts.days[0].unmet == 31);
  CHECK(counts.days[0].unmet_words == std::map<std::string, std::uint64_t>{{"fahrrad", 7}});
  CHECK(counts.devices == 1);
}

TEST_CASE("counts that are none give none") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "counts.json";
  CHECK(read_counts(file).days.empty());
  for (const char* bad :
       {"", "[]", "{", R"({"days": {}, "touch": []})", R"({"days": [7, "x"]})", R"({"touch": {"devices": "one"}})"}) {
    CAPTURE(bad);
    std::ofstream(file) << bad;
    CHECK(read_counts(file).days.empty());
    CHECK_FALSE(read_counts(file).devices);
  }
  std::string many = R"({"days": [)";
  for (int i = 0; i < 100; ++i) many += std::string(i > 0 ? "," : "") + R"({"day": ")" + std::to_string(i) + R"("})";
  std::ofstream(file) << many << "]}";
  REQUIRE(read_counts(file).days.size() == 31);
  CHECK(read_counts(file).days.back().day == "99");
}
