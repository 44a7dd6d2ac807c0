// Sticks as people and attackers bring them: file systems made by mkfs, mounted as the unit mounts them, read by
// kiosk-sync. Where a machine lets nothing be mounted the case says that it was left out.

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>

#include "tests/system/support/files.h"
#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

namespace fs = std::filesystem;

const fs::path kContent = fs::path(SOURCE_DIR) / "tests/system/content";
constexpr auto kPublished = "2026-11-24T03:00:00Z", kNow = "2026-11-24T09:00:00Z";
constexpr int kCannotMount = 77;

void must(const Words& command) {
  const auto ended = run(command);
  REQUIRE_MESSAGE(ended.code == 0, command[0] << ": " << ended.output);
}

void left_out(const std::string& why) { MESSAGE(why); }

class Stick {
 public:
  Stick() {
    fs::create_directories(content());
    installation.publish(kContent, kPublished);
  }

  Installation installation;
  fs::path content() const { return folder_.path() / "content"; }  // what will be on it
  fs::path image() const { return folder_.path() / "image"; }

  void make_ext4() const {
    fs::resize_file(empty_image(), 64 << 20);
    must({program_of_the_system("mkfs.ext4"), "-q", "-d", content(), image()});
  }
  void make_vfat() const {
    fs::resize_file(empty_image(), 64 << 20);
    must({program_of_the_system("mkfs.vfat"), image()});
    for (const auto& entry : fs::directory_iterator(content())) {
      must({program_of_the_system("mcopy"), "-s", "-i", image(), entry.path(), "::"});
    }
  }
  // Has to be mounted to be filled. False: that is not permitted here.
  bool make_exfat() const {
    fs::resize_file(empty_image(), 64 << 20);
    must({program_of_the_system("mkfs.exfat"), image()});
    const auto filled = plug_in({"/bin/cp", "-r", content() / ".", place()}, {{"EXFAT_OPTIONS", "rw"}});
    if (filled.code == kCannotMount) return false;
    REQUIRE_MESSAGE(filled.code == 0, filled.output);
    return true;
  }

  // nullopt: nothing can be mounted here.
  std::optional<std::string> result(bool can_be_mounted = true) const {
    const auto started = std::chrono::steady_clock::now();
    const auto read = plug_in(sync_command(), {{"CAN_BE_MOUNTED", can_be_mounted ? "yes" : "no"}});
    if (read.code == kCannotMount) {
      MESSAGE("left out: this file system cannot be mounted here");
      return std::nullopt;
    }
    CAPTURE(read.output);
    CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds{30});
    const auto json = nlohmann::json::parse(text_of(installation.state() / "usb.json"));
    const std::string result = json.at("result");
    CHECK_MESSAGE(read.code == (result == "activated" || result == "same" ? 0 : 1), read.output);
    return result;
  }

  Ended plug_in(const Words& command, std::vector<std::pair<std::string, std::string>> variables = {}) const {
    variables.emplace_back("KIOSK_USB_MOUNT", fs::path(SOURCE_DIR) / "systemd/kiosk-usb-mount");
    Words all = {fs::path(SOURCE_DIR) / "tests/system/usb/plug_in", image(), place()};
    all.insert(all.end(), command.begin(), command.end());
    Surroundings surroundings;
    surroundings.variables = std::move(variables);
    return run(all, surroundings);
  }
  Words sync_command() const {
    return {program_of_ours("kiosk-sync"),
            "--config",
            installation.folder() / "kiosk.toml",
            "--now",
            kNow,
            "usb",
            "--mounted",
            place()};
  }

 private:
  fs::path place() const { return folder_.path() / "mounted" / "sda1"; }
  fs::path empty_image() const {
    write_text(image(), "");
    return image();
  }

  TemporaryFolder folder_;
};

void copy_feed(const Stick& stick, const fs::path& to) {
  fs::copy(stick.installation.feed(), to, fs::copy_options::recursive);
}

}  // namespace

