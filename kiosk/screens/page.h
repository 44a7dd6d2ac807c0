#pragma once
// A page being written from top to bottom: a pen, a cursor and a column, and the blocks that screens share.
// Everything is thought left to right; the pen mirrors. UI thread.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "content/config/config.h"
#include "content/model/media.h"
#include "content/model/text.h"
#include "kiosk/screens/moment.h"
#include "kiosk/screens/visitor.h"
#include "kiosk/screens/wording.h"
#include "kiosk/ui/pen.h"

namespace treffpunkt::screens {

struct ServiceState;

class Page {
 public:
  Page(ui::Layer& layer, const ui::Look& look, const Wording& words, const Moment& moment, const SiteConfig& site);

  ui::Pen pen;
  const Wording& words;
  const Moment& moment;
  const SiteConfig& site;
  const std::vector<std::string>* touch_words = nullptr;  // "touch to start" in every language, for the attract screen
  const ServiceState* service = nullptr;                  // what is being done there, for the service screen
  Visitor visitor;
  int codes = 0;                                          // how many QR codes are on it so far
  const std::set<std::string>* films = nullptr;           // objects of films that are here and can be shown
  const std::set<std::string>* said = nullptr;            // languages whose names can be heard
  std::vector<std::string> notices;                       // that have not found their place in the text yet
  float y = 0;            // where the next block goes
  float left = 0;         // of the column
  float width = 0;

  float mm(float millimetres) const { return pen.mm(millimetres); }
  const ui::Theme& theme() const { return pen.theme(); }
  const ui::Metrics& metrics() const { return pen.metrics(); }
  bool wide() const;      // room for two columns side by side
  float gap() const;      // between cards
  void space(float millimetres) { y += mm(millimetres); }

  // Lines that run across a landscape panel are hard to read: from here the page keeps to a column in the middle.
  void keep_to_column();

  // Two columns from here: use column(0), column(1), then end_columns(), which goes on below the longer one.
  void begin_columns(float first_share = 0.5f);
  void column(int index);
  void end_columns();

  // A content text in the best language there is, laid out in that language.
  ui::TextOptions options_for(const ChosenTranslation& chosen, ui::TextOptions options = {}) const;
  ChosenTranslation choose(const Text& text) const;
  std::string plain(const Text& text) const { return std::string(choose(text).text); }

  // Blocks: each writes at the cursor and moves it on.
  // A picture across the whole page, or its column; at most this share of the canvas high. The lowest panels do without.
  void banner(const Picture& picture, float highest);
  void title(std::string_view text);
  void heading(std::string_view text);
  void paragraph(std::string_view text, ui::Type type = ui::Type::body, ui::TextOptions options = {});
  void text(const Text& text, ui::Type type, ui::TextOptions options = {});
  // Says in the reader's language that this text is another language's, or a machine's. Nothing when it is neither.
  void translation_note(const ChosenTranslation& chosen);
  // At a screen's end the same about its short texts, unless a note above has said it.
  void translation_footer();
  void note(std::string_view icon, std::string_view text, const ui::Tone& tone);
  // Those that wait: here. What is still waiting when the screen is built stands at its end.
  void place_notices();
  // At least `height` high, so that two beside one another can be alike: button_height() of the longer one.
  void button(std::string_view icon, std::string_view label, ui::Action action, const ui::Tone& tone, float height = 0);
  float button_height(std::string_view icon, std::string_view label) const;
  // Shows the film, if there is one and it is here.
  void film_button(const std::optional<Video>& film);
  bool says(const std::string& language) const { return said != nullptr && said->contains(language); }
  bool has_film(const Video& film) const { return films != nullptr && films->contains(film.object); }
  // An icon, a strong line and quiet lines beneath it: when, where, for whom.
  void fact(std::string_view icon, std::string_view strong, const std::vector<std::string>& quiet);

 private:
  // What choose() gave so far, and what a note has said of it.
  mutable bool machine_seen_ = false, fallback_seen_ = false;
  bool machine_said_ = false, fallback_said_ = false;
  float top_ = 0, total_left_ = 0, total_width_ = 0;
  float share_ = 0.5f;
  float bottoms_[2] = {0, 0};
  int column_ = -1;
};

// The tone of an outlined button: card with a border.
ui::Tone outlined(const ui::Theme& theme);

}  // namespace treffpunkt::screens
