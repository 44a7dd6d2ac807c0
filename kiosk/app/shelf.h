#pragma once
// Where content lies on disk: the state directory that kiosk-sync writes, and the factory content beside the program.
// docs/architecture.md lists the paths and who writes each; the kiosk writes only shown/. Any thread.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace treffpunkt::app {

class Shelf {
 public:
  // Either folder may be missing or empty.
  Shelf(std::filesystem::path state, std::filesystem::path factory);

  // The active generation's number, 0 if there is none (or `current` is not a number).
  std::uint64_t current() const;
  std::filesystem::path database(std::uint64_t generation) const;  // generation 0: the factory's
  // A media file, in the state directory or else the factory's.
  std::filesystem::path object(std::string_view sha256) const;

  // Notes in shown/<generation> what became of it, one word a line: "shown" or "failed". kiosk-sync reads it. A state
  // directory that cannot be written changes nothing for the visitor, so nothing is reported.
  void note_shown(std::uint64_t generation) const { note(generation, "shown\n"); }
  void note_failed(std::uint64_t generation) const { note(generation, "failed\n"); }

  const std::filesystem::path& state() const { return state_; }

 private:
  void note(std::uint64_t generation, const char* word) const;

  std::filesystem::path state_, factory_;
};

}  // namespace treffpunkt::app
