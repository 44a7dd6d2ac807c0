#include "kiosk/app/app.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::app {
namespace {

using platform::InputEvent;

constexpr double kQuestionAfter = 90;   // seconds without a touch
constexpr double kResetAfter = 120;
constexpr double kShownAfter = 180;     // a generation that was on the screen this long has proved itself
constexpr int kInvitationSeconds = 5;   // attract changes its language this often
constexpr float kSlopMm = 4;

}  // namespace

App::App(const AppParts& parts)
    : parts_(parts),
      stage_(parts.window, parts.engine, [&loader = parts.loader](const std::string& object, int width) { loader.ask_picture(object, width); }),
      session_(Session::begin(parts.config.site.default_language)),
      look_(look()),
      touch_(look_.metrics.mm(kSlopMm)),
      last_advance_(parts.clock.steady()) {
  last_touch_ = parts_.clock.steady();
  minute_ = parts_.clock.now().time_since_epoch().count() / 60;
}

void App::begin(Session session) {
  session_ = std::move(session);
  last_touch_ = parts_.clock.steady();
  more_open_ = false;
  still_there_.reset();
  ask();
}

screens::Moment App::moment() const {
  const std::string zone = header_.time_zone.empty() ? "Europe/Berlin" : header_.time_zone;
  return screens::Moment::at(parts_.clock.now(), zone, parts_.clock_trusted);
}

ui::Look App::look() const {
  ui::Look look;
  const Language* language = find_language(session_.language);
  look.metrics = ui::Metrics::of_panel(static_cast<float>(parts_.window.width()), static_cast<float>(parts_.window.height()),
                                       parts_.config.display.diagonal_inch);
  look.metrics.capital = parts_.engine.capital_height();
  look.metrics.large_text = session_.large_text;
  look.theme = session_.high_contrast ? ui::Theme::contrast_theme() : ui::Theme::paper_theme();
  look.engine = &parts_.engine;
  look.shaping_language = language ? language->pango_tag : "de";
  look.right_to_left = language && language->right_to_left;
  look.metrics.tall_script = look.right_to_left;
  return look;
}

screens::Frame App::frame(const screens::Wording& words, const screens::Moment& at, const ui::Look& look) const {
  screens::Frame frame{look, words, at, parts_.config.site, touch_words_, false, false, false, {}, std::nullopt};
  frame.demo = header_.demo;
  frame.can_go_back = session_.can_go_back();
  frame.more_open = more_open_;
  frame.still_there = still_there_;
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

void App::ask() {
  ++wanted_id_;
  parts_.loader.ask(wanted_id_, {session_.here(), moment(), parts_.config.site.id, offered_languages()});
}

void App::adopt(LoadedScreen loaded) {
  if (loaded.id != wanted_id_) return;  // overtaken by a later tap
  shown_id_ = loaded.id;
  screen_ = std::move(loaded.screen);
  if (loaded.generation != generation_) {
    generation_ = loaded.generation;
    generation_since_ = parts_.clock.steady();
  }
  has_content_ = loaded.has_content;
  header_ = std::move(loaded.header);
  notices_ = std::move(loaded.notices);
  parts_.languages.set_time_zone(header_.time_zone);
  if (session_.attracting()) touch_words_ = parts_.languages.touch_words(offered_languages());
  rebuild();
  scroll_.jump_to(session_.history.back().scroll);
  refresh_scroll_buttons();
}

void App::rebuild() {
  stale_ = false;
  dirty_ = true;
  look_ = look();
  touch_.forget();
  if (!screen_) return;
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
  const auto& main = scene_.layers[*index - 1];
  scene_.layers[*index] = screens::scroll_buttons(frame(words, at, look_), main.viewport, main.content_height, at_start_, at_end_);
  dirty_ = true;
}

void App::move_to(screens::Route route, bool replace) {
  if (!replace) {
    session_.history.back().scroll = scroll_.offset();
    if (session_.history.size() >= Session::kLongestHistory) session_.history.erase(session_.history.begin() + 1);
    session_.history.push_back({});
  }
  session_.history.back() = {std::move(route), 0};
  ask();
}

void App::end_session() {
  begin(Session::begin(parts_.config.site.default_language));
}

void App::act(const ui::Action& action) {
  const auto& [name, argument] = action;
  if (name == "go" || name == "swap") {
    const auto route = screens::parse_route(argument);
    if (name == "go" && route == session_.here()) return;
    move_to(route, name == "swap");
  } else if (name == "home" || name == "start") {
    session_.history = {Visit{}};
    ask();
  } else if (name == "back") {
    if (!session_.can_go_back()) return;
    session_.history.pop_back();
    ask();
  } else if (name == "language") {
    if (!parts_.languages.has(argument)) return;
    session_.language = argument;
    stale_ = true;
    if (session_.here().screen == "language" && session_.can_go_back()) act({"back", ""});
  } else if (name == "large_text" || name == "contrast") {
    (name == "contrast" ? session_.high_contrast : session_.large_text) = argument == "on";
    stale_ = true;
  } else if (name == "more") {
    more_open_ = argument == "on";
    stale_ = true;
  } else if (name == "scroll") {
    const auto* list = scene_.scrolling();
    if (list) scroll_.glide_by((argument == "down" ? 0.8f : -0.8f) * list->viewport.height, true);
    dirty_ = true;
  }
  if (stale_ && !touch_.finger_is_down()) rebuild();
}

void App::touched() { last_touch_ = parts_.clock.steady(); }

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
      touched();
      if (scene_.scrolling()) scroll_.glide_by(-event.wheel * look_.metrics.mm(25), true);
      dirty_ = true;
      return;
    case Kind::key:
      if (event.text == "Escape" && !parts_.config.display.fullscreen) quit_ = true;
      return;
    case Kind::text:
    case Kind::wake: return;
    case Kind::finger_down:
    case Kind::finger_move:
    case Kind::finger_up:
    case Kind::finger_cancelled: break;
  }
  touched();
  if (still_there_) {
    // Any touch answers the question, and does nothing else.
    if (event.kind == Kind::finger_down) {
      still_there_.reset();
      rebuild();
    }
    return;
  }
  ui::Finger finger;
  finger.phase = event.kind == Kind::finger_down   ? ui::Finger::Phase::down
                 : event.kind == Kind::finger_move ? ui::Finger::Phase::move
                 : event.kind == Kind::finger_up   ? ui::Finger::Phase::up
                                                   : ui::Finger::Phase::cancelled;
  finger.id = event.finger;
  finger.x = event.x;
  finger.y = event.y;
  finger.seconds = parts_.clock.is_driven() ? parts_.clock.steady() : static_cast<double>(event.time_ns) / 1e9;
  const auto before = touch_.pressed();
  const float offset = scroll_.offset();
  auto action = touch_.handle(finger, scene_, scroll_);
  // Whoever touches the attract screen wants to begin, also beside the picture or with a wipe.
  if (!action && session_.attracting() && event.kind == Kind::finger_up) action = ui::Action{"start", ""};
  if (touch_.pressed() != before || scroll_.offset() != offset || action) {
    dirty_ = true;
    if (event.kind == Kind::finger_down && !tap_ns_) tap_ns_ = event.time_ns;
  }
  if (action) act(*action);
  refresh_scroll_buttons();
}

