// Service: for maintainers, in German and English at once.

#include "kiosk/screens/service.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/page.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

ui::TextOptions centred(ui::Colour ink = 0) {
  ui::TextOptions options;
  options.ink = ink;
  options.align = text::Align::centre;
  return options;
}

std::string gigabytes(std::uint64_t bytes) { return fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9); }

std::string known(const std::string& text) { return text.empty() ? "–" : text; }

// One key of the pad, or one choice of the menu.
struct Key {
  std::string_view icon;
  std::string label, argument;
};

class PinPad : public Screen {
 public:
  void build(Page& page) const override {
    const auto& state = *page.service;
    page.title("Wartung · Service");
    if (!page.metrics().landscape()) page.y = std::max(page.y, std::round(page.metrics().height * 0.3f));
    page.paragraph(line(state), Type::body, centred());
    std::string dots;
    for (std::size_t i = 0; i < state.typed; ++i) dots += "● ";
    page.space(2);
    page.pen.text(page.left, page.y, page.width, Type::heading, dots.empty() ? "–" : dots, centred(page.theme().accent));
    page.y += page.metrics().line_height(Type::heading);
    page.space(3);
    keys(page);
  }

 private:
  static std::string line(const ServiceState& state) {
    if (state.checking) return "Wird geprüft … · Checking …";
    if (state.pause > 0) return fmt::format("Falsch. Bitte {0} s warten. · Wrong. Please wait {0} s.", state.pause);
    return "PIN eingeben · Enter the PIN";
  }

  static void keys(Page& page) {
    const std::size_t columns = page.metrics().landscape() ? 4 : 3;
    const float between = page.mm(3), key = std::min(page.mm(28), std::floor((page.width - between * static_cast<float>(columns - 1)) / static_cast<float>(columns)));
    const float height = page.mm(page.metrics().small_panel() ? 20.f : 24.f);
    const float across = key * static_cast<float>(columns) + between * static_cast<float>(columns - 1);
    const float left = page.left + std::round((page.width - across) / 2);
    std::vector<Key> all;
    for (const char* digit : {"1", "2", "3", "4", "5", "6", "7", "8", "9"}) all.push_back({"", digit, digit});
    all.push_back({"backspace", "Löschen · Delete", "erase"});
    all.push_back({"", "0", "0"});
    all.push_back({"check", "Weiter · Enter", "enter"});
    for (std::size_t i = 0; i < all.size(); ++i) {
      const ui::Rect rect{left + static_cast<float>(i % columns) * (key + between), page.y + static_cast<float>(i / columns) * (height + between), key, height};
      const auto tone = outlined(page.theme());
      page.pen.box(rect, tone.fill, page.mm(4), tone.border, 2);
      const float size = page.mm(10);
      if (all[i].icon.empty()) {
        page.pen.centred(rect, Type::heading, all[i].label, centred(tone.ink));
      } else {
        page.pen.icon(std::round(rect.x + (key - size) / 2), std::round(rect.y + (height - size) / 2), size, all[i].icon, tone.icon);
      }
      page.pen.target(rect, {"service", all[i].argument}, all[i].label, page.mm(4));
    }
    page.y += static_cast<float>((all.size() + columns - 1) / columns) * (height + between);
  }
};

class Menu {
 public:
  explicit Menu(const ServiceFacts& facts) : facts_(facts) {}

  void build(Page& page) const {
    page.title("Wartung · Service");
    note(page, page.service->note);
    choices(page);
    page.space(5);
    network(page);
    content(page);
    machine(page);
  }

 private:
  static void note(Page& page, ServiceState::Note note) {
    using Note = ServiceState::Note;
    if (note == Note::none) return;
    const bool good = note == Note::calibrated;
    page.note(good ? "check_circle" : "warning",
              good                        ? "Die Kalibrierung ist gespeichert. · The calibration is stored."
              : note == Note::not_saved   ? "Die Kalibrierung gilt, ließ sich aber nicht speichern. · The calibration holds, but could not be stored."
                                          : "Die Kalibrierung war nicht gut und gilt nicht. Alles ist wie vorher. · The calibration was not good. Everything is as before.",
              good ? page.theme().good : page.theme().urgent);
    page.space(4);
  }

  static void choices(Page& page) {
    const Key keys[] = {{"touch_app", "Berührung prüfen · Test touch", "touch"},
                        {"gps_fixed", "Kalibrieren · Calibrate", "calibration"},
                        {"restart_alt", "Neu starten · Restart", "restart"},
                        {"exit_to_app", "Verlassen · Leave", "leave"}};
    const float left = page.left, width = page.width, between = page.gap();
    page.width = std::floor((width - between) / 2);
    float height = 0;
    for (const auto& key : keys) height = std::max(height, page.button_height(key.icon, key.label));
    const float top = page.y;
    for (std::size_t i = 0; i < std::size(keys); ++i) {
      page.left = left + static_cast<float>(i % 2) * (page.width + between);
      page.y = top + static_cast<float>(i / 2) * (height + between);
      page.button(keys[i].icon, keys[i].label, {"service", keys[i].argument}, outlined(page.theme()), height);
    }
    page.left = left;
    page.width = width;
  }

