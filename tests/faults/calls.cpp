#include "tests/faults/calls.h"

#include <algorithm>
#include <array>
#include <map>

namespace treffpunkt::faults {
namespace {

// Everything in quotes or angle brackets is \x.., so no other sign has to be told from text.
std::string decoded(std::string_view hex) {
  std::string text;
  for (std::size_t at = 0; at + 4 <= hex.size(); at += 4) {
    text += static_cast<char>(std::stoi(std::string(hex.substr(at + 2, 2)), nullptr, 16));
  }
  return text;
}

std::string value_of(std::string_view written) {
  const auto opening = written.find_first_of("\"<");
  if (opening == std::string_view::npos) return std::string(written);
  const char closing = written[opening] == '"' ? '"' : '>';
  const auto inside = written.substr(opening + 1, written.find(closing, opening + 1) - opening - 1);
  return inside.starts_with("\\x") || inside.empty() ? decoded(inside) : std::string(inside);
}

std::vector<std::string> values_of(std::string_view list) {
  std::vector<std::string> values;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    if (at < list.size() && (list[at] == '{' || list[at] == '[')) ++depth;
    if (at < list.size() && (list[at] == '}' || list[at] == ']')) --depth;
    if (at < list.size() && (list[at] != ',' || depth > 0)) continue;
    auto value = list.substr(begin, at - begin);
    while (value.starts_with(' ')) value.remove_prefix(1);
    values.push_back(value_of(value));
    begin = at + 1;
  }
  return values;
}

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void classify(Call& call) {
  call.touches_net =
      is_one_of(call.name, {"socket", "connect", "bind", "sendto", "sendmsg", "recvfrom", "recvmsg", "shutdown"});
  const bool reads = call.name == "openat" && call.arguments.size() > 2 &&
                     call.arguments[2].find("O_WRONLY") == std::string::npos &&
                     call.arguments[2].find("O_RDWR") == std::string::npos;
  call.touches_files = !call.touches_net && !reads && !is_one_of(call.name, {"close", "lseek", "dup"});
}

}  // namespace

std::vector<Call> read_calls(std::string_view trace) {
  std::vector<Call> calls;
  std::map<std::string, int> numbers;
  while (!trace.empty()) {
    const auto line = trace.substr(0, trace.find('\n'));
    trace.remove_prefix(std::min(trace.size(), line.size() + 1));
    const auto name_begin = line.find_first_of("abcdefghijklmnopqrstuvwxyz"), open = line.find('(');
    const auto equals = line.rfind(") ");
    const auto result = line.rfind("= ");
    if (name_begin == std::string_view::npos || open == std::string_view::npos || open < name_begin ||
        equals == std::string_view::npos || result == std::string_view::npos ||
        line.find("---") != std::string_view::npos) {
      continue;
    }
    Call call;
    call.name = line.substr(name_begin, open - name_begin);
    call.number = ++numbers[call.name];
    call.arguments = values_of(line.substr(open + 1, line.rfind(')', result) - open - 1));
    call.result = value_of(line.substr(result + 2));
    classify(call);
    calls.push_back(std::move(call));
  }
  return calls;
}

}  // namespace treffpunkt::faults