void App::notice_absence() {
  if (session_.attracting()) return;
  const double away = parts_.clock.steady() - last_touch_;
  if (away >= kResetAfter) {
    end_session();
  } else if (away >= kQuestionAfter) {
    const int left = static_cast<int>(std::ceil(kResetAfter - away));
    if (still_there_ != left) {
      still_there_ = left;
      stale_ = true;
    }
  }
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
  if (session_.attracting()) ask();
}

void App::notice_shown() {
  if (generation_ == noted_generation_ || parts_.clock.steady() - generation_since_ < kShownAfter) return;
  noted_generation_ = generation_;
  parts_.shelf.note_shown(generation_);
}

void App::advance() {
  for (auto& loaded : parts_.loader.take()) {
    if (auto* screen = std::get_if<LoadedScreen>(&loaded)) {
      adopt(std::move(*screen));
    } else {
      auto& picture = std::get<LoadedPicture>(loaded);
      stage_.add_picture(picture.object, picture.pixels);
      dirty_ = true;
    }
  }
  const double now = parts_.clock.steady();
  if (scroll_.moving()) {
    scroll_.advance(std::clamp(now - last_advance_, 0.0, 0.1));
    refresh_scroll_buttons();
    dirty_ = true;
  }
  last_advance_ = now;
  notice_absence();
  notice_minute();
  notice_shown();
  if (stale_ && !touch_.finger_is_down()) rebuild();
}

bool App::busy() const { return loading() || scroll_.moving() || dirty_; }

double App::deadline() const {
  const double now = parts_.clock.steady();
  if (scroll_.moving()) return now;
  const auto seconds = parts_.clock.now().time_since_epoch().count();
  double next = now + static_cast<double>(60 - seconds % 60);
  if (session_.attracting()) {
    next = std::min(next, now + static_cast<double>(kInvitationSeconds - seconds % kInvitationSeconds));
  } else {
    const double away = now - last_touch_;
    next = std::min(next, away < kQuestionAfter ? last_touch_ + kQuestionAfter : now + 1 - std::fmod(away, 1.0));
  }
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
  stage_.draw(scene_, look_.theme, touch_.pressed(), scroll_.offset());
  const std::uint64_t presented = platform::now_ns();
  parts_.statistics.frame(began, presented, std::exchange(tap_ns_, 0));
  if (screen_ && !loading()) parts_.statistics.complete_frame(presented);
}

}  // namespace treffpunkt::app
