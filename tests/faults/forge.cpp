#include "tests/faults/forge.h"

#include <algorithm>

#include "sync/tuf/canonical.h"
#include "sync/tuf/patch.h"

namespace treffpunkt::faults {
namespace {

using nlohmann::json;

constexpr const char* kRoles[] = {"root", "timestamp", "snapshot", "targets"};
constexpr int kMendedVersion = 1000;

json named(std::uint64_t version, const std::string& bytes) {
  return {{"version", version}, {"length", bytes.size()}, {"hashes", {{"sha256", tuf::sha256_hex(bytes)}}}};
}

std::string version_of(const json& body) { return body.at("version").dump(); }

}  // namespace

test::Keys new_keys(int count) {
  test::Keys keys;
  for (int i = 0; i < count; ++i) keys.push_back(std::make_shared<tuf::PrivateKey>(tuf::PrivateKey::generate()));
  return keys;
}

Forge::Forge(const test::FeedMaker& good)
    : signers(good.keys), good_(good), root_file_(good.root.version + 1), keys_(good.keys), others_(good.files) {
  bodies["root"] = json::parse(tuf::canonical(good.root));
  bodies["timestamp"] = json::parse(tuf::canonical(good.timestamp));
  bodies["snapshot"] = json::parse(tuf::canonical(good.snapshot));
  bodies["targets"] = json::parse(tuf::canonical(good.targets));
  bodies["root"]["version"] = good.root.version + 1;
}

void Forge::rotate(const std::string& role) {
  auto& names = bodies["root"]["roles"][role];
  names = {{"keyids", json::array()}, {"threshold", 1}};
  keys_[role] = new_keys(1);
  for (const auto& key : keys_[role]) {
    const auto open = key->public_key();
    bodies["root"]["keys"][tuf::key_id(open)] = {
        {"keytype", open.keytype}, {"scheme", open.scheme}, {"keyval", {{"public", open.value}}}};
    names["keyids"].push_back(tuf::key_id(open));
  }
  signers[role] = keys_[role];
  new_root = rotated_ = true;
}

void Forge::ask_for_two(const std::string& role) {
  const test::Keys first = keys_[role];
  rotate(role);
  auto& names = bodies["root"]["roles"][role];
  names["keyids"].push_back(tuf::key_id(first.front()->public_key()));
  names["threshold"] = 2;
  keys_[role].push_back(first.front());
  signers[role] = keys_[role];
}

void Forge::add_content(std::uint64_t generation, const std::string& content) {
  const std::string compressed = tuf::compress(content), hash = tuf::sha256_hex(compressed);
  others_["targets/" + hash + ".content.ndjson.zst"] = compressed;
  bodies["targets"]["targets"] = {
      {"content.ndjson.zst",
       {{"length", compressed.size()},
        {"hashes", {{"sha256", hash}}},
        {"custom", {{"generation", generation}, {"length", content.size()}, {"sha256", tuf::sha256_hex(content)}}}}}};
}

std::string Forge::signed_file(const std::string& role, const test::Keys& by) const {
  std::vector<const tuf::PrivateKey*> pointers;
  for (const auto& key : by) pointers.push_back(key.get());
  // What has no canonical form cannot be signed; it is sent as it is.
  const auto& body = bodies.at(role);
  const std::string file = tuf::sign(tuf::canonical_json(body).value_or(body.dump()), pointers);
  const auto found = garble.find(role);
  return found == garble.end() ? file : found->second(file);
}

Files Forge::publish() {
  Files files = others_;
  if (new_root) {
    test::Keys by = signers["root"];
    // Those of the root before must sign too; when nobody signs, neither do they.
    if (!by.empty() && by == keys_["root"])
      by.insert(by.end(), good_.keys.at("root").begin(), good_.keys.at("root").end());
    std::sort(by.begin(), by.end());
    by.erase(std::unique(by.begin(), by.end()), by.end());
    files["metadata/" + std::to_string(root_file_) + ".root.json"] = signed_file("root", by);
  }
  const std::string targets = signed_file("targets", signers["targets"]);
  files["metadata/" + version_of(bodies["targets"]) + ".targets.json"] = targets;
  bodies["snapshot"]["meta"]["targets.json"] = named(0, targets);
  bodies["snapshot"]["meta"]["targets.json"]["version"] = bodies["targets"]["version"];
  const std::string snapshot = signed_file("snapshot", signers["snapshot"]);
  files["metadata/" + version_of(bodies["snapshot"]) + ".snapshot.json"] = snapshot;
  bodies["timestamp"]["meta"]["snapshot.json"] = named(0, snapshot);
  bodies["timestamp"]["meta"]["snapshot.json"]["version"] = bodies["snapshot"]["version"];
  files["metadata/timestamp.json"] = signed_file("timestamp", signers["timestamp"]);
  return files;
}

void Forge::mend() {
  const json root = bodies["root"];
  if (root_counts) {
    const std::string name = "metadata/" + std::to_string(root_file_) + ".root.json";
    others_[name] = publish().at(name);
    ++root_file_;
  }
  bodies = Forge(good_).bodies;
  bodies["root"]["version"] = root_file_;
  garble.clear();
  signers = keys_;
  if (rotated_) {
    bodies["root"]["roles"] = root["roles"];
    bodies["root"]["keys"] = root["keys"];
  }
  for (const char* role : kRoles) {
    if (std::string_view(role) != "root") bodies[role]["version"] = kMendedVersion;
  }
}

Files Forge::mended() {
  mend();
  return publish();
}

Files Forge::mended(std::uint64_t generation, const std::string& content) {
  mend();
  add_content(generation, content);
  return publish();
}

}  // namespace treffpunkt::faults
