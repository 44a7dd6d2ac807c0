#pragma once
// Sleeping until something happens: descriptors, a wake-up from another thread, a signal to quit, a deadline. One
// thread sleeps; wake() may come from any.

#include <cstdint>
#include <optional>
#include <vector>

#include "content/result/error.h"
#include "kiosk/platform/clock.h"
#include "kiosk/platform/device_watch.h"
#include "kiosk/platform/sdl_pointers.h"

namespace treffpunkt::platform {

class WaitSet {
 public:
  // `quit_signals`: SIGTERM and SIGINT end a sleep instead of the program. They are blocked in this thread and those it
  // starts from now on, for the life of the set: make it before other threads.
  static Result<WaitSet> make(bool quit_signals);
  ~WaitSet();
  WaitSet(WaitSet&& other) noexcept;
  WaitSet& operator=(WaitSet&&) = delete;

  void add(int descriptor);         // readable: something happened; the caller reads it
  void watch(DeviceWatch devices);  // emptied here

  struct Reasons {
    bool woken = false;
    bool quit = false;
    bool devices_changed = false;
  };
  // Returns at the latest at `deadline_ns`.
  Reasons sleep(std::optional<std::uint64_t> deadline_ns);
  void wake() const;

 private:
  WaitSet() = default;
  Descriptor wakeups_;                    // eventfd
  Descriptor signals_;                    // signalfd
  std::optional<std::uint64_t> blocked_;  // which signals were not blocked before, as bits
  std::vector<int> descriptors_;
  std::optional<DeviceWatch> devices_;
};

}  // namespace treffpunkt::platform
