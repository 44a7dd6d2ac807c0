#include "kiosk/app/service_manager.h"

#include <systemd/sd-daemon.h>

#include <cstdint>
#include <string>

namespace treffpunkt::app {

ServiceManager::ServiceManager() {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) > 0) watchdog_ = static_cast<double>(microseconds) / 1e6;
}

void ServiceManager::ready() const { sd_notify(0, "READY=1"); }
void ServiceManager::feed() const { sd_notify(0, "WATCHDOG=1"); }
void ServiceManager::stopping() const { sd_notify(0, "STOPPING=1"); }

void ServiceManager::status(std::string_view line) const {
  std::string state = "STATUS=";
  for (const char c : line) state += c == '\n' ? ' ' : c;
  sd_notify(0, state.c_str());
}

}  // namespace treffpunkt::app
