#pragma once
// Speech that has been made, by text, voice and command: each is made once. Lies in a folder of the publisher's own, which
// no web server serves: the publisher signs what it finds there. The folder may be deleted at any time. Any thread,
// several at a time.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "content/result/error.h"
#include "feed/command.h"
#include "feed/speech_settings.h"

namespace treffpunkt {

class SpeechShelf {
 public:
  SpeechShelf(SpeechSettings settings, std::filesystem::path folder, CommandLimits limits = {});

  bool speaks(std::string_view language) const { return settings_.voices.contains(language); }
  // The file's name in the folder: what text, voice, command and rate decide.
  std::string name_of(std::string_view text, std::string_view language) const;
  std::filesystem::path path_of(std::string_view name) const;
  // Makes it. An Error names the command and what was wrong with it.
  Result<void> make(std::string_view text, std::string_view language) const;
  // Removes every speech in the folder but these.
  void keep_only(const std::vector<std::string>& names) const;

 private:
  std::vector<std::string> command_for(std::string_view language) const;

  SpeechSettings settings_;
  std::filesystem::path folder_;
  CommandLimits limits_;
};

}  // namespace treffpunkt
