#include "content/json/item_json.h"

#include <algorithm>

#include "content/json/fields.h"

namespace treffpunkt {
namespace {

template <typename Io>
void fields_of(Io& io, auto& item) {
  using Type = std::remove_cvref_t<decltype(item)>;
  if constexpr (std::is_same_v<Type, Event>) event_fields(io, item);
  if constexpr (std::is_same_v<Type, Location>) location_fields(io, item);
  if constexpr (std::is_same_v<Type, News>) news_fields(io, item);
  if constexpr (std::is_same_v<Type, Notice>) notice_fields(io, item);
  if constexpr (std::is_same_v<Type, Organization>) organization_fields(io, item);
  if constexpr (std::is_same_v<Type, Page>) page_fields(io, item);
  if constexpr (std::is_same_v<Type, Service>) service_fields(io, item);
  if constexpr (std::is_same_v<Type, Survey>) survey_fields(io, item);
  if constexpr (std::is_same_v<Type, Topic>) topic_fields(io, item);
}

bool starts_earlier(const Occurrence& a, const Occurrence& b) {
  return std::tie(a.start, a.end, a.location_id) < std::tie(b.start, b.end, b.location_id);
}

template <std::size_t Index = 0>
AnyItem empty_item(std::size_t index) {
  if constexpr (Index + 1 < kTypeNames.size()) {
    if (index != Index) return empty_item<Index + 1>(index);
  }
  return AnyItem(std::in_place_index<Index>);
}

bool ordered(const AnyItem& a, const AnyItem& b) {
  return a.index() != b.index() ? a.index() < b.index() : id_of(a) < id_of(b);
}

Result<FeedHeader> read_header(std::string_view line, std::string_view name) {
  const auto json = parse_located_json(line, name);
  if (!json) return fail(to_string(json.error()));
  std::vector<Problem> problems;
  const ReadOptions options;
  ReadContext context{name, options, problems};
  if (!json->is_object()) return fail(to_string(Problem{Severity::error, std::string(name), 1, {}, "no feed header"}));
  FieldReader reader(*json, nullptr, context);
  std::string type;
  FeedHeader header;
  reader.string("type", type, Form::any, Need::required);
  reader.ensure(type == "feed", "type", "the first line must be the feed's header");
  header_fields(reader, header);
  for (const auto& problem : problems) {
    if (problem.severity == Severity::error) return fail(to_string(problem));
  }
  return header;
}

Result<AnyItem> read_line(std::string_view line, std::string_view name, int number, const ReadOptions& options) {
  const auto json = parse_located_json(line, name, number);
  if (!json) return fail(to_string(json.error()));
  const auto* type = json->find("type");
  std::vector<Problem> problems;
  auto item =
      read_item(*json, type != nullptr ? std::string_view(type->string) : std::string_view(), name, options, problems);
  if (item) return std::move(*item);
  const auto first = std::find_if(problems.begin(), problems.end(),
                                  [](const Problem& problem) { return problem.severity == Severity::error; });
  return fail(to_string(*first));
}

}  // namespace

std::string_view type_name(const AnyItem& item) { return kTypeNames[item.index()]; }

const Item& common(const AnyItem& item) {
  return std::visit([](const auto& any) -> const Item& { return any; }, item);
}

const std::string& id_of(const AnyItem& item) { return common(item).id; }

std::string to_json(const AnyItem& item) {
  std::string out;
  FieldWriter writer(out);
  std::visit([&](const auto& any) { fields_of(writer, any); }, item);
  writer.string("type", std::string(type_name(item)), Form::any);
  writer.finish();
  return out;
}

std::string to_json(const FeedHeader& header) {
  std::string out;
  FieldWriter writer(out);
  header_fields(writer, header);
  writer.string("type", "feed", Form::any);
  writer.finish();
  return out;
}

std::string to_ndjson(const Feed& feed) {
  std::vector<const AnyItem*> items;
  items.reserve(feed.items.size());
  for (const auto& item : feed.items) items.push_back(&item);
  std::stable_sort(items.begin(), items.end(), [](const auto* a, const auto* b) { return ordered(*a, *b); });
  std::string out = to_json(feed.header) + "\n";
  for (const auto* item : items) {
    out += to_json(*item);
    out += '\n';
  }
  return out;
}

std::optional<AnyItem> read_item(const LocatedJson& object, std::string_view type, std::string_view file,
                                 const ReadOptions& options, std::vector<Problem>& problems) {
  const auto wrong = [&](std::string field, std::string message) {
    problems.push_back({Severity::error, std::string(file), object.line, std::move(field), std::move(message)});
    return std::nullopt;
  };
  if (!object.is_object()) return wrong({}, "an item must be an object, not " + std::string(in_words(object.kind)));
  const auto known = std::find(kTypeNames.begin(), kTypeNames.end(), type);
  if (known == kTypeNames.end()) {
    return wrong("type", type.empty() ? "the item's type is missing" : "unknown type " + quoted(type));
  }
  auto item = empty_item(static_cast<std::size_t>(known - kTypeNames.begin()));
  ReadContext context{file, options, problems};
  FieldReader reader(object, nullptr, context);
  std::string written{type};
  reader.string("type", written, Form::any);
  reader.ensure(written == type, "type", "this item has another type than its place: " + quoted(written));
  std::visit([&](auto& any) { fields_of(reader, any); }, item);
  reader.finish();
  if (context.failed) return std::nullopt;
  if (auto* event = std::get_if<Event>(&item)) {
    std::stable_sort(event->occurrences.begin(), event->occurrences.end(), starts_earlier);
  }
  return item;
}

Result<Feed> read_ndjson(std::string_view text, std::string_view name) {
  Feed feed;
  ReadOptions options;
  bool sorted = true;
  for (int number = 1; !text.empty() || number == 1; ++number) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (number == 1) {
      auto header = read_header(line, name);
      if (!header) return fail(header.error().message);
      options = {header->default_language, header->time_zone};
      feed.header = std::move(*header);
      continue;
    }
    auto item = read_line(line, name, number, options);
    if (!item) return fail(item.error().message);
    sorted = sorted && (feed.items.empty() || ordered(feed.items.back(), *item));
    feed.items.push_back(std::move(*item));
  }
  if (!sorted) std::stable_sort(feed.items.begin(), feed.items.end(), ordered);
  const auto twice = std::adjacent_find(feed.items.begin(), feed.items.end(),
                                        [](const AnyItem& a, const AnyItem& b) { return !ordered(a, b); });
  if (twice != feed.items.end()) {
    return fail(std::string(name) + ": two items of type " + std::string(type_name(*twice)) + " have the id " +
                quoted(id_of(*twice)));
  }
  return feed;
}

}  // namespace treffpunkt
