#pragma once
// The kiosk's own words as speech, for who cannot read them: one entry of the catalogues, said in every language that has
// a voice. One thread.

#include <filesystem>
#include <string_view>
#include <vector>

#include "content/json/problem.h"
#include "feed/speech_shelf.h"

namespace treffpunkt {

// Writes <tag>.opus into `out` for each catalogue (<tag>.json) with a voice; files of other languages go. A language that
// cannot be spoken is a warning and has no file. An Error: there is no such key, or `out` cannot be written.
Result<std::vector<Problem>> speak_own_words(const std::filesystem::path& catalogues, std::string_view key,
                                             const SpeechShelf& shelf, const std::filesystem::path& out);

}  // namespace treffpunkt
