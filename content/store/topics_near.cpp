#include <algorithm>
#include <map>

#include "content/store/cards.h"
#include "content/store/nearness.h"
#include "content/store/reader.h"

namespace treffpunkt {
namespace {

constexpr std::size_t kMostWords = 4;    // of what was typed
constexpr std::size_t kMostAlike = 12;   // words of the vocabulary that a typed one is compared to the items of
constexpr std::int64_t kMostItems = 60;  // that a word leads to
constexpr double kNear = 0.5;            // less is chance
constexpr double kName = 20;             // a topic's own name counts as much as so many items
constexpr double kLeast = 0.2;           // of the nearest topic's points

struct Alike {
  std::string term;
  double near = 0;
};

// A word that every fourth item has says nothing about a topic.
std::int64_t most_documents(Database& database) {
  auto count = database.prepare("SELECT max(number) FROM searched");
  return count.next() ? std::max<std::int64_t>(20, count.integer(0) / 4) : 20;
}

std::vector<Alike> words_like(Database& database, const std::vector<FoldedWord>& typed) {
  std::vector<std::u32string> letters;
  for (const auto& word : typed) letters.push_back(letters_of(word.plain));
  auto all = database.prepare("SELECT term FROM term WHERE documents<=?1");
  all.bind(1, most_documents(database));
  std::vector<Alike> alike;
  while (all.next()) {
    const auto term = letters_of(all.text(0));
    double near = 0;
    for (const auto& word : letters) near = std::max(near, nearness(word, term));
    if (near >= kNear) alike.push_back({std::string(all.text(0)), near});
  }
  std::stable_sort(alike.begin(), alike.end(), [](const Alike& a, const Alike& b) { return a.near > b.near; });
  alike.resize(std::min(alike.size(), kMostAlike));
  return alike;
}

class Points {
 public:
  explicit Points(const std::vector<Topic>& topics) {
    for (const auto& topic : topics) points_[topic.id] = 0;
  }

  void add_name(const Topic& topic, const std::vector<FoldedWord>& typed, Folder& folder) {
    double near = 0;
    for (const auto& [language, translation] : topic.name.translations) {
      for (const auto& name : folder.words(translation.text)) {
        for (const auto& word : typed) near = std::max(near, nearness(letters_of(word.plain), letters_of(name.plain)));
      }
    }
    if (near >= kNear) points_[topic.id] += kName * near;
  }

  void add_items(Database& database, const Alike& alike) {
    auto items = database.prepare(
        "SELECT c.card FROM search_text f CROSS JOIN search_card c ON c.number=f.rowid WHERE search_text MATCH ?1 "
        "LIMIT ?2");
    items.bind(1, "\"" + alike.term + "\"").bind(2, kMostItems);
    while (items.next()) {
      SearchHit hit;
      if (!read_card(items.text(0), hit)) database.keep_failure("the card of a search result cannot be read");
      for (const auto& id : hit.topics) {
        if (const auto found = points_.find(id); found != points_.end()) found->second += alike.near;
      }
    }
  }

  std::vector<Topic> nearest(std::vector<Topic> topics, std::size_t limit) {
    std::stable_sort(topics.begin(), topics.end(),
                     [this](const Topic& a, const Topic& b) { return points_[a.id] > points_[b.id]; });
    const double least = topics.empty() ? 0 : kLeast * points_[topics.front().id];
    std::erase_if(topics, [&](const Topic& topic) { return points_[topic.id] <= 0 || points_[topic.id] < least; });
    topics.resize(std::min(topics.size(), limit));
    return topics;
  }

 private:
  std::map<std::string, double, std::less<>> points_;
};

}  // namespace

Result<std::vector<Topic>> Store::topics_near(std::string_view typed, std::string_view site, std::size_t limit) const {
  auto& database = *impl_->database;
  auto all = topics(site);
  if (!all) return all;
  Folder folder;
  auto words = folder.words(typed.substr(0, 400));
  words.resize(std::min(words.size(), kMostWords));
  Points points(*all);
  for (const auto& topic : *all) points.add_name(topic, words, folder);
  for (const auto& alike : words_like(database, words)) points.add_items(database, alike);
  return answer(database, points.nearest(std::move(*all), limit));
}

}  // namespace treffpunkt
