// Waiting: there is no content at all, not even the factory's. Calm, translated, never an error.

#include <cmath>

#include "kiosk/screens/page.h"
#include "kiosk/screens/screen.h"
#include "kiosk/screens/skyline.h"

namespace treffpunkt::screens {
namespace {

class Waiting : public Screen {
 public:
  bool bleeds() const override { return true; }

  void build(Page& page) const override {
    const auto& viewport = page.pen.layer().viewport;
    const auto& tone = page.theme().header;
    page.pen.box({0, 0, viewport.width, viewport.height}, tone.fill);
    const float skyline_height = std::min(page.mm(80), viewport.height / 3);
    skyline(page.pen, {0, viewport.height - skyline_height, viewport.width, skyline_height});
    ui::TextOptions options;
    options.ink = tone.ink;
    page.y = page.mm(page.metrics().small_panel() ? 4.f : 14.f);
    page.paragraph(page.words.formats.time(page.moment.local), ui::Type::clock, options);
    page.space(page.metrics().small_panel() ? 2.f : 14.f);
    page.paragraph(page.words("home.welcome"), ui::Type::display, options);
    page.space(4);
    page.paragraph(page.words("waiting.home"), ui::Type::body, options);
    page.space(4);
    page.paragraph(page.words("waiting.emergency"), ui::Type::body_bold, options);
    page.y = std::max(page.y, viewport.height);
  }
};

}  // namespace

std::unique_ptr<Screen> make_waiting(const Ask&) { return std::make_unique<Waiting>(); }

}  // namespace treffpunkt::screens
