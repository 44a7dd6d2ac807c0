#include "tests/faults/trial.h"

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "content/json/item_json.h"
#include "content/store/build.h"
#include "content/store/store.h"
#include "kiosk/app/shelf.h"
#include "sync/tuf/key.h"
#include "tests/system/support/files.h"
#include "tests/system/support/pictures.h"

namespace treffpunkt::faults {
namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Which objects are there but are not what their name says.
std::string wrong_object(const fs::path& objects) {
  std::error_code none;
  for (fs::recursive_directory_iterator entry(objects, none), end; entry != end; entry.increment(none)) {
    const std::string name = entry->path().filename();
    if (entry->is_regular_file() && name.size() == 64 && tuf::sha256_hex(bytes_of(entry->path())) != name) return name;
  }
  return "";
}

// What a visit leaves that nobody will ever use or remove.
std::string left_over(const fs::path& state) {
  for (const auto& entry : fs::recursive_directory_iterator(state)) {
    const std::string name = entry.path().filename();
    for (const char* unfinished : {".tmp", ".part", "-journal", "-wal", "-shm"}) {
      if (name.ends_with(unfinished)) return fs::relative(entry.path(), state);
    }
    if (name == ".building" || name == "unfinished") return fs::relative(entry.path(), state);
  }
  return "";
}

void replace_folder(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  if (fs::exists(from)) fs::copy(from, to, fs::copy_options::recursive);
}

}  // namespace

std::string content_of(std::uint64_t generation, const std::string& picture, const std::string& speech) {
  Feed feed;
  feed.header.id = "faults";
  feed.header.generation = generation;
  feed.header.languages = {"de"};
  Page page;
  page.id = "welcome";
  page.title.translations["de"] = {"Stand " + std::to_string(generation)};
  page.body.translations["de"] = {"# Willkommen\n\n![Bild](object:" + picture + "?40x20)\n"};
  page.audio["de"] = {speech, 300};
  feed.items.push_back(page);
  return to_ndjson(feed);
}

std::string last_line(const std::string& output) {
  const auto end = output.find_last_not_of('\n');
  if (end == std::string::npos) return "";
  const auto begin = output.rfind('\n', end);
  return output.substr(begin == std::string::npos ? 0 : begin + 1,
                       end - (begin == std::string::npos ? 0 : begin + 1) + 1);
}

std::string crash_of(const test::Ended& ended) {
  for (const int signal : {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL}) {
    if (ended.code == -signal || ended.code == 128 + signal) return "crashed (" + std::to_string(signal) + ")";
  }
  return "";
}

Trial::Trial() : web_([](const Asked&) { return Answer{.status = 503}; }) {
  const std::string speech = maker_.add_object(std::string(300, 's'));
  maker_.add_content(1, content_of(1, maker_.add_object(std::string(5000, 'a')), speech));
  maker_.publish();
  first_feed_ = maker_.files;
  maker_.replace_keys("root", 2);
  maker_.publish_root();
  maker_.add_content(
      2, content_of(2, maker_.add_object(std::string(5000, 'b')), maker_.add_object(std::string(300, 't'))));
  maker_.publish();
  second_feed_ = maker_.files;
  test::write_text(folder() / "root.json", maker_.first_root());
  configure(web_.url());
  serve(first_feed_);
  const auto first = sync();
  if (first.code != 0 || shown() != "1") throw std::runtime_error("the first visit failed: " + first.output + shown());
  replace_folder(state(), folder() / "first");
}

void Trial::restore(Start start) {
  replace_folder(start == Start::first ? folder() / "first" : folder() / "none", state());
}

void Trial::serve(Files files) {
  web_.behave([files = std::move(files)](const Asked& asked) { return honest(files, asked); });
}

void Trial::configure(const std::string& url, const std::string& more) const {
  test::write_text(
      folder() / "kiosk.toml",
      "state = \"state\"\n[feed]\nurl = \"" + url +
          "\"\nroot = \"root.json\"\ntimeout_seconds = 1\n[site]\nid = \"a\"\n[display]\nfullscreen = false\n" + more);
}

