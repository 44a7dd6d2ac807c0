#include "kiosk/app/loader.h"

#include <spdlog/spdlog.h>

#include <fstream>

#include "kiosk/app/service_facts.h"

namespace treffpunkt::app {

Loader::Loader(Shelf shelf, std::function<void()> wake)
    : shelf_(std::move(shelf)), outbox_(shelf_.state() / "voice/outbox.db", [](const std::string& what) { spdlog::error(what); }), wake_(std::move(wake)), thread_([this] { run(); }) {}

Loader::~Loader() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  more_.notify_one();
  thread_.join();
}

void Loader::ask(std::uint64_t id, screens::Ask ask) {
  {
    const std::lock_guard lock(mutex_);
    // A screen goes before pictures: the visitor waits for it. Nobody waits for the one before: somebody types.
    outstanding_ -= std::erase_if(jobs_, [](const Job& job) { return std::holds_alternative<ScreenJob>(job); });
    jobs_.push_front(ScreenJob{id, std::move(ask)});
    ++outstanding_;
  }
  more_.notify_one();
}

void Loader::keep(Answer answer) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_front(AnswerJob{std::move(answer)});
    ++outstanding_;
  }
  more_.notify_one();
}

void Loader::append(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
    ++outstanding_;
  }
  more_.notify_one();
}

void Loader::ask_picture(std::string object, int width) { append(PictureJob{std::move(object), width}); }

void Loader::ask_task(Task task) { append(TaskJob{std::move(task)}); }

void Loader::note_shown(std::uint64_t generation) {
  ask_task([this, generation]() -> std::function<void()> {
    shelf_.note_shown(generation);
    return [] {};
  });
}

void Loader::notice(const std::string& name) {
  if (name == "current") append(NewsJob{});
  if (name == "usb.json") append(StickJob{});
}

std::vector<Loaded> Loader::take() {
  const std::lock_guard lock(mutex_);
  outstanding_ -= done_.size();
  return std::exchange(done_, {});
}

bool Loader::idle() const {
  const std::lock_guard lock(mutex_);
  return outstanding_ == 0;
}

void Loader::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    more_.wait(lock, [this] { return ending_ || !jobs_.empty(); });
    if (ending_) std::erase_if(jobs_, [](const Job& job) { return !std::holds_alternative<AnswerJob>(job); });
    if (jobs_.empty()) break;
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    Loaded loaded = std::visit([this](const auto& each) { return work(each); }, job);
    lock.lock();
    done_.push_back(std::move(loaded));
    wake_();
  }
  lock.unlock();
  // Ended because somebody wanted it to: that says nothing about the generation.
  if (store_) shelf_.note_ended(generation_);
}

// Three starts that end before their time make a generation bad; so this one must not count once it has begun.
bool Loader::is_newest_open() const {
  return store_ && generation_ != 0 && shelf_.current() == generation_ && shelf_.edition(generation_) == edition_;
}

bool Loader::is_refused(std::uint64_t generation) const {
  const auto found = refused_.find(generation);
  return found != refused_.end() && shelf_.edition(generation) == found->second;
}

void Loader::open_newest() {
  if (is_newest_open()) return;
  for (const auto choice : shelf_.choices()) {
    if (store_ && choice == generation_ && shelf_.edition(choice) == edition_) return;
    if (!is_refused(choice) && open(choice)) return;
  }
}

bool Loader::open(std::uint64_t generation) {
  const auto edition = shelf_.edition(generation);
  if (!edition) return false;
  shelf_.note_started(generation);  // before: it may be the last thing that this process does
  auto store = Store::open(shelf_.database(generation));
  if (!store) {
    spdlog::error("generation {} cannot be opened: {}", generation, store.error().message);
    refuse(generation);
    return false;
  }
  // What gives way to a newer one in less than its time has proved nothing.
  if (store_ && generation_ != generation) shelf_.note_ended(generation_);
  store_ = std::move(*store);
  generation_ = generation;
  edition_ = edition;
  ++opening_;
  return true;
}

void Loader::refuse(std::uint64_t generation) {
  shelf_.note_failed(generation);
  if (const auto edition = shelf_.edition(generation)) refused_[generation] = *edition;
  if (store_ && generation_ == generation) store_.reset();
}

bool Loader::store_answers() {
  if (!store_) return true;
  const auto answer = store_->topics("");
  if (answer) return true;
  spdlog::error("generation {} does not answer: {}", generation_, answer.error().message);
  if (generation_ == 0) return false;
  refuse(generation_);
  open_newest();
  return !store_ || store_->topics("").has_value();
}

// Speech and films come after a generation's texts, one by one: what is not here whole is not offered.
void Loader::look_for_recordings(LoadedScreen& loaded) const {
  const auto is_here = [](const std::filesystem::path& file, std::uint64_t length) {
    std::error_code problem;
    return std::filesystem::file_size(file, problem) == length && !problem && std::ifstream(file).good();
  };
  auto films = loaded.screen->films();
  if (const auto* item = loaded.screen->recorded().item) {
    for (const auto& [language, speech] : item->audio) {
      const auto file = shelf_.object(speech.object);
      if (is_here(file, speech.length)) loaded.speech.emplace(language, file);
    }
    if (item->video) films.push_back(&*item->video);
  }
  for (const auto* film : films) {
    if (is_here(shelf_.object(film->object), film->length)) loaded.films.insert(film->object);
  }
}

Result<std::unique_ptr<screens::Screen>> Loader::load(const ScreenJob& job, LoadedScreen& loaded) const {
  loaded.generation = generation_;
  loaded.opening = opening_;
  loaded.has_content = store_.has_value();
  loaded.header = store_ ? store_->header() : FeedHeader{};
  screens::Ask ask = job.ask;
  if (ask.languages.empty()) ask.languages = loaded.header.languages;
  if (ask.route.screen == "service") return screens::make_service(gather_facts(shelf_.state(), loaded.header, generation_), ask.route);
  return screens::load_screen(store_ ? &*store_ : nullptr, ask);
}

Loaded Loader::work(const ScreenJob& job) {
  open_newest();
  LoadedScreen loaded;
  loaded.id = job.id;
  auto screen = load(job, loaded);
  if (!screen && generation_ != 0) {
    // The card has spoilt it, or it was never good: yesterday's is better than none.
    spdlog::error("screen {} of generation {}: {}", screens::to_string(job.ask.route), generation_, screen.error().message);
    refuse(generation_);
    open_newest();
    screen = load(job, loaded);
  }
  if (!screen) {
    spdlog::error("screen {}: {}", screens::to_string(job.ask.route), screen.error().message);
    screen = screens::make_waiting(job.ask);
  }
  loaded.screen = std::move(*screen);
  look_for_recordings(loaded);
  if (store_) {
    if (auto notices = store_->notices(job.ask.moment.now, job.ask.site)) loaded.notices = std::move(*notices);
  }
  return loaded;
}

Loaded Loader::work(const AnswerJob& job) {
  const auto kept = outbox_.keep(job.answer);
  // Not the answer: the log must not know it.
  if (!kept) spdlog::error("an answer could not be kept: {}", kept.error().message);
  return LoadedAnswer{job.answer.survey, kept.has_value()};
}

Loaded Loader::work(const PictureJob& job) {
  LoadedPicture loaded{job.object, {}};
  auto pixels = platform::read_picture(shelf_.object(job.object), job.width);
  if (pixels) {
    loaded.pixels = std::move(*pixels);
  } else {
    spdlog::warn("picture {}: {}", job.object, pixels.error().message);
  }
  return loaded;
}

}  // namespace treffpunkt::app
