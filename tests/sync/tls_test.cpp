// https: whom a kiosk believes, and at what time.
#include <doctest/doctest.h>
#include <httplib.h>

#include <thread>

#include "sync/http/http_transport.h"
#include "tests/support/certificates.h"
#include "tests/support/raw_server.h"

using namespace treffpunkt;

namespace {

class SecureServer {
 public:
  explicit SecureServer(const test::Authority::Server& identity)
      : server(identity.certificate.c_str(), identity.key.c_str()) {
    REQUIRE(server.is_valid());
    server.Get("/feed/file", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("hello", "application/octet-stream");
    });
    port_ = server.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server.listen_after_bind(); });
    while (!server.is_running()) std::this_thread::yield();
  }
  ~SecureServer() {
    server.stop();
    thread_.join();
  }
  std::string url(const std::string& host = "localhost") const {
    return "https://" + host + ":" + std::to_string(port_) + "/feed";
  }
  void redirect(const std::string& path, const std::string& to) {
    server.Get("/feed/" + path,
               [to](const httplib::Request&, httplib::Response& response) { response.set_redirect(to); });
  }

  httplib::SSLServer server;

 private:
  int port_ = 0;
  std::thread thread_;
};

tl::expected<std::string, FetchError> fetch(const std::string& url, const HttpNetwork& network,
                                            const std::string& path = "file") {
  auto transport = HttpTransport::open(url, {10, 1 << 20}, network);
  REQUIRE(transport);
  return fetch_text(*transport, path, 100);
}

Instant day(int year, unsigned month, unsigned of_month) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(of_month)};
}

constexpr const char* kHere = "DNS:localhost,IP:127.0.0.1";

}  // namespace

TEST_CASE("a server is believed when the configured authority vouches for its name") {
  const test::Authority authority, other;
  SecureServer server(authority.issue(kHere, "2020-01-01", 36500));
  const HttpNetwork network{"", authority.certificate(), std::nullopt};
  CHECK(fetch(server.url(), network).value() == "hello");
  CHECK(fetch(server.url("127.0.0.1"), network).value() == "hello");
  for (const HttpNetwork& wrong : {HttpNetwork{}, HttpNetwork{"", other.certificate(), std::nullopt},
                                   HttpNetwork{"", "/nowhere.pem", std::nullopt}}) {
    const auto fetched = fetch(server.url(), wrong);
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().kind == FetchError::Kind::failed);
  }
  SecureServer elsewhere(authority.issue("DNS:feed.example.org", "2020-01-01", 36500));
  CHECK(fetch(elsewhere.url(), network).error().kind == FetchError::Kind::failed);
  SecureServer nobody(authority.self_signed(kHere, "2020-01-01", 36500));
  CHECK(fetch(nobody.url(), network).error().message.find("certificate") != std::string::npos);
}

TEST_CASE("while nobody vouches for the clock a certificate must not have expired at the time that is known") {
  const test::Authority authority;
  // Long ago, so that no clock of today makes it good.
  SecureServer server(authority.issue(kHere, "2001-05-01", 30));
  const auto at = [&](std::optional<Instant> time) { return fetch(server.url(), {"", authority.certificate(), time}); };
  CHECK(at(day(2001, 5, 10)).value() == "hello");
  const auto now = at(std::nullopt);
  REQUIRE_FALSE(now);
  CHECK(now.error().message.find("expired") != std::string::npos);
  const auto later = at(day(2001, 6, 10));
  REQUIRE_FALSE(later);
  CHECK(later.error().kind == FetchError::Kind::failed);
  CHECK(later.error().message.find("expired") != std::string::npos);
  CHECK(later.error().message.find("2001-06-10T00:00:00Z") != std::string::npos);
  // Name and authority are asked for at any time.
  SecureServer elsewhere(authority.issue("DNS:feed.example.org", "2001-05-01", 30));
  CHECK_FALSE(fetch(elsewhere.url(), {"", authority.certificate(), day(2001, 5, 10)}));
  SecureServer nobody(authority.self_signed(kHere, "2001-05-01", 30));
  CHECK_FALSE(fetch(nobody.url(), {"", authority.certificate(), day(2001, 4, 10)}));
}

TEST_CASE("a certificate that was renewed while the kiosk had no clock does not lock it out for ever") {
  const test::Authority authority;
  SecureServer server(authority.issue(kHere, "2080-05-01", 30));
  const auto at = [&](std::optional<Instant> time) { return fetch(server.url(), {"", authority.certificate(), time}); };
  CHECK(at(day(1995, 1, 1)).value() == "hello");
  CHECK(at(day(2080, 4, 1)).value() == "hello");
  CHECK_FALSE(at(day(2080, 6, 10)));
  // With a clock that somebody vouches for it is too early.
  const auto now = at(std::nullopt);
  REQUIRE_FALSE(now);
  CHECK(now.error().message.find("not yet valid") != std::string::npos);
}

TEST_CASE("with a proxy every server is asked for through it, and its refusal is not the server's") {
  test::RawServer proxy([](const std::string&, const test::RawServer::Send& send) {
    send("HTTP/1.1 404 Not here\r\nContent-Length: 0\r\n\r\n");
  });
  const auto fetched = fetch("https://feed.example.org/feed", {proxy.url(), {}, std::nullopt});
  REQUIRE_FALSE(fetched);
  // As "not there" it would end the chain of roots.
  CHECK(fetched.error().kind != FetchError::Kind::not_found);
  REQUIRE(proxy.asked().size() == 1);
  CHECK(proxy.asked()[0].starts_with("CONNECT feed.example.org:443 HTTP/1.1\r\n"));
  // This machine is asked directly.
  test::RawServer local([](const std::string&, const test::RawServer::Send& send) {
    send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
  });
  CHECK(fetch(local.url(), {proxy.url(), {}, std::nullopt}).value() == "hello");
}

TEST_CASE("three redirections are followed, more are not, and none leaves https") {
  const test::Authority authority;
  SecureServer server(authority.issue(kHere, "2020-01-01", 36500));
  const HttpNetwork network{"", authority.certificate(), std::nullopt};
  server.redirect("one", server.url() + "/file");
  server.redirect("two", "/feed/one");
  server.redirect("three", "/feed/two");
  server.redirect("four", "/feed/three");
  server.redirect("loop", "/feed/loop");
  server.redirect("down", "http://localhost:9/login?back=feed");
  server.redirect("file-scheme", "file:///etc/hostname");
  CHECK(fetch(server.url(), network, "three").value() == "hello");
  for (const char* path : {"four", "loop", "down", "file-scheme"}) {
    CAPTURE(path);
    const auto fetched = fetch(server.url(), network, path);
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().kind == FetchError::Kind::failed);
  }
  CHECK(fetch(server.url(), network, "down").error().message ==
        "down: leads to http://localhost:9/login?back=feed, where a feed cannot be; perhaps to a login page of the "
        "network");
}
