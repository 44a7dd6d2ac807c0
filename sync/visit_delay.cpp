#include "sync/visit_delay.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "content/language/zone.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;

constexpr std::uint64_t kLongestIdentity = 4096;

// Device tree texts end with a zero, others with a line feed.
std::string text_in(const fs::path& file) {
  std::string text = read_bounded(file, kLongestIdentity).value_or("");
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return text;
}

// What vendors write when they write nothing is no identity.
std::string own_text(const fs::path& file) {
  std::string text = text_in(file);
  if (text.empty() || text.find_first_not_of(text[0]) == std::string::npos) return {};
  for (const std::string_view filler :
       {"Notspecified", "NotSpecified", "Default", "Tobefilled", "ToBeFilled", "SystemSerial"}) {
    if (text.starts_with(filler)) return {};
  }
  return text;
}

// Of the first card that is hardware and has the address it was made with.
std::string network_address(const fs::path& cards) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator card(cards, error), end; !error && card != end; card.increment(error)) {
    if (fs::exists(card->path() / "device", error) && text_in(card->path() / "addr_assign_type") == "0") {
      found.push_back(card->path());
    }
  }
  std::sort(found.begin(), found.end());
  for (const auto& card : found) {
    if (auto address = own_text(card / "address"); !address.empty()) return address;
  }
  return {};
}

// The same machine has the same share for ever, and machines share evenly.
seconds share_of(std::chrono::seconds whole, const Identity& identity) {
  const std::string digest = tuf::sha256_hex(identity.value);
  std::uint64_t number = 0;
  std::from_chars(digest.data(), digest.data() + 12, number, 16);
  return seconds(number % static_cast<std::uint64_t>(whole.count()));
}

std::string clock_time(seconds of_day) {
  return format_minute_of_day(std::chrono::floor<std::chrono::minutes>(of_day));
}

}  // namespace

Identity read_identity(const fs::path& root) {
  if (auto serial = own_text(root / "sys/firmware/devicetree/base/serial-number"); !serial.empty()) {
    return {std::move(serial), "the board's serial number"};
  }
  // Readable by root alone on most PCs.
  if (auto serial = own_text(root / "sys/class/dmi/id/product_serial"); !serial.empty()) {
    return {std::move(serial), "the machine's serial number"};
  }
  if (auto address = network_address(root / "sys/class/net"); !address.empty()) {
    return {std::move(address), "its network card's address"};
  }
  if (auto id = own_text(root / "etc/machine-id"); !id.empty()) {
    return {std::move(id), "its machine-id, as there is no serial number"};
  }
  return {"", "nothing, as it has no identity"};
}

VisitDelay visit_delay(const Identity& identity, std::optional<LocalTime> local) {
  if (local) {
    const seconds of_day = *local - std::chrono::floor<std::chrono::days>(*local);
    const seconds into_night = of_day - kNightBegins;
    if (into_night >= seconds(0) && into_night < kNight) {
      const seconds turn = share_of(kNight, identity);
      const seconds wait = std::max(turn - into_night, seconds(0));
      return {wait, fmt::format("its turn in the night is {}, by {}", clock_time(kNightBegins + turn), identity.from)};
    }
  }
  const seconds wait = share_of(kAfterStart, identity);
  return {wait, fmt::format("{}: up to {} minutes, by {}", local ? "it is not night" : "the time is not known",
                            kAfterStart.count(), identity.from)};
}

}  // namespace treffpunkt
