#include "sync/generation.h"

#include <fcntl.h>
#include <stdio.h>

#include <cerrno>
#include <cstring>
#include <sstream>

#include "content/store/build.h"
#include "content/store/store.h"
#include "sync/card.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/hex.h"
#include "sync/tuf/key.h"

namespace treffpunkt {
namespace {

constexpr std::uint64_t kLargestSums = 4 << 10;

Result<void> remove_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::remove_all(folder, error);
  if (error) return fail(folder.string() + ": " + error.message());
  return {};
}

// A generation of this number that is already there changes places with the new one in one step, so that `current`
// never names a folder that is missing.
Result<void> move_into_place(const std::filesystem::path& from, const std::filesystem::path& to) {
  const unsigned int flags = std::filesystem::exists(to) ? RENAME_EXCHANGE : 0;
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0) return {};
  return fail(to.string() + ": " + std::strerror(errno));
}

// What sha256sum -c reads.
struct Sums {
  std::string content, database;
};

Result<void> write_sums(const StateFolder& state, std::string_view content) {
  const auto database = sha256_of_file(state.building() / "content.db");
  if (!database) return tl::make_unexpected(database.error());
  return write_durably(state.building() / "SHA256SUMS",
                       tuf::sha256_hex(content) + "  content.ndjson\n" + *database + "  content.db\n");
}

std::optional<Sums> read_sums(const std::filesystem::path& file) {
  const auto text = read_bounded(file, kLargestSums);
  if (!text) return std::nullopt;
  std::istringstream words(*text);
  Sums sums;
  for (std::string hash, name; words >> hash >> name;) {
    if (!tuf::is_sha256_hex(hash)) return std::nullopt;
    if (name == "content.ndjson") sums.content = hash;
    if (name == "content.db") sums.database = hash;
  }
  if (sums.content.empty() || sums.database.empty()) return std::nullopt;
  return sums;
}

Result<void> build_aside(const StateFolder& state, const Feed& feed, std::string_view content) {
  std::error_code error;
  std::filesystem::create_directories(state.building(), error);
  if (error) return fail(state.building().string() + ": " + error.message());
  return write_durably(state.building() / "content.ndjson", content)
      .and_then([&] { return build_store(feed, state.building() / "content.db"); })
      .and_then([&] { return write_sums(state, content); });
}

}  // namespace

Result<void> build_generation(const StateFolder& state, const Feed& feed, std::string_view content) {
  if (auto removed = remove_folder(state.building()); !removed) return removed;
  auto built = build_aside(state, feed, content);
  // Half a database on a full card is in the way of everything else.
  if (!built) (void)remove_folder(state.building());
  return built;
}

Result<void> check_generation(const StateFolder& state) { return check_store(state.building() / "content.db"); }

Result<void> place_generation(const StateFolder& state, std::uint64_t number) {
  return flush(state.building() / "content.db")
      .and_then([&] { return flush(state.building()); })
      .and_then([&] {
        (void)state.forget_trial(number);  // the kiosk's file: not worth failing for
        return move_into_place(state.building(), state.generation(number));
      })
      .and_then([&] { return flush(state.generations()); })
      // What it changed places with.
      .and_then([&] { return remove_folder(state.building()); });
}

Result<void> activate_generation(const StateFolder& state, std::uint64_t number) {
  return place_generation(state, number).and_then([&] { return state.set_current_generation(number); });
}

Soundness examine_generation(const StateFolder& state, std::uint64_t number,
                             const std::optional<std::string>& signed_sha256) {
  Soundness soundness;
  const auto sums = read_sums(state.sums(number));
  soundness.content_sha256 = sha256_of_file(state.content(number)).value_or("");
  soundness.content_good = !soundness.content_sha256.empty() && (soundness.content_sha256 == signed_sha256 ||
                                                                 (sums && soundness.content_sha256 == sums->content));
  if (sums) {
    const auto database = sha256_of_file(state.database(number));
    // A new version of this program may make its stores differently.
    soundness.database_good =
        database && *database == sums->database && Store::open(state.database(number)).has_value();
  }
  // A text that is vouched for makes a better database than one that only looks well.
  if (!sums && !soundness.content_good) soundness.database_good = check_store(state.database(number)).has_value();
  return soundness;
}

}  // namespace treffpunkt
