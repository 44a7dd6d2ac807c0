#include "kiosk/platform/wait_set.h"

#include <pthread.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>

#include <cerrno>
#include <cstring>
#include <ctime>

namespace treffpunkt::platform {
namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;

// True when there was something to read.
bool take(const Descriptor& descriptor) {
  union {
    std::uint64_t count;
    signalfd_siginfo signal;
  } buffer;
  return descriptor && ::read(descriptor.get(), &buffer, sizeof buffer) > 0;
}

}  // namespace

Result<WaitSet> WaitSet::make(bool quit_signals) {
  WaitSet set;
  set.wakeups_ = Descriptor(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
  if (!set.wakeups_) return fail(std::string("eventfd: ") + std::strerror(errno));
  if (!quit_signals) return set;
  sigset_t quit, before;
  sigemptyset(&quit);
  sigaddset(&quit, SIGTERM);
  sigaddset(&quit, SIGINT);
  pthread_sigmask(SIG_BLOCK, &quit, &before);
  set.blocked_.emplace();
  for (const int signal : {SIGTERM, SIGINT}) {
    if (sigismember(&before, signal) == 0) *set.blocked_ |= std::uint64_t{1} << signal;
  }
  set.signals_ = Descriptor(signalfd(-1, &quit, SFD_NONBLOCK | SFD_CLOEXEC));
  if (!set.signals_) return fail(std::string("signalfd: ") + std::strerror(errno));
  return set;
}

WaitSet::WaitSet(WaitSet&& other) noexcept
    : wakeups_(std::move(other.wakeups_)),
      signals_(std::move(other.signals_)),
      blocked_(std::exchange(other.blocked_, std::nullopt)),
      descriptors_(std::move(other.descriptors_)),
      devices_(std::move(other.devices_)) {}

WaitSet::~WaitSet() {
  if (!blocked_) return;
  sigset_t unblock;
  sigemptyset(&unblock);
  for (const int signal : {SIGTERM, SIGINT}) {
    if (*blocked_ & (std::uint64_t{1} << signal)) sigaddset(&unblock, signal);
  }
  pthread_sigmask(SIG_UNBLOCK, &unblock, nullptr);
}

void WaitSet::add(int descriptor) { descriptors_.push_back(descriptor); }

void WaitSet::watch(DeviceWatch devices) { devices_.emplace(std::move(devices)); }

WaitSet::Reasons WaitSet::sleep(std::optional<std::uint64_t> deadline_ns) {
  std::vector<pollfd> polled{{wakeups_.get(), POLLIN, 0}};
  if (signals_) polled.push_back({signals_.get(), POLLIN, 0});
  for (const int descriptor : descriptors_) polled.push_back({descriptor, POLLIN, 0});
  if (devices_) devices_->append_to(polled);
  timespec timeout{};
  if (deadline_ns) {
    const std::uint64_t now = now_ns();
    const std::uint64_t left = *deadline_ns > now ? *deadline_ns - now : 0;
    timeout = {static_cast<time_t>(left / kSecond), static_cast<long>(left % kSecond)};
  }
  ppoll(polled.data(), polled.size(), deadline_ns ? &timeout : nullptr, nullptr);
  Reasons reasons;
  reasons.woken = take(wakeups_);
  reasons.quit = take(signals_);
  reasons.devices_changed = devices_ && devices_->drain();
  return reasons;
}

void WaitSet::wake() const {
  const std::uint64_t one = 1;
  // Fails only when it is full of wake-ups already.
  [[maybe_unused]] const ssize_t written = ::write(wakeups_.get(), &one, sizeof one);
}

}  // namespace treffpunkt::platform
