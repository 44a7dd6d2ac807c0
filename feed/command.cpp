#include "feed/command.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

extern char** environ;

namespace treffpunkt {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kLongestComplaint = 4096;

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }
  int get() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

struct Pipe {
  Descriptor read, write;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

// A file in memory, so that nobody has to feed the command while it runs.
Descriptor memory_file(std::string_view bytes) {
  Descriptor file(::memfd_create("speech", MFD_CLOEXEC));
  while (file.is_open() && !bytes.empty()) {
    const auto written = ::write(file.get(), bytes.data(), bytes.size());
    if (written <= 0) return Descriptor();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (file.is_open() && ::lseek(file.get(), 0, SEEK_SET) != 0) return Descriptor();
  return file;
}

std::string last_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  const auto begin = text.rfind('\n');
  return std::string(begin == std::string_view::npos ? text : text.substr(begin + 1));
}

// A started command in a process group of its own.
class Child {
 public:
  ~Child() { end(); }

  // 0, or why it could not be started.
  int start(const std::vector<std::string>& command, int input, int output, int complaints) {
    std::vector<char*> arguments;
    for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, complaints, STDERR_FILENO);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    const int problem = ::posix_spawnp(&process_, arguments[0], &files, &attributes, arguments.data(), environ);
    if (problem != 0) process_ = -1;
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return problem;
  }

  // Its status once it has ended by itself until then.
  std::optional<int> wait_until(Clock::time_point deadline) {
    int status = 0;
    while (process_ > 0) {
      const pid_t ended = ::waitpid(process_, &status, WNOHANG);
      if (ended == process_) {
        ::kill(-std::exchange(process_, -1), SIGKILL);  // what it left running
        return status;
      }
      if (ended < 0 || Clock::now() >= deadline) return std::nullopt;
      ::usleep(2000);
    }
    return std::nullopt;
  }

  void end() {
    if (process_ <= 0) return;
    ::kill(-process_, SIGKILL);
    int status = 0;
    while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
    }
    process_ = -1;
  }

 private:
  pid_t process_ = -1;
};

struct Collected {
  std::string output, complaints;
  bool in_time = true;
  bool too_much = false;
};

// Reads until both ends are closed, the time is over or there is too much.
Collected collect(Pipe& output, Pipe& complaints, const CommandLimits& limits, Clock::time_point deadline) {
  Collected collected;
  std::array<char, 65536> part{};
  while (output.read.is_open() || complaints.read.is_open()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    std::array<pollfd, 2> wanted{{{output.read.get(), POLLIN, 0}, {complaints.read.get(), POLLIN, 0}}};
    if (left <= 0 || ::poll(wanted.data(), wanted.size(), static_cast<int>(left)) == 0) {
      collected.in_time = false;
      return collected;
    }
    if (wanted[0].revents != 0) {
      const auto length = ::read(output.read.get(), part.data(), part.size());
      if (length <= 0) output.read.close();
      if (length > 0) collected.output.append(part.data(), static_cast<std::size_t>(length));
      if (collected.output.size() > limits.output) {
        collected.too_much = true;
        return collected;
      }
    }
    if (wanted[1].revents != 0) {
      const auto length = ::read(complaints.read.get(), part.data(), part.size());
      if (length <= 0) complaints.read.close();
      if (length > 0) collected.complaints.append(part.data(), static_cast<std::size_t>(length));
      if (collected.complaints.size() > kLongestComplaint) {
        collected.complaints.erase(0, collected.complaints.size() - kLongestComplaint);
      }
    }
  }
  return collected;
}

}  // namespace

Result<std::string> run_command(const std::vector<std::string>& command, std::string_view input,
                                const CommandLimits& limits) {
  if (command.empty()) return fail("no command is named");
  const auto deadline = Clock::now() + limits.time;
  const auto text = memory_file(input);
  auto output = make_pipe(), complaints = make_pipe();
  if (!text.is_open() || !output || !complaints) return fail(fmt::format("{}: {}", command[0], std::strerror(errno)));
  Child child;
  if (const int problem = child.start(command, text.get(), output->write.get(), complaints->write.get())) {
    return fail(fmt::format("{} cannot be started: {}", command[0], std::strerror(problem)));
  }
  output->write.close();
  complaints->write.close();
  auto collected = collect(*output, *complaints, limits, deadline);
  if (collected.too_much) return fail(fmt::format("{} wrote more than {} MB", command[0], limits.output >> 20));
  const auto status = collected.in_time ? child.wait_until(deadline) : std::nullopt;
  if (!status) {
    return fail(fmt::format("{} did not end within {} s", command[0],
                            std::chrono::ceil<std::chrono::seconds>(limits.time).count()));
  }
  if (WIFEXITED(*status) && WEXITSTATUS(*status) == 0) return std::move(collected.output);
  const auto how = WIFEXITED(*status) ? fmt::format("ended with {}", WEXITSTATUS(*status))
                                      : fmt::format("was ended by signal {}", WTERMSIG(*status));
  const auto why = last_line(collected.complaints);
  return fail(fmt::format("{} {}{}{}", command[0], how, why.empty() ? "" : ": ", why));
}

}  // namespace treffpunkt
