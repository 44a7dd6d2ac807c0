#include "tests/support/repository_maker.h"

#include "content/language/zone.h"
#include "sync/tuf/canonical.h"
#include "sync/tuf/percent.h"

namespace treffpunkt::test {
namespace {

using nlohmann::json;

json body_of(const std::string& type) {
  return {{"_type", type},
          {"spec_version", "1.0.31"},
          {"version", 1},
          {"expires", format_instant(kNoon + std::chrono::days{30})}};
}

json key_json(const tuf::PublicKey& key) {
  return {{"keytype", key.keytype}, {"scheme", key.scheme}, {"keyval", {{"public", key.value}}}};
}

std::shared_ptr<tuf::PrivateKey> new_key() { return std::make_shared<tuf::PrivateKey>(tuf::PrivateKey::generate()); }

}  // namespace

RepositoryMaker::RepositoryMaker() {
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) bodies[role] = body_of(role);
  bodies["root"]["consistent_snapshot"] = true;
  bodies["targets"]["targets"] = json::object();
  bodies["snapshot"]["meta"] = json::object();
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) replace_keys(role);
  write_root(keys.at("root"));
  bodies["snapshot"]["version"] = bodies["timestamp"]["version"] = 0;
  publish();
}

void RepositoryMaker::replace_keys(const std::string& role) {
  const auto key = new_key();
  const std::string id = tuf::key_id(key->public_key());
  bodies["root"]["keys"][id] = key_json(key->public_key());
  bodies["root"]["roles"][role] = {{"keyids", {id}}, {"threshold", 1}};
  keys[role] = {key};
}

std::string RepositoryMaker::signed_by(const json& body, const Keys& signers) {
  std::vector<const tuf::PrivateKey*> pointers;
  for (const auto& key : signers) pointers.push_back(key.get());
  return tuf::sign(tuf::canonical_json(body).value_or(std::string()), pointers);
}

void RepositoryMaker::write_root(const Keys& signers) {
  const auto version = bodies["root"]["version"].get<int>();
  files["metadata/" + std::to_string(version) + ".root.json"] = signed_by(bodies["root"], signers);
  last_root_keys_ = keys.at("root");
}

void RepositoryMaker::publish_root() {
  bodies["root"]["version"] = bodies["root"]["version"].get<int>() + 1;
  Keys signers = keys.at("root");
  signers.insert(signers.end(), last_root_keys_.begin(), last_root_keys_.end());
  write_root(signers);
}

void RepositoryMaker::add_target(const std::string& role, const std::string& path, const std::string& bytes) {
  const std::string hash = tuf::sha256_hex(bytes);
  bodies[role]["targets"][path] = {{"length", bytes.size()}, {"hashes", {{"sha256", hash}}}};
  const std::size_t name = path.rfind('/') + 1;
  files["targets/" + tuf::percent_encoded_path(path.substr(0, name)) + hash + "." +
        tuf::percent_encoded_path(path.substr(name))] = bytes;
  files["targets/" + tuf::percent_encoded_path(path)] = bytes;
}

void RepositoryMaker::delegate(const std::string& from, const std::string& name, json terms) {
  if (!bodies.contains(name)) {
    bodies[name] = body_of("targets");
    bodies[name]["targets"] = json::object();
    keys[name] = {new_key()};
  }
  const tuf::PublicKey key = keys[name][0]->public_key();
  const std::string id = tuf::key_id(key);
  json& delegations = bodies[from]["delegations"];
  delegations["keys"][id] = key_json(key);
  json role = {{"name", name}, {"keyids", {id}}, {"threshold", 1}, {"terminating", false}};
  role.update(terms);
  delegations["roles"].push_back(role);
}

void RepositoryMaker::write(const std::string& role) {
  const std::string bytes = signed_by(bodies.at(role), keys.at(role));
  const std::string name = tuf::percent_encoded_name(role) + ".json";
  files["metadata/" + std::to_string(bodies[role]["version"].get<int>()) + "." + name] = bytes;
  files["metadata/" + name] = bytes;
}

void RepositoryMaker::publish() {
  for (const auto& [role, body] : bodies) {
    if (body["_type"] != "targets") continue;
    bodies["snapshot"]["meta"][role + ".json"] = {{"version", body["version"]}};
    write(role);
  }
  for (const char* role : {"snapshot", "timestamp"}) bodies[role]["version"] = bodies[role]["version"].get<int>() + 1;
  bodies["timestamp"]["meta"]["snapshot.json"] = {{"version", bodies["snapshot"]["version"]}};
  write("snapshot");
  write("timestamp");
}

void RepositoryMaker::publish_next(const std::string& role) {
  bodies[role]["version"] = bodies[role]["version"].get<int>() + 1;
  publish();
}

}  // namespace treffpunkt::test
