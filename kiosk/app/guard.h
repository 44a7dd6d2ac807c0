#pragma once
// Keeps the service manager informed: ready with the first picture of its content, fed as long as the app is well (vitals.h), a line about
// what it shows. Does nothing when no manager watches. UI thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "kiosk/app/loader.h"
#include "kiosk/app/service_manager.h"
#include "kiosk/app/vitals.h"
#include "kiosk/platform/window.h"

namespace treffpunkt::app {

class App;

class Guard {
 public:
  Guard(const ServiceManager& manager, const platform::Window& window, Loader& loader)
      : manager_(manager), window_(window), loader_(loader) {}

  // At every turn of the loop, after it has drawn or not.
  void turn(App& app, bool drew, double now);
  // When a turn is wanted next; nullopt: nobody watches.
  std::optional<double> deadline(double now) const;

 private:
  void ask();
  void tell(const App& app, const std::optional<std::string>& fault);

  const ServiceManager& manager_;
  const platform::Window& window_;
  Loader& loader_;
  Vitals vitals_;
  bool ready_ = false;
  std::optional<double> fed_;
  std::string told_;
  std::shared_ptr<std::optional<Probe>> answer_ = std::make_shared<std::optional<Probe>>();
};

}  // namespace treffpunkt::app
