#include "content/body/body.h"

#include <cmath>
#include <memory>
#include <set>

#include "content/body/body_objects.h"
#include "content/body/picture_targets.h"
#include "content/language/catalogue.h"
#include "kiosk/screens/body_blocks.h"
#include "kiosk/text/utf8.h"
#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {
namespace {

// What a page needs to be written on. Made once a process: fonts and words are dear.
struct Desk {
  const Language& language = *find_language("ar");  // both directions on one page
  std::unique_ptr<text::Engine> engine;
  Formats formats{language, "Europe/Berlin"};
  Catalogue catalogue;
  screens::Moment moment = screens::Moment::at(Instant{}, "Europe/Berlin", true);
  SiteConfig site;

  static Desk set_up() {
    auto engine = text::Engine::open(std::string(BINARY_DIR) + "/share/treffpunkt/fonts", {});
    must(engine.has_value(), "there are fonts");
    auto catalogue = Catalogue::load(std::string(SOURCE_DIR) + "/kiosk/catalogue", *find_language("ar"));
    must(catalogue.has_value(), "there are words");
    return Desk(std::move(*engine), std::move(*catalogue));
  }

 private:
  Desk(std::unique_ptr<text::Engine> fonts, Catalogue words) : engine(std::move(fonts)), catalogue(std::move(words)) {}
};

void check_spans(const BodyBlock& block) {
  std::size_t begin = 0;
  for (const auto& span : block.spans) {
    must(span.begin >= begin && span.begin <= span.end && span.end <= block.text.size(),
         "spans lie in their text, in order");
    begin = span.begin;
  }
}

void check_pictures(std::string_view input) {
  const auto targets = picture_targets(input);
  std::vector<std::string> same;
  for (const auto& target : targets) same.push_back(target.target);
  must(with_picture_targets(input, targets, same) == input, "pictures exchanged for themselves change nothing");
  std::set<std::string> objects;
  add_body_objects(input, objects);
  for (const auto& object : objects) must(object.size() == 64, "an object is called by its hash");
}

void lay_out(std::string_view input) {
  static const Desk desk = Desk::set_up();
  const ui::Look look{ui::Metrics::of_panel(800, 480, 7), ui::Theme::paper_theme(), desk.engine.get(),
                      desk.language.pango_tag, desk.language.right_to_left};
  const screens::Wording words{desk.language, desk.formats, desk.catalogue};
  ui::Layer layer;
  layer.viewport = {0, 0, 800, 480};
  screens::Page page(layer, look, words, desk.moment, desk.site);
  screens::body_blocks(page, {.text = input, .language = "de"});
  must(std::isfinite(page.y) && page.y >= 0, "a body has a height");
  for (const auto& node : layer.nodes) {
    must(std::isfinite(node.rect.x) && std::isfinite(node.rect.y), "what is on a page has a place");
    must(std::isfinite(node.rect.width) && node.rect.width >= 0 && std::isfinite(node.rect.height), "and a size");
  }
}

}  // namespace

void body(std::string_view input) {
  for (const auto& block : parse_body(input)) {
    check_spans(block);
    must(block.level >= 0 && block.indent <= kMaximumBodyDepth, "depth is bounded");
  }
  check_pictures(input);
  lay_out(input);
}

}  // namespace treffpunkt::fuzz
