#include "sync/tuf/metadata.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "content/language/zone.h"
#include "sync/tuf/canonical.h"
#include "sync/tuf/hex.h"

namespace treffpunkt::tuf {
namespace {

using nlohmann::json;

constexpr std::string_view kSpecVersion = "1.0.31";
constexpr std::uint64_t kLargestNumber = std::numeric_limits<std::int64_t>::max();
constexpr std::string_view kRoles[] = {"root", "snapshot", "targets", "timestamp"};

// Takes members out of untrusted JSON. The first thing that is wrong is kept in `error`; after that everything reads
// as empty, so that the callers need not ask after each step.
struct Reader {
  std::string name;
  std::string error = {};
  json nothing = nullptr;

  void wrong(std::string_view what) {
    if (error.empty()) error = name + ": " + std::string(what);
  }

  const json& member(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || found == object.end()) {
      wrong("'" + std::string(key) + "' is missing");
      return nothing;
    }
    return *found;
  }

  const json& object(const json& parent, const char* key) {
    const json& value = member(parent, key);
    if (value.is_object()) return value;
    wrong("'" + std::string(key) + "' must be an object");
    return nothing;
  }

  std::string string(const json& parent, const char* key) {
    const json& value = member(parent, key);
    if (value.is_string()) return value.get<std::string>();
    wrong("'" + std::string(key) + "' must be a text");
    return {};
  }

  std::uint64_t positive(const json& parent, const char* key) {
    const json& value = member(parent, key);
    const std::uint64_t number = value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
    // Far below the end, so that the next version can be asked for.
    if (number > 0 && number <= kLargestNumber) return number;
    wrong("'" + std::string(key) + "' must be a whole number above 0");
    return 1;
  }

  std::map<std::string, std::string> hashes(const json& parent) {
    std::map<std::string, std::string> found;
    for (const auto& [algorithm, digest] : object(parent, "hashes").items()) {
      if (digest.is_string() && !digest.get_ref<const std::string&>().empty() && from_hex(digest.get<std::string>())) {
        found[algorithm] = digest.get<std::string>();
      } else {
        wrong("a hash must be hexadecimal");
      }
    }
    if (found.empty()) wrong("'hashes' must not be empty");
    return found;
  }

