#include "feed/references.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "content/json/form.h"

namespace treffpunkt {
namespace {

std::string key_of(std::string_view type, std::string_view id) { return fmt::format("{}/{}", type, id); }

// Items by type and id; of two with one id the first.
using Register = std::unordered_map<std::string, const SourceItem*>;

Register register_items(const std::vector<SourceItem>& items, std::vector<Problem>& problems) {
  Register known;
  for (const auto& item : items) {
    if (item.id.empty()) continue;
    const auto [first, is_new] = known.emplace(key_of(item.type, item.id), &item);
    if (is_new) continue;
    problems.push_back({Severity::error, item.file, item.line, "id",
                        fmt::format("the {} in {}:{} has the id {} already", item.type, first->second->file,
                                    first->second->line, treffpunkt::quoted(item.id))});
  }
  return known;
}

void check_targets(const SourceItem& item, const Register& known, std::vector<Problem>& problems) {
  for (const auto& reference : item.references) {
    if (known.contains(key_of(reference.type, reference.id))) continue;
    problems.push_back(
        {Severity::error, item.file, reference.line, reference.field,
         fmt::format("there is no {} with the id {}", reference.type, treffpunkt::quoted(reference.id))});
  }
}

const Reference* parent_of(const SourceItem& item) {
  const auto found = std::ranges::find(item.references, "parent_id", &Reference::field);
  return item.type == "page" && found != item.references.end() ? &*found : nullptr;
}

// Named once for each circle, at the page where it was entered first.
void check_circle(const SourceItem& item, const Register& known, std::set<const SourceItem*>& seen,
                  std::vector<Problem>& problems) {
  std::vector<const SourceItem*> way;
  const SourceItem* page = &item;
  while (page != nullptr && seen.insert(page).second) {
    way.push_back(page);
    const auto* parent = parent_of(*page);
    const auto found = parent == nullptr ? known.end() : known.find(key_of("page", parent->id));
    page = found == known.end() ? nullptr : found->second;
  }
  const auto entry = std::ranges::find(way, page);
  if (page == nullptr || entry == way.end()) return;
  std::string circle;
  for (auto at = entry; at != way.end(); ++at) circle += (*at)->id + " > ";
  problems.push_back({Severity::error, page->file, parent_of(*page)->line, "parent_id",
                      fmt::format("pages in a circle, none of them can be reached: {}{}", circle, page->id)});
}

}  // namespace

void check_references(const std::vector<SourceItem>& items, std::vector<Problem>& problems) {
  const auto known = register_items(items, problems);
  std::set<const SourceItem*> seen;
  for (const auto& item : items) {
    check_targets(item, known, problems);
    if (item.type == "page") check_circle(item, known, seen, problems);
  }
}

}  // namespace treffpunkt
