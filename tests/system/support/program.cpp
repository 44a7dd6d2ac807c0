#include "tests/system/support/program.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

namespace treffpunkt::test {
namespace {

constexpr double kPatience = 60;  // seconds; the machine may be busy with other tests
constexpr int kCannotStart = 127;

// In the child, before it becomes the program: nothing here may come back.
[[noreturn]] void become(const Words& command, const Surroundings& surroundings) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int nothing = ::open("/dev/null", O_RDWR);
  ::dup2(nothing, STDIN_FILENO);
  ::dup2(surroundings.output >= 0 ? surroundings.output : nothing, STDOUT_FILENO);
  ::dup2(surroundings.output >= 0 ? surroundings.output : nothing, STDERR_FILENO);
  for (const int descriptor : surroundings.descriptors) ::fcntl(descriptor, F_SETFD, 0);
  for (const auto& [name, value] : surroundings.variables) ::setenv(name.c_str(), value.c_str(), 1);
  if (!surroundings.folder.empty() && ::chdir(surroundings.folder.c_str()) != 0) ::_exit(kCannotStart);
  std::vector<char*> words;
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  ::execvp(words[0], words.data());
  ::_exit(kCannotStart);
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status); }

std::string read_to_the_end(int descriptor) {
  std::string text;
  std::array<char, 4096> part;
  for (ssize_t count; (count = ::read(descriptor, part.data(), part.size())) > 0;) {
    text.append(part.data(), static_cast<std::size_t>(count));
  }
  return text;
}

}  // namespace

Running::Running(const Words& command, const Surroundings& surroundings) {
  id_ = ::fork();
  if (id_ == 0) become(command, surroundings);
  REQUIRE(id_ > 0);
}

Running::~Running() {
  if (code_ || id_ <= 0) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

void Running::signal(int number) const {
  if (!code_) ::kill(id_, number);
}

std::optional<int> Running::wait(double seconds) {
  if (code_) return code_;
  const int ending = static_cast<int>(::syscall(SYS_pidfd_open, id_, 0));
  REQUIRE(ending >= 0);
  pollfd readable{ending, POLLIN, 0};
  const int ready = ::poll(&readable, 1, static_cast<int>(seconds * 1000));
  ::close(ending);
  if (ready != 1) return std::nullopt;
  int status = 0;
  ::waitpid(id_, &status, 0);
  code_ = code_of(status);
  return code_;
}

Ended run(const Words& command, Surroundings surroundings) {
  // A file instead of a pipe: what the program leaves running may hold a pipe open for ever.
  const int output = ::memfd_create("output", MFD_CLOEXEC);
  REQUIRE(output >= 0);
  surroundings.output = output;
  Ended ended;
  {
    Running program(command, surroundings);
    const auto code = program.wait(kPatience);
    ended.code = code.value_or(-SIGKILL);
    ::lseek(output, 0, SEEK_SET);
    ended.output = read_to_the_end(output);
    CHECK_MESSAGE(code.has_value(), command[0] << " does not end; it said: " << ended.output);
  }
  ::close(output);
  return ended;
}

std::string program_of_the_system(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string folders = (path != nullptr ? std::string(path) : std::string()) + ":/usr/sbin:/usr/bin";
  for (std::size_t from = 0; from <= folders.size();) {
    const auto to = std::min(folders.find(':', from), folders.size());
    const auto file = std::filesystem::path(folders.substr(from, to - from)) / name;
    if (file.is_absolute() && ::access(file.c_str(), X_OK) == 0) return file;
    from = to + 1;
  }
  FAIL("there is no " << name << "; tools/setup installs it");
  return name;
}

std::string program_of_ours(const std::string& name) {
  const auto file = std::filesystem::path(BINARY_DIR) / "bin" / name;
  REQUIRE_MESSAGE(std::filesystem::exists(file), file.string() << " is not built");
  return file;
}

}  // namespace treffpunkt::test
