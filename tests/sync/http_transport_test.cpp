#include "sync/http/http_transport.h"

#include <doctest/doctest.h>
#include <httplib.h>

#include <thread>

using namespace treffpunkt;

namespace {

// A web server on this machine for as long as the object lives.
class WebServer {
 public:
  WebServer() : port_(server.bind_to_any_port("127.0.0.1")), thread_([this] { server.listen_after_bind(); }) {
    while (!server.is_running()) std::this_thread::yield();
  }
  ~WebServer() {
    server.stop();
    thread_.join();
  }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/feed"; }

  httplib::Server server;

 private:
  int port_;
  std::thread thread_;
};

HttpTransport open(const std::string& url, HttpLimits limits = {}) {
  auto transport = HttpTransport::open(url, limits);
  REQUIRE(transport);
  return std::move(*transport);
}

}  // namespace

TEST_CASE("a file comes whole, and is counted") {
  WebServer web;
  web.server.Get("/feed/metadata/timestamp.json", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("hello", "text/plain");
  });
  for (const char* end : {"", "/"}) {
    auto transport = open(web.url() + end);
    CHECK(fetch_text(transport, "metadata/timestamp.json", 5).value() == "hello");
    CHECK(transport.traffic().requests == 1);
    CHECK(transport.traffic().bytes > 5);
    CHECK(transport.traffic().bytes < 500);
  }
}

TEST_CASE("a missing file is told from a failing server") {
  WebServer web;
  web.server.Get("/feed/(\\d+)", [](const httplib::Request& request, httplib::Response& response) {
    response.status = std::stoi(request.matches[1]);
    if (response.status != 204) response.set_content("<html>a page that says so</html>", "text/html");
  });
  auto transport = open(web.url());
  for (const int status : {404, 403, 410}) {
    CHECK(fetch_text(transport, std::to_string(status), 100).error().kind == FetchError::Kind::not_found);
  }
  for (const int status : {204, 206, 301, 302, 400, 401, 501, 408, 429, 500, 502, 503, 504}) {
    CAPTURE(status);
    const auto fetched = fetch_text(transport, std::to_string(status), 100);
    REQUIRE_FALSE(fetched);
    const bool passing = status > 401 && status != 501;
    CHECK(fetched.error().kind == (passing ? FetchError::Kind::interrupted : FetchError::Kind::failed));
    CHECK(fetched.error().message == std::to_string(status) + ": the server answers " + std::to_string(status));
  }
}

TEST_CASE("no server at all is a failure that says so") {
  std::string url;
  {
    WebServer web;
    url = web.url();
  }
  auto transport = open(url, {2, 1000});
  const auto fetched = fetch_text(transport, "metadata/timestamp.json", 100);
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().kind == FetchError::Kind::interrupted);
  CHECK(fetched.error().message.starts_with("metadata/timestamp.json: "));
}

TEST_CASE("more bytes than allowed are not taken, announced or not") {
  WebServer web;
  std::size_t sent = 0;
  web.server.Get("/feed/announced", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(std::string(1'000'000, 'x'), "text/plain");
  });
  web.server.Get("/feed/endless", [&sent](const httplib::Request&, httplib::Response& response) {
    response.set_chunked_content_provider("text/plain", [&sent](std::size_t, httplib::DataSink& sink) {
      const std::string piece(10'000, 'x');
      sent += piece.size();
      return sent < 500'000'000 && sink.write(piece.data(), piece.size());
    });
  });
  auto transport = open(web.url());
  for (const char* path : {"announced", "endless"}) {
    CAPTURE(path);
    std::size_t taken = 0;
    const auto fetched = transport.fetch(path, 50'000, [&taken](std::string_view piece) {
      taken += piece.size();
      return true;
    });
    REQUIRE_FALSE(fetched);
    CHECK(fetched.error().kind == FetchError::Kind::too_long);
    CHECK(taken <= 50'000);
  }
}

TEST_CASE("all files of a night together are bounded") {
  WebServer web;
  web.server.Get("/feed/file", [](const httplib::Request&, httplib::Response& response) {
    response.set_content(std::string(1000, 'x'), "text/plain");
  });
  auto transport = open(web.url(), {10, 3000});
  CHECK(fetch_text(transport, "file", 5000));
  CHECK(fetch_text(transport, "file", 5000));
  CHECK(fetch_text(transport, "file", 5000).error().kind == FetchError::Kind::too_long);
}

TEST_CASE("a refusing sink ends the transfer, and the transport works on") {
  WebServer web;
  web.server.Get("/feed/file", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("hello", "text/plain");
  });
  auto transport = open(web.url());
  const auto refused = transport.fetch("file", 100, [](std::string_view) { return false; });
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == FetchError::Kind::failed);
  CHECK(fetch_text(transport, "file", 100).value() == "hello");
}

TEST_CASE("only https is spoken off this machine") {
  for (const char* url :
       {"https://feed.example.org/harburg", "http://localhost:8080", "http://127.0.0.1/feed/", "http://[::1]:80/"}) {
    CAPTURE(url);
    CHECK(HttpTransport::open(url, {}));
  }
  for (const char* url :
       {"http://feed.example.org", "ftp://127.0.0.1/", "file:///etc", "feed.example.org", "", "https://",
        "http://127.0.0.1.example.org", "http://localhost.example.org", "https://bad host/"}) {
    CAPTURE(url);
    CHECK_FALSE(HttpTransport::open(url, {}));
  }
}
