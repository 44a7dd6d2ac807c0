#pragma once
// Where things lie in the state directory. docs/architecture.md says who writes what. Values; any thread.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "content/result/error.h"

namespace treffpunkt {

// What the kiosk noted about a generation.
enum class Trial {
  untried,  // not yet three minutes on the screen
  good,     // it was
  bad       // three starts without: set aside
};

class StateFolder {
 public:
  explicit StateFolder(std::filesystem::path root) : root_(std::move(root)) {}

  // Makes the folders that are missing.
  Result<void> prepare() const;

  std::filesystem::path generations() const { return root_ / "generations"; }
  std::filesystem::path generation(std::uint64_t number) const { return generations() / std::to_string(number); }
  std::filesystem::path content(std::uint64_t number) const { return generation(number) / "content.ndjson"; }
  std::filesystem::path database(std::uint64_t number) const { return generation(number) / "content.db"; }
  std::filesystem::path sums(std::uint64_t number) const { return generation(number) / "SHA256SUMS"; }
  std::filesystem::path building() const { return generations() / ".building"; }  // the next one, not yet activated
  std::filesystem::path objects() const { return root_ / "objects"; }
  // `sha256` is 64 lower-case hexadecimal digits.
  std::filesystem::path object(std::string_view sha256) const { return objects() / sha256.substr(0, 2) / sha256; }
  // The compressed content while it comes (tuf/download.h).
  std::filesystem::path download() const { return root_ / "download" / "content.ndjson.zst"; }
  std::filesystem::path current() const { return root_ / "current"; }
  std::filesystem::path metadata() const { return root_ / "metadata"; }
  std::filesystem::path clock() const { return root_ / "clock"; }
  std::filesystem::path health() const { return root_ / "health.json"; }
  // Is there while speech and films are fetched: a run that broke off there has left some to fetch.
  std::filesystem::path unfinished() const { return root_ / "unfinished"; }
  // How far the nightly reading of the objects came: the last hash.
  std::filesystem::path read_up_to() const { return root_ / "read_up_to"; }
  std::filesystem::path usb() const { return root_ / "usb.json"; }
  std::filesystem::path validator() const { return root_ / "validator"; }      // of the timestamp; see look.h
  std::filesystem::path metrics() const { return root_ / "health.prom"; }      // health.json for Prometheus
  std::filesystem::path counts() const { return root_ / "counts.json"; }       // the kiosk's
  std::filesystem::path outbox() const { return root_ / "voice/outbox.db"; }  // the kiosk adds to it
  std::filesystem::path lock() const { return root_ / "sync.lock"; }
  std::filesystem::path shown(std::uint64_t number) const { return root_ / "shown" / std::to_string(number); }

  // nullopt: none yet, or the file holds no number (a worn card): then the next run activates one.
  std::optional<std::uint64_t> current_generation() const;
  Result<void> set_current_generation(std::uint64_t number) const;

  // Ascending.
  std::vector<std::uint64_t> kept_generations() const;

  // Those that the kiosk has noted something about. Ascending.
  std::vector<std::uint64_t> noted_generations() const;

  // From shown/<number>, a word a line: "shown" makes it good for ever, three times "started" or "failed" without it
  // bad.
  Trial trial_of(std::uint64_t number) const;
  // For other content under the same number, or files that were mended.
  Result<void> forget_trial(std::uint64_t number) const;

 private:
  std::filesystem::path root_;
};

}  // namespace treffpunkt
