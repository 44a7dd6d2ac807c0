#pragma once
// kiosk.toml: the one file a maintainer writes. docs/kiosk.md documents every key; unknown or wrong keys are named with
// their line. Read once at the start of each program; a value, any thread.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content/model/time.h"
#include "content/result/error.h"

namespace treffpunkt {

struct DisplayConfig {
  double diagonal_inch = 21.5;
  double distance_cm = 60;  // from the eyes to the panel: how large large text is
  int rotation = 0;  // degrees clockwise: 0, 90, 180, 270
  bool fullscreen = true;
};

struct FeedConfig {
  std::string url;                      // https://..., or http:// on loopback; without '/' at the end
  std::filesystem::path root;           // root.json to trust at first
  int timeout_seconds = 60;             // without any progress
  std::uint64_t maximum_download = 256ull << 20;  // bytes a night
  int maximum_minutes = 120;                      // a night
};

struct NetworkConfig {
  std::string proxy;              // http://host:port, for the way to https servers; empty: none of ours
  std::filesystem::path ca_file;  // certificates to trust instead of the system's; empty: those
};

struct SiteConfig {
  std::string id;      // "rathaus"; which items are for this kiosk
  std::string name;    // "Rathaus Harburg", shown on the screen
  std::string room;    // "Foyer, Erdgeschoss"
  std::vector<std::string> languages;  // order on the language screen; empty: the feed's
  std::string default_language = "de";
  MinuteOfDay opens{6 * 60}, closes{22 * 60};  // every day; in between it is worth looking for news
};

struct ServiceConfig {
  std::string pin_hash;  // as `kiosk --pin-hash` prints it; empty: there is no service screen
};

struct VoiceConfig {
  std::string receiver;    // https://..., where answers are sent to; empty: visitors are not asked
  bool free_text = false;  // they may also write, where the survey allows it

  bool asks() const { return !receiver.empty(); }
};

struct HealthConfig {
  std::string push;  // https://..., where the health record is sent to; empty: nowhere
};

struct SoundConfig {
  bool enabled = true;  // false: nothing can be heard, and no button offers it
  int volume = 45;      // percent, of each visitor's beginning; they can make it louder and quieter
};

struct Config {
  FeedConfig feed;
  NetworkConfig network;
  SiteConfig site;
  DisplayConfig display;
  ServiceConfig service;
  VoiceConfig voice;
  HealthConfig health;
  SoundConfig sound;
  std::filesystem::path state;  // the state directory
};

// Every mistake is named, one a line, in one Error: "kiosk.toml:7: display.rotation must be 0, 90, 180 or 270, not 45".
// `state`, `feed.url` and `feed.root` must be there. read_config takes relative paths from the file's own folder;
// parse_config leaves them.
Result<Config> read_config(const std::filesystem::path& file);
Result<Config> parse_config(std::string_view text, std::string_view name);

}  // namespace treffpunkt
