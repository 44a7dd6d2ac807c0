// bench-lists FOLDER: how long the screens' data and pages of the lists take from the store that bench-store made.

#include <cstdio>
#include <filesystem>

#include "bench/spread.h"
#include "bench/synthetic.h"
#include "kiosk/screens/screen.h"

namespace {

using namespace treffpunkt;
namespace fs = std::filesystem;

constexpr int kRounds = 9;
constexpr std::size_t kPage = 40;   // as the events screen asks for
constexpr std::size_t kPages = 25;  // that a very patient visitor turns

// Every fallible answer goes through here, so that nothing is measured that failed.
template <typename Answer>
void must(const Answer& answer) {
  if (answer) return;
  std::fprintf(stderr, "bench-lists: %s\n", answer.error().message.c_str());
  std::exit(1);
}

nlohmann::json screen_times(const Store& store, const char* route) {
  screens::Ask ask;
  ask.route = screens::parse_route(route);
  ask.moment = screens::Moment::at(bench::kSyntheticNow, "Europe/Berlin", true);
  ask.languages = store.header().languages;
  bench::Times times;
  times.measure(kRounds, [&] { must(screens::load_screen(&store, ask)); });
  return times.json();
}

nlohmann::json event_pages(const Store& store) {
  bench::Times times;
  for (std::size_t page = 0; page < kPages; ++page) {
    EventQuery query;
    query.from = bench::kSyntheticNow;
    query.offset = page * kPage;
    query.limit = kPage;
    times.measure(kRounds, [&] { must(store.events(query)); });
  }
  return times.json();
}

nlohmann::json filtered_event_pages(const Store& store) {
  bench::Times times;
  for (std::size_t page = 0; page < kPages; ++page) {
    EventQuery query;
    query.from = bench::kSyntheticNow;
    query.topics = {"health"};
    query.audiences = {"children", "women"};
    query.only_free = true;
    query.offset = page * kPage;
    query.limit = kPage;
    times.measure(kRounds, [&] { must(store.events(query)); });
  }
  return times.json();
}

nlohmann::json service_pages(const Store& store) {
  bench::Times times;
  for (std::size_t page = 0; page < kPages; ++page) {
    ServiceQuery query;
    query.offset = page * kPage;
    query.limit = kPage;
    times.measure(kRounds, [&] { must(store.services(query)); });
  }
  return times.json();
}

}  // namespace

int main(int count, char** values) {
  if (count != 2) {
    std::fprintf(stderr, "usage: bench-lists FOLDER\n");
    return 2;
  }
  const auto database = fs::path(values[1]) / "generations" / "1" / "content.db";
  bench::Times open_times;
  open_times.measure(kRounds, [&] { must(Store::open(database)); });
  const auto store = Store::open(database);
  must(store);
  nlohmann::json json = {{"open_ms", open_times.json()},
                         {"event_page_ms", event_pages(*store)},
                         {"filtered_event_page_ms", filtered_event_pages(*store)},
                         {"service_page_ms", service_pages(*store)}};
  for (const auto* route : {"attract", "home", "events", "offers", "offers/health"})
    json["screens_ms"][route] = screen_times(*store, route);
  std::printf("%s\n", json.dump().c_str());
  return 0;
}