TEST_CASE("a stick with the feed brings it to the screen, whatever file system it has") {
  Stick stick;
  copy_feed(stick, stick.content() / "Treffpunkt");
  write_text(stick.content() / "Urlaub.jpg", "no picture");
  SUBCASE("vfat") { stick.make_vfat(); }
  SUBCASE("exfat") {
    if (!stick.make_exfat()) return left_out("left out: exfat cannot be mounted here");
  }
  SUBCASE("ext4") { stick.make_ext4(); }
  const auto result = stick.result();
  if (!result) return;
  CHECK(*result == "activated");
  CHECK(stick.installation.current() == "1");
  const auto played =
      stick.installation.play("tap start\ntap \"Alle Veranstaltungen\"\nexpect Sprachcaf\xc3\xa9\n", kNow);
  CHECK_MESSAGE(played.code == 0, played.output);
  CHECK(stick.result() == "same");
}

TEST_CASE("sticks that hold no feed, an old one or half of one change nothing") {
  Stick stick;
  const std::string expected = [&]() -> std::string {
    SUBCASE("holiday pictures") {
      write_text(stick.content() / "Urlaub.jpg", "no picture");
      return "no_feed";
    }
    SUBCASE("half a feed") {
      copy_feed(stick, stick.content() / "feed");
      fs::remove_all(stick.content() / "feed" / "targets");
      return "damaged";
    }
    SUBCASE("a feed of somebody else") {
      Installation stranger;
      stranger.publish(kContent, kPublished);
      fs::copy(stranger.feed(), stick.content() / "feed", fs::copy_options::recursive);
      return "unsigned";
    }
    SUBCASE("an older feed") {
      copy_feed(stick, stick.content() / "feed");
      stick.installation.publish(kContent, "2026-11-24T04:00:00Z");
      REQUIRE(stick.installation.visit(kNow).sync.code == 0);
      return "older";
    }
    return "";
  }();
  if (expected.empty()) return;
  const std::string before = stick.installation.current();
  stick.make_vfat();
  const auto result = stick.result();
  if (result) CHECK(*result == expected);
  CHECK(stick.installation.current() == before);
}

TEST_CASE("a hostile file system gets nowhere and holds nothing up") {
  Stick stick;
  const auto feed = stick.content() / "feed";
  const auto timestamp = feed / "metadata" / "timestamp.json";
  std::string expected = "no_feed";
  copy_feed(stick, feed);
  SUBCASE("links to the kiosk's own files") {
    fs::remove_all(feed / "metadata");
    fs::create_directory_symlink(stick.installation.feed() / "metadata", feed / "metadata");
  }
  SUBCASE("links that lead up and out") {
    fs::remove(timestamp);
    fs::create_symlink(
        "../../../../../../../../../../.." + (stick.installation.feed() / "metadata/timestamp.json").string(),
        timestamp);
  }
  SUBCASE("a pipe that nobody writes to") {
    fs::remove(timestamp);
    REQUIRE(::mkfifo(timestamp.c_str(), 0644) == 0);
  }
  SUBCASE("a device that never ends") {
    fs::remove(timestamp);
    if (::mknod(timestamp.c_str(), S_IFCHR | 0644, makedev(1, 5)) != 0)
      return left_out("left out: no devices can be made here");
  }
  SUBCASE("a terabyte without bytes where the timestamp should be") {
    fs::resize_file(timestamp, std::uintmax_t{1} << 40);
    expected = "damaged";
  }
  SUBCASE("a terabyte where the content should be") {
    for (const auto& entry : fs::directory_iterator(feed / "targets")) fs::resize_file(entry, std::uintmax_t{1} << 40);
    expected = "damaged";
  }
  SUBCASE("long names, many folders, deep ones, and a feed that comes after all of them") {
    fs::remove_all(feed);
    std::string deep;
    for (int i = 0; i < 300; ++i) fs::create_directories(stick.content() / (std::string(240, 'x') + std::to_string(i)));
    for (int i = 0; i < 100; ++i) deep += "d/";
    fs::create_directories(stick.content() / deep);
    copy_feed(stick, stick.content() / "zz");
    expected = "activated";
  }
  SUBCASE("folders that contain themselves") { expected = "activated"; }
  stick.make_ext4();
  if (expected == "activated") {
    must({program_of_the_system("debugfs"), "-w", "-R", "link / loop", stick.image()});
  }
  const auto result = stick.result();
  if (!result) return;
  CHECK(*result == expected);
  CHECK(stick.installation.current() == (expected == "activated" ? "1" : ""));
}

