#pragma once
// Speech for the texts of a feed, made when it is published, so that a kiosk only plays it. Works on all cores.

#include <cstdint>
#include <filesystem>
#include <vector>

#include "content/json/problem.h"
#include "content/model/feed.h"
#include "feed/progress.h"
#include "feed/speech_shelf.h"

namespace treffpunkt {

struct SpokenFeed {
  std::size_t made = 0, kept = 0, missing = 0, later = 0;  // texts; later: of items that are not meant yet
  std::uint64_t bytes = 0;                      // of all that there is
  std::vector<Problem> problems;                // warnings: a text without speech is still a text
};

// For which items speech is made. Those that are not meant are heard all the same if their speech was made before.
enum class Spoken { all, key_pages };

// Gives the items of `feed` their audio, in those of the feed's languages that have a voice, and puts it below `objects` as
// pictures are. Ends early when the command fails again and again. What no text needs any more leaves the shelf.
SpokenFeed add_speech(Feed& feed, const SpeechShelf& shelf, const std::filesystem::path& objects,
                      const Progress& progress, Spoken which = Spoken::all);

}  // namespace treffpunkt