  void network(Page& page) const {
    std::vector<std::string> lines;
    for (const auto& interface : facts_.interfaces) {
      lines.push_back(fmt::format("{} ({}): {}", interface.name, interface.up ? "an · up" : "aus · down",
                                  interface.addresses.empty() ? "–" : fmt::format("{}", fmt::join(interface.addresses, ", "))));
    }
    page.fact("public", "Netz · Network", lines.empty() ? std::vector<std::string>{"–"} : lines);
    const auto& sync = facts_.sync;
    lines = {"Zuletzt versucht · Last tried: " + known(sync.last_run), "Zuletzt gelungen · Last success: " + known(sync.last_success),
             "Ergebnis · Outcome: " + known(sync.outcome)};
    if (!sync.error.empty()) lines.push_back("Fehler · Error: " + sync.error);
    page.fact("schedule", "Abgleich · Sync", lines);
  }

  void content(Page& page) const {
    page.fact("article", "Inhalt · Content",
              {fmt::format("{}, Generation {}", known(facts_.feed), facts_.generation), "Stand · As of: " + known(facts_.sync.content_date)});
    page.fact("schedule", "Uhr · Clock", {page.moment.clock_trusted ? "geht richtig · trusted" : "nicht sicher · not trusted"});
  }

  void machine(Page& page) const {
    const auto& metrics = page.metrics();
    page.fact("info", "Programm · Program", {"Treffpunkt " + facts_.version});
    page.fact("assignment", "Platz · Disk", {facts_.disk_size == 0 ? "–" : gigabytes(facts_.disk_free) + " frei von · free of " + gigabytes(facts_.disk_size)});
    page.fact("place", "Bildschirm · Panel",
              {fmt::format("{:.0f} × {:.0f} mm, {:.0f} × {:.0f} Pixel · pixels", metrics.width_mm(), metrics.canvas_height() / metrics.pixels_per_mm, metrics.width, metrics.canvas_height())});
    page.fact("touch_app", "Eingabe · Input", facts_.input_devices.empty() ? std::vector<std::string>{"–"} : facts_.input_devices);
  }

  const ServiceFacts& facts_;
};

class Service : public Screen {
 public:
  explicit Service(ServiceFacts facts) : facts_(std::move(facts)) {}

  void build(Page& page) const override {
    if (page.service->unlocked) {
      Menu(facts_).build(page);
    } else {
      PinPad().build(page);
    }
  }

 private:
  ServiceFacts facts_;
};

// A canvas to draw on with fingers.
class TouchTest : public Screen {
 public:
  bool has_bar() const override { return false; }
  bool bare() const override { return true; }

  void build(Page& page) const override {
    const auto& viewport = page.pen.layer().viewport;
    page.space(10);
    page.paragraph("Malen Sie mit dem Finger. · Draw with a finger.", Type::body, centred());
    for (const auto& spot : page.service->touches) {
      const float size = page.mm(4);
      page.pen.box({std::round(spot.x - size / 2), std::round(spot.y - size / 2), size, size}, page.theme().accent, size / 2);
    }
    const float width = std::min(page.width, page.mm(120)), left = page.left + std::round((page.width - width) / 2);
    page.left = left;
    page.width = width;
    page.y = viewport.height - page.mm(30);
    page.button("check", "Fertig · Done", {"service", "menu"}, page.theme().filled);
    page.y = viewport.height;
  }
};

class Calibration : public Screen {
 public:
  bool has_bar() const override { return false; }
  bool bare() const override { return true; }

  void build(Page& page) const override {
    const auto& viewport = page.pen.layer().viewport;
    const auto& state = *page.service;
    page.y = std::round(viewport.height * 0.3f);
    page.paragraph(fmt::format("Berühren Sie die Mitte des Kreuzes. · Touch the middle of the cross. ({}/5)", state.step + 1), Type::body_bold, centred());
    page.space(3);
    page.paragraph("Wer 15 Sekunden nichts berührt, bricht ab. · Wait 15 seconds to cancel.", Type::small, centred(page.theme().quiet_ink));
    const float arm = page.mm(8), thick = page.mm(1);
    page.pen.box({state.cross.x - arm, state.cross.y - std::round(thick / 2), 2 * arm, thick}, page.theme().accent);
    page.pen.box({state.cross.x - std::round(thick / 2), state.cross.y - arm, thick, 2 * arm}, page.theme().accent);
    page.y = viewport.height;
  }
};

}  // namespace

std::unique_ptr<Screen> make_service(ServiceFacts facts, const Route& route) {
  if (route.id == "touch") return std::make_unique<TouchTest>();
  if (route.id == "calibration") return std::make_unique<Calibration>();
  return std::make_unique<Service>(std::move(facts));
}

}  // namespace treffpunkt::screens
