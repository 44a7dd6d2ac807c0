#include "kiosk/app/counts.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "content/store/fold.h"

namespace treffpunkt::app {
namespace {

using nlohmann::json;

constexpr std::size_t kFewestLetters = 3, kMostLetters = 40;

bool is_day(std::string_view text) {
  return text.size() == 10 && text[4] == '-' && text[7] == '-' && std::all_of(text.begin(), text.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

std::uint64_t number_in(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 0;
}

// As the search compares words. Empty: a number, an address or too much to be the name of a need.
std::string word_of(std::string_view typed) {
  if (typed.find_first_of("0123456789@") != std::string_view::npos) return {};
  Folder folder;
  std::string word;
  for (const auto& folded : folder.words(typed)) word += (word.empty() ? "" : " ") + folded.plain;
  return word.size() >= kFewestLetters && word.size() <= kMostLetters ? word : std::string();
}

}  // namespace

Counts::Day* Counts::day_of(const std::string& day) {
  if (!is_day(day)) return nullptr;
  changed_ = true;
  auto& found = days_[day];
  while (days_.size() > kMostDays && days_.begin()->first != day) days_.erase(days_.begin());
  // Yesterday's words that did not become five are nobody's business any more.
  for (auto& [name, other] : days_) {
    if (name != day) std::erase_if(other.words, [](const auto& word) { return word.second < kFewest; });
  }
  return &found;
}

void Counts::adopt(std::string_view text) {
  const auto file = json::parse(text, nullptr, false);
  const auto days = file.is_object() ? file.find("days") : file.end();
  if (!file.is_object() || days == file.end() || !days->is_array()) return;
  for (const auto& each : *days) {
    const auto name = each.is_object() ? each.find("day") : each.end();
    if (!each.is_object() || name == each.end() || !name->is_string() || !is_day(name->get<std::string>())) continue;
    auto& day = days_[name->get<std::string>()];
    day.touches += number_in(each, "touches");
    day.palms += number_in(each, "palms");
    day.chatter += number_in(each, "chatter");
    day.stuck += number_in(each, "stuck");
    day.unmet += number_in(each, "unmet");
    const auto words = each.find("unmet_words");
    if (words == each.end() || !words->is_object()) continue;
    for (const auto& [word, count] : words->items()) {
      if (count.is_number_unsigned() && day.words.size() < kMostWords) day.words[word] += count.get<std::uint64_t>();
    }
  }
  while (days_.size() > kMostDays) days_.erase(days_.begin());
}

void Counts::touched(const std::string& name, const ui::Contacts::Tally& tally) {
  if (tally == ui::Contacts::Tally{}) return;
  auto* day = day_of(name);
  if (day == nullptr) return;
  day->touches += tally.touches;
  day->palms += tally.palms;
  day->chatter += tally.chatter;
  day->stuck += tally.stuck;
}

void Counts::unmet(const std::string& name, std::string_view typed) {
  auto* day = day_of(name);
  if (day == nullptr) return;
  ++day->unmet;
  const auto word = word_of(typed);
  if (!word.empty() && (day->words.contains(word) || day->words.size() < kMostWords)) ++day->words[word];
}

std::string Counts::to_json(int devices, int unreadable) const {
  json days = json::array();
  for (const auto& [name, day] : days_) {
    json words = json::object();
    for (const auto& [word, count] : day.words) {
      if (count >= kFewest) words[word] = count;
    }
    days.push_back({{"day", name}, {"touches", day.touches}, {"palms", day.palms}, {"chatter", day.chatter}, {"stuck", day.stuck}, {"unmet", day.unmet}, {"unmet_words", words}});
  }
  const json file = {{"days", days}, {"touch", {{"devices", devices}, {"unreadable", unreadable}}}};
  return file.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace treffpunkt::app
