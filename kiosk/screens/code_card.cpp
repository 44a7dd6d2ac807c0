#include "kiosk/screens/code_card.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame.h"
#include "kiosk/ui/qr.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

constexpr float kInSight = 0.55f;      // of the canvas: a list shows so much at once on every panel
constexpr float kThumbnailMm = 24;

float modules_of(const ui::QrCode& code) { return static_cast<float>(code.size + 2 * ui::kQuietZone); }

// A card with a code of `module` pixels a module at its beginning.
void card(Page& page, const ui::QrCode& code, std::string_view data, float module, std::string_view title, std::string_view words, const ui::TextOptions& options) {
  const float padding = page.mm(5), side = module * modules_of(code);
  const float text_x = page.left + side + 2 * padding, text_width = page.left + page.width - padding - text_x;
  const float texts = page.pen.measure(title, Type::card, text_width)->height + page.pen.measure(words, Type::small, text_width, options)->height + page.mm(1.5f);
  const float height = std::max(side, texts) + 2 * padding;
  page.pen.box({page.left, page.y, page.width, height}, page.theme().card, page.mm(4), page.theme().line, 2);
  page.pen.qr({page.left + padding, std::round(page.y + (height - side) / 2), side, side}, code, data);
  float y = std::round(page.y + (height - texts) / 2);
  y += page.pen.text(text_x, y, text_width, Type::card, title) + page.mm(1.5f);
  page.pen.text(text_x, y, text_width, Type::small, words, options);
  page.y += height;
}

// The code beneath its texts, in the middle.
void tall_card(Page& page, const ui::QrCode& code, std::string_view data, float module, std::string_view title, std::string_view words, const ui::TextOptions& options) {
  const float padding = page.mm(5), side = module * modules_of(code), text_width = page.width - 2 * padding;
  const float texts = page.pen.measure(title, Type::card, text_width)->height + page.pen.measure(words, Type::small, text_width, options)->height + page.mm(1.5f);
  page.pen.box({page.left, page.y, page.width, texts + side + 3 * padding}, page.theme().card, page.mm(4), page.theme().line, 2);
  page.y += padding;
  page.y += page.pen.text(page.left + padding, page.y, text_width, Type::card, title) + page.mm(1.5f);
  page.y += page.pen.text(page.left + padding, page.y, text_width, Type::small, words, options) + padding;
  page.pen.qr({std::round(page.left + (page.width - side) / 2), page.y, side, side}, code, data);
  page.y += side + padding;
}

}  // namespace

void qr_card(Page& page, std::string_view data, std::string_view title, std::string_view explanation) {
  const auto code = ui::make_qr(data);
  if (!code) return;
  const int number = page.codes++;
  const float modules = modules_of(*code), least = std::ceil(ui::kLeastModuleMm * page.metrics().pixels_per_mm);
  const float beside = std::floor(page.width * 0.5f / modules), alone = std::floor((page.width - page.mm(10)) / modules);
  ui::TextOptions options;
  options.ink = page.theme().ink;
  if (beside >= least) return card(page, *code, data, least, title, explanation, options);
  if (alone >= least && least * modules <= kInSight * page.metrics().canvas_height()) {
    return tall_card(page, *code, data, least, title, explanation, options);
  }
  const float top = page.y, module = std::max(1.f, std::floor(page.mm(kThumbnailMm) / modules));
  options.ink = page.theme().high_contrast ? page.theme().ink : page.theme().accent;
  options.bold = true;
  const auto words = page.words("take.enlarge");
  card(page, *code, data, module, title, words, options);
  page.pen.target({page.left, top, page.width, page.y - top}, {"code", std::to_string(number)}, words, page.mm(4));
  page.space(2);
  options.bold = false;
  options.ink = page.theme().ink;
  page.y += page.pen.text(page.left, page.y, page.width, Type::small, explanation, options);
}

void append_code(ui::Scene& scene, const Frame& frame, int number) {
  const ui::Node* found = nullptr;
  for (const auto& layer : scene.layers) {
    for (const auto& node : layer.nodes) {
      if (node.kind == ui::Node::Kind::qr && number-- == 0) found = &node;
    }
  }
  if (!found) return;
  const ui::QrCode code{found->modules_per_row, found->modules};
  const auto data = found->words;
  const auto& metrics = frame.look.metrics;
  ui::Layer layer;
  layer.modal = true;
  layer.part = ui::Layer::Part::question;
  layer.viewport = {0, 0, metrics.width, metrics.canvas_height()};
  Page page(layer, frame.look, frame.words, frame.moment, frame.site);
  page.pen.box(layer.viewport, ui::colour(0xFFFFFF));
  // Beside the code or beneath it, wherever the panel is longer.
  const float margin = page.mm(3), width = metrics.width, height = layer.viewport.height;
  const auto close = page.words("more.close");
  if (width > height) {
    page.width = page.mm(48);
    page.left = width - margin - page.width;
    page.y = height - margin - page.button_height("close", close);
  } else {
    page.left = margin;
    page.width = width - 2 * margin;
    page.y = height - margin - page.button_height("close", close);
  }
  const float room_x = width > height ? page.left - margin : width, room_y = width > height ? height : page.y - margin;
  page.button("close", close, {"code", ""}, outlined(page.theme()));
  const float modules = modules_of(code), side = std::floor(std::min(room_x, room_y) / modules) * modules;
  page.pen.qr({std::round((room_x - side) / 2), std::round((room_y - side) / 2), side, side}, code, data);
  scene.layers.push_back(std::move(layer));
}

}  // namespace treffpunkt::screens
