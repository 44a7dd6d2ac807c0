#pragma once
// Other programs, run as a person would run them: to their end, or as long as an object lives. A program does not
// survive the test that started it. One thread; a failure to start is a failed test.

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace treffpunkt::test {

using Words = std::vector<std::string>;

struct Surroundings {
  std::filesystem::path folder;                                // where it runs; empty: where the test does
  std::vector<std::pair<std::string, std::string>> variables;  // beside those of the test
  std::vector<int> descriptors;                                // that it inherits, as they are
  int output = -1;                                             // where both its outputs go; -1: nowhere
};

class Running {
 public:
  explicit Running(const Words& command, const Surroundings& surroundings = {});
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running();

  pid_t id() const { return id_; }
  void signal(int number) const;
  // The exit code, -signal if one ended it; nullopt if it still runs after so many seconds.
  std::optional<int> wait(double seconds);

 private:
  pid_t id_ = -1;
  std::optional<int> code_;
};

struct Ended {
  int code = 0;        // or -signal
  std::string output;  // both outputs, in the order they were written
};

// A program that does not end within a minute is stopped, and the test has failed.
Ended run(const Words& command, Surroundings surroundings = {});

// Of Debian's programs; those of the administrator too.
std::string program_of_the_system(const std::string& name);
// Of ours: build/<preset>/bin.
std::string program_of_ours(const std::string& name);

}  // namespace treffpunkt::test
