#include "feed/speech.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "content/json/item_json.h"
#include "feed/picture_shelf.h"
#include "feed/spoken_text.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

constexpr int kFailuresBeforeGivingUp = 6;  // in a row: then it is not the text, it is the command
constexpr std::uint64_t kLargestSpeech = 64 << 20;

struct Job {
  std::string text, language, place;  // the place is the first item's that says it
  std::string error;                  // empty: it lies on the shelf
  bool tried = false;
  bool wanted = false;  // by an item that is meant
};

// Who we are, what to do in an emergency, where to begin: what a kiosk's first screens lead to.
bool is_meant(const AnyItem& item, Spoken which) {
  const auto* page = std::get_if<Page>(&item);
  return which == Spoken::all || (page != nullptr && page->role != PageRole::none);
}

// All that is not on the shelf yet, on every core; the caller's thread tells how far it is.
class Making {
 public:
  Making(const SpeechShelf& shelf, std::vector<Job*> jobs) : shelf_(shelf), jobs_(std::move(jobs)) {}

  void run(const Progress& progress) {
    std::vector<std::jthread> threads;
    const auto wanted = std::min<std::size_t>(std::max(1u, std::thread::hardware_concurrency()), jobs_.size());
    for (std::size_t i = 0; i < wanted; ++i) threads.emplace_back([this] { work(); });
    std::unique_lock lock(mutex_);
    for (std::size_t told = 0; working(wanted); told = done_) {
      changed_.wait(lock, [&] { return done_ != told || !working(wanted); });
      lock.unlock();
      if (progress) progress("speech", done_, jobs_.size());
      lock.lock();
    }
  }

 private:
  bool working(std::size_t threads) const { return ended_ < threads; }

  void work() {
    for (std::size_t at = next_++; at < jobs_.size() && failures_ < kFailuresBeforeGivingUp; at = next_++) {
      Job& job = *jobs_[at];
      const auto made = shelf_.make(job.text, job.language);
      job.tried = true;
      job.error = made ? std::string() : made.error().message;
      failures_ = made ? 0 : failures_ + 1;
      const std::lock_guard lock(mutex_);
      ++done_;
      changed_.notify_one();
    }
    const std::lock_guard lock(mutex_);
    ++ended_;
    changed_.notify_one();
  }

  const SpeechShelf& shelf_;
  std::vector<Job*> jobs_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<int> failures_ = 0;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<std::size_t> done_ = 0;
  std::size_t ended_ = 0;
};

void report_failures(const std::map<std::string, Job>& jobs, SpokenFeed& spoken) {
  std::size_t untried = 0;
  for (const auto& [name, job] : jobs) {
    if (job.error.empty() || !job.wanted) continue;
    ++spoken.missing;
    untried += job.tried ? 0 : 1;
    if (!job.tried) continue;
    spoken.problems.push_back({Severity::warning, job.place, 0, "audio." + job.language,
                               fmt::format("not spoken: {}", job.error)});
  }
  if (untried == 0) return;
  spoken.problems.push_back({Severity::warning, "feed.toml", 0, "speech.command",
                             fmt::format("failed {} times in a row; {} more texts are not spoken",
                                         kFailuresBeforeGivingUp, untried)});
}

// One run over a feed: which texts, making them, naming them in the items.
class Speaking {
 public:
  Speaking(Feed& feed, const SpeechShelf& shelf, const fs::path& objects, Spoken which)
      : feed_(feed), shelf_(shelf), objects_(objects), which_(which) {}

  SpokenFeed run(const Progress& progress) {
    collect();
    make(progress);
    for (const auto& wish : wishes_) grant(wish);
    std::vector<std::string> names;
    for (const auto& [name, job] : jobs_) names.push_back(name);
    shelf_.keep_only(names);
    return std::move(spoken_);
  }

 private:
  struct Wish {
    AnyItem& item;
    std::string language, name;
  };

  void collect() {
    for (auto& item : feed_.items) {
      for (const auto& language : feed_.header.languages) {
        auto text = shelf_.speaks(language) ? spoken_text(item, language) : std::string();
        if (text.empty()) continue;
        auto name = shelf_.name_of(text, language);
        Job job{std::move(text), language, fmt::format("{} {}", type_name(item), id_of(item)), {}};
        auto& known = jobs_.try_emplace(name, std::move(job)).first->second;
        known.wanted = known.wanted || is_meant(item, which_);
        wishes_.push_back({item, language, std::move(name)});
      }
    }
  }

  void make(const Progress& progress) {
    std::vector<Job*> to_make;
    for (auto& [name, job] : jobs_) {
      std::error_code problem;
      if (fs::is_regular_file(shelf_.path_of(name), problem)) continue;
      job.error = "not tried";
      if (job.wanted) to_make.push_back(&job);
      spoken_.later += job.wanted ? 0 : 1;
    }
    spoken_.kept = jobs_.size() - to_make.size() - spoken_.later;
    Making(shelf_, to_make).run(progress);
    report_failures(jobs_, spoken_);
    spoken_.made = to_make.size() - spoken_.missing;
  }

  void grant(const Wish& wish) {
    const auto& job = jobs_.at(wish.name);
    if (!job.error.empty()) return;
    auto found = put_.find(wish.name);
    if (found == put_.end()) {
      auto put = put_object(shelf_.path_of(wish.name));
      if (!put) {
        spoken_.problems.push_back({Severity::warning, job.place, 0, "audio." + wish.language, put.error().message});
      }
      found = put_.emplace(wish.name, put ? *put : Speech{}).first;
      spoken_.bytes += found->second.length;
    }
    if (found->second.object.empty()) return;
    std::visit([&](Item& item) { item.audio[wish.language] = found->second; }, wish.item);
  }

  Result<Speech> put_object(const fs::path& made) const {
    const auto bytes = read_bounded(made, kLargestSpeech);
    if (!bytes) return tl::make_unexpected(bytes.error());
    const Speech speech{tuf::sha256_hex(*bytes), bytes->size()};
    const auto written = write_quickly(objects_ / object_path(speech.object), *bytes);
    if (!written) return tl::make_unexpected(written.error());
    return speech;
  }

  Feed& feed_;
  const SpeechShelf& shelf_;
  const fs::path& objects_;
  const Spoken which_;
  SpokenFeed spoken_;
  std::map<std::string, Job> jobs_;  // by name on the shelf: the same text in two items is one
  std::vector<Wish> wishes_;
  std::map<std::string, Speech> put_;
};

}  // namespace

SpokenFeed add_speech(Feed& feed, const SpeechShelf& shelf, const fs::path& objects, const Progress& progress, Spoken which) {
  return Speaking(feed, shelf, objects, which).run(progress);
}

}  // namespace treffpunkt
