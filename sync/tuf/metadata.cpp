#include "sync/tuf/metadata.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "sync/tuf/canonical.h"
#include "sync/tuf/hex.h"
#include "sync/tuf/metadata_reader.h"

namespace treffpunkt::tuf {
namespace {

using nlohmann::json;
using Reader = MetadataReader;

constexpr std::string_view kRoles[] = {"root", "snapshot", "targets", "timestamp"};
constexpr int kMostBits = 32;

std::vector<Signature> read_signatures(Reader& reader, const json& envelope) {
  std::vector<Signature> signatures;
  std::set<std::string> seen;
  for (const json& entry : reader.list(envelope, "signatures")) {
    Signature signature{reader.string(entry, "keyid"), reader.string(entry, "sig")};
    if (!seen.insert(signature.keyid).second) reader.wrong("two signatures with the key id " + signature.keyid);
    signatures.push_back(std::move(signature));
  }
  return signatures;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "1.0" or "1.0.31"
bool is_known_specification(std::string_view text) {
  const auto first = text.find('.');
  const auto second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (first == std::string_view::npos || text.substr(0, first) != "1") return false;
  return is_number(text.substr(first + 1, second == std::string_view::npos ? second : second - first - 1)) &&
         (second == std::string_view::npos || is_number(text.substr(second + 1)));
}

void check_kind(Reader& reader, const json& body, const char* type) {
  if (reader.string(body, "_type") != type) reader.wrong("'_type' must be '" + std::string(type) + "'");
  const std::string specification = reader.string(body, "spec_version");
  if (!is_known_specification(specification)) {
    reader.wrong("'spec_version' must be 1.x, not '" + specification.substr(0, 40) + "'");
  }
}

MetaFile read_meta_file(Reader& reader, const json& entry) {
  MetaFile file;
  file.version = reader.positive(entry, "version");
  if (entry.is_object() && entry.contains("length")) file.length = reader.natural(entry, "length");
  if (entry.is_object() && entry.contains("hashes")) file.hashes = reader.hashes(entry);
  return file;
}

PublicKey read_key(Reader& reader, const json& entry) {
  PublicKey key{reader.string(entry, "keytype"), reader.string(entry, "scheme"), {}};
  const json& value = reader.member(entry, "keyval");
  // A key of another kind says what it is in its own way; it never verifies anything.
  const bool readable = value.is_object() && value.contains("public") && value["public"].is_string();
  if (readable || is_known_kind(key.keytype, key.scheme)) key.value = reader.string(value, "public");
  return key;
}

KeysById read_keys(Reader& reader, const json& parent) {
  KeysById keys;
  for (const auto& [id, entry] : reader.object(parent, "keys").items()) keys[id] = read_key(reader, entry);
  return keys;
}

RoleKeys read_role_keys(Reader& reader, const json& entry, std::string_view role) {
  RoleKeys keys;
  keys.threshold = static_cast<int>(std::min<std::uint64_t>(reader.positive(entry, "threshold"), 1'000'000));
  keys.keyids = reader.strings(entry, "keyids");
  if (std::set<std::string>(keys.keyids.begin(), keys.keyids.end()).size() != keys.keyids.size()) {
    reader.wrong("'keyids' of " + std::string(role) + " must name each key once");
  }
  return keys;
}

void read_body(Reader& reader, const json& body, Root& root) {
  root.consistent_snapshot = body.contains("consistent_snapshot") && reader.boolean(body, "consistent_snapshot");
  root.keys = read_keys(reader, body);
  const json& roles = reader.object(body, "roles");
  for (const std::string_view role : kRoles) {
    const std::string name(role);
    root.roles[name] = read_role_keys(reader, reader.object(roles, name.c_str()), role);
  }
}

void read_body(Reader& reader, const json& body, Timestamp& timestamp) {
  timestamp.snapshot = read_meta_file(reader, reader.object(reader.object(body, "meta"), "snapshot.json"));
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

TargetFile read_target(Reader& reader, const json& entry) {
  TargetFile file;
  file.length = reader.natural(entry, "length");
  file.hashes = reader.hashes(entry);
  if (entry.is_object()) read_custom(entry, file);
  return file;
}

DelegatedRole read_delegated_role(Reader& reader, const json& entry) {
  DelegatedRole role;
  role.name = reader.string(entry, "name");
  role.keys = read_role_keys(reader, entry, role.name);
  role.terminating = reader.boolean(entry, "terminating");
  const bool by_paths = entry.is_object() && entry.contains("paths");
  const bool by_hashes = entry.is_object() && entry.contains("path_hash_prefixes");
  if (by_paths == by_hashes) reader.wrong("a delegation must have either 'paths' or 'path_hash_prefixes'");
  if (by_paths) role.paths = reader.strings(entry, "paths");
  if (by_hashes) role.path_hash_prefixes = reader.strings(entry, "path_hash_prefixes");
  return role;
}

HashBins read_bins(Reader& reader, const json& entry) {
  HashBins bins;
  bins.keys = read_role_keys(reader, entry, "succinct_roles");
  bins.name_prefix = reader.string(entry, "name_prefix");
  const std::uint64_t bits = reader.positive(entry, "bit_length");
  if (bits > kMostBits) reader.wrong("'bit_length' must be from 1 to 32");
  bins.bit_length = static_cast<int>(std::min<std::uint64_t>(bits, kMostBits));
  return bins;
}

Delegations read_delegations(Reader& reader, const json& body) {
  const json& entry = reader.object(body, "delegations");
  Delegations delegations;
  delegations.keys = read_keys(reader, entry);
  const bool with_roles = entry.is_object() && entry.contains("roles");
  const bool with_bins = entry.is_object() && entry.contains("succinct_roles");
  if (with_roles == with_bins) reader.wrong("'delegations' must have either 'roles' or 'succinct_roles'");
  if (with_bins) delegations.bins = read_bins(reader, reader.object(entry, "succinct_roles"));
  if (!with_roles) return delegations;
  // A delegated role must not pass for one that root speaks of.
  std::set<std::string> taken = {"", "root", "timestamp", "snapshot", "targets"};
  for (const json& role : reader.list(entry, "roles")) {
    delegations.roles.push_back(read_delegated_role(reader, role));
    const std::string& name = delegations.roles.back().name;
    if (!taken.insert(name).second) reader.wrong("'" + name + "' cannot be the name of a delegated role here");
  }
  return delegations;
}

void read_body(Reader& reader, const json& body, Targets& targets) {
  for (const auto& [path, entry] : reader.object(body, "targets").items()) {
    targets.targets[path] = read_target(reader, entry);
  }
  if (body.contains("delegations")) targets.delegations = read_delegations(reader, body);
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

bool meets_threshold(const Root& root, std::string_view role, std::string_view signed_bytes,
                     const std::vector<Signature>& signatures) {
  const auto found = root.roles.find(std::string(role));
  return found != root.roles.end() && signed_by_enough(root.keys, found->second, signed_bytes, signatures);
}

}  // namespace treffpunkt::tuf
