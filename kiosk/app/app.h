#pragma once
// The touch app: a visitor's session, the screen that is shown, what a touch makes of it. Owns no loop and asks no clock:
// run.cpp drives it in a window, play.cpp by a script, render.cpp for pictures. UI thread.
//
// Actions it knows: go ROUTE, swap ROUTE, refine ROUTE, back, home, start, language TAG, large_text on|off, contrast on|off,
// reach on|off, reduced_motion on|off, more on|off, scroll up|down, wipe (ends the session at once), stay, easy (to Easy
// German), aloud and film (aloud.h, film_show.h), say LANGUAGE (its name), service WHAT (service.h), key KEY
// (ui/keyboard.h), field show|clear, code NUMBER (shows it large; none: closes it), answer SURVEY/CHOICE.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "content/config/config.h"
#include "kiosk/app/absence.h"
#include "kiosk/app/aloud.h"
#include "kiosk/app/clock.h"
#include "kiosk/app/counts.h"
#include "kiosk/app/film_show.h"
#include "kiosk/app/languages.h"
#include "kiosk/app/loader.h"
#include "kiosk/app/service.h"
#include "kiosk/app/session.h"
#include "kiosk/app/stage.h"
#include "kiosk/app/statistics.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/frame.h"
#include "kiosk/ui/contacts.h"
#include "kiosk/ui/touch.h"
#include "kiosk/ui/transition.h"

namespace treffpunkt::app {

struct AppParts {
  const Config& config;
  const Clock& clock;
  bool clock_trusted = true;             // at the start
  std::function<bool()> ask_clock;       // whether it is now; called on the loader's thread once a minute; empty: as at the start
  const Shelf& shelf;
  platform::Window& window;
  text::Engine& engine;
  Languages& languages;
  Loader& loader;
  Statistics& statistics;
  platform::Sound& sound;
  platform::FilmPlayer& film_player;
  std::filesystem::path own_words;  // the kiosk's speech: TAG.opus says the name of a language
};

class App {
 public:
  explicit App(const AppParts& parts);

  // Starts a session in this state, e.g. for a screenshot; without it the app begins with attract.
  void begin(Session session);
  const Session& session() const { return session_; }

  void handle(const platform::InputEvent& event);
  void act(const ui::Action& action);
  // Takes what the loader has, moves what moves, notices the minute and the visitor's absence.
  void advance();
  // Draws if anything changed; true if it did.
  bool draw();
  void draw_always();

  bool quit() const { return quit_; }
  // A maintainer wants the program started anew.
  bool restart() const { return restart_; }
  // Waiting for the loader, or something is still moving.
  bool busy() const;
  bool moving() const { return scroll_.moving() || transition_.moving(); }
  // Something that was asked for is not on the screen yet.
  bool wants_frame() const { return dirty_; }
  bool clock_trusted() const { return clock_trusted_; }
  std::uint64_t generation() const { return generation_; }  // 0: the factory content
  bool loading() const { return !screen_ || shown_id_ != wanted_id_ || !parts_.loader.idle(); }
  // When advance() is wanted next, on the clock's steady time.
  double deadline() const;

  const ui::Scene& scene() const { return scene_; }
  const ui::Look& look_shown() const { return look_; }  // that scene() was made with
  ui::Scroll& scroll() { return scroll_; }
  const std::optional<screens::Watching>& watching() const { return watching_; }  // the film on the screen, if there is one

 private:
  using Way = ui::Transition::Way;
  // Where the visitor will be when the loader has it. Until then they are where they see themselves to be: a further
  // touch starts from there, and what was on its way is forgotten.
  struct Pending {
    std::vector<Visit> history;
    Way way = Way::none;
  };

  void perform(const ui::Action& action);
  void go(const std::string& route);
  void swap(const std::string& route);
  void refine(const std::string& route);
  void back();
  void home();
  void speak(const std::string& language);
  void scroll_page(bool down);
  void enlarge(const std::string& number);
  void write(const std::string& key);
  void answer(const std::string& survey_and_choice);
  void easy();
  void aloud(const std::string& what);
  void say(const std::string& language);
  void film(const std::string& what);
  void end_session();
  void service(Service::Wish wish);

  void show(std::vector<Visit> history, Way way);
  void ask();
  std::vector<std::string> offered_languages();
  void adopt(LoadedScreen loaded);
  void rebuild();
  void refresh_scroll_buttons();
  void begin_transition(Way way);
  void offer_speech();
  bool is_on_voice(const std::optional<ui::Touch::Pressed>& pressed) const;
  void notice_recordings();
  void handle_finger(const platform::InputEvent& event);
  void handle_contact(const ui::Finger& finger, std::uint64_t time_ns);
  bool meant_for_an_earlier_screen() const;
  void take_loaded();
  void handle_keyboard(const platform::InputEvent& event);
  void notice_absence();
  void notice_minute();
  void notice_shown();
  void notice_stick();
  void note_unmet();
  void keep_counts();
  std::string day() const;
  void move_on(double seconds);
  screens::Moment moment() const;
  ui::Look look() const;
  screens::Frame frame(const screens::Wording& words, const screens::Moment& moment, const ui::Look& look) const;

  AppParts parts_;
  Stage stage_;

  // The visitor.
  Session session_;
  Absence absence_;
  Service service_;
  Aloud aloud_;
  FilmShow film_show_;
  std::set<std::string> said_;  // languages whose names can be heard
  std::optional<int> still_there_;
  StickNews stick_;  // what is said about a stick; nobody's in particular
  double stick_since_ = 0;
  Counts counts_;
  double counts_kept_ = 0;
  bool clock_trusted_;

  // What is shown.
  std::unique_ptr<screens::Screen> screen_;
  FeedHeader header_;
  std::vector<Notice> notices_;
  std::map<std::string, std::filesystem::path, std::less<>> speech_;  // by language
  std::set<std::string> films_;
  screens::Listening listening_;               // as the scene has it
  std::optional<screens::Watching> watching_;
  bool has_content_ = false;
  std::uint64_t generation_ = 0, opening_ = 0, noted_opening_ = 0;
  double generation_since_ = 0;
  std::vector<std::string> touch_words_;
  ui::Look look_;
  ui::Scene scene_;
  ui::Scroll scroll_;
  ui::Contacts contacts_;
  ui::Touch touch_;
  ui::Transition transition_;
  bool at_start_ = true, at_end_ = false;

  // What is on its way.
  Pending pending_;
  std::optional<LoadedScreen> arrived_;  // waits until no finger is on the glass
  double shown_since_ = -1;              // when another screen came
  std::uint64_t wanted_id_ = 0, shown_id_ = 0;
  bool stale_ = false;  // rebuild when no finger is down
  bool dirty_ = true;
  bool quit_ = false, restart_ = false;
  double last_advance_ = 0;
  long long minute_ = 0, turn_ = 0;
  std::uint64_t tap_ns_ = 0;
};

}  // namespace treffpunkt::app
