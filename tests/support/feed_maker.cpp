#include "tests/support/feed_maker.h"

#include "content/json/item_json.h"
#include "sync/tuf/patch.h"

namespace treffpunkt::test {
namespace {

tuf::MetaFile meta_file(std::uint64_t version, const std::string& bytes) {
  return {version, bytes.size(), {{"sha256", tuf::sha256_hex(bytes)}}};
}

}  // namespace

FeedMaker::FeedMaker(Instant now) {
  root.expires = now + std::chrono::years{2};
  targets.expires = now + std::chrono::years{1};
  snapshot.expires = now + std::chrono::days{30};
  timestamp.expires = now + std::chrono::days{14};
  timestamp.issued = now;
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) replace_keys(role);
  write_root(keys.at("root"));
  last_root_keys_ = keys.at("root");
  write_targets();
  write_snapshot();
  write_timestamp();
}

void FeedMaker::replace_keys(const std::string& role, int count) {
  keys[role].clear();
  root.roles[role].keyids.clear();
  root.roles[role].threshold = count;
  for (int i = 0; i < count; ++i) {
    auto key = std::make_shared<tuf::PrivateKey>(tuf::PrivateKey::generate());
    const std::string id = tuf::key_id(key->public_key());
    root.keys[id] = key->public_key();
    root.roles[role].keyids.push_back(id);
    keys[role].push_back(std::move(key));
  }
}

std::string FeedMaker::signed_file(const std::string& role, const std::string& body) const {
  std::vector<const tuf::PrivateKey*> signers;
  for (const auto& key : keys.at(role)) signers.push_back(key.get());
  return tuf::sign(body, signers);
}

void FeedMaker::write_root(const Keys& signers) {
  std::vector<const tuf::PrivateKey*> pointers;
  for (const auto& key : signers) pointers.push_back(key.get());
  files["metadata/" + std::to_string(root.version) + ".root.json"] = tuf::sign(tuf::canonical(root), pointers);
}

void FeedMaker::publish_root() {
  ++root.version;
  Keys signers = keys.at("root");
  signers.insert(signers.end(), last_root_keys_.begin(), last_root_keys_.end());
  write_root(signers);
  last_root_keys_ = keys.at("root");
}

void FeedMaker::write_targets() {
  files["metadata/" + std::to_string(targets.version) + ".targets.json"] =
      signed_file("targets", tuf::canonical(targets));
}

void FeedMaker::write_snapshot() {
  const std::string targets_file = files.at("metadata/" + std::to_string(targets.version) + ".targets.json");
  snapshot.meta["targets.json"] = meta_file(targets.version, targets_file);
  files["metadata/" + std::to_string(snapshot.version) + ".snapshot.json"] =
      signed_file("snapshot", tuf::canonical(snapshot));
}

void FeedMaker::write_timestamp() {
  const std::string snapshot_file = files.at("metadata/" + std::to_string(snapshot.version) + ".snapshot.json");
  timestamp.snapshot = meta_file(snapshot.version, snapshot_file);
  files["metadata/timestamp.json"] = signed_file("timestamp", tuf::canonical(timestamp));
}

void FeedMaker::publish() {
  ++targets.version;
  ++snapshot.version;
  ++timestamp.version;
  write_targets();
  write_snapshot();
  write_timestamp();
}

void FeedMaker::add_target(const std::string& name, tuf::TargetFile file, const std::string& bytes) {
  const std::string hash = tuf::sha256_hex(bytes);
  file.length = bytes.size();
  file.hashes = {{"sha256", hash}};
  targets.targets[name] = std::move(file);
  files["targets/" + hash + "." + name] = bytes;
}

void FeedMaker::add_content(std::uint64_t generation, const std::string& content) {
  targets.targets.clear();
  add_target("content.ndjson.zst", {0, {}, generation, content.size(), tuf::sha256_hex(content)},
             tuf::compress(content));
  for (const auto& [from, old_content] : contents_) {
    const std::string name = "patch-" + std::to_string(from) + ".zst";
    add_target(name, {}, tuf::make_patch(old_content, content).value_or(std::string()));
  }
  contents_[generation] = content;
}

std::string FeedMaker::add_object(const std::string& bytes) {
  const std::string hash = tuf::sha256_hex(bytes);
  files["objects/" + hash.substr(0, 2) + "/" + hash] = bytes;
  return hash;
}

std::string small_content(std::uint64_t generation, const std::string& text) {
  Feed feed;
  feed.header.id = "test";
  feed.header.generation = generation;
  feed.header.languages = {"de"};
  Page page;
  page.id = "welcome";
  page.title.translations["de"] = {text};
  page.body.translations["de"] = {text};
  feed.items.push_back(page);
  return to_ndjson(feed);
}

}  // namespace treffpunkt::test
