#include "sync/look.h"

#include <doctest/doctest.h>

#include <fstream>
#include <vector>

#include "tests/support/local_server.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;

namespace {

// A feed's web server that knows its one file by an ETag, a date, or not at all.
class Feed {
 public:
  Feed() {
    local_.server.Get(
        "/feed/metadata/timestamp.json", [this](const httplib::Request& request, httplib::Response& response) {
          requests.push_back(request);
          if (!etag.empty()) response.set_header("ETag", etag);
          if (!last_modified.empty()) response.set_header("Last-Modified", last_modified);
          const bool same = (!etag.empty() && request.get_header_value("If-None-Match") == etag) ||
                            (!last_modified.empty() && request.get_header_value("If-Modified-Since") == last_modified);
          response.status = same || always_not_modified ? 304 : status;
          if (response.status == 200) response.set_content(body, "application/json");
        });
  }
  std::string url() const { return local_.url("/feed"); }

  std::string body, etag, last_modified;
  int status = 200;
  bool always_not_modified = false;
  std::vector<httplib::Request> requests;

 private:
  test::LocalServer local_;
};

struct Kiosk {
  test::TemporaryFolder folder;
  StateFolder state{folder.path()};

  Kiosk() { REQUIRE(state.prepare()); }
  void trust(const std::string& timestamp) const { std::ofstream(state.metadata() / "timestamp.json") << timestamp; }
  Result<Look> look(const Feed& feed) const { return look_for_news(state, feed.url(), 10); }
};

const std::string kFirst(900, '1'), kSecond(900, '2');

}  // namespace

TEST_CASE("an unchanged feed costs one request without a body, whatever the server knows its file by") {
  for (const bool by_etag : {true, false}) {
    CAPTURE(by_etag);
    Feed feed;
    feed.body = kFirst;
    (by_etag ? feed.etag : feed.last_modified) = by_etag ? "\"65-1a\"" : "Tue, 24 Nov 2026 01:00:00 GMT";
    const Kiosk kiosk;
    kiosk.trust(kFirst);
    const auto first = kiosk.look(feed);
    REQUIRE(first);
    CHECK_FALSE(first->news);
    CHECK(first->received > kFirst.size());
    const auto second = kiosk.look(feed);
    REQUIRE(second);
    CHECK_FALSE(second->news);
    CHECK(second->sent + second->received < 500);
    CHECK(feed.requests.size() == 2);
  }
}

TEST_CASE("a server that knows nothing of its files is asked for the whole one each time") {
  Feed feed;
  feed.body = kFirst;
  const Kiosk kiosk;
  kiosk.trust(kFirst);
  for (int i = 0; i < 2; ++i) CHECK_FALSE(kiosk.look(feed).value().news);
  CHECK_FALSE(std::filesystem::exists(kiosk.state.validator()));
}

TEST_CASE("another timestamp is news, and stays so until it is trusted") {
  Feed feed;
  feed.body = kFirst;
  feed.etag = "\"1\"";
  const Kiosk kiosk;
  CHECK(kiosk.look(feed).value().news);  // nothing is trusted yet
  kiosk.trust(kFirst);
  CHECK_FALSE(kiosk.look(feed).value().news);
  feed.body = kSecond;
  feed.etag = "\"2\"";
  CHECK(kiosk.look(feed).value().news);
  CHECK(kiosk.look(feed).value().news);
  kiosk.trust(kSecond);
  CHECK_FALSE(kiosk.look(feed).value().news);
}

TEST_CASE("what the server calls unchanged is believed only of the timestamp that is trusted") {
  Feed feed;
  feed.body = kFirst;
  feed.etag = "\"1\"";
  const Kiosk kiosk;
  kiosk.trust(kFirst);
  REQUIRE_FALSE(kiosk.look(feed).value().news);
  SUBCASE("another is trusted now") {
    kiosk.trust(kSecond);
    CHECK(kiosk.look(feed).value().news);
  }
  SUBCASE("none is trusted any more") {
    std::filesystem::remove(kiosk.state.metadata() / "timestamp.json");
    CHECK(kiosk.look(feed).value().news);
  }
  SUBCASE("the note is damaged") {
    std::ofstream(kiosk.state.validator()) << "{\"etag\": 7";
    CHECK_FALSE(kiosk.look(feed).value().news);
  }
  CHECK_FALSE(feed.requests.back().has_header("If-None-Match"));
}

TEST_CASE("a server that says unchanged without being asked, fails or is not there is an error") {
  Feed feed;
  const Kiosk kiosk;
  kiosk.trust(kFirst);
  feed.always_not_modified = true;
  CHECK_FALSE(kiosk.look(feed));
  feed.always_not_modified = false;
  for (const int status : {404, 500, 503}) {
    feed.status = status;
    const auto look = kiosk.look(feed);
    REQUIRE_FALSE(look);
    CHECK(look.error().message ==
          feed.url() + "/metadata/timestamp.json: the server answers " + std::to_string(status));
  }
  feed.status = 200;
  feed.body = std::string(1 << 20, 'x');
  CHECK_FALSE(kiosk.look(feed));
  CHECK_FALSE(look_for_news(kiosk.state, test::nobodys_url("/feed"), 10));
}
