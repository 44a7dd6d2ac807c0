#pragma once
// A publisher in memory: signs whatever a test puts into its metadata, right or wrong. The files are where a feed has
// them.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "sync/tuf/metadata.h"

namespace treffpunkt::test {

inline constexpr Instant kNoon = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{12};

using Keys = std::vector<std::shared_ptr<tuf::PrivateKey>>;

class FeedMaker {
 public:
  // Root 1, and version 1 of the other roles over no files at all.
  explicit FeedMaker(Instant now = kNoon);

  std::map<std::string, std::string> files;
  tuf::Root root;
  tuf::Timestamp timestamp;
  tuf::Snapshot snapshot;
  tuf::Targets targets;
  std::map<std::string, Keys> keys;  // who signs for each role

  std::string first_root() const { return files.at("metadata/1.root.json"); }

  // A new generation's content, whole and as patches from all before it. Not yet published.
  void add_content(std::uint64_t generation, const std::string& content);
  std::string add_object(const std::string& bytes);  // its hash
  void add_target(const std::string& name, tuf::TargetFile file, const std::string& bytes);

  // Next version of targets, snapshot and timestamp.
  void publish();
  // The metadata as it stands, with the length and hash of what it names.
  void write_targets();
  void write_snapshot();
  void write_timestamp();
  // The next root version, signed by the keys of the last root and of this one.
  void publish_root();
  // New keys for a role (in `root` and `keys`); `count` of them, all needed.
  void replace_keys(const std::string& role, int count = 1);

 private:
  std::string signed_file(const std::string& role, const std::string& body) const;
  void write_root(const Keys& signers);

  std::map<std::uint64_t, std::string> contents_;
  Keys last_root_keys_;
};

// A content.ndjson of one page with this text.
std::string small_content(std::uint64_t generation, const std::string& text = "Willkommen");

}  // namespace treffpunkt::test
