#include <fmt/core.h>

#include <fstream>

#include "content/json/item_json.h"
#include "kiosk/platform/picture.h"
#include "tests/faults/forge.h"
#include "tests/faults/groups.h"
#include "tests/system/support/files.h"

namespace treffpunkt::faults {
namespace {

// Signed as it should be, and harmful all the same. After it the kiosk must still draw its screens; what it draws is
// the new content where that could be taken, and the old one where not.
constexpr const char* kEither = "draws 1, then 4 | draws 3, then 4";

struct Case {
  std::string name;
  std::string content;  // of generation 3
  std::string object;   // one more that the feed has
};

std::string repeated(std::string_view piece, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += piece;
  return text;
}

Page page_saying(const std::string& title, const std::string& body) {
  Page page;
  page.id = "welcome";
  page.title.translations["de"] = {title};
  page.body.translations["de"] = {body};
  return page;
}

std::string feed_of(const std::vector<AnyItem>& items, std::uint64_t generation = 3) {
  Feed feed;
  feed.header.id = "faults";
  feed.header.generation = generation;
  feed.header.languages = {"de"};
  feed.items = items;
  return to_ndjson(feed);
}

std::string with_body(const std::string& body) { return feed_of({page_saying("Stand 3", body)}); }

void texts(std::vector<Case>& cases) {
  const auto body = [&](const char* name, const std::string& text) { cases.push_back({name, with_body(text), ""}); };
  body("a body of a megabyte", repeated("Wort ", 200'000));
  body("a word of a megabyte", std::string(1 << 20, 'a'));
  body("100,000 stars", std::string(100'000, '*'));
  body("100,000 brackets", repeated("[", 100'000));
  body("100,000 links that never end", repeated("[a](", 100'000));
  body("quotes 10,000 deep", std::string(10'000, '>') + " a");
  body("lists 1,000 deep", [] {
    std::string text;
    for (int depth = 0; depth < 1'000; ++depth) text += std::string(static_cast<std::size_t>(depth) * 2, ' ') + "- a\n";
    return text;
  }());
  body("20,000 paragraphs", repeated("Absatz\n\n", 20'000));
  body("20,000 pictures", repeated("![](object:" + std::string(64, 'a') + "?1x1)\n\n", 20'000));
  body("a picture of no size",
       "![](object:" + std::string(64, 'a') + "?0x0) ![](object:" + std::string(64, 'a') + "?99999999999x1)");
  body("directions that never end", repeated("\u202e\u2067\u202d", 10'000));
  body("marks on one letter", "a" + repeated("\u0301\u0327", 20'000));
  body("joined emoji", repeated("👩\u200d", 10'000));
  body("every plane", "\u0000\u0001\u007f\u0085\u2028\ufeff\ufffe\U0001F1E9\U000E0041\U0010FFFF");
  body("links to anywhere", "[a](javascript:alert(1)) [b](file:///etc/passwd) [c](" + std::string(9'000, 'x') +
                                ") [d](https://" + std::string(5'000, 'y') + ")");
  cases.push_back({"a title of 100,000 letters", feed_of({page_saying(repeated("Stand ", 20'000), "a")}), ""});
  cases.push_back({"a title of nothing", feed_of({page_saying("", "")}), ""});
  Page own = page_saying("Stand 3", "a");
  own.parent_id = "welcome";
  cases.push_back({"a page that is its own parent", feed_of({own}), ""});
  std::vector<AnyItem> many;
  for (int i = 0; i < 3'000; ++i) {
    many.push_back(page_saying("Stand 3", "a"));
    if (i > 0) std::get<Page>(many.back()).id = "p" + std::to_string(i);
  }
  cases.push_back({"3,000 pages", feed_of(many), ""});
}

void pictures(const std::string& good, std::vector<Case>& cases) {
  const auto picture = [&](const char* name, const std::string& bytes) {
    Page page = page_saying("Stand 3", "![Bild](object:" + tuf::sha256_hex(bytes) + "?40x20)");
    page.image = Picture{tuf::sha256_hex(bytes), "image/png", 40, 20, bytes.size(), {}};
    cases.push_back({name, feed_of({page}), bytes});
  };
  picture("a picture that is a text", "no picture");
  picture("a picture cut in half", good.substr(0, good.size() / 2));
  std::string giant = good;
  giant.replace(16, 8, std::string("\x7f\xff\xff\xff\x7f\xff\xff\xff", 8));
  picture("a picture of a billion pixels", giant);
  std::string turned = good;
  for (std::size_t at = 40; at < turned.size(); at += 7) turned[at] = static_cast<char>(~turned[at]);
  picture("a picture with wrong bytes", turned);
  picture("a JPEG of nothing", "\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff");
  picture("a WebP of nothing", std::string("RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff/\xff\xff\xff\xff", 25));
  Page page = page_saying("Stand 3", "a");
  page.video = Video{tuf::sha256_hex("film"), 4, {}};
  page.audio["de"] = {tuf::sha256_hex("film"), 4};
  cases.push_back({"a film and speech that are none", feed_of({page}), "film"});
}

void forms(std::vector<Case>& cases) {
  const std::string good = with_body("a");
  const auto form = [&](const char* name, const std::string& content) { cases.push_back({name, content, ""}); };
  form("no content", "");
  form("no header", good.substr(good.find('\n') + 1));
  form("another generation's content", feed_of({page_saying("Stand 7", "a")}, 7));
  form("an item twice", good + good.substr(good.find('\n') + 1));
  form("nested 100,000 deep", good + "{\"type\":\"page\",\"id\":\"x\",\"title\":" + std::string(100'000, '[') + "}\n");
  form("an unknown type", good + "{\"type\":\"robot\",\"id\":\"x\"}\n");
  form(
      "a hostile id",
      good +
          R"({"body":{"de":{"origin":"human","text":"a"}},"id":"../../x","title":{"de":{"origin":"human","text":"a"}},"type":"page"})" +
          "\n");
  form("bytes that are no text", good + std::string("\xff\xfe\x00\x01", 4) + "\n");
}

std::string drawn(Trial& trial) {
  const auto screen = trial.folder() / "screen.png";
  for (const char* route : {"page/welcome", "home", "search?q=stand", "attract"}) {
    const auto ended =
        test::run({test::program_of_ours("kiosk"), "--config", trial.folder() / "kiosk.toml", "--size", "480x800",
                   "--diagonal", "10", "--screen", route, "--now", kNow, "--screenshot", screen});
    if (ended.code != 0) return fmt::format("{}: exit {} {}", route, ended.code, last_line(ended.output));
  }
  std::ifstream current(trial.state() / "current");
  std::string generation;
  current >> generation;
  return "draws " + generation;
}

std::string outcome_of(Trial& trial, const Case& one) {
  Forge forge(trial.maker());
  forge.add_content(3, one.content);
  trial.restore(Start::first);
  Files files = forge.publish();
  if (!one.object.empty()) {
    const auto hash = tuf::sha256_hex(one.object);
    files["objects/" + hash.substr(0, 2) + "/" + hash] = one.object;
  }
  trial.serve(files);
  const std::string crash = crash_of(trial.sync());
  const std::string now = crash.empty() ? drawn(trial) : crash;
  const std::string next =
      content_of(4, tuf::sha256_hex(std::string(5000, 'b')), tuf::sha256_hex(std::string(300, 't')));
  return now + ", then " + trial.recovered(forge.mended(4, next));
}

}  // namespace

void hostile_content(Trial& trial, Table& table, const Extent& extent) {
  std::vector<Case> cases;
  texts(cases);
  const auto file = trial.folder() / "good.png";
  std::vector<std::uint32_t> pixels(40 * 20);
  for (std::size_t i = 0; i < pixels.size(); ++i) pixels[i] = 0xFF000000 | static_cast<std::uint32_t>(i * 977);
  if (const auto written = platform::write_png(file, {40, 20, pixels}); !written)
    throw std::runtime_error(written.error().message);
  pictures(test::text_of(file), cases);
  forms(cases);
  int number = 0;
  for (const Case& one : cases) {
    if (++number % extent.every != 0) continue;
    table.add("content", one.name, kEither, [&] { return outcome_of(trial, one); });
  }
}

}  // namespace treffpunkt::faults
