#include "kiosk/screens/question.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {
namespace {

ui::Rect canvas(const ui::Metrics& metrics) { return {0, 0, metrics.width, metrics.canvas_height()}; }

}  // namespace

void append_question(ui::Scene& scene, const Frame& frame, const std::function<void(Page&)>& write) {
  const auto& metrics = frame.look.metrics;
  ui::Layer scrim;
  scrim.viewport = canvas(metrics);
  scrim.modal = true;
  ui::Pen(scrim, frame.look, metrics.width).box(scrim.viewport, frame.look.theme.scrim);
  scene.layers.push_back(std::move(scrim));

  ui::Layer layer;
  layer.part = ui::Layer::Part::question;
  layer.viewport = canvas(metrics);
  layer.modal = true;
  const float width = std::min(metrics.width - 2 * metrics.mm(4), metrics.mm(230)), padding = metrics.mm(metrics.small_panel() ? 4.f : 10.f);
  const auto fill = [&](ui::Layer& into, float y) {
    Page page(into, frame.look, frame.words, frame.moment, frame.site);
    page.left = std::round((metrics.width - width) / 2) + padding;
    page.width = width - 2 * padding;
    page.y = y;
    write(page);
    return page.y - y;
  };
  ui::Layer trial = layer;
  const float height = fill(trial, 0) + 2 * padding;
  const float room = std::max(0.f, layer.viewport.height - height);
  const float top = frame.access.reach ? std::max(0.f, room - metrics.mm(4)) : std::round(room * 0.6f);  // within reach of a low hand
  const auto& theme = frame.look.theme;
  ui::Pen(layer, frame.look, metrics.width).box({std::round((metrics.width - width) / 2), top, width, height}, theme.card, metrics.mm(6), theme.high_contrast ? theme.line : theme.card, 3);
  fill(layer, top + padding);
  scene.layers.push_back(std::move(layer));
}

void append_still_there(ui::Scene& scene, const Frame& frame) {
  append_question(scene, frame, [&](Page& page) {
    page.title(page.words("still.title"));
    page.paragraph(page.words("still.countdown", {{"seconds", static_cast<long long>(*frame.still_there)}}));
    page.space(5);
    page.button("touch_app", page.words("still.yes"), {"stay", ""}, page.theme().filled);
  });
}

void append_more(ui::Scene& scene, const Frame& frame) {
  append_question(scene, frame, [&](Page& page) {
    place_switches(page, access_buttons(page.words, frame.access), 2);
    place_switches(page, {{"close", page.words("more.close"), {"more", "off"}}}, 1);
  });
}

}  // namespace treffpunkt::screens
