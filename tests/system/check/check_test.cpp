// Between the nights: news within minutes, at the price of one small request; and what the kiosk tells others.

#include <doctest/doctest.h>

#include <mutex>
#include <nlohmann/json.hpp>

#include "content/language/zone.h"
#include "content/outbox/outbox.h"
#include "tests/support/local_server.h"
#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kContent = fs::path(SOURCE_DIR) / "tests/system/content";
constexpr auto kNight = "2026-11-24T03:00:00Z";
constexpr auto kMorning = "2026-11-24T09:00:00Z";

// A kiosk whose feed stays where it is, and the maintainer's side, which notes what is posted.
class Street {
 public:
  Street() {
    fs::copy(kContent, sources(), fs::copy_options::recursive);
    publish(kNight);
    server_.emplace(installation_.feed());
    maintainer_.server.Post("/(.*)", [this](const httplib::Request& request, httplib::Response& response) {
      const std::scoped_lock lock(mutex_);
      posted_.push_back({request.path, json::parse(request.body)});
      response.status = 204;
    });
    write_text(config(),
               "state = \"state\"\n[feed]\nurl = \"" + server_->url() +
                   "\"\nroot = \"feed/metadata/1.root.json\"\n[site]\nid = \"rathaus\"\nname = \"Rathaus Harburg\"\n"
                   "open = \"08:00-20:00\"\n[voice]\nreceiver = \"" +
                   maintainer_.url("/voice") + "\"\n[health]\npush = \"" + maintainer_.url("/health") + "\"\n");
  }

  fs::path sources() const { return installation_.folder() / "sources"; }
  fs::path state() const { return installation_.state(); }
  std::string current() const { return installation_.current(); }
  // The file is as old as it says: nginx names files by second and length, and a test publishes twice a second.
  void publish(const std::string& now) {
    installation_.publish(sources(), now);
    fs::last_write_time(installation_.feed() / "metadata/timestamp.json",
                        std::chrono::file_clock::from_sys(parse_instant(now).value()));
  }
  Ended sync(const std::string& now, const Words& more = {}) const {
    Words command = {program_of_ours("kiosk-sync"), "--config", config(), "--now", now};
    command.insert(command.end(), more.begin(), more.end());
    return run(command);
  }
  json health() const { return json::parse(text_of(state() / "health.json")); }
  // Ends the feed's server.
  std::vector<Request> requests() { return server_->stop(); }

  // What has been posted to this path.
  std::vector<json> posted(const std::string& path) {
    const std::scoped_lock lock(mutex_);
    std::vector<json> found;
    for (const auto& [to, body] : posted_) {
      if (to == path) found.push_back(body);
    }
    return found;
  }

 private:
  fs::path config() const { return installation_.folder() / "street.toml"; }

  Installation installation_;
  std::optional<WebServer> server_;
  std::mutex mutex_;
  std::vector<std::pair<std::string, json>> posted_;
  LocalServer maintainer_;
};

void cancel_everything(const fs::path& notices) {
  write_text(notices / "sturm.json",
             R"([{"id": "sturm", "text": {"de": "Sturmwarnung: alle Veranstaltungen fallen aus"},
                 "from": "2026-11-24T00:00", "until": "2026-11-25T00:00"}])");
}

TEST_CASE("a check costs one small request, a change is fetched at once, and by night nobody looks") {
  Street street;
  REQUIRE(street.sync(kNight).code == 0);
  const auto first = street.sync(kMorning, {"check"});
  CHECK_MESSAGE(first.code == 0, first.output);
  const auto second = street.sync(kMorning, {"check"});
  CHECK_MESSAGE(second.code == 0, second.output);
  CHECK(second.output.empty());
  CHECK(street.current() == "1");
  cancel_everything(street.sources() / "notices");
  street.publish("2026-11-24T10:00:00Z");
  CHECK(street.sync("2026-11-24T23:00:00Z", {"check"}).code == 0);
  CHECK(street.current() == "1");
  const auto third = street.sync("2026-11-24T10:05:00Z", {"check"});
  CHECK_MESSAGE(third.code == 0, third.output);
  CHECK(street.current() == "2");
  CHECK(street.sync("2026-11-24T10:15:00Z", {"check"}).code == 0);

  auto requests = street.requests();
  const auto night = std::ranges::find(requests, "/metadata/timestamp.json", &Request::path);
  REQUIRE(night != requests.end());
  requests.erase(requests.begin(), std::ranges::find_if(night + 1, requests.end(), [](const Request& request) {
                   return request.path == "/metadata/timestamp.json";
                 }));
  REQUIRE(requests.size() > 4);
  CHECK(requests[0].status == 200);  // from now on the server's name for it is known
  CHECK(requests[1].path == "/metadata/timestamp.json");
  CHECK(requests[1].status == 304);
  CHECK(requests[1].bytes < 300);
  CHECK(requests[2].path == "/metadata/timestamp.json");
  CHECK(requests[2].status == 200);
  CHECK(requests.back().path == "/metadata/timestamp.json");
}

