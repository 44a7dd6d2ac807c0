#include "content/config/config.h"
#include "content/language/zone.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

using namespace treffpunkt;

namespace {

constexpr std::string_view kSmallest = R"(state = "state"
[feed]
url = "https://feed.example.org/harburg"
root = "root.json"
)";

Config taken(std::string_view text) {
  auto config = parse_config(text, "kiosk.toml");
  if (!config) FAIL(config.error().message);
  return *config;
}

std::string refusal(std::string_view text) {
  const auto config = parse_config(text, "kiosk.toml");
  return config ? "(taken)" : config.error().message;
}

std::string with(std::string_view more) { return std::string(kSmallest) + std::string(more); }

std::string with_url(std::string_view url) {
  return "state = \"state\"\n[feed]\nroot = \"root.json\"\nurl = \"" + std::string(url) + "\"\n";
}

}  // namespace

TEST_CASE("the smallest configuration has sensible defaults") {
  const Config config = taken(kSmallest);
  CHECK(config.state == "state");
  CHECK(config.feed.url == "https://feed.example.org/harburg");
  CHECK(config.feed.root == "root.json");
  CHECK(config.feed.timeout_seconds == 60);
  CHECK(config.feed.maximum_download == 256ull << 20);
  CHECK(config.feed.maximum_minutes == 120);
  CHECK(config.network.proxy.empty());
  CHECK(config.network.ca_file.empty());
  CHECK(config.site.id.empty());
  CHECK(config.site.languages.empty());
  CHECK(config.site.default_language == "de");
  CHECK(config.display.diagonal_inch == 21.5);
  CHECK(config.display.rotation == 0);
  CHECK(config.display.fullscreen);
  CHECK_FALSE(config.voice.asks());
  CHECK_FALSE(config.voice.free_text);
  CHECK(config.health.push.empty());
  CHECK(config.site.opens < config.site.closes);
  CHECK(config.sound.enabled);
  CHECK(config.sound.volume == 45);
}

TEST_CASE("every key is read") {
  const Config config = taken(R"(
state = "/var/lib/treffpunkt"
[feed]
url = "https://feed.example.org:8443/"
root = "/etc/treffpunkt/root.json"
timeout_seconds = 20
maximum_download = 1_048_576
[site]
id = "rathaus"
name = "Rathaus Harburg"
room = "Foyer, Erdgeschoss"
languages = ["tr", "de-simple"]
default_language = "tr"
open = "07:30-24:00"
[display]
diagonal_inch = 10
distance_cm = 45.5
rotation = 270
fullscreen = false
[service]
pin_hash = "$y$j9T$abcdefghijklmnop"
[voice]
receiver = "https://feed.example.org/voice"
free_text = true
[health]
push = "https://feed.example.org/health"
[sound]
enabled = false
volume = 80
)");
  CHECK_FALSE(config.sound.enabled);
  CHECK(config.sound.volume == 80);
  CHECK(config.health.push == "https://feed.example.org/health");
  CHECK(format_minute_of_day(config.site.opens) == "07:30");
  CHECK(format_minute_of_day(config.site.closes) == "24:00");
  CHECK(config.voice.receiver == "https://feed.example.org/voice");
  CHECK(config.voice.asks());
  CHECK(config.voice.free_text);
  CHECK(config.state == "/var/lib/treffpunkt");
  CHECK(config.feed.url == "https://feed.example.org:8443");
  CHECK(config.feed.root == "/etc/treffpunkt/root.json");
  CHECK(config.feed.timeout_seconds == 20);
  CHECK(config.feed.maximum_download == 1048576);
  CHECK(config.site.id == "rathaus");
  CHECK(config.site.name == "Rathaus Harburg");
  CHECK(config.site.room == "Foyer, Erdgeschoss");
  CHECK(config.site.languages == std::vector<std::string>{"tr", "de-simple"});
  CHECK(config.site.default_language == "tr");
  CHECK(config.display.diagonal_inch == 10.0);
  CHECK(config.display.distance_cm == 45.5);
  CHECK(config.service.pin_hash == "$y$j9T$abcdefghijklmnop");
  CHECK(config.display.rotation == 270);
  CHECK_FALSE(config.display.fullscreen);
}

