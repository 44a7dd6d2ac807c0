// What systemd is told, as cmake --install lays it out, held against systemd's own tools. Needs no running systemd.

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "tests/support/temporary_folder.h"
#include "tests/system/support/files.h"
#include "tests/system/support/program.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;

const fs::path kSystemUnits = "/usr/lib/systemd/system";

// A system with nothing but our units, what they may refer to, and programs of the right names.
class Root {
 public:
  Root() {
    fs::create_directories(path() / "usr/bin");
    fs::create_directories(path() / "etc");
    Surroundings surroundings;
    surroundings.variables = {{"DESTDIR", path()}};
    const auto installed =
        run({program_of_the_system("cmake"), "--install", BINARY_DIR, "--prefix", "/usr", "--component", "units"},
            surroundings);
    REQUIRE_MESSAGE(installed.code == 0, installed.output);
    for (const auto& entry : fs::directory_iterator(units())) ours_.push_back(entry.path().filename());
    std::ranges::sort(ours_);
    fs::copy(kSystemUnits, units(), fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    for (const auto* program : {"kiosk", "kiosk-sync", "nsenter"})
      fs::copy_file("/bin/true", path() / "usr/bin" / program);
  }

  const fs::path& path() const { return folder_.path(); }
  fs::path units() const { return path() / "usr/lib/systemd/system"; }
  const Words& ours() const { return ours_; }
  Words services() const {
    Words services;
    std::ranges::copy_if(ours_, std::back_inserter(services),
                         [](const auto& unit) { return unit.ends_with(".service"); });
    return services;
  }

 private:
  TemporaryFolder folder_;
  Words ours_;
};

// The values of a key in a unit, in order.
Words values(const fs::path& unit, const std::string& key) {
  Words found;
  std::istringstream lines(text_of(unit));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(key + "=")) found.push_back(line.substr(key.size() + 1));
  }
  return found;
}

// An instance, where the unit is a template.
std::string started_as(std::string unit) {
  const auto at = unit.find("@.");
  return at == std::string::npos ? unit : unit.insert(at + 1, "sda1");
}

TEST_CASE("systemd finds nothing wrong with any unit") {
  const Root root;
  REQUIRE(root.ours().size() >= 5);
  for (const auto& unit : root.ours()) {
    CAPTURE(unit);
    const auto verified = run({program_of_the_system("systemd-analyze"), "--root=" + root.path().string(), "--man=no",
                               "verify", started_as(unit)});
    CHECK_MESSAGE(verified.code == 0, verified.output);
    // Of a key that it does not know it says so, and takes the unit all the same.
    CHECK_MESSAGE(verified.output.find(unit) == std::string::npos, verified.output);
  }
}

TEST_CASE("every service is locked up: exposure of at most 2.0 by systemd's measure") {
  const Root root;
  for (const auto& unit : root.services()) {
    CAPTURE(unit);
    const auto judged = run({program_of_the_system("systemd-analyze"), "security", "--offline=true", "--threshold=20",
                             "--no-pager", (root.units() / unit).string()});
    CHECK_MESSAGE(judged.code == 0, judged.output);
    CHECK(judged.output.find("Overall exposure level") != std::string::npos);
  }
}

TEST_CASE("the screen has no network, the feed has no devices, and nobody has a capability") {
  const Root root;
  const auto kiosk = root.units() / "kiosk.service";
  CHECK(values(kiosk, "RestrictAddressFamilies") == Words{"AF_UNIX AF_NETLINK"});
  CHECK(values(kiosk, "IPAddressDeny") == Words{"any"});
  CHECK(values(kiosk, "StartLimitIntervalSec") == Words{"0"});
  CHECK(values(kiosk, "Restart") == Words{"always"});
  for (const auto* unit : {"kiosk-sync.service", "kiosk-check.service"}) {
    CHECK(values(root.units() / unit, "PrivateDevices") == Words{"yes"});
  }
  for (const auto& unit : root.services()) {
    CAPTURE(unit);
    for (const auto& capabilities : values(root.units() / unit, "AmbientCapabilities")) CHECK(capabilities.empty());
  }
}

