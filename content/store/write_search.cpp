#include "content/store/write_search.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "content/body/body.h"
#include "content/store/cards.h"
#include "content/store/fold.h"
#include "content/store/schema.h"
#include "content/store/searched.h"

namespace treffpunkt {
namespace {

struct Entry {
  std::int64_t item = 0;
  const AnyItem* any = nullptr;
  std::int64_t starts = 0;           // events: the first date
  std::optional<std::int64_t> ends;  // events with a single date
};

// Collects the words of one item after the other, each word of an item once. Most words come again and again: the
// table of those known is cheaper than sorting every item's.
class Words {
 public:
  explicit Words(Folder& folder) : folder_(folder) {}

  void add(std::string_view text) {
    for (const auto& word : folder_.words(text, true)) {
      if (word.expanded.empty() && !is_new(word.plain)) continue;
      text_ += word.plain + ' ';
      for (const auto& form : word.forms()) {
        if (is_new(form)) text_ += form + ' ';
      }
    }
  }
  void add(const Text& text) {
    for (const auto& [language, translation] : text.translations) add(translation.text);
  }
  void add_body(const Text& text) {
    for (const auto& [language, translation] : text.translations) {
      for (const auto& block : parse_body(translation.text)) add(block.text);
    }
  }

  std::string take() {
    ++item_;
    return std::exchange(text_, {});
  }

 private:
  bool is_new(const std::string& word) { return std::exchange(last_item_[word], item_) != item_; }

  Folder& folder_;
  std::unordered_map<std::string, std::uint32_t> last_item_;
  std::uint32_t item_ = 1;
  std::string text_;
};

// One item as the search shows it and finds it.
struct Description {
  SearchHit hit;
  std::string names;       // to rank by
  std::string name_words;  // of the two indexes
  std::string text_words;
};

class Describer {
 public:
  explicit Describer(const Contents& contents) : contents_(contents) {}

  Description describe(const Event& event) {
    auto& text = text_;
    text.add(event.summary);
    text.add_body(event.description);
    for (const auto* other : {&event.status_note, &event.room, &event.registration_note, &event.cost.note}) {
      text.add(*other);
    }
    for (const auto& item : event.agenda) text.add(item.title);
    SearchHit hit{SearchHit::Type::event, event.id, event.name, event.summary, event.topics, {}, {}, {}, {}};
    add_place(event.location_id, hit, text);
    add_organization(event.organizer_id, text);
    return finish(std::move(hit), {&event.name}, text);
  }

  Description describe(const Service& service) {
    auto& text = text_;
    text.add(service.summary);
    text.add_body(service.description);
    text.add_body(service.required_documents);
    for (const auto* other : {&service.application_process, &service.interpretation_services, &service.cost.note}) {
      text.add(*other);
    }
    SearchHit hit{SearchHit::Type::service, service.id, service.name, service.summary, service.topics, {}, {}, {}, {}};
    if (!service.location_ids.empty()) add_place(service.location_ids.front(), hit, text);
    add_organization(service.organization_id, text);
    return finish(std::move(hit), {&service.name}, text);
  }

  Description describe(const Page& page) {
    auto& text = text_;
    text.add(page.summary);
    text.add_body(page.body);
    return finish({SearchHit::Type::page, page.id, page.title, page.summary, page.topics, {}, {}, {}, {}}, {&page.title},
                  text);
  }

  Description describe(const Organization& organization) {
    auto& text = text_;
    text.add_body(organization.description);
    return finish({SearchHit::Type::organization, organization.id, organization.name, {}, {}, {}, {}, {}, {}},
                  {&organization.name, &organization.short_name}, text);
  }

  Description describe(const Location& location) {
    auto& text = text_;
    text.add(location.transportation);
    text.add(location.street_address);
    text.add(location.locality);
    return finish({SearchHit::Type::location, location.id, location.name, {}, {}, {}, {}, {}, {}}, {&location.name}, text);
  }

 private:
  void add_place(const std::string& id, SearchHit& hit, Words& text) const {
    const auto* location = contents_.location(id);
    if (location == nullptr) return;
    hit.location_name = location->name;
    text.add(location->name);
  }

  void add_organization(const std::string& id, Words& text) const {
    const auto* organization = contents_.organization(id);
    if (organization == nullptr) return;
    text.add(organization->name);
    text.add(organization->short_name);
  }

  Description finish(SearchHit hit, std::initializer_list<const Text*> names, Words& text) {
    Description description;
    for (const auto* each : names) {
      name_.add(*each);
      text.add(*each);
      append_names(description.names, *each, folder_);
    }
    for (const auto& id : hit.topics) {
      if (const auto* topic = contents_.topic(id)) text.add(topic->name);
    }
    description.name_words = name_.take();
    description.text_words = text.take();
    description.hit = std::move(hit);
    return description;
  }