test::Ended Trial::sync(const test::Words& under, const std::vector<std::pair<std::string, std::string>>& variables,
                        const std::string& now) const {
  test::Words command = under;
  for (const auto& word : {test::program_of_ours("kiosk-sync"), std::string("--config"),
                           (folder() / "kiosk.toml").string(), std::string("--now"), now}) {
    command.push_back(word);
  }
  test::Surroundings surroundings;
  surroundings.variables = variables;
  // Who waits before asking again needs no time here.
  surroundings.variables.emplace_back("LD_PRELOAD", PRELOADED);
  return test::run(command, surroundings);
}

std::string Trial::shown_in(const fs::path& state) {
  const app::Shelf shelf(state, {});
  const auto generation = shelf.current();
  if (generation == 0) return "nothing";
  const auto number = std::to_string(generation);
  const auto database = shelf.database(generation);
  if (const auto checked = check_store(database); !checked)
    return "generation " + number + ": " + checked.error().message;
  const auto store = Store::open(database);
  if (!store) return "generation " + number + ": " + store.error().message;
  const auto page = store->page("welcome");
  if (!page || !*page) return "generation " + number + " has no page";
  if ((*page)->title.translations.at("de").text != "Stand " + number)
    return "generation " + number + " says another thing";
  if (const auto wrong = wrong_object(state / "objects"); !wrong.empty())
    return "object " + wrong + " is another thing";
  return number;
}

int Trial::missing_here() const {
  const app::Shelf shelf(state(), {});
  const auto store = Store::open(shelf.database(shelf.current()));
  const auto objects = store ? store->objects() : Result<std::vector<std::string>>();
  int missing = 0;
  for (const auto& object : objects.value_or(std::vector<std::string>())) {
    if (!fs::exists(shelf.object(object))) ++missing;
  }
  return missing;
}

std::string Trial::recovered(const Files& feed) {
  serve(feed);
  const auto ended = sync({}, {}, kNextNight);
  if (ended.code != 0) return "exit " + std::to_string(ended.code) + ": " + last_line(ended.output);
  const std::string now_shown = shown();
  const app::Shelf shelf(state(), {});
  const auto store = Store::open(shelf.database(shelf.current()));
  if (!store) return now_shown;
  const auto objects = store->objects();
  for (const auto& object : *objects) {
    if (!fs::exists(state() / "objects" / object.substr(0, 2) / object))
      return "object " + object.substr(0, 8) + " is missing";
  }
  if (const auto rest = left_over(state()); !rest.empty()) return "leaves " + rest;
  return now_shown;
}

std::string Trial::outcome(const Files& feed) {
  const std::string before = shown();
  return "shows " + before + ", then " + recovered(feed);
}

fs::path Trial::picture_of(const fs::path& state, const std::string& name) const {
  const fs::path file = folder() / name;
  const auto drawn =
      test::run({test::program_of_ours("kiosk"), "--config", folder() / "kiosk.toml", "--state", state, "--size",
                 "480x800", "--diagonal", "10", "--screen", "page/welcome", "--now", kNow, "--screenshot", file});
  if (drawn.code != 0) throw std::runtime_error("no picture: " + drawn.output);
  return file;
}

void Trial::make_good_picture(const std::string& generation, const std::string& name) {
  const fs::path good = folder() / "good", kept = folder() / "kept";
  replace_folder(state(), kept);
  restore(generation == "nothing" ? Start::nothing : Start::first);
  if (generation == "2") recovered();
  // A button to listen is only there when speech is; it is fetched last.
  for (const auto& entry : fs::recursive_directory_iterator(fs::exists(state()) ? state() : kept)) {
    const auto below = fs::relative(entry.path(), state());
    if (entry.is_regular_file() && *below.begin() == "objects" && !fs::exists(kept / below)) fs::remove(entry.path());
  }
  replace_folder(state(), good);
  replace_folder(kept, state());
  picture_of(good, name);
}

std::string Trial::picture_problem() {
  const std::string generation = shown();
  const std::string name = "good-" + generation + "-" + std::to_string(missing_here()) + ".png";
  if (!fs::exists(folder() / name)) make_good_picture(generation, name);
  const auto difference =
      test::difference(test::picture_in(picture_of(state(), "now.png")), test::picture_in(folder() / name));
  return difference.none() ? "" : "the screen differs in " + std::to_string(difference.pixels) + " pixels";
}

}  // namespace treffpunkt::faults
