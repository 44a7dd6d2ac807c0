#pragma once
// counts.json: what happened how often on which day, so that a maintainer sees a sick panel and the staff what is looked for
// in vain. Nothing of it tells of one person: no times, and a word only when five visitors of a day looked for it in vain; until then
// it is known to this object alone, and gone with the day or the program. docs/architecture.md has the form. UI thread.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/contacts.h"

namespace treffpunkt::app {

class Counts {
 public:
  static constexpr std::uint64_t kFewest = 5;    // of one word on one day, to be written down
  static constexpr std::size_t kMostDays = 31;
  static constexpr std::size_t kMostWords = 2000;  // of one day

  // Goes on from a file's text; one that cannot be understood is as none.
  void adopt(std::string_view json);
  // `day`: "2026-11-24". Without one, because nobody knows the date, nothing is counted.
  void touched(const std::string& day, const ui::Contacts::Tally& tally);
  // What a visitor had typed when they left a search that found nothing.
  void unmet(const std::string& day, std::string_view typed);

  // Something was counted since kept().
  bool changed() const { return changed_; }
  void kept() { changed_ = false; }
  // `devices`, `unreadable`: input devices now.
  std::string to_json(int devices, int unreadable) const;

 private:
  struct Day {
    std::uint64_t touches = 0, palms = 0, chatter = 0, stuck = 0, unmet = 0;
    std::map<std::string, std::uint64_t> words;
  };
  Day* day_of(const std::string& day);

  std::map<std::string, Day> days_;
  bool changed_ = false;
};

}  // namespace treffpunkt::app
