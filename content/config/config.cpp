#include "content/config/config.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "content/language/language.h"
#include "content/language/zone.h"
#include "content/result/text_file.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kMaximumFileBytes = 64u << 10;
constexpr std::array kRotations = {0, 90, 180, 270};

// All mistakes of one file, to be told together.
class Mistakes {
 public:
  explicit Mistakes(std::string_view name) : name_(name) {}

  // Line 0: about something that is not there.
  void add(std::size_t line, std::string message) { found_.push_back({line, std::move(message)}); }

  bool none() const { return found_.empty(); }

  Error told() const {
    auto sorted = found_;
    std::ranges::stable_sort(sorted, {}, &Mistake::line);
    std::string all;
    for (const auto& [line, message] : sorted) {
      if (!all.empty()) all += '\n';
      all += line == 0 ? fmt::format("{}: {}", name_, message) : fmt::format("{}:{}: {}", name_, line, message);
    }
    return Error{std::move(all)};
  }

 private:
  struct Mistake {
    std::size_t line;
    std::string message;
  };
  std::string name_;
  std::vector<Mistake> found_;
};

// Reads the keys of one table by type; whatever nobody asked for is unknown.
class TableReader {
 public:
  // `name` is empty for the file itself. A table that is not there reads as empty.
  TableReader(const toml::table* table, std::string_view name, Mistakes& mistakes)
      : table_(table), name_(name), mistakes_(mistakes) {}

  const toml::node* find(std::string_view key) {
    if (std::ranges::find(known_, key) == known_.end()) known_.emplace_back(key);
    return table_ == nullptr ? nullptr : table_->get(key);
  }

  template <typename T>
  std::optional<T> value(std::string_view key, std::string_view kind) {
    const auto* node = find(key);
    if (node == nullptr) return std::nullopt;
    const auto exact = node->value_exact<T>();
    if (!exact) wrong(key, fmt::format("must be {}", kind));
    return exact;
  }

  std::optional<std::string> text(std::string_view key) {
    auto text = value<std::string>(key, "a text in quotes");
    if (!text || !text->empty()) return text;
    wrong(key, "must not be empty");
    return std::nullopt;
  }

  std::optional<std::string> required_text(std::string_view key) {
    if (find(key) == nullptr) mistakes_.add(0, fmt::format("{} is missing", full(key)));
    return text(key);
  }

  std::optional<std::int64_t> integer(std::string_view key, std::int64_t least, std::int64_t most) {
    const auto number = value<std::int64_t>(key, "a whole number");
    if (!number || (*number >= least && *number <= most)) return number;
    wrong(key, fmt::format("must be between {} and {}, not {}", least, most, *number));
    return std::nullopt;
  }

  std::optional<double> number(std::string_view key, double least, double most) {
    const auto* node = find(key);
    if (node == nullptr) return std::nullopt;
    const auto number = node->is_number() ? node->value<double>() : std::nullopt;
    if (number && std::isfinite(*number) && *number >= least && *number <= most) return number;
    wrong(key, number ? fmt::format("must be between {} and {}, not {}", least, most, *number) : "must be a number");
    return std::nullopt;
  }

  // About a key that is there.
  void wrong(std::string_view key, std::string_view what) { wrong_in(*table_->get(key), key, what); }
  void wrong_in(const toml::node& place, std::string_view key, std::string_view what) {
    mistakes_.add(place.source().begin.line, fmt::format("{} {}", full(key), what));
  }

  void refuse_unknown_keys() {
    if (table_ == nullptr) return;
    for (const auto& [key, node] : *table_) {
      if (std::ranges::find(known_, key.str()) != known_.end()) continue;
      const bool table = node.is_table() || node.is_array_of_tables();
      mistakes_.add(key.source().begin.line, fmt::format("unknown {} {}; here may stand: {}", table ? "table" : "key",
                                                         full(key.str()), fmt::join(known_, ", ")));
    }
  }

 private:
  std::string full(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
  }

  const toml::table* table_;
  std::string_view name_;
  Mistakes& mistakes_;
  std::vector<std::string> known_;
};

bool is_loopback(const std::string& host) {
  in_addr v4{};
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  return host == "localhost" || host == "[::1]";
}

bool is_port(std::string_view port) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !port.empty() && port.size() <= 5 && std::ranges::all_of(port, digit) && std::stoi(std::string(port)) <= 65535;
}

// What is wrong with an address; nullopt: nothing.
std::optional<std::string> mistake_in_url(std::string_view url) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  if (!std::ranges::all_of(url, plain)) return "must not contain spaces or special characters";
  if (url.find_first_of("?#@\\") != std::string_view::npos) return "must not contain '?', '#', '@' or '\\'";
  const bool secure = url.starts_with("https://");
  if (!secure && !url.starts_with("http://")) return "must begin with https://";

  std::string_view rest = url.substr(url.find("//") + 2);
  rest = rest.substr(0, rest.find('/'));
  const auto colon = rest.find(':', rest.starts_with('[') ? std::min(rest.find(']'), rest.size()) : 0);
  const std::string host(rest.substr(0, colon));
  if (host.empty()) return "names no server";
  if (colon != std::string_view::npos && !is_port(rest.substr(colon + 1)))
    return "has a port that is no number up to 65535";
  if (!secure && !is_loopback(host)) return "must begin with https://; http:// is only for this machine (localhost)";
  return std::nullopt;
}

