#include "kiosk/screens/filters.h"

#include <algorithm>

#include "content/language/zone.h"
#include "content/model/audience.h"
#include "kiosk/screens/choices.h"

namespace treffpunkt::screens {
namespace {

constexpr std::string_view kTopic = "topic";  // stands in the route's id, not among its options

// Pictograms that respect people: no stooped elders, no baby faces.
std::string_view audience_icon(std::string_view audience) {
  if (audience == "children") return "toys";
  if (audience == "youth") return "sports_basketball";
  if (audience == "families") return "family_restroom";
  if (audience == "women") return "woman";
  if (audience == "older-people") return "chair";
  if (audience == "refugees") return "handshake";
  if (audience == "newcomers") return "signpost";
  return "accessible";
}

}  // namespace

struct Filters::Entry {
  std::string option, value, icon, label;
};

Filters::Filters(Filtered what, const Ask& ask, std::vector<Topic> topics) : what_(what), route_(ask.route), topics_(std::move(topics)) {
  for (const auto& tag : ask.languages) {
    if (tag != "de-simple") languages_.push_back(tag);
  }
  languages_.emplace_back(kSignLanguage);
}

bool Filters::chosen(const Entry& entry) const {
  return (entry.option == kTopic ? route_.id : route_.option(entry.option)) == entry.value;
}

Route Filters::toggled(const Entry& entry) const {
  const std::string value = chosen(entry) ? "" : entry.value;
  Route route = entry.option == kTopic ? route_ : route_.with(entry.option, value);
  if (entry.option == kTopic) route.id = value;
  // A day and a weekend are two answers to one question.
  if (entry.option == "when") route = route.with("day", "");
  return route.with("offset", "");
}

std::vector<Filters::Entry> Filters::quick(const Page& page) const {
  std::vector<Entry> entries;
  if (what_ == Filtered::events) {
    if (page.moment.clock_trusted) entries.push_back({"when", "weekend", "", page.words("filter.weekend")});
  } else if (page.moment.clock_trusted) {
    entries.push_back({"open", "1", "", page.words("filter.open_now")});
  }
  entries.push_back({"free", "1", "", page.words("filter.free")});
  if (what_ == Filtered::events) entries.push_back({"for", "children", "", page.words("filter.children")});
  entries.push_back({"access", "step-free", "", page.words("filter.step_free")});
  entries.push_back({"language", std::string(kSignLanguage), "sign_language", page.words("filter.sign_language")});
  const std::string tag(page.words.language.tag);
  if (tag != "de" && tag != "de-simple") {
    entries.push_back({"language", tag, "", page.words("filter.language", {{"language", page.words.language_name(tag)}})});
  }
  return entries;
}

std::vector<Filters::Entry> Filters::audiences(const Page& page) const {
  std::vector<Entry> entries;
  for (const auto audience : kAudiences) {
    entries.push_back({"for", std::string(audience), std::string(audience_icon(audience)), page.words("audience." + std::string(audience))});
  }
  return entries;
}

std::vector<Filters::Entry> Filters::spoken(const Page& page) const {
  std::vector<Entry> entries;
  for (const auto& tag : languages_) {
    entries.push_back({"language", tag, tag == kSignLanguage ? "sign_language" : "", page.words.language_name(tag)});
  }
  return entries;
}

// The quick ones first, then what was chosen on the panel: it is seen outside, too, and can be taken back.
std::vector<Filters::Entry> Filters::seen(const Page& page) const {
  auto entries = quick(page);
  auto more = audiences(page);
  for (auto& entry : spoken(page)) more.push_back(std::move(entry));
  if (what_ == Filtered::events) {
    for (const auto& topic : topics_) more.push_back({std::string(kTopic), topic.id, topic.pictogram, page.plain(topic.name)});
  }
  for (auto& entry : more) {
    const bool known = std::any_of(entries.begin(), entries.end(), [&](const Entry& one) { return one.option == entry.option && one.value == entry.value; });
    if (!known && chosen(entry)) entries.push_back(std::move(entry));
  }
  return entries;
}

void Filters::take_back(Page& page) const {
  std::vector<Choice> choices;
  if (const auto day = parse_date(route_.option("day"))) {
    choices.push_back({"close", page.words.formats.weekday_day_month(*day), {"swap", to_string(route_.with("day", "").with("offset", ""))}});
  }
  for (const auto& entry : seen(page)) {
    if (chosen(entry)) choices.push_back({"close", entry.label, {"swap", to_string(toggled(entry))}});
  }
  choice_row(page, choices);
}

void Filters::row(Page& page) const {
  const auto entries = seen(page);
  std::vector<Choice> choices;
  for (const auto& entry : entries) choices.push_back({entry.icon, entry.label, {"swap", to_string(toggled(entry))}, chosen(entry)});
  choices.push_back({"tune", page.words("filter.more"), {"go", to_string(route_.with("panel", "1").with("offset", ""))}});
  if (any()) choices.push_back({"close", page.words("filter.clear"), {"swap", to_string(all())}});
  choice_row(page, choices);
}

void Filters::section(Page& page, std::string_view key, const std::vector<Entry>& entries) const {
  page.heading(page.words(key));
  std::vector<Choice> choices;
  for (const auto& entry : entries) choices.push_back({entry.icon, entry.label, {"refine", to_string(toggled(entry))}, chosen(entry)});
  choice_row(page, choices);
}

void Filters::panel(Page& page, std::size_t count, bool more) const {
  page.title(page.words("filter.title"));
  page.button("check", page.words("filter.show", {{"count", count_words(page, count, more)}}), {"swap", to_string(route_.with("panel", ""))}, page.theme().filled);
  page.space(5);
  std::vector<Entry> topics;
  for (const auto& topic : topics_) topics.push_back({std::string(kTopic), topic.id, topic.pictogram, page.plain(topic.name)});
  auto needs = quick(page);
  std::erase_if(needs, [](const Entry& entry) { return entry.option == "for" || entry.option == "language"; });
  section(page, "filter.topic_title", topics);
  section(page, "filter.audience_title", audiences(page));
  section(page, "filter.language_title", spoken(page));
  section(page, "filter.needs_title", needs);
  if (any()) page.button("close", page.words("filter.clear"), {"refine", to_string(all().with("panel", "1"))}, outlined(page.theme()));
}

std::string Filters::count_words(const Page& page, std::size_t count, bool more) const {
  const bool events = what_ == Filtered::events;
  if (more) return page.words(events ? "filter.many_events" : "filter.many_offers", {{"count", static_cast<long long>(count)}});
  return page.words(events ? "filter.events" : "filter.offers", {{"count", static_cast<long long>(count)}});
}

bool Filters::any() const {
  const auto plain = all().with("panel", route_.option("panel")).with("offset", route_.option("offset"));
  return !(plain == route_);
}

Route Filters::all() const {
  // The offers of a topic are a place of their own; the events of a topic are a choice among all.
  return {route_.screen, what_ == Filtered::offers ? route_.id : "", {}};
}

void restrict_to_weekend(EventQuery& query, const Moment& moment, std::string_view zone) {
  const std::chrono::local_days today{std::chrono::sys_days(moment.today()).time_since_epoch()};
  const auto weekday = std::chrono::weekday(std::chrono::sys_days(moment.today())).iso_encoding();
  const auto saturday = today + std::chrono::days(6) - std::chrono::days(weekday);
  query.from = std::max(query.from, to_instant(saturday, zone));
  query.until = to_instant(saturday + std::chrono::days(2), zone);
}

}  // namespace treffpunkt::screens
