#pragma once
// Where content lies on disk: the state directory that kiosk-sync writes, and the factory content beside the program.
// docs/architecture.md lists the paths and who writes each; the kiosk writes only shown/. Any thread.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace treffpunkt::app {

// What a generation has proved: shown/N, docs/architecture.md.
enum class Trial { untried, good, bad };

// Which file a generation's store is: another one under the same number is other content.
struct Edition {
  std::uint64_t device = 0, inode = 0;
  std::int64_t changed_ns = 0;

  bool operator==(const Edition&) const = default;
};

class Shelf {
 public:
  // Either folder may be missing or empty.
  Shelf(std::filesystem::path state, std::filesystem::path factory);
  // For whoever only makes pictures: notes nothing, so that it proves nothing about a generation.
  Shelf without_notes() const;
  bool keeps_notes() const { return notes_ && !state_.empty(); }

  // The active generation's number, 0 if there is none (or `current` is not a number).
  std::uint64_t current() const;
  // What may be shown, best first: the active one, then the newest that has been good, then the newest that is untried. Never
  // a bad one, nor one without a store; the factory content (0) is always last.
  std::vector<std::uint64_t> choices() const;
  Trial trial(std::uint64_t generation) const;
  std::filesystem::path database(std::uint64_t generation) const;  // generation 0: the factory's
  std::optional<Edition> edition(std::uint64_t generation) const;  // nullopt: there is no store
  // A media file, in the state directory or else the factory's.
  std::filesystem::path object(std::string_view sha256) const;

  // One word a line in shown/<generation>, until it is good; kiosk-sync reads them. A state directory that cannot be
  // written changes nothing for the visitor, so nothing is reported.
  void note_started(std::uint64_t generation) const { note(generation, "started\n"); }
  void note_failed(std::uint64_t generation) const { note(generation, "failed\n"); }
  void note_shown(std::uint64_t generation) const { note(generation, "shown\n"); }
  // That start ended because somebody wanted it to: it proves nothing.
  void note_ended(std::uint64_t generation) const { note(generation, "ended\n"); }

  const std::filesystem::path& state() const { return state_; }

 private:
  void note(std::uint64_t generation, const char* word) const;
  std::vector<std::uint64_t> on_disk() const;  // newest first

  std::filesystem::path state_, factory_;
  bool notes_ = true;
};

}  // namespace treffpunkt::app