FeedConfig read_feed(TableReader table) {
  FeedConfig feed;
  if (auto url = table.required_text("url")) {
    if (const auto mistake = mistake_in_url(*url)) table.wrong("url", *mistake);
    while (url->ends_with('/')) url->pop_back();
    feed.url = std::move(*url);
  }
  feed.root = table.required_text("root").value_or("");
  feed.timeout_seconds = static_cast<int>(table.integer("timeout_seconds", 1, 3600).value_or(feed.timeout_seconds));
  if (const auto bytes = table.integer("maximum_download", 1 << 20, std::int64_t{1} << 40)) {
    feed.maximum_download = static_cast<std::uint64_t>(*bytes);
  }
  feed.maximum_minutes = static_cast<int>(table.integer("maximum_minutes", 1, 24 * 60).value_or(feed.maximum_minutes));
  table.refuse_unknown_keys();
  return feed;
}

// "http://proxy.example.org:3128": to the proxy itself one speaks plainly, through it only https.
std::optional<std::string> mistake_in_proxy(std::string_view url) {
  const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };
  if (!std::ranges::all_of(url, plain)) return "must not contain spaces or special characters";
  if (!url.starts_with("http://") && !url.starts_with("https://")) return "must begin with http:// or https://";
  const std::string_view place = url.substr(url.find("//") + 2);
  if (place.find_first_of("/?#@\\") != std::string_view::npos) return "must be a server and a port only, like http://proxy.example.org:3128";
  const auto colon = place.rfind(':');
  if (colon == std::string_view::npos || !is_port(place.substr(colon + 1))) return "needs a port up to 65535, like http://proxy.example.org:3128";
  if (colon == 0) return "names no server";
  return std::nullopt;
}

NetworkConfig read_network(TableReader table) {
  NetworkConfig network;
  if (auto proxy = table.text("proxy")) {
    while (proxy->ends_with('/')) proxy->pop_back();
    if (const auto mistake = mistake_in_proxy(*proxy)) table.wrong("proxy", *mistake);
    network.proxy = std::move(*proxy);
  }
  network.ca_file = table.text("ca_file").value_or("");
  table.refuse_unknown_keys();
  return network;
}

// A kiosk's id follows the rule of every id in a feed, or no item could name it.
bool is_id(std::string_view id) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return id.size() <= 64 && std::ranges::all_of(id, allowed);
}

std::vector<std::string> read_languages(TableReader& table) {
  constexpr std::string_view kKey = "languages";
  std::vector<std::string> languages;
  const auto* node = table.find(kKey);
  if (node == nullptr) return languages;
  if (!node->is_array()) {
    table.wrong(kKey, "must be a list of language tags, like [\"de\", \"tr\"]");
    return languages;
  }
  for (const auto& element : *node->as_array()) {
    const auto tag = element.value_exact<std::string>();
    if (!tag) {
      table.wrong_in(element, kKey, "must hold texts in quotes only");
    } else if (find_language(*tag) == nullptr) {
      table.wrong_in(element, kKey, fmt::format("holds '{}', which is no language of the kiosk", *tag));
    } else if (std::ranges::find(languages, *tag) != languages.end()) {
      table.wrong_in(element, kKey, fmt::format("holds '{}' twice", *tag));
    } else {
      languages.push_back(*tag);
    }
  }
  return languages;
}

// "07:00-20:00", of every day.
void read_open(TableReader& table, SiteConfig& site) {
  const auto text = table.text("open");
  if (!text) return;
  const auto dash = text->find('-');
  const auto opens = parse_minute_of_day(text->substr(0, dash));
  const auto closes = parse_minute_of_day(dash == std::string::npos ? std::string() : text->substr(dash + 1));
  if (!opens || !closes || *opens >= *closes) {
    table.wrong("open", fmt::format("must be hours of a day like \"07:00-20:00\", not \"{}\"", *text));
    return;
  }
  site.opens = *opens;
  site.closes = *closes;
}

SiteConfig read_site(TableReader table) {
  SiteConfig site;
  site.id = table.text("id").value_or("");
  if (!is_id(site.id)) table.wrong("id", "may hold up to 64 of a-z, 0-9 and '-' only");
  site.name = table.text("name").value_or("");
  site.room = table.text("room").value_or("");
  site.languages = read_languages(table);
  if (const auto tag = table.text("default_language")) {
    const auto& offered = site.languages;
    if (find_language(*tag) == nullptr) {
      table.wrong("default_language", fmt::format("is '{}', which is no language of the kiosk", *tag));
    } else if (!offered.empty() && std::ranges::find(offered, *tag) == offered.end()) {
      table.wrong("default_language", fmt::format("is '{}', which is not one of site.languages", *tag));
    }
    site.default_language = *tag;
  }
  read_open(table, site);
  table.refuse_unknown_keys();
  return site;
}