TEST_CASE("the documented example is a valid configuration, its commented lines too") {
  const std::filesystem::path example = std::filesystem::path(SOURCE_DIR) / "docs" / "kiosk.toml";
  const auto config = read_config(example);
  REQUIRE_MESSAGE(config.has_value(), (config ? "" : config.error().message));
  CHECK(config->site.id == "rathaus");
  CHECK(config->feed.root == example.parent_path() / "root.json");
  CHECK(config->state == "/var/lib/treffpunkt");

  std::ifstream stream(example);
  std::string text;
  for (std::string line; std::getline(stream, line);) {
    const bool key = line.starts_with("# ") && line.find(" = ") != std::string::npos;
    text += (key ? line.substr(2) : line) + "\n";
  }
  const Config uncommented = taken(text);
  CHECK(uncommented.site.languages.size() == 6);
  CHECK(uncommented.feed.maximum_download == FeedConfig{}.maximum_download);
  CHECK(uncommented.feed.timeout_seconds == FeedConfig{}.timeout_seconds);
  CHECK(uncommented.display.diagonal_inch == DisplayConfig{}.diagonal_inch);
  CHECK(uncommented.display.distance_cm == DisplayConfig{}.distance_cm);
  CHECK(uncommented.display.rotation == DisplayConfig{}.rotation);
  CHECK(uncommented.display.fullscreen == DisplayConfig{}.fullscreen);
  CHECK(uncommented.site.opens == SiteConfig{}.opens);
  CHECK(uncommented.site.closes == SiteConfig{}.closes);
}

TEST_CASE("opening hours are two times of one day, the first before the second") {
  for (const std::string bad : {"07:00", "07:00-", "-20:00", "20:00-07:00", "07:00-07:00", "7-20", "07:00-25:00", "always"}) {
    CAPTURE(bad);
    CHECK(refusal(with("[site]\nopen = \"" + bad + "\"\n")) ==
          "kiosk.toml:6: site.open must be hours of a day like \"07:00-20:00\", not \"" + bad + "\"");
  }
}

TEST_CASE("health goes only to an address like the feed's") {
  CHECK(refusal(with("[health]\npush = \"http://feed.example.org\"\n"))
            .starts_with("kiosk.toml:6: health.push must begin with https://"));
  CHECK(refusal(with("[health]\nemail = \"x\"\n")) ==
        "kiosk.toml:6: unknown key health.email; here may stand: push");
}

TEST_CASE("every key is explained in the kiosk's manual") {
  std::ifstream stream(std::filesystem::path(SOURCE_DIR) / "docs" / "kiosk.md");
  const std::string manual{std::istreambuf_iterator<char>(stream), {}};
  for (const std::string_view key : {"state", "feed.url", "feed.root", "feed.timeout_seconds", "feed.maximum_download",
                                     "site.id", "site.name", "site.room", "site.languages", "site.default_language",
                                     "display.diagonal_inch", "display.distance_cm", "display.rotation", "display.fullscreen",
                                     "service.pin_hash", "voice.receiver", "voice.free_text", "health.push", "site.open",
                                     "sound.enabled", "sound.volume"}) {
    CAPTURE(key);
    CHECK(manual.find("| `" + std::string(key) + "` |") != std::string::npos);
  }
}