TEST_CASE("what the night left undone a check tries again") {
  Street street;
  REQUIRE(street.sync(kNight).code == 0);
  cancel_everything(street.sources() / "notices");
  street.publish("2026-11-24T10:00:00Z");
  const auto hidden = street.state().parent_path() / "hidden", targets = street.state().parent_path() / "feed/targets";
  fs::rename(targets, hidden);
  CHECK(street.sync("2026-11-24T10:05:00Z", {"check"}).code == 1);
  CHECK(street.current() == "1");
  fs::rename(hidden, targets);
  CHECK(street.sync("2026-11-24T10:15:00Z", {"check"}).code == 0);
  CHECK(street.current() == "2");
}

TEST_CASE("a visit tells the maintainer how the kiosk is, and sends what visitors answered") {
  Street street;
  fs::create_directories(street.state());
  REQUIRE(Outbox(street.state() / "voice/outbox.db").keep({"was-fehlt", "baenke", "ar", "Schatten", "2026-W48"}));
  const auto visit = street.sync(kNight);
  CHECK_MESSAGE(visit.code == 0, visit.output);
  const auto answers = street.posted("/voice");
  REQUIRE(answers.size() == 1);
  CHECK(answers[0]["answers"][0]["text"] == "Schatten");
  CHECK(Outbox(street.state() / "voice/outbox.db").waiting().value() == 0);
  const auto records = street.posted("/health");
  REQUIRE(records.size() == 1);
  CHECK(records[0] == street.health());
  CHECK(records[0]["site"] == json{{"id", "rathaus"}, {"name", "Rathaus Harburg"}});
  CHECK(records[0]["outcome"] == "activated");
  CHECK(records[0]["voice"]["sent"] == 1);
  CHECK(text_of(street.state() / "health.prom").find("\ntreffpunkt_generation 1\n") != std::string::npos);
}

TEST_CASE("a check renews the record and sends answers once an hour, and is quiet in between") {
  Street street;
  REQUIRE(street.sync(kNight).code == 0);
  REQUIRE(Outbox(street.state() / "voice/outbox.db").keep({"was-fehlt", "baenke", "de", "", "2026-W48"}));
  REQUIRE(street.sync(kMorning, {"check"}).code == 0);
  CHECK(street.posted("/health").size() == 1);
  const auto record = street.state() / "health.json";
  fs::last_write_time(record, fs::last_write_time(record) - std::chrono::minutes(61));
  REQUIRE(street.sync(kMorning, {"check"}).code == 0);
  CHECK(street.posted("/health").size() == 2);
  CHECK(street.posted("/voice").size() == 1);
  // It still says how the last visit went, and when.
  CHECK(street.health()["last_run"] == kNight);
  CHECK(street.health()["outcome"] == "activated");
}

TEST_CASE("old texts are forgotten by night even when nothing else works") {
  Street street;
  fs::create_directories(street.state());
  const auto file = street.state() / "voice/outbox.db";
  REQUIRE(Outbox(file).keep({"was-fehlt", "baenke", "de", "words of last summer", "2026-W30"}));
  REQUIRE(text_of(file).find("last summer") != std::string::npos);
  fs::remove(street.state().parent_path() / "feed/metadata/1.root.json");
  CHECK(street.sync(kNight).code == 2);
  CHECK(text_of(file).find("last summer") == std::string::npos);
  CHECK(Outbox(file).waiting().value() == 1);
}

TEST_CASE("a receiver that is not there holds nothing up") {
  Street street;
  fs::create_directories(street.state());
  REQUIRE(Outbox(street.state() / "voice/outbox.db").keep({"was-fehlt", "baenke", "de", "", "2026-W48"}));
  auto config = text_of(street.state().parent_path() / "street.toml");
  const auto gone = nobodys_url("/voice");
  config.replace(config.find("receiver = \"") + 12, config.find("/voice\"") + 6 - config.find("receiver = \"") - 12,
                 gone);
  write_text(street.state().parent_path() / "street.toml", config);
  const auto visit = street.sync(kNight);
  CHECK_MESSAGE(visit.code == 0, visit.output);
  CHECK(street.current() == "1");
  CHECK(street.health()["voice"]["waiting"] == 1);
  CHECK(street.health()["voice"]["problem"].get<std::string>().starts_with(gone + ": "));
}

}  // namespace
}  // namespace treffpunkt::test