TEST_CASE("what is no file system, or the rest of one, cannot be read and is said to be damaged") {
  Stick stick;
  SUBCASE("noise") { write_text(stick.image(), std::string(1 << 20, 'n')); }
  SUBCASE("cut off") {
    copy_feed(stick, stick.content() / "feed");
    stick.make_ext4();
    fs::resize_file(stick.image(), 1 << 20);
  }
  const auto result = stick.result(false);
  if (result) CHECK(*result == "damaged");
}

TEST_CASE("a stick is mounted so that it can only be read, whatever it says of itself") {
  Stick stick;
  stick.make_ext4();
  must({program_of_the_system("tune2fs"), "-e", "panic", stick.image()});
  const auto mounts = stick.plug_in({"/bin/cat", "/proc/self/mounts"});
  if (mounts.code == kCannotMount) return left_out("left out: nothing can be mounted here");
  const auto at = mounts.output.find("mounted/sda1 ext4 ");
  REQUIRE_MESSAGE(at != std::string::npos, mounts.output);
  const auto line = mounts.output.substr(at, mounts.output.find('\n', at) - at);
  for (const char* option : {"ro", "nosuid", "nodev", "noexec", "nosymfollow", "norecovery"}) {
    CHECK_MESSAGE((line + ",").find(option + std::string(",")) != std::string::npos, option << " in " << line);
  }
  CHECK_MESSAGE(line.find("panic") == std::string::npos, line);
}

TEST_CASE("a stick waits while a night is under way, and the screen says that it is being read") {
  Stick stick;
  copy_feed(stick, stick.content() / "feed");
  fs::create_directories(stick.installation.state());
  const fs::path lock = stick.installation.state() / "sync.lock";
  std::optional<Running> night(std::in_place,
                               Words{program_of_the_system("flock"), "--close", lock, "/bin/sleep", "60"});
  // Without a file system: a folder will do.
  Running reading({program_of_ours("kiosk-sync"), "--config", stick.installation.folder() / "kiosk.toml", "--now", kNow,
                   "usb", stick.content()});
  CHECK_FALSE(reading.wait(1.5).has_value());
  CHECK(nlohmann::json::parse(text_of(stick.installation.state() / "usb.json"))["result"] == "reading");
  night.reset();
  CHECK(reading.wait(30) == 0);
  CHECK(nlohmann::json::parse(text_of(stick.installation.state() / "usb.json"))["result"] == "activated");
}

TEST_CASE("a stick that is pulled out while it is read does not stay on the screen for ever") {
  Stick stick;
  copy_feed(stick, stick.content() / "feed");
  const fs::path lock = stick.installation.state() / "sync.lock", usb = stick.installation.state() / "usb.json";
  fs::create_directories(stick.installation.state());
  const Running night({program_of_the_system("flock"), "--close", lock, "/bin/sleep", "60"});
  const Words command = {
      program_of_ours("kiosk-sync"), "--config", stick.installation.folder() / "kiosk.toml", "--now", kNow, "usb"};
  const auto with = [&command](const std::string& word) {
    Words all = command;
    all.push_back(word);
    return all;
  };
  {
    Running reading(with(stick.content()));
    CHECK_FALSE(reading.wait(1.5).has_value());
    reading.signal(SIGTERM);  // as systemd does when the device is gone
    CHECK(reading.wait(30) == -SIGTERM);
  }
  CHECK(nlohmann::json::parse(text_of(usb))["result"] == "reading");
  CHECK(run(with("--gone")).code == 0);
  CHECK(nlohmann::json::parse(text_of(usb))["result"] == "damaged");
  CHECK(run(command).code == 2);  // neither a folder nor --gone
}

}  // namespace treffpunkt::test
