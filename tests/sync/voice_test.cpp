#include "sync/voice.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "tests/support/local_server.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using nlohmann::json;
using namespace std::chrono;

namespace {

// Who asked for the answers, on this machine: notes every request and answers with the next of its statuses, the last
// one for ever.
class Receiver {
 public:
  explicit Receiver(std::vector<int> statuses) : statuses_(std::move(statuses)) {
    local_.server.Post("/voice", [this](const httplib::Request& request, httplib::Response& response) {
      requests.push_back(request);
      response.status = statuses_.at(std::min(requests.size(), statuses_.size()) - 1);
      if (response.status == 302) response.set_header("Location", "/voice");
      response.set_content("<html>thank you</html>", "text/html");
    });
  }
  std::string url() const { return local_.url("/voice"); }

  std::vector<httplib::Request> requests;

 private:
  std::vector<int> statuses_;
  test::LocalServer local_;
};

struct Kiosk {
  test::TemporaryFolder folder;
  Outbox outbox{folder.path() / "outbox.db"};

  void answer(const std::string& choice, const std::string& text = "") const {
    REQUIRE(outbox.keep({"was-fehlt", choice, "de", text, "2026-W48"}));
  }
  Voice send(const std::string& url, Date day = 2026y / November / 25) const {
    return tend_voice(outbox, {url, "rathaus", 10}, {sys_days(day), "boot", 1h});
  }
};

}  // namespace

TEST_CASE("answers are sent as documented, and deleted when they were accepted") {
  for (const int status : {200, 202, 204}) {
    CAPTURE(status);
    Receiver receiver({status});
    const Kiosk kiosk;
    kiosk.answer("baenke", "Mehr Bänke, \"bitte\"");
    const Voice voice = kiosk.send(receiver.url());
    CHECK(voice.sent == 1);
    CHECK(voice.problem.empty());
    CHECK(kiosk.outbox.waiting().value() == 0);
    REQUIRE(receiver.requests.size() == 1);
    const auto& request = receiver.requests[0];
    CHECK(request.get_header_value("Content-Type") == "application/json");
    const auto body = json::parse(request.body);
    CHECK(request.get_header_value("Idempotency-Key") == "\"" + body["batch"].get<std::string>() + "\"");
    CHECK(body["batch"].get<std::string>().size() == 32);
    CHECK(body["answers"][0]["id"].get<std::string>().size() == 32);
    auto without_ids = body;
    without_ids.erase("batch");
    without_ids["answers"][0].erase("id");
    CHECK(without_ids == json::parse(R"({"format": 1, "site": "rathaus", "answers": [{"survey": "was-fehlt",
      "choice": "baenke", "language": "de", "text": "Mehr Bänke, \"bitte\"", "week": "2026-W48"}]})"));
  }
}

TEST_CASE("what was not accepted stays, is named, and is sent again byte for byte") {
  for (const int status : {302, 400, 404, 413, 500, 503}) {
    CAPTURE(status);
    Receiver receiver({status, status, 200, 200});
    const Kiosk kiosk;
    kiosk.answer("baenke");
    CHECK(kiosk.send(receiver.url()).problem == receiver.url() + ": answers " + std::to_string(status));
    kiosk.answer("later");
    CHECK(kiosk.send(receiver.url()).sent == 0);
    CHECK(kiosk.outbox.waiting().value() == 2);
    CHECK(kiosk.send(receiver.url()).sent == 2);
    REQUIRE(receiver.requests.size() == 4);
    for (const std::size_t again : {1u, 2u}) {
      CHECK(receiver.requests[again].body == receiver.requests[0].body);
      CHECK(receiver.requests[again].get_header_value("Idempotency-Key") ==
            receiver.requests[0].get_header_value("Idempotency-Key"));
    }
    CHECK(json::parse(receiver.requests[3].body)["answers"][0]["choice"] == "later");
    CHECK(json::parse(receiver.requests[3].body)["batch"] != json::parse(receiver.requests[0].body)["batch"]);
  }
}

TEST_CASE("a receiver that cannot be reached keeps everything") {
  const std::string url = test::nobodys_url("/voice");
  const Kiosk kiosk;
  kiosk.answer("baenke");
  const Voice voice = kiosk.send(url);
  CHECK(voice.sent == 0);
  CHECK(voice.problem.starts_with(url + ": "));
  CHECK(kiosk.outbox.waiting().value() == 1);
}

TEST_CASE("texts are forgotten after 30 days, with a receiver that does not answer and without one") {
  Receiver receiver({500, 500, 200});
  const Kiosk kiosk;
  kiosk.answer("baenke", "old words");
  CHECK(kiosk.send(receiver.url()).waiting == 1);
  CHECK(kiosk.send("", 2026y / December / 24).waiting == 1);
  CHECK(kiosk.send(receiver.url(), 2026y / December / 25).waiting == 1);
  CHECK(kiosk.send(receiver.url(), 2026y / December / 26).sent == 1);
  REQUIRE(receiver.requests.size() == 3);
  CHECK(receiver.requests[0].body.find("old words") != std::string::npos);
  CHECK(receiver.requests[1].body.find("old words") == std::string::npos);
  CHECK(receiver.requests[1].body == receiver.requests[2].body);
  CHECK(receiver.requests[1].get_header_value("Idempotency-Key") ==
        receiver.requests[0].get_header_value("Idempotency-Key"));
}

TEST_CASE("a full outbox goes in bounded batches, and the first refusal ends the round") {
  const Kiosk kiosk;
  const auto all = 2 * Outbox::kMostInBatch + 1;
  for (std::int64_t i = 0; i < all; ++i) kiosk.answer(std::to_string(i));
  Receiver receiver({200, 500, 200});
  CHECK(kiosk.send(receiver.url()).sent == Outbox::kMostInBatch);
  CHECK(receiver.requests.size() == 2);
  CHECK(kiosk.send(receiver.url()).sent == Outbox::kMostInBatch + 1);
  REQUIRE(receiver.requests.size() == 4);
  std::set<std::string> choices, ids;
  for (const std::size_t accepted : {0u, 2u, 3u}) {
    const auto body = json::parse(receiver.requests[accepted].body);
    for (const auto& answer : body["answers"]) {
      choices.insert(answer["choice"]);
      ids.insert(answer["id"]);
    }
  }
  CHECK(static_cast<std::int64_t>(choices.size()) == all);
  CHECK(static_cast<std::int64_t>(ids.size()) == all);
}

TEST_CASE("a text that is no UTF-8 does not hold up the others") {
  Receiver receiver({200});
  const Kiosk kiosk;
  kiosk.answer("a", "\xff\xfe");
  kiosk.answer("b");
  CHECK(kiosk.send(receiver.url()).sent == 2);
  CHECK(json::accept(receiver.requests.at(0).body));
}