TEST_CASE("the programs understand what the units say to them") {
  const Root root;
  for (const auto& unit : root.services()) {
    for (const auto& line : values(root.units() / unit, "ExecStart")) {
      if (!line.starts_with("/usr/bin/kiosk")) continue;
      CAPTURE(line);
      std::istringstream words(line);
      Words command;
      for (std::string word; words >> word;) command.push_back(word == "%I" || word == "%i" ? "sda1" : word);
      command[0] = program_of_ours(fs::path(command[0]).filename());
      const auto config = std::ranges::find(command, "/etc/treffpunkt/kiosk.toml");
      REQUIRE(config != command.end());
      *config = "/nowhere/kiosk.toml";
      const auto ended = run(command);
      // They come as far as looking for the file that is not there.
      CHECK_MESSAGE(ended.code != 0, ended.output);
      CHECK_MESSAGE(ended.output.find("/nowhere/kiosk.toml") != std::string::npos, ended.output);
    }
  }
}

TEST_CASE("every timer starts a service of ours, at times that systemd understands") {
  const Root root;
  for (const auto& unit : root.ours()) {
    if (!unit.ends_with(".timer")) continue;
    CAPTURE(unit);
    const auto service = unit.substr(0, unit.size() - 5) + "service";
    CHECK(std::ranges::find(root.ours(), service) != root.ours().end());
    for (const auto& time : values(root.units() / unit, "OnCalendar")) {
      const auto understood = run({program_of_the_system("systemd-analyze"), "calendar", time});
      CHECK_MESSAGE(understood.code == 0, understood.output);
    }
  }
}

TEST_CASE("each unit runs as a user that is made, and each path of the state belongs to one") {
  const Root root;
  const auto users = text_of(root.path() / "usr/lib/sysusers.d/treffpunkt.conf");
  for (const auto& unit : root.services()) {
    for (const auto& user : values(root.units() / unit, "User")) {
      CAPTURE(unit);
      CHECK(users.find("\nu " + user + " ") != std::string::npos);
    }
  }
  const auto made = run(
      {program_of_the_system("systemd-sysusers"), "--root=" + root.path().string(), "--dry-run", "treffpunkt.conf"});
  CHECK_MESSAGE(made.code == 0, made.output);

  std::istringstream paths(text_of(root.path() / "usr/lib/tmpfiles.d/treffpunkt.conf"));
  int found = 0;
  for (std::string line; std::getline(paths, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    std::istringstream words(line);
    std::string kind, path, mode, user, group;
    words >> kind >> path >> mode >> user >> group;
    CAPTURE(line);
    CHECK((path.starts_with("/var/lib/treffpunkt") || path == "/etc/treffpunkt/kiosk.toml"));
    if (kind == "r!") continue;  // goes at the start
    CHECK((user == "root" || users.find("\nu " + user + " ") != std::string::npos));
    CHECK(group == "treffpunkt");
    ++found;
  }
  CHECK(found >= 8);
}

TEST_CASE("the state directory is laid out as its writers need it") {
  // Only root may give files to others; whoever builds without being root has seen the lines read above.
  if (::geteuid() != 0) return;
  const Root root;
  const auto at_root = "--root=" + root.path().string();
  REQUIRE(run({program_of_the_system("systemd-sysusers"), at_root}).code == 0);
  const auto made = run({program_of_the_system("systemd-tmpfiles"), at_root, "--create", "treffpunkt.conf"});
  REQUIRE_MESSAGE(made.code == 0, made.output);
  const auto state = root.path() / "var/lib/treffpunkt";
  CHECK((fs::status(state).permissions() & fs::perms::sticky_bit) != fs::perms::none);
  CHECK((fs::status(state / "voice").permissions() & fs::perms::set_gid) != fs::perms::none);
  for (const auto* folder : {"generations", "objects", "metadata", "shown", "cache"})
    CHECK(fs::is_directory(state / folder));
}

}  // namespace
}  // namespace treffpunkt::test