  Instant instant(const json& parent, const char* key) {
    const std::string text = string(parent, key);
    const auto found = parse_instant(text);
    if (found && text.size() == std::string_view("2026-11-24T15:00:00Z").size() && text.back() == 'Z') return *found;
    wrong("'" + std::string(key) + "' is not a time: '" + text.substr(0, 40) + "'");
    return {};
  }
};

std::vector<Signature> read_signatures(Reader& reader, const json& envelope) {
  std::vector<Signature> signatures;
  const json& list = reader.member(envelope, "signatures");
  if (!list.is_array()) reader.wrong("'signatures' must be a list");
  std::set<std::string> seen;
  for (const json& entry : list) {
    Signature signature{reader.string(entry, "keyid"), reader.string(entry, "sig")};
    if (!seen.insert(signature.keyid).second) reader.wrong("two signatures with the key id " + signature.keyid);
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

void check_kind(Reader& reader, const json& body, const char* type) {
  if (reader.string(body, "_type") != type) reader.wrong("'_type' must be '" + std::string(type) + "'");
  const std::string specification = reader.string(body, "spec_version");
  if (!specification.starts_with("1.")) reader.wrong("'spec_version' must be 1.x, not '" + specification + "'");
}

MetaFile read_meta_file(Reader& reader, const json& entry) {
  MetaFile file;
  file.version = reader.positive(entry, "version");
  if (entry.is_object() && entry.contains("length")) file.length = reader.positive(entry, "length");
  if (entry.is_object() && entry.contains("hashes")) file.hashes = reader.hashes(entry);
  return file;
}

void read_body(Reader& reader, const json& body, Root& root) {
  const json& consistent = body.contains("consistent_snapshot") ? body["consistent_snapshot"] : json(false);
  if (!consistent.is_boolean()) reader.wrong("'consistent_snapshot' must be true or false");
  root.consistent_snapshot = consistent.is_boolean() && consistent.get<bool>();
  for (const auto& [id, key] : reader.object(body, "keys").items()) {
    root.keys[id] = {reader.string(key, "keytype"), reader.string(key, "scheme"),
                     reader.string(reader.object(key, "keyval"), "public")};
  }
  const json& roles = reader.object(body, "roles");
  for (const std::string_view role : kRoles) {
    const json& entry = reader.object(roles, std::string(role).c_str());
    RoleKeys keys;
    keys.threshold = static_cast<int>(std::min<std::uint64_t>(reader.positive(entry, "threshold"), 1'000'000));
    const json& ids = reader.member(entry, "keyids");
    if (!ids.is_array()) reader.wrong("'keyids' must be a list");
    std::set<std::string> seen;
    for (const json& id : ids) {
      if (!id.is_string() || !seen.insert(id.get<std::string>()).second) {
        reader.wrong("'keyids' of " + std::string(role) + " must be texts, each once");
      } else {
        keys.keyids.push_back(id.get<std::string>());
      }
    }
    root.roles[std::string(role)] = std::move(keys);
  }
}

void read_body(Reader& reader, const json& body, Timestamp& timestamp) {
  const json& meta = reader.object(body, "meta");
  if (meta.size() != 1) reader.wrong("'meta' must name snapshot.json alone");
  timestamp.snapshot = read_meta_file(reader, reader.object(meta, "snapshot.json"));
  if (body.contains("issued")) timestamp.issued = reader.instant(body, "issued");
}

void read_body(Reader& reader, const json& body, Snapshot& snapshot) {
  for (const auto& [file, entry] : reader.object(body, "meta").items()) {
    snapshot.meta[file] = read_meta_file(reader, entry);
  }
}

void read_custom(const json& entry, TargetFile& file) {
  const auto custom = entry.find("custom");
  if (custom == entry.end() || !custom->is_object()) return;
  // Other tools put other things there: what is not ours is not wrong.
  const auto number = [&](const char* key) -> std::uint64_t {
    const auto found = custom->find(key);
    return found != custom->end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
  };
  file.generation = number("generation");
  file.content_length = number("length");
  const auto hash = custom->find("sha256");
  if (hash != custom->end() && hash->is_string() && is_sha256_hex(hash->get_ref<const std::string&>())) {
    file.content_sha256 = hash->get<std::string>();
  }
}

void read_body(Reader& reader, const json& body, Targets& targets) {
  for (const auto& [path, entry] : reader.object(body, "targets").items()) {
    TargetFile file;
    const json& length = reader.member(entry, "length");
    if (!length.is_number_unsigned()) reader.wrong("'length' of " + path + " must be a whole number");
    file.length = length.is_number_unsigned() ? length.get<std::uint64_t>() : 0;
    file.hashes = reader.hashes(entry);
    if (entry.is_object()) read_custom(entry, file);
    targets.targets[path] = std::move(file);
  }
}

template <typename T>
Result<Signed<T>> parse(std::string_view text, std::string_view name, const char* type) {
  const auto envelope = parse_json(text, name);
  if (!envelope) return tl::make_unexpected(envelope.error());
  Reader reader{std::string(name)};
  Signed<T> file;
  file.signatures = read_signatures(reader, *envelope);
  const json& body = reader.object(*envelope, "signed");
  if (!reader.error.empty()) return fail(reader.error);
  check_kind(reader, body, type);
  file.value.version = reader.positive(body, "version");
  file.value.expires = reader.instant(body, "expires");
  read_body(reader, body, file.value);
  if (!reader.error.empty()) return fail(reader.error);
  const auto bytes = canonical_json(body);
  if (!bytes) return fail(std::string(name) + ": " + bytes.error().message);
  file.signed_bytes = *bytes;
  return file;
}

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

Result<Signed<Root>> parse_root(std::string_view text, std::string_view name) {
  return parse<Root>(text, name, "root");
}
Result<Signed<Timestamp>> parse_timestamp(std::string_view text, std::string_view name) {
  return parse<Timestamp>(text, name, "timestamp");
}
Result<Signed<Snapshot>> parse_snapshot(std::string_view text, std::string_view name) {
  return parse<Snapshot>(text, name, "snapshot");
}
Result<Signed<Targets>> parse_targets(std::string_view text, std::string_view name) {
  return parse<Targets>(text, name, "targets");
}

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

bool meets_threshold(const Root& root, std::string_view role, std::string_view signed_bytes,
                     const std::vector<Signature>& signatures) {
  const auto found = root.roles.find(std::string(role));
  if (found == root.roles.end()) return false;
  const std::vector<std::string>& allowed = found->second.keyids;
  // One key under two ids is still one signer.
  std::set<std::string> signers;
  for (const Signature& signature : signatures) {
    const auto key = root.keys.find(signature.keyid);
    if (key == root.keys.end() || std::find(allowed.begin(), allowed.end(), signature.keyid) == allowed.end()) continue;
    if (verify(key->second, signature.sig, signed_bytes)) signers.insert(key->second.value);
  }
  return static_cast<int>(signers.size()) >= found->second.threshold;
}

}  // namespace treffpunkt::tuf
