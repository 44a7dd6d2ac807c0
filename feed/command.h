#pragma once
// Runs a program of the staff's machine as a filter: bytes in, bytes out, bounded in time and size. No shell: the command
// is a list of arguments. Whatever it started is ended with it. Any thread, several at a time.

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "content/result/error.h"

namespace treffpunkt {

struct CommandLimits {
  std::chrono::milliseconds time{60'000};
  std::size_t output = std::size_t{128} << 20;
};

// What it wrote to standard output. An Error says that it could not be started, took too long, wrote too much or ended
// with another code than 0, with the last line that it wrote to standard error.
Result<std::string> run_command(const std::vector<std::string>& command, std::string_view input,
                                const CommandLimits& limits);

}  // namespace treffpunkt
