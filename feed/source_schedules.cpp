#include "feed/source_schedules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "content/json/form.h"
#include "content/model/names.h"

namespace treffpunkt {
namespace {

using Weekdays = std::vector<std::chrono::weekday>;

class WeekdayReader {
 public:
  WeekdayReader(std::string_view file, std::vector<Problem>& problems) : file_(file), problems_(problems) {}

  Weekdays take(LocatedJson& schedule, std::size_t index) {
    Weekdays weekdays;
    const std::string field = fmt::format("schedules[{}].weekdays", index);
    const auto* written = schedule.find("weekdays");
    if (written == nullptr) {
      // A single "weekday", as in a feed, is for the reader of items to judge.
      if (schedule.find("weekday") != nullptr) return weekdays;
      error(schedule.line, field, "is missing");
    } else if (!written->is_array() || written->elements.empty()) {
      error(written->line, field, "must be a list like [\"monday\", \"thursday\"]");
    } else {
      for (std::size_t day = 0; day < written->elements.size(); ++day) {
        add(weekdays, written->elements[day], fmt::format("{}[{}]", field, day));
      }
    }
    const int line = written == nullptr ? schedule.line : written->line;
    schedule.erase("weekdays");
    // Without one the reader of items would name the same mistake again.
    const auto first = weekdays.empty() ? std::chrono::Monday : weekdays.front();
    schedule.set("weekday", LocatedJson::make_string(std::string(kWeekdayNames[first.iso_encoding() - 1]), line));
    return weekdays;
  }

 private:
  void add(Weekdays& weekdays, const LocatedJson& written, const std::string& field) {
    const auto known = std::ranges::find(kWeekdayNames, written.string);
    if (!written.is_string()) {
      return error(written.line, field, fmt::format("must be a text, not {}", in_words(written.kind)));
    }
    if (known == kWeekdayNames.end()) {
      return error(written.line, field,
                   fmt::format("unknown value {}, known are: {}", treffpunkt::quoted(written.string),
                               fmt::join(kWeekdayNames, ", ")));
    }
    const std::chrono::weekday weekday{static_cast<unsigned>(known - kWeekdayNames.begin()) + 1};
    if (std::ranges::find(weekdays, weekday) != weekdays.end()) {
      return error(written.line, field,
                   fmt::format("stands twice in the list: {}", treffpunkt::quoted(written.string)));
    }
    weekdays.push_back(weekday);
  }

  void error(int line, std::string field, std::string message) {
    problems_.push_back({Severity::error, std::string(file_), line, std::move(field), std::move(message)});
  }

  std::string_view file_;
  std::vector<Problem>& problems_;
};

}  // namespace

WeekdayLists take_weekdays(LocatedJson& service, std::string_view file, std::vector<Problem>& problems) {
  WeekdayLists lists;
  auto* schedules = service.find("schedules");
  if (schedules == nullptr) return lists;
  WeekdayReader reader{file, problems};
  for (auto& schedule : schedules->elements) {
    const auto index = lists.size();
    lists.push_back(schedule.is_object() ? reader.take(schedule, index) : Weekdays{});
  }
  return lists;
}

void repeat_for_weekdays(Service& service, const WeekdayLists& lists) {
  std::vector<Schedule> repeated;
  for (std::size_t index = 0; index < service.schedules.size(); ++index) {
    const auto& schedule = service.schedules[index];
    if (index >= lists.size() || lists[index].empty()) {
      repeated.push_back(schedule);
      continue;
    }
    for (const auto weekday : lists[index]) repeated.emplace_back(schedule).weekday = weekday;
  }
  service.schedules = std::move(repeated);
}

}  // namespace treffpunkt
