#include "kiosk/app/pin_hash.h"

#include <crypt.h>

#include <algorithm>
#include <memory>

#include "kiosk/app/pin_gate.h"

namespace treffpunkt::app {
namespace {

// Empty: it could not be done.
std::string hashed(const std::string& pin, const std::string& setting) {
  const auto data = std::make_unique<crypt_data>();  // 32 KB
  const char* result = crypt_r(pin.c_str(), setting.c_str(), data.get());
  return result == nullptr || *result == '*' ? std::string() : std::string(result);
}

// Takes as long for every pair of equal length.
bool equal(const std::string& a, const std::string& b) {
  unsigned difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
  return difference == 0;
}

}  // namespace

Result<std::string> hash_pin(const std::string& pin) {
  const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || pin.size() < PinGate::kFewest || pin.size() > PinGate::kMost) return fail("a PIN has 4 to 12 digits");
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  if (crypt_gensalt_rn("$y$", 0, nullptr, 0, setting, sizeof setting) == nullptr) return fail("no salt can be had");
  auto hash = hashed(pin, setting);
  if (hash.empty()) return fail("this system cannot hash with yescrypt");
  return hash;
}

bool pin_matches(const std::string& pin, const std::string& hash) {
  const auto typed = hashed(pin, hash);
  return !typed.empty() && equal(typed, hash);
}

bool can_check(const std::string& hash) { return !hashed("0000", hash).empty(); }

}  // namespace treffpunkt::app
