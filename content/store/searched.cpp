#include "content/store/searched.h"

#include <algorithm>

#include "content/store/bytes.h"
#include "content/store/terms.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kTime = 3;  // numbers a date: start, end, cancelled

bool all_in(std::string_view name, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(),
                     [&](const std::string& word) { return name.find(word) != std::string_view::npos; });
}

}  // namespace

Typed comparable(const std::vector<FoldedWord>& words) {
  Typed typed;
  for (const auto& word : words) {
    typed.words.push_back(' ' + without_e_after_vowel(word.plain));
    const auto& begun = typed.words.back();
    typed.whole += begun;
    typed.inside.push_back(begun.substr(count_characters(begun) > kShortestEnding ? 1 : 0));
  }
  return typed;
}

void append_names(std::string& out, const Text& text, Folder& folder) {
  for (const auto& [language, translation] : text.translations) {
    out += language + '\t' + comparable(folder.words(translation.text)).whole + '\n';
  }
}

NameRank rank_names(std::string_view names, const Typed& typed, std::string_view language) {
  NameRank rank;
  while (!names.empty()) {
    const auto line = names.substr(0, names.find('\n'));
    names.remove_prefix(std::min(line.size() + 1, names.size()));
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const auto name = line.substr(tab + 1);
    auto match = NameMatch::none;
    if (name == typed.whole) {
      match = NameMatch::exact;
    } else if (name.starts_with(typed.whole)) {
      match = NameMatch::beginning;
    } else if (all_in(name, typed.words)) {
      match = NameMatch::words;
    } else if (all_in(name, typed.inside)) {
      match = NameMatch::inside;
    }
    auto& best = line.substr(0, tab) == language ? rank.own : rank.other;
    best = std::min(best, match);
  }
  return rank;
}

void append_time(std::string& out, Instant start, Instant end, bool cancelled) {
  const auto first = std::chrono::floor<std::chrono::minutes>(start).time_since_epoch().count();
  const auto last = std::chrono::ceil<std::chrono::minutes>(end).time_since_epoch().count();
  append_number(out, static_cast<std::int32_t>(first));
  append_number(out, static_cast<std::int32_t>(last));
  append_number(out, cancelled);
}

std::optional<Instant> next_time(std::string_view times, Instant now) {
  std::optional<Instant> cancelled;
  for (std::size_t at = 0; at + kTime <= count_numbers(times); at += kTime) {
    if (Instant{std::chrono::minutes{number_at(times, at + 1)}} <= now) continue;
    const Instant start{std::chrono::minutes{number_at(times, at)}};
    if (number_at(times, at + 2) == 0) return start;
    if (!cancelled) cancelled = start;
  }
  return cancelled;
}

}  // namespace treffpunkt
