#pragma once
// A TUF repository as other publishers have them, in memory: its metadata is JSON that a test may bend as it likes
// before it is signed. feed_maker.h makes feeds of our own form.

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/feed_maker.h"

namespace treffpunkt::test {

class RepositoryMaker {
 public:
  // Root 1, and version 1 of the other roles over no files at all.
  RepositoryMaker();

  std::map<std::string, std::string> files;  // "metadata/...", "targets/..."
  // What is signed, by role: root, timestamp, snapshot, targets and whatever was delegated.
  std::map<std::string, nlohmann::json> bodies;
  std::map<std::string, Keys> keys;  // who signs for each role

  std::string first_root() const { return files.at("metadata/1.root.json"); }

  void add_target(const std::string& role, const std::string& path, const std::string& bytes);
  // `terms` has paths, path_hash_prefixes or terminating. A role that is there already gets the same keys.
  void delegate(const std::string& from, const std::string& name, nlohmann::json terms);

  // Signs the targets roles as they stand, and the next version of snapshot and timestamp.
  void publish();
  // The same, with a next version of this targets role.
  void publish_next(const std::string& role);
  // One role as it stands, under the name of its version and under its plain one.
  void write(const std::string& role);
  // The next version, signed by the keys of the last root and of this one.
  void publish_root();
  void replace_keys(const std::string& role);

  static std::string signed_by(const nlohmann::json& body, const Keys& signers);

 private:
  void write_root(const Keys& signers);

  Keys last_root_keys_;
};

}  // namespace treffpunkt::test
