#include "kiosk/screens/listening.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/screens/frame.h"
#include "kiosk/screens/question.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

// On a small panel the words keep their size, as those of the bar do.
ui::Look button_look(ui::Look look) {
  if (look.metrics.small_panel()) look.metrics.large_text = false;
  return look;
}

float button_height(const ui::Pen& pen, const std::vector<BarButton>& buttons, float width, float icon) {
  float words = 0;
  for (const auto& button : buttons) words = std::max(words, pen.measure(button.label, Type::small_bold, width - pen.mm(2))->height);
  return std::max(pen.mm(20), icon + words + pen.mm(4));
}

// Beside one another, icon above word; gives the height.
float button_row(ui::Pen& pen, const ui::Rect& room, const std::vector<BarButton>& buttons) {
  const auto& theme = pen.theme();
  const float between = pen.mm(2), icon = pen.mm(pen.metrics().small_panel() ? 8.f : 10.f);
  const float width = std::floor((room.width - between * static_cast<float>(buttons.size() - 1)) / static_cast<float>(buttons.size()));
  const float height = button_height(pen, buttons, width, icon);
  for (std::size_t i = 0; i < buttons.size(); ++i) {
    const auto& button = buttons[i];
    const ui::Rect rect{room.x + static_cast<float>(i) * (width + between), room.y, width, height};
    const ui::Colour ink = button.enabled ? theme.accent : theme.quiet_ink;
    pen.box(rect, theme.card, pen.mm(4), button.enabled ? theme.accent : theme.line, 2);
    ui::TextOptions options;
    options.ink = ink;
    options.align = text::Align::centre;
    const float words = pen.measure(button.label, Type::small_bold, width - pen.mm(2), options)->height;
    const float top = std::round(rect.y + (height - icon - words) / 2);
    pen.icon(std::round(rect.x + (width - icon) / 2), top, icon, button.icon, ink);
    pen.text(rect.x + pen.mm(1), top + icon, width - pen.mm(2), Type::small_bold, button.label, options);
    pen.target(rect, button.action, button.label, pen.mm(4), button.enabled);
  }
  return height;
}

std::vector<BarButton> voice_buttons(const Frame& frame) {
  const auto& words = frame.words;
  const bool paused = frame.listening.state == Listening::State::paused;
  return {{paused ? "play_arrow" : "pause", words(paused ? "aloud.go_on" : "aloud.pause"), {"aloud", paused ? "go_on" : "pause"}},
          {"replay", words("aloud.again"), {"aloud", "again"}},
          {"volume_down", words("aloud.quieter"), {"aloud", "quieter"}, !frame.listening.quietest},
          {"volume_up", words("aloud.louder"), {"aloud", "louder"}, !frame.listening.loudest}};
}

std::vector<BarButton> film_buttons(const Frame& frame) {
  const auto& words = frame.words;
  std::vector<BarButton> buttons;
  switch (frame.watching->state) {
    case Watching::State::playing: buttons.push_back({"pause", words("aloud.pause"), {"film", "pause"}}); break;
    case Watching::State::paused: buttons.push_back({"play_arrow", words("aloud.go_on"), {"film", "go_on"}}); break;
    case Watching::State::opening:
    case Watching::State::ended:
    case Watching::State::failed: break;
  }
  if (frame.watching->state != Watching::State::failed) buttons.push_back({"replay", words("aloud.again"), {"film", "again"}});
  buttons.push_back({"close", words("more.close"), {"film", "close"}});
  return buttons;
}

void append_warning(ui::Scene& scene, const Frame& frame) {
  append_question(scene, frame, [&](Page& page) {
    // A small panel has room for what matters and for both answers.
    if (page.metrics().small_panel()) {
      page.heading(page.words("aloud.hear_title"));
    } else {
      page.title(page.words("aloud.hear_title"));
      page.paragraph(page.words("aloud.hear_question"));
      page.space(5);
    }
    page.button("volume_up", page.words("aloud.yes"), {"aloud", "yes"}, outlined(page.theme()));
    page.space(3);
    page.button("close", page.words("aloud.no"), {"aloud", "stop"}, page.theme().filled);
  });
}

void append_strip(ui::Scene& scene, const Frame& frame, float bottom) {
  const ui::Look look = button_look(frame.look);
  const auto& metrics = look.metrics;
  const float padding = metrics.mm(3);
  ui::Layer layer;
  layer.part = ui::Layer::Part::question;
  const auto fill = [&](ui::Layer& into) {
    ui::Pen pen(into, look, metrics.width);
    const ui::Rect room{metrics.margin(), padding, metrics.width - 2 * metrics.margin(), 0};
    if (frame.listening.state != Listening::State::failed) return button_row(pen, room, voice_buttons(frame));
    return pen.text(room.x, room.y, room.width, Type::body, frame.words("aloud.failed"));
  };
  ui::Layer trial;
  const float height = std::ceil(fill(trial) + 2 * padding);
  layer.viewport = {0, bottom - height, metrics.width, height};
  ui::Pen pen(layer, look, metrics.width);
  pen.box({0, 0, metrics.width, height}, look.theme.paper);
  pen.box({0, 0, metrics.width, 3}, look.theme.accent);
  fill(layer);
  scene.layers.push_back(std::move(layer));
}

}  // namespace

void append_listening(ui::Scene& scene, const Frame& frame, float bottom) {
  if (frame.listening.state == Listening::State::silent) return;
  if (frame.listening.state == Listening::State::warning) return append_warning(scene, frame);
  append_strip(scene, frame, bottom);
}

void append_watching(ui::Scene& scene, const Frame& frame) {
  const ui::Look look = button_look(frame.look);
  const auto& metrics = look.metrics;
  ui::Layer layer;
  layer.modal = true;
  layer.viewport = {0, 0, metrics.width, metrics.canvas_height()};
  ui::Pen pen(layer, look, metrics.width);
  pen.box(layer.viewport, ui::colour(0x000000));
  const float margin = metrics.mm(metrics.small_panel() ? 3.f : 8.f);
  ui::Layer trial;
  ui::Pen measuring(trial, look, metrics.width);
  const auto buttons = film_buttons(frame);
  const float row = button_row(measuring, {margin, 0, metrics.width - 2 * margin, 0}, buttons);
  const float buttons_top = layer.viewport.height - row - margin, most = buttons_top - metrics.above - 2 * margin;
  const float width = std::floor(std::min(metrics.width - 2 * margin, most * frame.watching->aspect)), height = std::floor(width / frame.watching->aspect);
  const ui::Rect picture{std::round((metrics.width - width) / 2), std::round(metrics.above + margin + (most - height) * 0.7f), width, height};
  if (frame.watching->state == Watching::State::failed) {
    ui::TextOptions options;
    options.ink = ui::colour(0xFFFFFF);
    options.align = text::Align::centre;
    pen.text(picture.x, std::round(picture.y + picture.height / 2), picture.width, Type::body, frame.words("film.failed"), options);
  } else {
    pen.picture(picture, kFilmObject, 0);
  }
  button_row(pen, {margin, buttons_top, metrics.width - 2 * margin, 0}, buttons);
  scene.layers.push_back(std::move(layer));
}

}  // namespace treffpunkt::screens
