#include "content/outbox/present.h"

#include <time.h>

#include "content/result/text_file.h"

namespace treffpunkt {

Present read_present(Instant at_least) {
  Present present;
  present.at_least = at_least;
  present.boot = read_text_file("/proc/sys/kernel/random/boot_id", 64).value_or("");
  timespec running{};
  if (clock_gettime(CLOCK_BOOTTIME, &running) == 0) present.running = std::chrono::seconds(running.tv_sec);
  return present;
}

}  // namespace treffpunkt
