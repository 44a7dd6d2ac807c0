#include "feed/signing_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kRoles = {"root", "targets", "snapshot", "timestamp"};
constexpr std::uint64_t kLargestKey = 16'384;  // bytes

fs::path key_file(const fs::path& folder, std::string_view role) { return folder / fmt::format("{}.pem", role); }

Result<tuf::PrivateKey> load_key(const fs::path& folder, std::string_view role) {
  const auto file = key_file(folder, role);
  const auto pem = read_bounded(file, kLargestKey);
  if (!pem) return tl::make_unexpected(pem.error());
  return tuf::PrivateKey::from_pem(*pem, file.string());
}

bool readable_by_others(const fs::path& file) {
  std::error_code error;
  const auto permissions = fs::status(file, error).permissions();
  constexpr auto kOthers = fs::perms::group_read | fs::perms::others_read;
  return !error && (permissions & kOthers) != fs::perms::none;
}

}  // namespace

Result<void> make_keys(const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return fail(fmt::format("{} is not empty: keys are never overwritten, name a new folder", folder.string()));
  }
  fs::create_directories(folder, error);
  if (!error) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  for (const auto role : kRoles) {
    const auto written =
        write_durably(key_file(folder, role), tuf::PrivateKey::generate().to_pem(), FileMode::only_owner);
    if (!written) return written;
  }
  return {};
}

Result<SigningKeys> load_keys(const fs::path& folder) {
  auto targets = load_key(folder, "targets");
  if (!targets) return tl::make_unexpected(targets.error());
  auto snapshot = load_key(folder, "snapshot");
  if (!snapshot) return tl::make_unexpected(snapshot.error());
  auto timestamp = load_key(folder, "timestamp");
  if (!timestamp) return tl::make_unexpected(timestamp.error());
  SigningKeys keys{std::move(*targets), std::move(*snapshot), std::move(*timestamp), std::nullopt};
  std::error_code error;
  if (!fs::exists(key_file(folder, "root"), error)) return keys;
  auto root = load_key(folder, "root");
  if (!root) return tl::make_unexpected(root.error());
  keys.root = std::move(*root);
  return keys;
}

Result<void> check_keys(const SigningKeys& keys, const tuf::Root& root) {
  const std::array<std::pair<std::string_view, const tuf::PrivateKey*>, 3> online = {
      {{"targets", &keys.targets}, {"snapshot", &keys.snapshot}, {"timestamp", &keys.timestamp}}};
  for (const auto& [role, key] : online) {
    const auto trusted = root.roles.find(std::string(role));
    const auto id = tuf::key_id(key->public_key());
    if (trusted != root.roles.end() && std::ranges::find(trusted->second.keyids, id) != trusted->second.keyids.end()) {
      continue;
    }
    return fail(
        fmt::format("{}.pem is not the key that this feed's root names; kiosks would refuse what it signs", role));
  }
  return {};
}

bool others_can_read(const fs::path& folder) {
  return readable_by_others(folder) ||
         std::ranges::any_of(kRoles, [&](auto role) { return readable_by_others(key_file(folder, role)); });
}

}  // namespace treffpunkt
