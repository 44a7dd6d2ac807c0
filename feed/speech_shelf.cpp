#include "feed/speech_shelf.h"

#include <fmt/format.h>

#include <set>

#include "feed/opus.h"
#include "feed/wave.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"

namespace treffpunkt {

namespace fs = std::filesystem;

SpeechShelf::SpeechShelf(SpeechSettings settings, fs::path folder, CommandLimits limits)
    : settings_(std::move(settings)), folder_(std::move(folder)), limits_(limits) {}

std::vector<std::string> SpeechShelf::command_for(std::string_view language) const {
  constexpr std::string_view kVoice = "{voice}";
  std::vector<std::string> command = settings_.command;
  const auto voice = settings_.voices.find(language);
  if (voice == settings_.voices.end()) return command;
  for (auto& argument : command) {
    for (auto at = argument.find(kVoice); at != std::string::npos; at = argument.find(kVoice, at + voice->second.size())) {
      argument.replace(at, kVoice.size(), voice->second);
    }
  }
  return command;
}

std::string SpeechShelf::name_of(std::string_view text, std::string_view language) const {
  // Lengths before texts, so that no two lists read the same. The number counts up when encode_opus changes.
  std::string all = fmt::format("2 {} ", settings_.kilobits);
  for (const auto& argument : command_for(language)) all += fmt::format("{}:{}", argument.size(), argument);
  return tuf::sha256_hex(fmt::format("{} {}:{}", all, text.size(), text));
}

fs::path SpeechShelf::path_of(std::string_view name) const { return folder_ / name.substr(0, 2) / (std::string(name) + ".opus"); }

Result<void> SpeechShelf::make(std::string_view text, std::string_view language) const {
  const auto command = command_for(language);
  const auto wave = run_command(command, text, limits_);
  if (!wave) return tl::make_unexpected(wave.error());
  const auto sound = read_wave(*wave);
  if (!sound) return fail(fmt::format("what {} wrote cannot be used: {}", command[0], sound.error().message));
  if (sound->samples.empty()) return fail(fmt::format("{} said nothing", command[0]));
  const auto opus = encode_opus(*sound, settings_.kilobits);
  if (!opus) return tl::make_unexpected(opus.error());
  return write_durably(path_of(name_of(text, language)), *opus);
}

void SpeechShelf::keep_only(const std::vector<std::string>& names) const {
  std::set<fs::path> kept;
  for (const auto& name : names) kept.insert(path_of(name));
  std::error_code problem;
  std::vector<fs::path> old;
  for (const auto& entry : fs::recursive_directory_iterator(folder_, problem)) {
    if (entry.path().extension() == ".opus" && !kept.contains(entry.path())) old.push_back(entry.path());
  }
  for (const auto& file : old) fs::remove(file, problem);
}

}  // namespace treffpunkt
