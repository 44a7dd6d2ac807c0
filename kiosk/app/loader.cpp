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

void Loader::ask_picture(std::string object, int width) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(PictureJob{std::move(object), width});
    ++outstanding_;
  }
  more_.notify_one();
}

void Loader::ask_task(Task task) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(TaskJob{std::move(task)});
    ++outstanding_;
  }
  more_.notify_one();
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
    if (jobs_.empty()) return;
    const Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    Loaded loaded = std::visit([this](const auto& each) { return work(each); }, job);
    lock.lock();
    done_.push_back(std::move(loaded));
    wake_();
  }
}

void Loader::open_or_note(std::uint64_t generation) {
  auto store = Store::open(shelf_.database(generation));
  if (store) {
    store_ = std::move(*store);
    generation_ = generation;
    return;
  }
  spdlog::error("generation {} cannot be opened: {}", generation, store.error().message);
  shelf_.note_failed(generation);
  refused_ = generation;
}

void Loader::open_newest() {
  const std::uint64_t newest = shelf_.current();
  if (newest != 0 && newest != generation_ && newest != refused_) open_or_note(newest);
  if (!store_) {
    auto factory = Store::open(shelf_.database(0));
    if (factory) store_ = std::move(*factory);
  }
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

Loaded Loader::work(const ScreenJob& job) {
  open_newest();
  LoadedScreen loaded;
  loaded.id = job.id;
  loaded.generation = generation_;
  if (store_) {
    loaded.has_content = true;
    loaded.header = store_->header();
  }
  screens::Ask ask = job.ask;
  if (ask.languages.empty()) ask.languages = loaded.header.languages;
  auto screen = ask.route.screen == "service"
                    ? Result<std::unique_ptr<screens::Screen>>(screens::make_service(gather_facts(shelf_.state(), loaded.header, generation_), ask.route))
                    : screens::load_screen(store_ ? &*store_ : nullptr, ask);
  if (!screen) {
    // A card that cannot be read any more: say so in the log, show the calm screen.
    spdlog::error("screen {}: {}", screens::to_string(ask.route), screen.error().message);
    screen = screens::make_waiting(ask);
  }
  loaded.screen = std::move(*screen);
  look_for_recordings(loaded);
  if (store_) {
    if (auto notices = store_->notices(ask.moment.now, ask.site)) loaded.notices = std::move(*notices);
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
