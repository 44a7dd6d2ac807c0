#pragma once
// One kiosk in a folder of its own, and what it shows after whatever was done to it. The feed has two generations that
// differ in a text, in a picture and in the keys of the root; the programs are the real ones. One thread.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/faults/web.h"
#include "tests/support/feed_maker.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/support/program.h"

namespace treffpunkt::faults {

using Files = std::map<std::string, std::string>;
namespace fs = std::filesystem;

inline constexpr const char* kNow = "2026-11-25T01:00:00Z";
inline constexpr const char* kNextNight = "2026-11-26T01:00:00Z";

enum class Start { nothing, first };  // a new kiosk; one that shows generation 1

class Trial {
 public:
  Trial();

  const fs::path& folder() const { return folder_.path(); }
  fs::path state() const { return folder() / "state"; }
  test::FeedMaker& maker() { return maker_; }  // at generation 2
  const Files& first_feed() const { return first_feed_; }
  const Files& second_feed() const { return second_feed_; }
  Web& web() { return web_; }

  void restore(Start start);
  void serve(Files files);
  // Under another program, which gets the rest of the line; and with variables of its own.
  test::Ended sync(const test::Words& under = {},
                   const std::vector<std::pair<std::string, std::string>>& variables = {},
                   const std::string& now = kNow) const;
  // `more`: further tables.
  void configure(const std::string& url, const std::string& more = "") const;

  // The generation that the kiosk would show, asked of its store: "1", "2", "nothing", or what is wrong.
  std::string shown() const { return shown_in(state()); }
  static std::string shown_in(const fs::path& state);
  // A clean visit to an honest server of the second feed, or of another: the generation that is shown, or what is
  // wrong.
  std::string recovered() { return recovered(second_feed_); }
  std::string recovered(const Files& feed);
  // "shows 1, then 2".
  std::string outcome() { return outcome(second_feed_); }
  std::string outcome(const Files& feed);
  // Compares a picture of the screen with that of a kiosk nothing was done to. "" when they are equal.
  std::string picture_problem();

 private:
  int missing_here() const;  // objects of what is shown
  void make_good_picture(const std::string& generation, const std::string& name);
  fs::path picture_of(const fs::path& state, const std::string& name) const;

  test::TemporaryFolder folder_;
  test::FeedMaker maker_;
  Files first_feed_, second_feed_;
  Web web_;
};

// Of one page with a picture in its body, which is also read aloud; its title says "Stand 2".
std::string content_of(std::uint64_t generation, const std::string& picture, const std::string& speech);

// The last line that a program said, for the table.
std::string last_line(const std::string& output);

// "crashed" for a signal of its own making, "" otherwise: being killed is none.
std::string crash_of(const test::Ended& ended);

}  // namespace treffpunkt::faults
