#include "kiosk/app/guard.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "kiosk/app/app.h"
#include "kiosk/platform/devices.h"

namespace treffpunkt::app {
namespace {

constexpr double kFeedsInTime = 3;  // three meals in the time that one must not be missed

}  // namespace

void Guard::ask() {
  loader_.ask_task([answer = answer_, &loader = loader_, direct = window_.reads_devices()]() -> std::function<void()> {
    Probe probe;
    probe.store_answers = loader.store_answers();
    // A display server has them, and the screen, in its own hands.
    if (direct) {
      const auto devices = platform::input_devices();
      probe.devices = devices.found;
      probe.unreadable = devices.unreadable;
      probe.screen_is_lit = platform::screen_is_lit();
    }
    return [answer, probe] { *answer = probe; };
  });
}

void Guard::tell(const App& app, const std::optional<std::string>& fault) {
  const auto shows = app.generation() == 0 ? std::string("the factory content") : "generation " + std::to_string(app.generation());
  const auto line = fault ? "not well: " + *fault : "shows " + shows;
  if (!ready_ || line == told_) return;
  told_ = line;
  manager_.status(line);
  if (fault) spdlog::error("{}", line);
}

void Guard::turn(App& app, bool drew, double now) {
  if (drew) vitals_.presented(now);
  if (!ready_ && vitals_.has_presented() && !app.loading()) {
    ready_ = true;
    manager_.ready();
  }
  if (!manager_.watchdog()) return;
  if (*answer_) {
    vitals_.probe_answered(**answer_, now);
    answer_->reset();
  }
  if (vitals_.wants_frame(now)) {
    app.draw_always();
    vitals_.presented(now);
  }
  if (vitals_.wants_probe(now)) {
    vitals_.probe_asked(now);
    ask();
  }
  vitals_.turned(app.wants_frame(), now);
  const auto fault = vitals_.fault(now);
  tell(app, fault);
  if (fault || (fed_ && now - *fed_ < *manager_.watchdog() / kFeedsInTime)) return;
  fed_ = now;
  manager_.feed();
}

std::optional<double> Guard::deadline(double now) const {
  if (!manager_.watchdog()) return std::nullopt;
  return std::min(vitals_.deadline(now), fed_.value_or(now) + *manager_.watchdog() / kFeedsInTime);
}

}  // namespace treffpunkt::app
