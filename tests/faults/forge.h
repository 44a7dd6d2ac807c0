#pragma once
// Signs whatever a case wants to have signed, as the publisher of a trial's feed or as somebody else. What a metadata
// file names has the right length and hash, so that each fault is found by its own check. One thread.

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/faults/trial.h"

namespace treffpunkt::faults {

class Forge {
 public:
  // The feed as `good` has it: its next root and the versions of the other roles as they are.
  explicit Forge(const test::FeedMaker& good);

  std::map<std::string, nlohmann::json> bodies;                           // by role: what is signed
  std::map<std::string, test::Keys> signers;                              // who signs it
  std::map<std::string, std::function<std::string(std::string)>> garble;  // what becomes of the finished text
  bool new_root = false;                                                  // there is a next root
  bool root_counts = false;  // whatever is wrong with it, it is one link of the chain

  // Two keys for the role, both needed; in the next root.
  void ask_for_two(const std::string& role);
  // New keys for the role, in the next root.
  void rotate(const std::string& role);
  void add_content(std::uint64_t generation, const std::string& content);

  Files publish();
  // The same feed, right, with versions that follow whatever came before.
  Files mended();
  Files mended(std::uint64_t generation, const std::string& content);

 private:
  void mend();
  std::string signed_file(const std::string& role, const test::Keys& by) const;

  test::FeedMaker good_;
  std::uint64_t root_file_;  // the version in the next root's name
  bool rotated_ = false;
  std::map<std::string, test::Keys> keys_;  // who may sign
  Files others_;
};

test::Keys new_keys(int count = 1);

}  // namespace treffpunkt::faults
