#pragma once
// What a visitor narrows a list by: topic, for whom, language, free, step-free, open now, this weekend. The choices stand
// in the route, so they combine, survive a way back and end with the visit. UI thread but for the queries.

#include <string>
#include <vector>

#include "content/store/store.h"
#include "kiosk/screens/page.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {

enum class Filtered { events, offers };

class Filters {
 public:
  Filters() = default;
  Filters(Filtered what, const Ask& ask, std::vector<Topic> topics);

  // A handful of quick ones, what else is chosen, and the way to all of them.
  void row(Page& page) const;
  // For a list that is empty because of them: each that is chosen, to be taken back by a touch.
  void take_back(Page& page) const;
  // All of them, with pictograms; `count` results, or more when `more`.
  void panel(Page& page, std::size_t count, bool more) const;
  // "12 Termine"
  std::string count_words(const Page& page, std::size_t count, bool more) const;

  bool any() const;
  bool panel_open() const { return route_.option("panel") == "1"; }
  Route all() const;  // the same list without filters

 private:
  struct Entry;
  std::vector<Entry> quick(const Page& page) const;
  std::vector<Entry> audiences(const Page& page) const;
  std::vector<Entry> spoken(const Page& page) const;
  std::vector<Entry> seen(const Page& page) const;
  bool chosen(const Entry& entry) const;
  Route toggled(const Entry& entry) const;
  void section(Page& page, std::string_view key, const std::vector<Entry>& entries) const;

  Filtered what_ = Filtered::events;
  Route route_;
  std::vector<Topic> topics_;
  std::vector<std::string> languages_;
};

// Saturday's first minute to Monday's; on a Sunday what is left of it. `zone`: the feed's.
void restrict_to_weekend(EventQuery& query, const Moment& moment, std::string_view zone);
// The parts of a query that events and offers have in common.
template <typename Query>
void apply_filters(Query& query, const Route& route) {
  query.only_free = route.option("free") == "1";
  query.only_step_free = route.option("access") == "step-free";
  if (const auto audience = route.option("for"); !audience.empty()) query.audiences = {audience};
  if (const auto language = route.option("language"); !language.empty()) query.languages = {language};
  if (!route.id.empty()) query.topics = {route.id};
}

}  // namespace treffpunkt::screens