TEST_CASE("every mistake of a file is named with its line, in the order of the lines") {
  CHECK(refusal(R"(state = 7
colour = "red"
[feed]
ulr = "https://feed.example.org"
url = "ftp://feed.example.org"
timeout_seconds = 0
[site]
id = "Rathaus Harburg"
languages = ["de", "xx", "de", 3]
default_language = "tr"
[display]
diagonal_inch = 4.5
rotation = 45
fullscreen = "yes"
[dispaly]
rotation = 90
)") == R"(kiosk.toml: feed.root is missing
kiosk.toml:1: state must be a text in quotes
kiosk.toml:2: unknown key colour; here may stand: state, feed, network, site, display, service, voice, health, sound
kiosk.toml:4: unknown key feed.ulr; here may stand: url, root, timeout_seconds, maximum_download, maximum_minutes
kiosk.toml:5: feed.url must begin with https://
kiosk.toml:6: feed.timeout_seconds must be between 1 and 3600, not 0
kiosk.toml:8: site.id may hold up to 64 of a-z, 0-9 and '-' only
kiosk.toml:9: site.languages holds 'xx', which is no language of the kiosk
kiosk.toml:9: site.languages holds 'de' twice
kiosk.toml:9: site.languages must hold texts in quotes only
kiosk.toml:10: site.default_language is 'tr', which is not one of site.languages
kiosk.toml:12: display.diagonal_inch must be between 5 and 100, not 4.5
kiosk.toml:13: display.rotation must be 0, 90, 180 or 270, not 45
kiosk.toml:14: display.fullscreen must be true or false
kiosk.toml:15: unknown table dispaly; here may stand: state, feed, network, site, display, service, voice, health, sound)");
}

TEST_CASE("a volume that nobody could hear or no device has is refused") {
  CHECK(refusal(with("[sound]\nvolume = 0\n")) == "kiosk.toml:6: sound.volume must be between 5 and 100, not 0");
  CHECK(refusal(with("[sound]\nvolume = 101\n")) == "kiosk.toml:6: sound.volume must be between 5 and 100, not 101");
  CHECK(refusal(with("[sound]\nenabled = 1\n")) == "kiosk.toml:6: sound.enabled must be true or false");
}

TEST_CASE("an empty file says what is missing") {
  CHECK(refusal("") ==
        "kiosk.toml: state is missing\nkiosk.toml: feed.url is missing\nkiosk.toml: feed.root is missing");
}

TEST_CASE("something else in a table's place is named") {
  CHECK(refusal(with("[[site]]\nid = \"a\"\n")) == "kiosk.toml:5: site must be a table: [site]");
  CHECK(refusal("display = 3\n" + std::string(kSmallest)) == "kiosk.toml:1: display must be a table: [display]");
  CHECK(refusal(with("[site.id]\nx = 1\n")) == "kiosk.toml:5: site.id must be a text in quotes");
}

TEST_CASE("numbers have their limits") {
  CHECK(refusal(with("maximum_download = 1000\n")).starts_with("kiosk.toml:5: feed.maximum_download must be between"));
  CHECK(refusal(with("timeout_seconds = 1.5\n")) == "kiosk.toml:5: feed.timeout_seconds must be a whole number");
  CHECK(refusal(with("timeout_seconds = 99999999999999999999\n")).starts_with("kiosk.toml:5: "));
  CHECK(refusal(with("[display]\ndiagonal_inch = 101\n")) ==
        "kiosk.toml:6: display.diagonal_inch must be between 5 and 100, not 101");
  CHECK(refusal(with("[display]\ndistance_cm = 30\n")) ==
        "kiosk.toml:6: display.distance_cm must be between 40 and 90, not 30");
  CHECK(refusal(with("[service]\npin_hash = \"4711\"\n")) ==
        "kiosk.toml:6: service.pin_hash must be what kiosk --pin-hash prints");
  CHECK(refusal(with("[display]\ndiagonal_inch = nan\n"))
            .starts_with("kiosk.toml:6: display.diagonal_inch must be between"));
  CHECK(refusal(with("[display]\ndiagonal_inch = \"21\"\n")) == "kiosk.toml:6: display.diagonal_inch must be a number");
  CHECK(refusal(with("[display]\nrotation = 90.0\n")) == "kiosk.toml:6: display.rotation must be 0, 90, 180 or 270");
  CHECK(refusal(with("[display]\nrotation = -90\n")) ==
        "kiosk.toml:6: display.rotation must be 0, 90, 180 or 270, not -90");
}

TEST_CASE("a feed comes over https, or over http from this machine") {
  for (const std::string_view url : {"https://feed.example.org", "https://feed.example.org:443/a/b", "http://localhost",
                                     "http://localhost:8080/feed", "http://127.0.0.1:1/", "http://127.9.9.9/x",
                                     "http://[::1]:8080/feed", "https://[2001:db8::1]/feed"}) {
    CAPTURE(url);
    CHECK(refusal(with_url(url)) == "(taken)");
  }
  for (const std::string_view url : {"",
                                     "feed.example.org",
                                     "HTTP://localhost",
                                     "file:///etc/passwd",
                                     "http://feed.example.org",
                                     "http://127.0.0.1.example.org/",
                                     "http://localhost.example.org/",
                                     "http://localhost@example.org/",
                                     "http://128.0.0.1/",
                                     "http://[::2]/",
                                     "https://",
                                     "https:///feed",
                                     "https://:443/",
                                     "https://feed.example.org:99999",
                                     "https://feed.example.org:/",
                                     "https://feed.example.org:8o/",
                                     "https://feed.example.org/a b",
                                     "https://feed.example.org/?x=1",
                                     "https://feed.example.org/#x",
                                     "https://user:word@feed.example.org/",
                                     "http://[::1",
                                     "https://fe\\u0000ed.example.org"}) {
    CAPTURE(url);
    CHECK(refusal(with_url(url)).starts_with("kiosk.toml:4: feed.url "));
  }
}

TEST_CASE("visitors' answers need a receiver, at an address like the feed's") {
  CHECK(refusal(with("[voice]\nfree_text = true\n")) == "kiosk.toml:6: voice.free_text needs a voice.receiver who reads it");
  CHECK(refusal(with("[voice]\nreceiver = \"http://feed.example.org\"\n")).starts_with("kiosk.toml:6: voice.receiver must begin with https://"));
  CHECK(refusal(with("[voice]\nreceiver = \"council@example.org\"\n")).starts_with("kiosk.toml:6: voice.receiver "));
  CHECK(refusal(with("[voice]\nreceiver = \"\"\n")) == "kiosk.toml:6: voice.receiver must not be empty");
  CHECK(refusal(with("[voice]\nreceiver = 7\nfree_text = 1\n")) ==
        "kiosk.toml:6: voice.receiver must be a text in quotes\nkiosk.toml:7: voice.free_text must be true or false");
  CHECK(refusal(with("[voice]\nreciever = \"https://feed.example.org\"\n")) ==
        "kiosk.toml:6: unknown key voice.reciever; here may stand: receiver, free_text");
}

TEST_CASE("empty texts are refused where they would mean nothing") {
  CHECK(refusal(with("[site]\nname = \"\"\n")) == "kiosk.toml:6: site.name must not be empty");
  CHECK(refusal("state = \"\"\n[feed]\nurl = \"https://feed.example.org\"\nroot = \"r\"") ==
        "kiosk.toml:1: state must not be empty");
}

TEST_CASE("what is no TOML is named with its line") {
  for (const std::string_view more : {"url = \"twice\"\n", "x = \n", "[site\n", "id = \"open\n", "= 3\n",
                                      "x = 1979-13-01\n", "x = \"\xff\xfe\"\n", "[feed]\n"}) {
    CAPTURE(more);
    CHECK(refusal(with(more)).starts_with("kiosk.toml:"));
    CHECK_FALSE(refusal(with(more)).starts_with("kiosk.toml:0"));
  }
  CHECK(refusal(std::string("state = \"a\0b\"", 13)).starts_with("kiosk.toml:1: "));
  CHECK(refusal("x = " + std::string(50'000, '[')).starts_with("kiosk.toml:1: "));
}

TEST_CASE("a file that cannot be read is named") {
  CHECK(read_config("/nonexistent/kiosk.toml").error().message == "/nonexistent/kiosk.toml: no such file");
  CHECK(read_config(SOURCE_DIR).error().message == SOURCE_DIR ": no such file");
}

TEST_CASE("the way to the net is a proxy with a port and a file of certificates") {
  const Config config = taken(with("[network]\nproxy = \"http://proxy.example.org:3128/\"\nca_file = \"town.pem\"\n"));
  CHECK(config.network.proxy == "http://proxy.example.org:3128");
  CHECK(config.network.ca_file == "town.pem");
  for (const char* wrong : {"proxy.example.org:3128", "http://proxy.example.org", "http://:3128", "socks5://proxy:1080",
                            "http://a:b@proxy.example.org:3128", "http://proxy.example.org:99999",
                            "http://proxy.example.org:3128/path", "http://proxy example.org:3128"}) {
    CAPTURE(wrong);
    CHECK(refusal(with("[network]\nproxy = \"" + std::string(wrong) + "\"\n")).starts_with("kiosk.toml:6: network.proxy "));
  }
}
