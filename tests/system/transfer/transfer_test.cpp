// Files from a real web server (nginx) that is slow, breaks off, and speaks https.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <thread>

#include "sync/http/http_transport.h"
#include "sync/tuf/download.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"
#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;

constexpr auto kNames = "DNS:localhost,IP:127.0.0.1";
const fs::path kSmall = fs::path(SOURCE_DIR) / "tests/system/content";

// A folder with one large file, and a kiosk's folder.
struct Shelf {
  TemporaryFolder served, kiosk;
  std::string bytes;
  fs::path file = kiosk.path() / "large";

  Shelf() {
    std::mt19937 random(7);
    bytes.resize(1'000'000);
    for (char& c : bytes) c = static_cast<char>(random());
    write_text(served.path() / "large", bytes);
  }
  Result<void> fetch(const WebServer& server, const HttpLimits& limits) const {
    auto transport = HttpTransport::open(server.url(), limits);
    REQUIRE(transport);
    return tuf::download(*transport, {"large", bytes.size(), 0, {{"sha256", tuf::sha256_hex(bytes)}}}, file);
  }
  std::uintmax_t come_so_far() const {
    std::error_code none;
    const auto size = fs::file_size(fs::path(file).concat(".part"), none);
    return none ? 0 : size;
  }
};

HttpLimits seconds(int night) {
  HttpLimits limits;
  limits.maximum_time = std::chrono::seconds(night);
  return limits;
}

}  // namespace

TEST_CASE("a slow file comes over several nights, each going on where the one before had to stop") {
  const Shelf shelf;
  std::size_t rests = 0;
  std::uintmax_t before = 0;
  int nights = 0;
  for (bool whole = false; !whole; ++nights) {
    REQUIRE(nights < 20);
    WebServer server(shelf.served.path(), "limit_rate 150k;");
    whole = shelf.fetch(server, seconds(2)).has_value();
    for (const Request& request : server.stop()) rests += request.status == 206 ? 1 : 0;
    if (!whole) CHECK(shelf.come_so_far() > before);
    before = shelf.come_so_far();
  }
  CHECK(nights > 1);
  CHECK(rests == static_cast<std::size_t>(nights - 1));
  CHECK(text_of(shelf.file) == shelf.bytes);
}

TEST_CASE("a file that was changed on the server between two nights comes anew") {
  Shelf shelf;
  {
    WebServer server(shelf.served.path(), "limit_rate 150k;");
    CHECK_FALSE(shelf.fetch(server, seconds(2)));
    server.stop();
  }
  CHECK(shelf.come_so_far() > 0);
  std::reverse(shelf.bytes.begin(), shelf.bytes.end());
  write_text(shelf.served.path() / "large", shelf.bytes);
  fs::last_write_time(shelf.served.path() / "large", fs::file_time_type::clock::now() + std::chrono::hours(1));
  WebServer server(shelf.served.path());
  CHECK(shelf.fetch(server, seconds(60)));
  CHECK(text_of(shelf.file) == shelf.bytes);
  const auto requests = server.stop();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].status == 200);
}

TEST_CASE("a server that breaks off leaves a part, and another one goes on with it") {
  const Shelf shelf;
  {
    WebServer server(shelf.served.path(), "limit_rate 200k;");
    std::thread cut([&] {
      for (int i = 0; i < 1000 && shelf.come_so_far() < 100'000; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      server.cut();
    });
    CHECK_FALSE(shelf.fetch(server, seconds(60)));
    cut.join();
  }
  CHECK(shelf.come_so_far() >= 100'000);
  WebServer server(shelf.served.path());
  CHECK(shelf.fetch(server, seconds(60)));
  CHECK(text_of(shelf.file) == shelf.bytes);
  CHECK(server.stop().at(0).status == 206);
}

TEST_CASE("kiosk-sync fetches over https from a house that has its own authority, and from nobody else") {
  const Authority authority;
  Installation house;
  house.publish(kSmall, "2026-11-24T03:00:00Z");
  const auto sync_from = [&](const WebServer& server, const std::string& network) {
    write_text(house.folder() / "kiosk.toml", "state = \"state\"\n[feed]\nurl = \"" + server.url() +
                                                  "\"\nroot = \"feed/metadata/1.root.json\"\n" + network);
    return run(
        {program_of_ours("kiosk-sync"), "--config", house.folder() / "kiosk.toml", "--now", "2026-11-24T03:00:00Z"});
  };
  WebServer server(house.feed(), authority.issue(kNames, "2020-01-01", 36500));
  const Ended unknown = sync_from(server, "");
  CHECK(unknown.code == 1);
  CHECK(unknown.output.find("certificate") != std::string::npos);
  CHECK(house.current().empty());
  const Ended known = sync_from(server, "[network]\nca_file = \"" + authority.certificate().string() + "\"\n");
  CHECK_MESSAGE(known.code == 0, known.output);
  CHECK(house.current() == "1");
  server.stop();
}

}  // namespace treffpunkt::test