  const Contents& contents_;
  Folder folder_;
  Words text_{folder_}, name_{folder_};
};

// The stored order of what lasts takes turns between the kinds, so that the first candidates are some of each.
std::vector<Entry> take_turns(std::array<std::vector<Entry>, 5> lists) {
  std::vector<Entry> entries;
  for (std::size_t round = 0;; ++round) {
    const auto before = entries.size();
    for (const auto& list : lists) {
      if (round < list.size()) entries.push_back(list[round]);
    }
    if (entries.size() == before) return entries;
  }
}

Entry entry_of(std::int64_t number, const AnyItem* item, const Event& event, Contents& contents) {
  Entry entry{number, item, seconds_of(contents.instant(event.occurrences.front().start, event.time_zone)), {}};
  if (event.occurrences.size() == 1) {
    entry.ends = seconds_of(contents.instant(event.occurrences.front().end, event.time_zone));
  }
  return entry;
}

struct Order {
  std::vector<Entry> entries;
  std::int64_t single_from = 1;
};

Order stored_order(Contents& contents) {
  std::vector<Entry> services, pages, repeated, organizations, places, single;
  for (const auto& [number, item] : contents.items()) {
    if (const auto* event = std::get_if<Event>(item)) {
      if (event->occurrences.empty()) continue;
      const auto entry = entry_of(number, item, *event, contents);
      (entry.ends ? single : repeated).push_back(entry);
    }
    if (const auto* service = std::get_if<Service>(item); service && service->status != ServiceStatus::inactive) {
      services.push_back({number, item, 0, {}});
    }
    if (std::holds_alternative<Page>(*item)) pages.push_back({number, item, 0, {}});
    if (std::holds_alternative<Organization>(*item)) organizations.push_back({number, item, 0, {}});
    if (std::holds_alternative<Location>(*item)) places.push_back({number, item, 0, {}});
  }
  std::stable_sort(repeated.begin(), repeated.end(),
                   [](const Entry& a, const Entry& b) { return a.starts < b.starts; });
  std::stable_sort(single.begin(), single.end(), [](const Entry& a, const Entry& b) { return a.ends < b.ends; });
  Order order{take_turns({services, pages, repeated, organizations, places}), 1};
  order.single_from = static_cast<std::int64_t>(order.entries.size()) + 1;
  order.entries.insert(order.entries.end(), single.begin(), single.end());
  return order;
}

std::string times_of(const Event& event, Contents& contents) {
  std::string times;
  for (const auto& occurrence : event.occurrences) {
    const auto status = occurrence.status != EventStatus::scheduled ? occurrence.status : event.status;
    append_time(times, contents.instant(occurrence.start, event.time_zone),
                contents.instant(occurrence.end, event.time_zone), status == EventStatus::cancelled);
  }
  return times;
}

Description describe(Describer& describer, const AnyItem& item) {
  return std::visit(
      [&](const auto& typed) -> Description {
        if constexpr (requires { describer.describe(typed); }) return describer.describe(typed);
        return {};
      },
      item);
}

// The tables and indexes that one entry goes into.
class Inserts {
 public:
  explicit Inserts(Database& database)
      : searched_(database.prepare("INSERT INTO searched VALUES(?,?,?,?,?,?)")),
        names_(database.prepare("INSERT INTO search_names VALUES(?,?)")),
        times_(database.prepare("INSERT INTO search_times VALUES(?,?)")),
        card_(database.prepare("INSERT INTO search_card VALUES(?,?)")),
        name_(database.prepare("INSERT INTO search_name(rowid,words) VALUES(?,?)")),
        text_(database.prepare("INSERT INTO search_text(rowid,words) VALUES(?,?)")) {}

  void add(std::int64_t number, const Entry& entry, const Description& description) {
    searched_.bind(1, number)
        .bind(2, entry.item)
        .bind(3, static_cast<std::int64_t>(description.hit.type))
        .bind(4, std::int64_t{common(*entry.any).sites.empty()});
    if (entry.ends) {
      searched_.bind(5, entry.starts).bind(6, *entry.ends);
    } else {
      searched_.bind_null(5).bind_null(6);
    }
    searched_.run();
    names_.bind(1, number).bind(2, description.names).run();
    card_.bind(1, number).bind(2, write_card(description.hit)).run();
    name_.bind(1, number).bind(2, description.name_words).run();
    text_.bind(1, number).bind(2, description.text_words).run();
  }

  void add_times(std::int64_t number, const std::string& times) { times_.bind(1, number).bind_blob(2, times).run(); }

 private:
  Statement searched_, names_, times_, card_, name_, text_;
};

}  // namespace

std::int64_t write_searched(Database& database, Contents& contents) {
  // One large segment is written once instead of many small ones that are merged again and again.
  for (const auto* index : {"search_name", "search_text"}) {
    const std::string name(index);
    const auto set = "INSERT INTO " + name + "(" + name + ",rank) VALUES";
    database.execute(set + "('automerge',0);" + set + "('crisismerge',2000);" + set + "('hashsize',16777216);");
  }
  const auto order = stored_order(contents);
  Inserts insert(database);
  Describer describer(contents);
  std::int64_t number = 0;
  for (const auto& entry : order.entries) {
    insert.add(++number, entry, describe(describer, *entry.any));
    const auto* event = std::get_if<Event>(entry.any);
    if (event != nullptr && !entry.ends) insert.add_times(number, times_of(*event, contents));
  }
  database.execute(
      "INSERT INTO search_name(search_name) VALUES('optimize');"
      "INSERT INTO search_text(search_text) VALUES('optimize');");
  return order.single_from;
}

}  // namespace treffpunkt
