#pragma once
// All that stands between a folder of sources and a screen, in a temporary folder of its own: keys, feed, kiosk.toml,
// state. The programs are the real ones; time is given to each. Gone with the object.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temporary_folder.h"
#include "tests/system/support/program.h"
#include "tests/system/support/web_server.h"

namespace treffpunkt::test {

// One run of kiosk-sync.
struct Visit {
  Ended sync;
  std::vector<Request> requests;

  std::size_t bytes() const;
  // How many requests have this in their path and were answered with content.
  std::size_t count(std::string_view part) const;
  std::size_t bytes_of(std::string_view part) const;
};

class Installation {
 public:
  // `more`: lines for kiosk.toml.
  explicit Installation(std::string more = "");

  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path feed() const { return folder() / "feed"; }
  std::filesystem::path state() const { return folder() / "state"; }
  std::string current() const;  // the number in state/current, "" without one

  // Without speech, which takes minutes, unless other flags are given. A failure is a failed test.
  void publish(const std::filesystem::path& sources, const std::string& now, const Words& flags = {"--no-speech"});
  // Serves the feed, runs kiosk-sync, stops serving.
  Visit visit(const std::string& now);
  // kiosk with this installation's configuration, in its folder.
  Ended kiosk(const Words& flags) const;
  Ended play(const std::string& script, const std::string& now, const Words& flags = {}) const;
  // `program`: another copy of it.
  Words kiosk_command(const Words& flags, const std::string& program = program_of_ours("kiosk")) const;

 private:
  void write_configuration(const std::string& url) const;

  TemporaryFolder folder_;
  std::string more_;
};

}  // namespace treffpunkt::test
