#include "sync/condition.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "sync/tuf/canonical.h"
#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uint64_t kLargestCounts = 1 << 20;
constexpr std::uint64_t kLargestReading = 64;
constexpr std::size_t kMostDays = 31;
constexpr std::uint64_t kFewestForAWord = 5;

template <typename Number>
std::optional<Number> number_in(const fs::path& file, int base) {
  const auto text = read_bounded(file, kLargestReading);
  if (!text) return std::nullopt;
  Number number{};
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number, base);
  return error == std::errc() ? std::optional<Number>(number) : std::nullopt;
}

// Children of a folder whose names begin and end like this.
std::vector<fs::path> those_like(const fs::path& folder, std::string_view begin, std::string_view end) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), last; !error && entry != last; entry.increment(error)) {
    const std::string name = entry->path().filename();
    if (name.starts_with(begin) && name.ends_with(end)) found.push_back(entry->path());
  }
  return found;
}

std::optional<double> hottest(const fs::path& root) {
  std::optional<double> celsius;
  for (const auto& zone : those_like(root / "sys/class/thermal", "thermal_zone", "")) {
    const auto thousandths = number_in<int>(zone / "temp", 10);
    if (thousandths) celsius = std::max(celsius.value_or(-273), *thousandths / 1000.0);
  }
  return celsius;
}

// "soc/soc:firmware" up to the Pi 4, with an address in both names since.
std::optional<std::uint32_t> throttled(const fs::path& root) {
  for (const auto& chip : those_like(root / "sys/devices/platform", "soc", "")) {
    for (const auto& firmware : those_like(chip, "soc", "firmware")) {
      if (const auto bits = number_in<std::uint32_t>(firmware / "get_throttled", 16)) return bits;
    }
  }
  return std::nullopt;
}

std::optional<std::uint64_t> count_in(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? std::optional(found->get<std::uint64_t>())
                                                              : std::nullopt;
}

DayCounts day_in(const json& object) {
  DayCounts day;
  if (const auto name = object.find("day"); name != object.end() && name->is_string())
    day.day = name->get<std::string>();
  day.touches = count_in(object, "touches").value_or(0);
  day.palms = count_in(object, "palms").value_or(0);
  day.chatter = count_in(object, "chatter").value_or(0);
  day.stuck = count_in(object, "stuck").value_or(0);
  day.unmet = count_in(object, "unmet").value_or(0);
  const auto words = object.find("unmet_words");
  if (words == object.end() || !words->is_object()) return day;
  for (const auto& [word, count] : words->items()) {
    if (count.is_number_unsigned() && count.get<std::uint64_t>() >= kFewestForAWord) day.unmet_words[word] = count;
  }
  return day;
}

}  // namespace

std::vector<ThrottleReason> throttle_reasons(std::uint32_t bits) {
  constexpr const char* kNames[] = {"under_voltage", "frequency_capped", "throttled", "soft_temperature_limit"};
  std::vector<ThrottleReason> reasons;
  for (unsigned bit = 0; bit < std::size(kNames); ++bit) {
    reasons.push_back({kNames[bit], (bits >> bit & 1) != 0, (bits >> (bit + 16) & 1) != 0});
  }
  return reasons;
}

Counts read_counts(const fs::path& file) {
  Counts counts;
  const auto text = read_bounded(file, kLargestCounts);
  const auto object = text ? tuf::parse_json(*text, file.string()) : Result<json>(json());
  if (!object || !object->is_object()) return counts;
  if (const auto days = object->find("days"); days != object->end() && days->is_array()) {
    const std::size_t all = days->size();
    for (std::size_t i = all - std::min(all, kMostDays); i < all; ++i) {
      if ((*days)[i].is_object()) counts.days.push_back(day_in((*days)[i]));
    }
  }
  if (const auto touch = object->find("touch"); touch != object->end() && touch->is_object()) {
    counts.devices = count_in(*touch, "devices");
    counts.unreadable = count_in(*touch, "unreadable");
  }
  return counts;
}

void read_machine(Condition& condition, const StateFolder& state, const fs::path& root) {
  std::error_code error;
  if (const auto space = fs::space(state.generations(), error); !error) {
    condition.card_free = space.available;
    condition.card_size = space.capacity;
  }
  condition.temperature = hottest(root);
  condition.throttled = throttled(root);
  condition.counts = read_counts(state.counts());
}

}  // namespace treffpunkt
