#pragma once
// PINs as crypt(3) hashes them (yescrypt): slow on purpose, a few tens of milliseconds. Any thread, better not the UI's.

#include <string>

#include "content/result/error.h"

namespace treffpunkt::app {

// "$y$j9T$...": for service.pin_hash. Refuses what is not 4 to 12 digits.
Result<std::string> hash_pin(const std::string& pin);
bool pin_matches(const std::string& pin, const std::string& hash);
// Whether this system can check such a hash at all.
bool can_check(const std::string& hash);

}  // namespace treffpunkt::app
