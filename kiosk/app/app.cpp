#include "kiosk/app/app.h"

#include <algorithm>
#include <cmath>

#include <spdlog/spdlog.h>

#include "content/language/zone.h"
#include "content/outbox/calendar_week.h"
#include "content/result/text_file.h"
#include "kiosk/app/kept_file.h"
#include "kiosk/app/typing.h"
#include "kiosk/platform/devices.h"
#include "kiosk/screens/unmet.h"

namespace treffpunkt::app {
namespace {

using platform::InputEvent;

constexpr double kShownAfter = 180;     // a generation that was on the screen this long has proved itself
constexpr int kInvitationSeconds = 5;   // attract changes its language this often
constexpr float kSlopMm = 4;
constexpr double kCountsEvery = 600;    // seconds: a card is worn by writing
constexpr const char* kCounts = "counts.json";
constexpr std::size_t kLargestCounts = 1 << 20;
constexpr double kStickSaidFor = 60, kStickReadFor = 600;  // seconds
constexpr double kUnseen = 0.15;        // nobody aims at what has been there for less
constexpr float kArrivalMm = 9;         // the way that a screen or a question comes

}  // namespace

App::App(const AppParts& parts)
    : parts_(parts),
      stage_(parts.window, parts.engine, [&loader = parts.loader](const std::string& object, int width) { loader.ask_picture(object, width); }),
      session_(Session::begin(parts.config.site.default_language)),
      service_(parts.config, parts.window, parts.loader),
      aloud_(parts.sound, static_cast<float>(parts.config.sound.volume) / 100),
      film_show_(parts.film_player),
      clock_trusted_(parts.clock_trusted),
      look_(look()),
      contacts_(look_.metrics.pixels_per_mm),
      touch_(look_.metrics.mm(kSlopMm)),
      last_advance_(parts.clock.steady()) {
  absence_.touched(parts_.clock.steady());
  minute_ = parts_.clock.now().time_since_epoch().count() / 60;
  counts_kept_ = parts_.clock.steady();
  if (parts_.shelf.keeps_notes()) {
    parts_.loader.ask_task([this, file = parts_.shelf.state() / kCounts]() -> std::function<void()> {
      auto text = read_text_file(file, kLargestCounts);
      return [this, text = text ? std::move(*text) : std::string()] { counts_.adopt(text); };
    });
  }
  std::error_code problem;
  if (!parts_.config.sound.enabled) return;
  for (const auto& file : std::filesystem::directory_iterator(parts_.own_words, problem)) said_.insert(file.path().stem().string());
}

void App::begin(Session session) {
  session_ = std::move(session);
  absence_.touched(parts_.clock.steady());
  still_there_.reset();
  touch_.forget();
  if (session_.here().screen == "service" && !service_.exists()) session_.history = Session::begin("").history;
  aloud_.end_session();
  film_show_.close();
  show(session_.history, Way::none);
}

void App::end_session() {
  note_unmet();
  begin(Session::begin(parts_.config.site.default_language));
  // Gone at once, however long the card takes to bring the attract screen.
  look_ = look();
  scene_ = {look_.theme.header.fill, {}};
  screen_.reset();
  scroll_ = {};
  transition_ = {};
  dirty_ = true;
}

screens::Moment App::moment() const {
  const std::string zone = header_.time_zone.empty() ? "Europe/Berlin" : header_.time_zone;
  return screens::Moment::at(parts_.clock.now(), zone, clock_trusted_);
}

ui::Look App::look() const {
  ui::Look look;
  const Language* language = find_language(session_.language);
  look.metrics = ui::Metrics::of_panel(static_cast<float>(parts_.window.width()), static_cast<float>(parts_.window.height()),
                                       parts_.config.display.diagonal_inch);
  look.metrics.capital = parts_.engine.capital_height();
  look.metrics.large_text = session_.access.large_text;
  look.metrics.distance_mm = static_cast<float>(parts_.config.display.distance_cm) * 10;
  if (session_.access.reach && !session_.attracting()) look.metrics.lower();
  look.theme = session_.access.high_contrast ? ui::Theme::contrast_theme() : ui::Theme::paper_theme();
  look.engine = &parts_.engine;
  look.shaping_language = language ? language->pango_tag : "de";
  look.right_to_left = language && language->right_to_left;
  look.metrics.tall_script = look.right_to_left;
  return look;
}

screens::Frame App::frame(const screens::Wording& words, const screens::Moment& at, const ui::Look& look) const {
  screens::Frame frame{look, words, at, parts_.config.site, touch_words_, session_.access};
  frame.films = &films_;
  frame.said = &said_;
  frame.demo = header_.demo;
  frame.can_go_back = session_.can_go_back();
  frame.more_open = session_.more_open;
  frame.code = session_.code;
  frame.still_there = still_there_;
  frame.service = &service_.state();
  const auto& visit = session_.history.back();
  frame.visitor = {visit.route.option("q"), visit.keyboard, false, true, session_.answer.survey, session_.answer.kept};
  frame.listening = listening_;
  frame.watching = watching_;
  frame.stick = stick_.result;
  if (aloud_.offered()) {
    const bool on = listening_.state != screens::Listening::State::silent;
    frame.speech = {on ? "stop" : "volume_up", words(on ? "aloud.stop" : "aloud.read"), {"aloud", on ? "stop" : "read"}, true, on};
  }
  // A banner belongs to the first screens; an emergency to all.
  const bool first = session_.attracting() || session_.here().screen == "home";
  for (const auto& notice : notices_) {
    if (first || notice.priority == Priority::high) frame.notices.push_back(notice);
  }
  return frame;
}

// The config's, else the feed's, else all there are; of these the ones that the kiosk has its own words in.
std::vector<std::string> App::offered_languages() {
  auto languages = parts_.config.site.languages.empty() ? header_.languages : parts_.config.site.languages;
  // Nothing loaded yet: the loader takes the feed's. Loaded and none: there is no content.
  if (languages.empty() && screen_) {
    for (const auto& language : all_languages()) languages.emplace_back(language.tag);
  }
  std::erase_if(languages, [this](const std::string& tag) { return !parts_.languages.has(tag); });
  return languages;
}

void App::show(std::vector<Visit> history, Way way) {
  pending_ = {std::move(history), way};
  ask();
}

void App::ask() {
  ++wanted_id_;
  parts_.loader.ask(wanted_id_, {pending_.history.back().route, moment(), parts_.config.site.id, offered_languages(), session_.language,
                                 parts_.config.voice});
}

void App::adopt(LoadedScreen loaded) {
  if (loaded.id != wanted_id_) return;  // overtaken by a later tap
  if (pending_.history.back().route.screen != "search") note_unmet();
  shown_id_ = loaded.id;
  screen_ = std::move(loaded.screen);
  if (session_.here() != pending_.history.back().route) shown_since_ = parts_.clock.steady();
  session_.history = pending_.history;
  session_.code.reset();
  service_.shown(session_.here(), look_.metrics.pixels_per_mm, parts_.clock.steady());
  generation_ = loaded.generation;
  if (std::exchange(opening_, loaded.opening) != loaded.opening) generation_since_ = parts_.clock.steady();
  has_content_ = loaded.has_content;
  header_ = std::move(loaded.header);
  notices_ = std::move(loaded.notices);
  parts_.languages.set_time_zone(header_.time_zone);
  if (session_.attracting()) touch_words_ = parts_.languages.touch_words(offered_languages());
  absence_.set_private(screen_->is_private());
  speech_ = std::move(loaded.speech);
  films_ = std::move(loaded.films);
  aloud_.silence();
  film_show_.close();
  rebuild();
  scroll_.jump_to(session_.history.back().scroll);
  refresh_scroll_buttons();
  begin_transition(std::exchange(pending_.way, Way::none));
}

void App::begin_transition(Way way) {
  if (!session_.access.reduced_motion) transition_.begin(way);
}

// In the language of the text that this reader sees: speech in another one would not be what stands there.
void App::offer_speech() {
  const auto recorded = screen_->recorded();
  std::filesystem::path file;
  if (recorded.text && parts_.config.sound.enabled) {
    const auto found = speech_.find(choose_translation(*recorded.text, session_.language).language);
    if (found != speech_.end()) file = found->second;
  }
  aloud_.offer(std::move(file), screen_->is_private());
}

void App::rebuild() {
  stale_ = false;
  dirty_ = true;
  look_ = look();
  touch_.forget();
  if (!screen_) return;
  offer_speech();
  listening_ = aloud_.view();
  watching_ = film_show_.view();
  const auto words = parts_.languages.wording(session_.language);
  const auto at = moment();
  scene_ = screens::compose(*screen_, frame(words, at, look_));
  for (const auto& layer : scene_.layers) {
    if (layer.scrolls) scroll_.set_range(layer.content_height - layer.viewport.height);
  }
  at_start_ = true;
  at_end_ = false;
  refresh_scroll_buttons();
}

void App::refresh_scroll_buttons() {
  const auto index = screens::scroll_buttons_layer(scene_);
  if (!index || (scroll_.at_start() == at_start_ && scroll_.at_end() == at_end_)) return;
  at_start_ = scroll_.at_start();
  at_end_ = scroll_.at_end();
  const auto words = parts_.languages.wording(session_.language);
  const auto at = moment();
  const auto place = scene_.layers[*index].viewport;
  scene_.layers[*index] = screens::scroll_buttons(frame(words, at, look_), place, scroll_.maximum() > 0, at_start_, at_end_);
  dirty_ = true;
}

void App::go(const std::string& argument) {
  auto route = screens::parse_route(argument);
  // The only way there is by its gesture.
  if (route == session_.here() || route.screen == "service") return;
  auto history = session_.history;
  history.back().scroll = scroll_.offset();
  if (history.size() >= Session::kLongestHistory) history.erase(history.begin() + 1);
  history.push_back({std::move(route), 0});
  show(std::move(history), Way::deeper);
}

void App::swap(const std::string& argument) {
  auto history = session_.history;
  history.back() = {screens::parse_route(argument), 0};
  show(std::move(history), Way::none);
}

// As swap, but who reads in the middle of a page stays there.
void App::refine(const std::string& argument) {
  auto history = session_.history;
  history.back() = {screens::parse_route(argument), scroll_.offset()};
  show(std::move(history), Way::none);
}

void App::back() {
  if (!session_.can_go_back()) return;
  auto history = session_.history;
  history.pop_back();
  show(std::move(history), Way::back);
}

void App::home() { show({Visit{}}, session_.attracting() ? Way::none : Way::back); }

void App::service(Service::Wish wish) {
  using Wish = Service::Wish;
  const auto at = [this](const char* id) {
    show({Visit{}, Visit{{"service", id, {}}, 0}}, Way::none);
  };
  switch (wish) {
    case Wish::none: return;
    case Wish::redraw: stale_ = true; return;
    case Wish::open:
      // Nothing of the visitor before stays, and nothing of the maintainer will.
      session_ = Session::begin("de");
      return at("");
    case Wish::menu: return at("");
    case Wish::touch_test: return at("touch");
    case Wish::calibration: return at("calibration");
    case Wish::restart: quit_ = restart_ = true; return;
    case Wish::leave: return end_session();
  }
}

void App::speak(const std::string& language) {
  if (!parts_.languages.has(language)) return;
  session_.language = language;
  stale_ = true;
  if (session_.here().screen == "language") back();
}

// An empty number closes it.
void App::enlarge(const std::string& number) {
  session_.code = number.empty() ? std::nullopt : std::optional(std::atoi(number.c_str()));
  stale_ = true;
}

void App::scroll_page(bool down) {
  const auto* list = scene_.scrolling();
  if (list) scroll_.glide_by((down ? 0.8f : -0.8f) * list->viewport.height, !session_.access.reduced_motion);
  dirty_ = true;
}

// What is typed is on the screen with the next frame; what it finds comes when the loader has it, the latest text's last.
void App::write(const std::string& key) {
  const auto field = screen_ ? screen_->field() : std::nullopt;
  if (!field) return;
  auto& visit = session_.history.back();
  const auto before = visit.route.option("q");
  const auto text = press_key(visit.keyboard, before, key, field->longest);
  stale_ = true;
  if (text != before) {
    visit.route = visit.route.with("q", text);
    visit.scroll = 0;
    scroll_.jump_to(0);
    if (field->loads) return show(session_.history, Way::none);
  }
  // Results on their way must not bring back the keyboard as it was.
  const auto& last = pending_.history.back();
  const bool stays = pending_.history.size() == session_.history.size() && last.route.screen == visit.route.screen;
  if (stays) pending_.history.back() = visit;
}

void App::answer(const std::string& survey_and_choice) {
  const auto slash = survey_and_choice.find('/');
  if (slash == std::string::npos || !parts_.config.voice.asks()) return;
  const auto survey = survey_and_choice.substr(0, slash);
  if (session_.answer.survey == survey) return;  // one voice a visit
  const auto at = moment();
  std::string text = parts_.config.voice.free_text ? session_.here().option("q") : "";
  while (text.ends_with(' ')) text.pop_back();
  parts_.loader.keep({survey, survey_and_choice.substr(slash + 1), session_.language, std::move(text),
                      at.clock_trusted ? calendar_week(at.today()) : ""});
  session_.answer = {survey, std::nullopt};
  stale_ = true;
  // The way back leads past what was answered and written.
  auto history = session_.history;
  while (history.size() > 1 && history.back().route.screen == "voice") history.pop_back();
  history.push_back({{"voice", "", {}}, 0});
  show(std::move(history), Way::deeper);
}

void App::easy() {
  if (!parts_.languages.has("de-simple")) return;
  session_.language = "de-simple";
  go("orientation");
}

void App::aloud(const std::string& what) { aloud_.perform(what); }

void App::say(const std::string& language) {
  if (said_.contains(language)) aloud_.say(parts_.own_words / (language + ".opus"));
}

void App::film(const std::string& what) {
  const double now = parts_.clock.steady();
  if (films_.contains(what)) {
    aloud_.silence();
    film_show_.open(parts_.shelf.object(what), now);
  } else {
    film_show_.perform(what, now);
  }
}

void App::perform(const ui::Action& action) {
  using Argument = const std::string&;
  struct Row {
    std::string_view name;
    void (*perform)(App&, Argument);
  };
  static constexpr Row kActions[] = {
      {"go", [](App& app, Argument route) { app.go(route); }},
      {"swap", [](App& app, Argument route) { app.swap(route); }},
      {"refine", [](App& app, Argument route) { app.refine(route); }},
      {"back", [](App& app, Argument) { app.back(); }},
      {"home", [](App& app, Argument) { app.home(); }},
      {"start", [](App& app, Argument) { app.home(); }},
      {"language", [](App& app, Argument tag) { app.speak(tag); }},
      {"large_text", [](App& app, Argument state) { app.session_.access.large_text = state == "on"; }},
      {"contrast", [](App& app, Argument state) { app.session_.access.high_contrast = state == "on"; }},
      {"reach", [](App& app, Argument state) { app.session_.access.reach = state == "on"; }},
      {"reduced_motion", [](App& app, Argument state) { app.session_.access.reduced_motion = state == "on"; }},
      {"more", [](App& app, Argument state) { app.session_.more_open = state == "on"; }},
      {"code", [](App& app, Argument number) { app.enlarge(number); }},
      {"scroll", [](App& app, Argument way) { app.scroll_page(way == "down"); }},
      {"key", [](App& app, Argument key) { app.write(key); }},
      {"field", [](App& app, Argument key) { app.write(key); }},
      {"answer", [](App& app, Argument survey_and_choice) { app.answer(survey_and_choice); }},
      {"wipe", [](App& app, Argument) { app.end_session(); }},
      {"service", [](App& app, Argument what) { app.service(app.service_.act(what, app.parts_.clock.steady())); }},
      {"easy", [](App& app, Argument) { app.easy(); }},
      {"aloud", [](App& app, Argument what) { app.aloud(what); }},
      {"say", [](App& app, Argument language) { app.say(language); }},
      {"film", [](App& app, Argument what) { app.film(what); }},
  };
  for (const auto& row : kActions) {
    if (row.name == action.name) return row.perform(*this, action.argument);
  }
}

void App::act(const ui::Action& action) {
  const auto access = session_.access;
  const bool more = session_.more_open;
  perform(action);
  if (session_.access != access || session_.more_open != more) stale_ = true;
  notice_recordings();
  if (stale_ && !touch_.finger_is_down()) rebuild();
  if (session_.more_open && !more) begin_transition(Way::rise);
}

void App::handle(const InputEvent& event) {
  using Kind = InputEvent::Kind;
  switch (event.kind) {
    case Kind::quit: quit_ = true; return;
    case Kind::device_reset:
      stage_.device_lost();
      dirty_ = true;
      return;
    case Kind::resized: stale_ = true; return;
    case Kind::exposed: dirty_ = true; return;
    case Kind::wheel:
      absence_.touched(parts_.clock.steady());
      if (scene_.scrolling()) scroll_.glide_by(-event.wheel * look_.metrics.mm(25), !session_.access.reduced_motion);
      dirty_ = true;
      return;
    case Kind::key:
    case Kind::text: return handle_keyboard(event);
    case Kind::wake: return;
    case Kind::finger_down:
    case Kind::finger_move:
    case Kind::finger_up:
    case Kind::finger_cancelled: return handle_finger(event);
  }
}

// A keyboard on a cable writes where there is something to write in.
void App::handle_keyboard(const InputEvent& event) {
  if (event.kind == InputEvent::Kind::key && event.text == "Escape" && !parts_.config.display.fullscreen) quit_ = true;
  if (still_there_ || !screen_ || !screen_->field()) return;
  absence_.touched(parts_.clock.steady());
  if (event.kind == InputEvent::Kind::text) act({"key", "type " + event.text});
  if (event.kind == InputEvent::Kind::key && event.text == "Backspace") act({"key", "erase"});
  if (event.kind == InputEvent::Kind::key && event.text == "Return") act({"key", "hide"});
}

void App::handle_finger(const InputEvent& event) {
  using Kind = InputEvent::Kind;
  ui::Finger finger;
  finger.phase = event.kind == Kind::finger_down   ? ui::Finger::Phase::down
                 : event.kind == Kind::finger_move ? ui::Finger::Phase::move
                 : event.kind == Kind::finger_up   ? ui::Finger::Phase::up
                                                   : ui::Finger::Phase::cancelled;
  finger.id = event.finger;
  finger.x = event.x;
  finger.y = event.y;
  finger.seconds = parts_.clock.is_driven() ? parts_.clock.steady() : static_cast<double>(event.time_ns) / 1e9;
  for (const auto& counts : contacts_.handle(finger)) handle_contact(counts, event.time_ns);
}

// A touch that begins before one can have seen the new screen was meant for what was there before. What stands on both,
// the bar, is meant all the same.
bool App::meant_for_an_earlier_screen() const {
  const auto pressed = touch_.pressed();
  return pressed && scene_.layers[pressed->layer].part == ui::Layer::Part::screen && parts_.clock.steady() - shown_since_ < kUnseen;
}

void App::handle_contact(const ui::Finger& finger, std::uint64_t time_ns) {
  using Phase = ui::Finger::Phase;
  absence_.touched(parts_.clock.steady());
  if (still_there_) {
    // Any touch answers the question, and does nothing else.
    if (finger.phase == Phase::down) {
      still_there_.reset();
      rebuild();
    }
    return;
  }
  const auto answer = service_.handle(finger, session_.here(), parts_.clock.steady());
  service(answer.wish);
  if (answer.mine) return;
  const auto before = touch_.pressed();
  const float offset = scroll_.offset();
  auto action = touch_.handle(finger, scene_, scroll_);
  if (finger.phase == Phase::down && meant_for_an_earlier_screen()) touch_.forget();
  if (finger.phase == ui::Finger::Phase::down && aloud_.is_on() && !is_on_voice(touch_.pressed())) aloud_.silence();
  // Whoever touches the attract screen wants to begin, also beside the picture or with a wipe.
  if (!action && session_.attracting() && finger.phase == Phase::up) action = ui::Action{"start", ""};
  if (touch_.pressed() != before || scroll_.offset() != offset || action) {
    dirty_ = true;
    if (finger.phase == Phase::down && !tap_ns_) tap_ns_ = time_ns;
  }
  if (action) act(*action);
  refresh_scroll_buttons();
}

// Whether that touch is meant for the voice: every other one ends it.
bool App::is_on_voice(const std::optional<ui::Touch::Pressed>& pressed) const {
  if (!pressed || pressed->layer >= scene_.layers.size()) return false;
  const auto& targets = scene_.layers[pressed->layer].targets;
  return pressed->target < targets.size() && targets[pressed->target].action.name == "aloud";
}

// What a voice or a film has come to by itself, or by a touch.
void App::notice_recordings() {
  const double now = parts_.clock.steady();
  if (const auto picture = film_show_.due(now)) {
    stage_.show_film(picture->pixels);
    dirty_ = true;
  }
  absence_.hold(aloud_.is_heard() || film_show_.is_playing(), now);
  if (listening_ != aloud_.view() || watching_ != film_show_.view()) stale_ = true;
}

void App::notice_absence() {
  if (session_.attracting()) return;
  const double now = parts_.clock.steady();
  if (absence_.gone(now)) return end_session();
  if (session_.here().screen == "service") return;  // nobody to ask: it is left in time
  const auto left = absence_.seconds_left(now);
  if (left == still_there_) return;
  const bool asked = !still_there_;
  still_there_ = left;
  stale_ = true;
  if (asked) begin_transition(Way::rise);
}

void App::notice_minute() {
  const auto seconds = parts_.clock.now().time_since_epoch().count();
  const long long turn = session_.attracting() ? seconds / kInvitationSeconds : 0;
  if (turn != turn_) stale_ = true;
  turn_ = turn;
  if (seconds / 60 == minute_) return;
  minute_ = seconds / 60;
  stale_ = true;
  // Nobody reads it: what has begun meanwhile, or a new generation, may appear. Elsewhere the next tap brings it.
  if (session_.attracting() && !loading()) show(session_.history, Way::none);
  keep_counts();
  if (parts_.ask_clock) {
    parts_.loader.ask_task([this, ask = parts_.ask_clock]() -> std::function<void()> {
      const bool trusted = ask();
      return [this, trusted] {
        stale_ = stale_ || trusted != clock_trusted_;
        clock_trusted_ = trusted;
      };
    });
  }
}

void App::notice_shown() {
  if (opening_ == noted_opening_ || parts_.clock.steady() - generation_since_ < kShownAfter) return;
  noted_opening_ = opening_;
  parts_.loader.note_shown(generation_);
}

std::string App::day() const {
  const auto at = moment();
  return at.clock_trusted ? format_date(at.today()) : std::string();
}

// Whoever leaves a search that found nothing went without.
void App::note_unmet() {
  if (!screen_) return;
  const auto typed = screens::unmet_search(*screen_);
  if (!typed.empty()) counts_.unmet(day(), typed);
}

void App::keep_counts() {
  counts_.touched(day(), contacts_.take_tally());
  const double now = parts_.clock.steady();
  if (!parts_.shelf.keeps_notes() || !counts_.changed() || now - counts_kept_ < kCountsEvery) return;
  counts_kept_ = now;
  counts_.kept();
  parts_.loader.ask_task([file = parts_.shelf.state() / kCounts, counts = counts_]() -> std::function<void()> {
    const auto devices = platform::input_devices();
    if (const auto kept = keep_file(file, counts.to_json(devices.found, devices.unreadable)); !kept) spdlog::warn("{}", kept.error().message);
    return [] {};
  });
}

// Long enough to be read by who stands there with the stick in the hand.
void App::notice_stick() {
  const bool over = parts_.clock.steady() - stick_since_ >= (stick_.result == "reading" ? kStickReadFor : kStickSaidFor);
  if (stick_.result.empty() || !over) return;
  stick_ = {};
  stale_ = true;
}

void App::take_loaded() {
  for (auto& loaded : parts_.loader.take()) {
    if (auto* screen = std::get_if<LoadedScreen>(&loaded)) {
      // One that was overtaken by a later tap may come after it.
      if (screen->id == wanted_id_) arrived_ = std::move(*screen);
    } else if (auto* answer = std::get_if<LoadedAnswer>(&loaded)) {
      if (session_.answer.survey == answer->survey) session_.answer.kept = answer->kept;
      stale_ = true;
    } else if (auto* news = std::get_if<StickNews>(&loaded)) {
      if (!news->fresh || *news == stick_) continue;
      stick_ = *news;
      stick_since_ = parts_.clock.steady();
      stale_ = true;
    } else if (std::holds_alternative<LoadedNews>(loaded)) {
      // Nobody's page changes under their finger.
      if (session_.attracting() && arrived_ == std::nullopt) show(session_.history, Way::none);
    } else if (auto* task = std::get_if<LoadedTask>(&loaded)) {
      task->finish();
    } else {
      auto& picture = std::get<LoadedPicture>(loaded);
      stage_.add_picture(picture.object, picture.pixels);
      dirty_ = true;
    }
  }
  // A finger that is down acts on what it touched; it is lifted, or let go as stuck.
  const bool wait = touch_.finger_is_down() && screen_;
  if (arrived_ && !wait) {
    adopt(std::move(*arrived_));
    arrived_.reset();
  }
}

void App::advance() {
  for (const auto& stuck : contacts_.advance(parts_.clock.steady())) touch_.handle(stuck, scene_, scroll_);
  take_loaded();
  const double now = parts_.clock.steady();
  move_on(std::clamp(now - last_advance_, 0.0, 0.1));
  last_advance_ = now;
  service(service_.advance(now));
  notice_recordings();
  notice_absence();
  notice_minute();
  notice_shown();
  notice_stick();
  if (stale_ && !touch_.finger_is_down()) rebuild();
}

void App::move_on(double seconds) {
  if (!moving()) return;
  if (transition_.moving()) transition_.advance(seconds);
  if (scroll_.moving()) scroll_.advance(seconds);
  refresh_scroll_buttons();
  dirty_ = true;
}

bool App::busy() const { return loading() || moving() || dirty_; }

double App::deadline() const {
  const double now = parts_.clock.steady();
  if (moving()) return now;
  const auto seconds = parts_.clock.now().time_since_epoch().count();
  double next = now + static_cast<double>(60 - seconds % 60);
  next = std::min(next, contacts_.deadline().value_or(next));
  next = std::min(next, service_.deadline(now).value_or(next));
  if (session_.attracting()) {
    next = std::min(next, now + static_cast<double>(kInvitationSeconds - seconds % kInvitationSeconds));
  } else {
    next = std::min(next, absence_.deadline(now));
  }
  if (!stick_.result.empty()) next = std::min(next, stick_since_ + (stick_.result == "reading" ? kStickReadFor : kStickSaidFor));
  if (const auto film = film_show_.deadline(now)) next = std::min(next, *film);
  return next;
}

bool App::draw() {
  if (!dirty_) return false;
  draw_always();
  return true;
}

void App::draw_always() {
  dirty_ = false;
  const std::uint64_t began = platform::now_ns();
  ui::Paint how;
  how.theme = &look_.theme;
  how.pressed = touch_.pressed();
  how.scroll_offset = scroll_.offset();
  how.moved = transition_.of_question() ? ui::Layer::Part::question : ui::Layer::Part::screen;
  const auto away = transition_.at(look_.right_to_left);
  how.dx = std::round(away.x * look_.metrics.mm(kArrivalMm));
  how.dy = std::round(away.y * look_.metrics.mm(kArrivalMm));
  stage_.draw(scene_, how);
  const std::uint64_t presented = platform::now_ns();
  parts_.statistics.frame(began, presented, std::exchange(tap_ns_, 0));
  if (screen_ && !loading()) parts_.statistics.complete_frame(presented);
}

}  // namespace treffpunkt::app
