// Servers that do what no server should: whatever they do, a file comes whole or not at all, and it ends.
#include <doctest/doctest.h>

#include <chrono>

#include "sync/http/http_transport.h"
#include "tests/support/raw_server.h"

using namespace treffpunkt;
using test::RawServer;

namespace {

using Kind = FetchError::Kind;
using Clock = std::chrono::steady_clock;

HttpTransport open(const std::string& url, const HttpLimits& limits = {}) {
  auto transport = HttpTransport::open(url, limits);
  REQUIRE(transport);
  return std::move(*transport);
}

// Says this to whoever asks, and hangs up.
RawServer saying(const std::string& answer) {
  return RawServer([answer](const std::string&, const RawServer::Send& send) { send(answer); });
}

// Slowly, until the other side has had enough.
RawServer dripping(const std::string& first, const std::string& drop, std::chrono::milliseconds pause) {
  return RawServer([=](const std::string&, const RawServer::Send& send) {
    if (!send(first)) return;
    while (send(drop)) std::this_thread::sleep_for(pause);
  });
}

FetchError failure(HttpTransport& transport, std::uint64_t maximum = 1 << 20) {
  const auto fetched = fetch_text(transport, "file", maximum);
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().message.starts_with("file: "));
  return fetched.error();
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

}  // namespace

TEST_CASE("an answer that is cut anywhere is never taken for the whole") {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n0123456789";
  std::size_t cut = 0;
  RawServer server([&](const std::string&, const RawServer::Send& send) { send(answer.substr(0, cut)); });
  auto transport = open(server.url());
  for (; cut < answer.size(); ++cut) {
    CAPTURE(cut);
    CHECK_FALSE(fetch_text(transport, "file", 100));
  }
  CHECK(fetch_text(transport, "file", 100).value() == "0123456789");
}

TEST_CASE("one byte a second, a head that never ends and silence are given up") {
  HttpLimits hasty;
  hasty.timeout_seconds = 1;
  const auto pause = std::chrono::milliseconds(200);
  for (const char* first : {"HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"}) {
    CAPTURE(first);
    auto server = dripping(first, "x", pause);
    auto transport = open(server.url(), hasty);
    const auto start = Clock::now();
    CHECK(failure(transport).kind == Kind::interrupted);
    CHECK(seconds_since(start) < 10);
  }
  RawServer silent([](const std::string&, const RawServer::Send& send) {
    for (int i = 0; i < 100 && send(""); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  });
  auto transport = open(silent.url(), hasty);
  CHECK(failure(transport).kind == Kind::interrupted);
}

TEST_CASE("a head of any length is not read to its end") {
  auto server = dripping("HTTP/1.1 200 OK\r\n", "X-More: " + std::string(1000, 'x') + "\r\n", {});
  auto transport = open(server.url());
  CHECK(failure(transport).kind == Kind::too_long);
  CHECK(transport.traffic().bytes < 200'000);
}

TEST_CASE("a fast stream ends with the time of the run, and so does the run") {
  HttpLimits night;
  night.maximum_time = std::chrono::seconds(2);
  auto server = dripping("HTTP/1.1 200 OK\r\n\r\n", std::string(20'000, 'x'), std::chrono::milliseconds(50));
  auto transport = open(server.url(), night);
  const auto start = Clock::now();
  CHECK(failure(transport, 1 << 30).kind == Kind::interrupted);
  CHECK(seconds_since(start) < 10);
  CHECK(failure(transport).message == "file: the time for this run is over");
}

TEST_CASE("a body that is compressed on the way, or part of one that nobody asked for, is not taken") {
  for (const char* head : {"200 OK\r\nContent-Encoding: gzip", "206 Partial Content\r\nContent-Range: bytes 0-4/5",
                           "203 Other\r\nX: y", "200 OK\r\nContent-Encoding: x"}) {
    CAPTURE(head);
    auto server = saying("HTTP/1.1 " + std::string(head) + "\r\nContent-Length: 5\r\n\r\nhello");
    auto transport = open(server.url());
    CHECK(failure(transport).kind == Kind::failed);
  }
  auto plain = saying("HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\nContent-Length: 5\r\n\r\nhello");
  auto transport = open(plain.url());
  CHECK(fetch_text(transport, "file", 5).value() == "hello");
  CHECK(test::header_of(plain.asked()[0], "Accept-Encoding") == "identity");
  CHECK(test::header_of(plain.asked()[0], "Range").empty());
}

TEST_CASE("what is not HTTP, or breaks off between its pieces, is an error") {
  for (const char* answer : {"hello", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
                             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "SSH-2.0-x\r\n"}) {
    CAPTURE(answer);
    auto server = saying(answer);
    auto transport = open(server.url());
    failure(transport);
  }
}

TEST_CASE("a network that says that it wants a login is named as that") {
  auto server = saying("HTTP/1.1 511 Network Authentication Required\r\nContent-Length: 5\r\n\r\nlogin");
  auto transport = open(server.url());
  CHECK(failure(transport).message == "file: a login page of the network answered instead of the feed");
}

TEST_CASE("it is asked again after an interruption, with a reason and a wait, but not for ever") {
  int answers = 0;
  RawServer server([&](const std::string&, const RawServer::Send& send) {
    ++answers;
    if (answers == 1) return;
    if (answers == 2) send("HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n");
    if (answers == 3) send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
    if (answers == 4) send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    if (answers == 5) send("HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
  });
  HttpLimits limits;
  limits.attempts = 4;
  limits.first_wait = std::chrono::milliseconds(4);
  std::vector<std::string> told;
  auto transport = open(server.url(), limits);
  transport.tell_of_waits([&told](const std::string& why) { told.push_back(why); });
  CHECK(fetch_text(transport, "file", 5).value() == "hello");
  REQUIRE(told.size() == 3);
  CHECK(told[1].starts_with("file: the server answers 503; asking again in "));
  CHECK(told[1].ends_with(" ms (attempt 3 of 4)"));
  CHECK(failure(transport).kind == Kind::not_found);
  CHECK(told.size() == 3);
  CHECK(failure(transport).kind == Kind::interrupted);
  CHECK(answers == 9);
}

TEST_CASE("what is only moved is not followed on this machine") {
  auto server = saying("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/file\r\nContent-Length: 0\r\n\r\n");
  auto transport = open(server.url());
  CHECK(failure(transport).message == "file: the server answers 302");
}