DisplayConfig read_display(TableReader table) {
  DisplayConfig display;
  display.diagonal_inch = table.number("diagonal_inch", 5, 100).value_or(display.diagonal_inch);
  display.distance_cm = table.number("distance_cm", 40, 90).value_or(display.distance_cm);
  if (const auto rotation = table.value<std::int64_t>("rotation", "0, 90, 180 or 270")) {
    if (std::ranges::find(kRotations, *rotation) == kRotations.end()) {
      table.wrong("rotation", fmt::format("must be 0, 90, 180 or 270, not {}", *rotation));
    } else {
      display.rotation = static_cast<int>(*rotation);
    }
  }
  display.fullscreen = table.value<bool>("fullscreen", "true or false").value_or(display.fullscreen);
  table.refuse_unknown_keys();
  return display;
}

// What crypt(3) makes: "$y$j9T$..."; whether it is one that can be checked the kiosk says when it starts.
ServiceConfig read_service(TableReader table) {
  ServiceConfig service;
  service.pin_hash = table.text("pin_hash").value_or("");
  const auto plain = [](char c) { return c > ' ' && c < '\x7f' && c != ':'; };
  const auto& hash = service.pin_hash;
  if (!hash.empty() && (!hash.starts_with('$') || hash.size() < 20 || hash.size() > 255 || !std::ranges::all_of(hash, plain))) {
    table.wrong("pin_hash", "must be what kiosk --pin-hash prints");
  }
  table.refuse_unknown_keys();
  return service;
}

std::string read_address(TableReader& table, std::string_view key) {
  const auto url = table.text(key).value_or("");
  if (url.empty()) return url;
  if (const auto mistake = mistake_in_url(url)) table.wrong(key, *mistake);
  return url;
}

HealthConfig read_health(TableReader table) {
  HealthConfig health;
  health.push = read_address(table, "push");
  table.refuse_unknown_keys();
  return health;
}

VoiceConfig read_voice(TableReader table) {
  VoiceConfig voice;
  voice.receiver = read_address(table, "receiver");
  voice.free_text = table.value<bool>("free_text", "true or false").value_or(false);
  if (voice.free_text && table.find("receiver") == nullptr) table.wrong("free_text", "needs a voice.receiver who reads it");
  table.refuse_unknown_keys();
  return voice;
}

SoundConfig read_sound(TableReader table) {
  SoundConfig sound;
  sound.enabled = table.value<bool>("enabled", "true or false").value_or(sound.enabled);
  sound.volume = static_cast<int>(table.integer("volume", 5, 100).value_or(sound.volume));
  table.refuse_unknown_keys();
  return sound;
}

TableReader subtable(TableReader& file, std::string_view name, Mistakes& mistakes) {
  const auto* node = file.find(name);
  if (node != nullptr && !node->is_table()) file.wrong(name, fmt::format("must be a table: [{}]", name));
  return {node == nullptr ? nullptr : node->as_table(), name, mistakes};
}

Result<Config> read_table(const toml::table& parsed, std::string_view name) {
  Mistakes mistakes(name);
  TableReader file(&parsed, "", mistakes);
  Config config;
  config.state = file.required_text("state").value_or("");
  config.feed = read_feed(subtable(file, "feed", mistakes));
  config.network = read_network(subtable(file, "network", mistakes));
  config.site = read_site(subtable(file, "site", mistakes));
  config.display = read_display(subtable(file, "display", mistakes));
  config.service = read_service(subtable(file, "service", mistakes));
  config.voice = read_voice(subtable(file, "voice", mistakes));
  config.health = read_health(subtable(file, "health", mistakes));
  config.sound = read_sound(subtable(file, "sound", mistakes));
  file.refuse_unknown_keys();
  if (!mistakes.none()) return tl::make_unexpected(mistakes.told());
  return config;
}

std::filesystem::path beside(const std::filesystem::path& file, const std::filesystem::path& named) {
  return named.is_absolute() ? named : (file.parent_path() / named).lexically_normal();
}

}  // namespace

Result<Config> parse_config(std::string_view text, std::string_view name) {
  try {
    return read_table(toml::parse(text, name), name);
  } catch (const toml::parse_error& error) {
    return fail(fmt::format("{}:{}: {}", name, error.source().begin.line, error.description()));
  }
}

Result<Config> read_config(const std::filesystem::path& file) {
  const auto text = read_text_file(file, kMaximumFileBytes);
  if (!text) return tl::make_unexpected(text.error());
  auto config = parse_config(*text, file.string());
  if (!config) return config;
  config->feed.root = beside(file, config->feed.root);
  config->state = beside(file, config->state);
  if (!config->network.ca_file.empty()) config->network.ca_file = beside(file, config->network.ca_file);
  return config;
}

}  // namespace treffpunkt
