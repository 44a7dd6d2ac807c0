#pragma once
// What the program tells the service manager that started it (systemd, Type=notify): ready, alive, and a line about how it
// is. Without one all of it does nothing. Any thread.

#include <optional>
#include <string_view>

namespace treffpunkt::app {

class ServiceManager {
 public:
  // Reads the environment; call before other threads are started.
  ServiceManager();

  // Seconds within which it must be fed; nullopt: nobody watches.
  std::optional<double> watchdog() const { return watchdog_; }
  void ready() const;
  void feed() const;
  void status(std::string_view line) const;
  void stopping() const;

 private:
  std::optional<double> watchdog_;
};

}  // namespace treffpunkt::app
