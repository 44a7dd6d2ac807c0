#pragma once
// What the harness prints and counts: a case, what was expected of the kiosk, what it did. One thread.

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace treffpunkt::faults {

class Table {
 public:
  // A row; it holds when `got` is one of the outcomes in `expected`, which are divided by " | ".
  void add(const std::string& group, const std::string& name, const std::string& expected, const std::string& got);
  // The same with what a function gives; what it throws is an outcome too (a program that does not end).
  void add(const std::string& group, const std::string& name, const std::string& expected,
           const std::function<std::string()>& got);
  // A part that cannot be done on this machine.
  void skip(const std::string& group, const std::string& why);

  // Cases and how many of them held, a line a group. True when all held.
  bool summarise() const;

 private:
  struct Count {
    int cases = 0, held = 0;
    std::string skipped;
  };
  std::map<std::string, Count> counts_;
};

}  // namespace treffpunkt::faults
