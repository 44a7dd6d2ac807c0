#include <nlohmann/json.hpp>

#include "content/language/zone.h"
#include "sync/tuf/canonical.h"
#include "sync/tuf/metadata.h"

namespace treffpunkt::tuf {
namespace {

using nlohmann::json;

constexpr std::string_view kSpecVersion = "1.0.31";

template <typename T>
json body_of(const T& role, const char* type) {
  return {{"_type", type},
          {"spec_version", kSpecVersion},
          {"version", role.version},
          {"expires", format_instant(role.expires)}};
}

json to_json(const MetaFile& file) {
  json entry = {{"version", file.version}};
  if (file.length) entry["length"] = *file.length;
  if (!file.hashes.empty()) entry["hashes"] = file.hashes;
  return entry;
}

json to_json(const TargetFile& file) {
  json entry = {{"length", file.length}, {"hashes", file.hashes}};
  if (file.generation != 0) entry["custom"]["generation"] = file.generation;
  if (file.content_length != 0) entry["custom"]["length"] = file.content_length;
  if (!file.content_sha256.empty()) entry["custom"]["sha256"] = file.content_sha256;
  return entry;
}

// What is made of our own structs holds no fraction, so it always has a canonical form.
std::string canonical_body(const json& body) { return canonical_json(body).value_or(std::string()); }

}  // namespace

std::string canonical(const Root& root) {
  json body = body_of(root, "root");
  body["consistent_snapshot"] = root.consistent_snapshot;
  body["keys"] = json::object();
  body["roles"] = json::object();
  for (const auto& [id, key] : root.keys) {
    body["keys"][id] = {{"keytype", key.keytype}, {"scheme", key.scheme}, {"keyval", {{"public", key.value}}}};
  }
  for (const auto& [name, role] : root.roles) {
    body["roles"][name] = {{"keyids", role.keyids}, {"threshold", role.threshold}};
  }
  return canonical_body(body);
}

std::string canonical(const Timestamp& timestamp) {
  json body = body_of(timestamp, "timestamp");
  body["meta"]["snapshot.json"] = to_json(timestamp.snapshot);
  if (timestamp.issued) body["issued"] = format_instant(*timestamp.issued);
  return canonical_body(body);
}

std::string canonical(const Snapshot& snapshot) {
  json body = body_of(snapshot, "snapshot");
  body["meta"] = json::object();
  for (const auto& [file, entry] : snapshot.meta) body["meta"][file] = to_json(entry);
  return canonical_body(body);
}

std::string canonical(const Targets& targets) {
  json body = body_of(targets, "targets");
  body["targets"] = json::object();
  for (const auto& [path, file] : targets.targets) body["targets"][path] = to_json(file);
  return canonical_body(body);
}

std::string sign(std::string_view signed_bytes, const std::vector<const PrivateKey*>& keys) {
  std::map<std::string, std::string> signatures;
  for (const PrivateKey* key : keys) signatures[key_id(key->public_key())] = key->sign(signed_bytes);
  json list = json::array();
  for (const auto& [id, signature] : signatures) list.push_back({{"keyid", id}, {"sig", signature}});
  return "{\"signatures\":" + list.dump() + ",\"signed\":" + as_json(signed_bytes) + "}\n";
}

}  // namespace treffpunkt::tuf
