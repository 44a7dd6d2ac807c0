#pragma once
// How a feed's texts become speech: the table [speech] of feed.toml. A value.

#include <map>
#include <string>
#include <vector>

namespace treffpunkt {

struct SpeechSettings {
  // The text comes on standard input, UTF-8; a WAV file is expected on standard output. "{voice}" stands for the
  // language's voice. No shell: each element is one argument.
  std::vector<std::string> command = {"espeak-ng", "--stdin", "--stdout", "-s", "150", "-v", "{voice}"};
  // By language. What is not here is not spoken: espeak-ng guesses at Arabic and Dari without their short vowels, which
  // nobody understands. Its Persian has a dictionary of whole words.
  std::map<std::string, std::string, std::less<>> voices = {
      {"bg", "bg"}, {"de", "de"}, {"de-simple", "de"}, {"en", "en-gb"}, {"fa", "fa"}, {"pl", "pl"},
      {"ro", "ro"}, {"ru", "ru"}, {"tr", "tr"},        {"uk", "uk"}};
  int kilobits = 16;  // a second
};

}  // namespace treffpunkt
