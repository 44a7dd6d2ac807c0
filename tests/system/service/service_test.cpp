// The kiosk as a service that is watched and started again: what it tells its manager, and what becomes of a generation with
// which it never lasts.

#include <doctest/doctest.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;

const fs::path kContent = fs::path(SOURCE_DIR) / "tests/system/content";
constexpr auto kFirstNight = "2026-11-24T03:00:00Z", kSecondNight = "2026-11-24T04:00:00Z", kThirdNight = "2026-11-24T05:00:00Z", kNow = "2026-11-24T09:00:00Z";
constexpr int kPatience = 60;  // seconds

// The socket of a service manager.
class Manager {
 public:
  explicit Manager(const fs::path& folder) : path_(folder / "notify"), socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    REQUIRE(path_.string().size() < sizeof address.sun_path);
    std::strcpy(address.sun_path, path_.c_str());
    REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  }
  ~Manager() { ::close(socket_); }
  Manager(const Manager&) = delete;
  Manager& operator=(const Manager&) = delete;

  Surroundings surroundings(const char* watchdog_microseconds) const {
    return {.variables = {{"NOTIFY_SOCKET", path_.string()}, {"WATCHDOG_USEC", watchdog_microseconds}}};
  }
  // The next message; "" when none comes.
  std::string next() const {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, kPatience * 1000) != 1) return {};
    std::array<char, 4096> buffer{};
    const auto length = ::recv(socket_, buffer.data(), buffer.size(), 0);
    return length > 0 ? std::string(buffer.data(), static_cast<std::size_t>(length)) : std::string();
  }
  bool hears(std::string_view wanted) const {
    for (auto message = next(); !message.empty(); message = next()) {
      if (message.find(wanted) != std::string::npos) return true;
    }
    return false;
  }

 private:
  fs::path path_;
  int socket_;
};

void publish_and_sync(Installation& installation, const fs::path& sources, const std::string& night) {
  installation.publish(sources, night);
  const auto visit = installation.visit(night);
  REQUIRE_MESSAGE(visit.sync.code == 0, visit.sync.output);
}

std::string picture(const Installation& installation) {
  const auto drawn = installation.play("dump home.txt\n", kNow, {"--screen", "home"});
  REQUIRE_MESSAGE(drawn.code == 0, drawn.output);
  return text_of(installation.folder() / "home.txt");
}

std::string noted(const Installation& installation, const std::string& generation) {
  const auto file = installation.state() / "shown" / generation;
  return fs::exists(file) ? text_of(file) : std::string();
}

TEST_CASE("the service manager hears when the first picture is there, what is shown, again and again that all is well, and the end") {
  Installation installation;
  publish_and_sync(installation, kContent, kFirstNight);
  const Manager manager(installation.folder());
  Running kiosk(installation.kiosk_command({"--offscreen", "--seconds", "6"}), manager.surroundings("3000000"));
  CHECK(manager.hears("READY=1"));
  CHECK(manager.hears("STATUS=shows generation 1"));
  for (int i = 0; i < 3; ++i) CHECK(manager.hears("WATCHDOG=1"));
  CHECK(manager.hears("STOPPING=1"));
  CHECK(kiosk.wait(kPatience) == 0);
}

TEST_CASE("a generation with which the kiosk dies three times gives way to yesterday's, with kiosk-sync or without") {
  Installation installation;
  publish_and_sync(installation, kContent, kFirstNight);
  const auto yesterday = picture(installation);
  fs::create_directories(installation.state() / "shown");
  write_text(installation.state() / "shown/1", "started\nshown\n");

  const auto renamed = installation.folder() / "renamed";
  fs::copy(kContent, renamed, fs::copy_options::recursive);
  auto text = text_of(renamed / "events/sprachcafe.json");
  const std::string name = "Sprachcafé: Deutsch üben bei Tee";
  REQUIRE(text.find(name) != std::string::npos);
  write_text(renamed / "events/sprachcafe.json", text.replace(text.find(name), name.size(), "Sprachcafé: heute mit Kuchen"));
  publish_and_sync(installation, renamed, kSecondNight);
  const auto today = picture(installation);
  REQUIRE(today != yesterday);

  const Manager manager(installation.folder());
  std::string expected;
  for (int i = 0; i < 3; ++i) {
    Running kiosk(installation.kiosk_command({"--offscreen"}), manager.surroundings("60000000"));
    REQUIRE(manager.hears("READY=1"));
    REQUIRE(manager.hears("STATUS=shows generation 2"));
    kiosk.signal(SIGKILL);
    CHECK(kiosk.wait(kPatience) == -SIGKILL);
    expected += "started\n";
    CHECK(noted(installation, "2") == expected);
  }
  CHECK(installation.current() == "2");
  CHECK(picture(installation) == yesterday);

  const auto visit = installation.visit(kThirdNight);
  CHECK_MESSAGE(visit.sync.code == 0, visit.sync.output);
  CHECK(installation.current() == "1");
  CHECK(picture(installation) == yesterday);
}

}  // namespace
}  // namespace treffpunkt::test
