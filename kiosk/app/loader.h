#pragma once
// The worker: opens stores, loads screens and decodes pictures, so that the UI thread never waits for the card.
// ask() and take() are for the UI thread; everything in between happens on the loader's own thread.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "content/outbox/outbox.h"
#include "kiosk/app/shelf.h"
#include "kiosk/app/stick_news.h"
#include "kiosk/platform/picture.h"
#include "kiosk/screens/screen.h"

namespace treffpunkt::app {

// A screen that was asked for, with what the frame around it needs to know.
struct LoadedScreen {
  std::uint64_t id = 0;                        // as given to ask()
  std::unique_ptr<screens::Screen> screen;
  std::uint64_t generation = 0;                // 0: factory content or none
  std::uint64_t opening = 0;                   // counts up whenever a store was opened: the same number, other content
  bool has_content = false;
  FeedHeader header;                           // of that generation
  std::vector<Notice> notices;
  // Of the screen's recordings those that are here: speech by language, films by object.
  std::map<std::string, std::filesystem::path, std::less<>> speech;
  std::set<std::string> films;
};

struct LoadedPicture {
  std::string object;
  platform::Pixels pixels;                     // empty: it could not be had
};

// Work that was done; `finish` is for the UI thread.
struct LoadedTask {
  std::function<void()> finish;
};

// What became of an answer to the survey.
struct LoadedAnswer {
  std::string survey;
  bool kept = false;
};

// Another generation, or other content under the same number, has become the active one.
struct LoadedNews {};

using Loaded = std::variant<LoadedScreen, LoadedPicture, LoadedTask, LoadedAnswer, LoadedNews, StickNews>;

class Loader {
 public:
  // `wake` is called on the loader's thread when there is something to take().
  Loader(Shelf shelf, std::function<void()> wake);
  ~Loader();  // finishes what it is doing, forgets the rest

  // The newest generation is taken up whenever a screen is asked for. One that was asked for before and has not been
  // begun is no longer wanted.
  void ask(std::uint64_t id, screens::Ask ask);
  // An answer is kept even if the kiosk ends meanwhile.
  void keep(Answer answer);
  void ask_picture(std::string object, int width);
  // Anything else that takes time: runs on the loader's thread, and what it returns on the UI's.
  using Task = std::function<std::function<void()>()>;
  void ask_task(Task task);
  // That generation has been on the screen for long enough.
  void note_shown(std::uint64_t generation);
  // A file of this name was put in its place in the state directory. Any thread.
  void notice(const std::string& name);
  // For a task: whether the store that is shown, if there is one, still answers. One that does not is given up.
  bool store_answers();

  std::vector<Loaded> take();
  bool idle() const;  // nothing asked for that has not been taken

  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

 private:
  struct ScreenJob {
    std::uint64_t id;
    screens::Ask ask;
  };
  struct PictureJob {
    std::string object;
    int width;
  };
  struct TaskJob {
    Task task;
  };
  struct AnswerJob {
    Answer answer;
  };
  struct NewsJob {};
  struct StickJob {};
  using Job = std::variant<ScreenJob, PictureJob, TaskJob, AnswerJob, NewsJob, StickJob>;

  void run();
  Loaded work(const ScreenJob& job);
  Loaded work(const PictureJob& job);
  static Loaded work(const TaskJob& job) { return LoadedTask{job.task()}; }
  Loaded work(const AnswerJob& job);
  static Loaded work(const NewsJob&) { return LoadedNews{}; }
  Loaded work(const StickJob&) { return read_stick_news(shelf_.state() / "usb.json"); }
  void append(Job job);
  Result<std::unique_ptr<screens::Screen>> load(const ScreenJob& job, LoadedScreen& loaded) const;
  void look_for_recordings(LoadedScreen& loaded) const;
  bool is_newest_open() const;
  bool is_refused(std::uint64_t generation) const;
  void open_newest();
  bool open(std::uint64_t generation);
  void refuse(std::uint64_t generation);

  // The worker's alone.
  Shelf shelf_;
  Outbox outbox_;
  std::optional<Store> store_;
  std::uint64_t generation_ = 0, opening_ = 0;
  std::optional<Edition> edition_;                // of the store that is open
  std::map<std::uint64_t, Edition> refused_;      // would not open or answer: not tried again until they are other files

  // Shared, under mutex_.
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::deque<Job> jobs_;
  std::vector<Loaded> done_;
  std::size_t outstanding_ = 0;
  bool ending_ = false;

  std::function<void()> wake_;
  std::thread thread_;
};

}  // namespace treffpunkt::app
