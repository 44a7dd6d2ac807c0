#include "content/store/write_search.h"

#include <algorithm>
#include <array>

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
  std::int64_t first_start = 0;          // events
  std::optional<std::int64_t> last_end;  // events with a single date
};

// The words of one item, each once.
class Words {
 public:
  explicit Words(Folder& folder) : folder_(folder) {}

  void add(std::string_view text) {
    for (const auto& word : folder_.words(text, true)) {
      for (auto& form : word.forms()) words_.push_back(std::move(form));
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
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
    std::string out;
    for (const auto& word : words_) out += word + ' ';
    words_.clear();
    return out;
  }

 private:
  Folder& folder_;
  std::vector<std::string> words_;
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
    Words text(folder_);
    text.add(event.summary);
    text.add_body(event.description);
    for (const auto* other : {&event.status_note, &event.room, &event.registration_note, &event.cost.note}) {
      text.add(*other);
    }
    for (const auto& item : event.agenda) text.add(item.title);
    SearchHit hit{SearchHit::Type::event, event.id, event.name, event.summary, event.topics, {}, {}, {}};
    add_place(event.location_id, hit, text);
    add_organization(event.organizer_id, text);
    return finish(std::move(hit), {&event.name}, text);
  }

  Description describe(const Service& service) {
    Words text(folder_);
    text.add(service.summary);
    text.add_body(service.description);
    text.add_body(service.required_documents);
    for (const auto* other : {&service.application_process, &service.interpretation_services, &service.cost.note}) {
      text.add(*other);
    }
    SearchHit hit{SearchHit::Type::service, service.id, service.name, service.summary, service.topics, {}, {}, {}};
    if (!service.location_ids.empty()) add_place(service.location_ids.front(), hit, text);
    add_organization(service.organization_id, text);
    return finish(std::move(hit), {&service.name}, text);
  }

  Description describe(const Page& page) {
    Words text(folder_);
    text.add(page.summary);
    text.add_body(page.body);
    return finish({SearchHit::Type::page, page.id, page.title, page.summary, page.topics, {}, {}, {}}, {&page.title},
                  text);
  }

  Description describe(const Organization& organization) {
    Words text(folder_);
    text.add_body(organization.description);
    return finish({SearchHit::Type::organization, organization.id, organization.name, {}, {}, {}, {}, {}},
                  {&organization.name, &organization.short_name}, text);
  }

  Description describe(const Location& location) {
    Words text(folder_);
    text.add(location.transportation);
    text.add(location.street_address);
    text.add(location.locality);
    return finish({SearchHit::Type::location, location.id, location.name, {}, {}, {}, {}, {}}, {&location.name}, text);
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
    Words name(folder_);
    for (const auto* each : names) {
      name.add(*each);
      text.add(*each);
      append_names(description.names, *each, folder_);
    }
    for (const auto& id : hit.topics) {
      if (const auto* topic = contents_.topic(id)) text.add(topic->name);
    }
    description.name_words = name.take();
    description.text_words = text.take();
    description.hit = std::move(hit);
    return description;
  }

  const Contents& contents_;
  Folder folder_;
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
    entry.last_end = seconds_of(contents.instant(event.occurrences.front().end, event.time_zone));
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
      (entry.last_end ? single : repeated).push_back(entry);
    }
    if (const auto* service = std::get_if<Service>(item); service && service->status != ServiceStatus::inactive) {
      services.push_back({number, item, 0, {}});
    }
    if (std::holds_alternative<Page>(*item)) pages.push_back({number, item, 0, {}});
    if (std::holds_alternative<Organization>(*item)) organizations.push_back({number, item, 0, {}});
    if (std::holds_alternative<Location>(*item)) places.push_back({number, item, 0, {}});
  }
  std::stable_sort(repeated.begin(), repeated.end(),
                   [](const Entry& a, const Entry& b) { return a.first_start < b.first_start; });
  std::stable_sort(single.begin(), single.end(),
                   [](const Entry& a, const Entry& b) { return a.last_end < b.last_end; });
  Order order{take_turns({services, pages, repeated, organizations, places}), 1};
  order.single_from = static_cast<std::int64_t>(order.entries.size()) + 1;
  order.entries.insert(order.entries.end(), single.begin(), single.end());
  return order;
}

std::string times_of(const AnyItem& item, Contents& contents) {
  std::string times;
  if (const auto* event = std::get_if<Event>(&item)) {
    for (const auto& occurrence : event->occurrences) {
      const auto status = occurrence.status != EventStatus::scheduled ? occurrence.status : event->status;
      append_time(times, contents.instant(occurrence.start, event->time_zone),
                  contents.instant(occurrence.end, event->time_zone), status == EventStatus::cancelled);
    }
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

}  // namespace

std::int64_t write_searched(Database& database, Contents& contents) {
  // One large segment is written once instead of many small ones that are merged again and again.
  for (const auto* index : {"search_name", "search_text"}) {
    const std::string name(index);
    const auto set = "INSERT INTO " + name + "(" + name + ",rank) VALUES";
    database.execute(set + "('automerge',0);" + set + "('crisismerge',2000);" + set + "('hashsize',16777216);");
  }
  auto insert = database.prepare("INSERT INTO searched VALUES(?,?,?,?,?,?,?)");
  auto insert_card = database.prepare("INSERT INTO search_card VALUES(?,?)");
  auto insert_name = database.prepare("INSERT INTO search_name(rowid,words) VALUES(?,?)");
  auto insert_text = database.prepare("INSERT INTO search_text(rowid,words) VALUES(?,?)");
  const auto order = stored_order(contents);
  Describer describer(contents);
  std::int64_t number = 0;
  for (const auto& entry : order.entries) {
    const auto description = describe(describer, *entry.any);
    insert.bind(1, ++number)
        .bind(2, entry.item)
        .bind(3, static_cast<std::int64_t>(description.hit.type))
        .bind(4, std::int64_t{common(*entry.any).sites.empty()})
        .bind(6, description.names)
        .bind_blob(7, times_of(*entry.any, contents));
    if (entry.last_end) {
      insert.bind(5, *entry.last_end);
    } else {
      insert.bind_null(5);
    }
    insert.run();
    insert_card.bind(1, number).bind(2, write_card(description.hit)).run();
    insert_name.bind(1, number).bind(2, description.name_words).run();
    insert_text.bind(1, number).bind(2, description.text_words).run();
  }
  database.execute(
      "INSERT INTO search_name(search_name) VALUES('optimize');"
      "INSERT INTO search_text(search_text) VALUES('optimize');");
  return order.single_from;
}

}  // namespace treffpunkt
