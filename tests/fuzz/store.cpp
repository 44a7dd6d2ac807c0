#include "content/store/store.h"

#include "content/json/item_json.h"
#include "content/language/zone.h"
#include "content/store/build.h"
#include "tests/fuzz/targets.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt::fuzz {
namespace {

constexpr Instant kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + std::chrono::hours{12};

// What the screens ask, of items that are there and of some that are not.
void ask_all(const Store& store, const Feed& feed) {
  const auto today = date_of(to_local(kNow, "Europe/Berlin"));
  must(store.events({.from = kNow}).has_value(), "the store has events");
  must(store.services({.open_at = kNow}).has_value(), "the store has offers");
  must(store.next_consultation_hour(kNow, "").has_value(), "the store knows the consultation hour");
  must(store.topics("").has_value() && store.news(today, "").has_value(), "the store has topics and news");
  must(store.notices(kNow, "").has_value() && store.open_survey(today, "").has_value(), "the store has notices");
  must(store.objects().has_value() && store.newest_change().has_value(), "the store knows its objects and its age");
  for (const auto& item : feed.items) {
    const std::string& id = id_of(item);
    must(store.event(id) && store.service(id) && store.page(id) && store.location(id) && store.organization(id),
         "the store finds every item");
    must(store.pages(id, "").has_value() && store.occurrences_of(id, kNow, 10).has_value(), "and what belongs to it");
    must(store.search(id, "de", kNow, "", 20).has_value() && store.topics_near(id, "", 5).has_value(),
         "and searches for it");
  }
}

}  // namespace

void store(std::string_view input) {
  const auto feed = read_ndjson(input, "content.ndjson");
  if (!feed) return;
  const test::TemporaryFolder folder;
  const auto file = folder.path() / "content.db";
  if (!build_store(*feed, file)) {
    must(!std::filesystem::exists(file), "what could not be built is not there");
    return;
  }
  const auto checked = check_store(file);
  must(checked.has_value(), "what was built is whole");
  const auto store = Store::open(file);
  must(store.has_value(), "and can be opened");
  ask_all(*store, *feed);
}

}  // namespace treffpunkt::fuzz
