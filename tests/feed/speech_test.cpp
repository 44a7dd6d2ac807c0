// Texts to speech: what is said, that it is made once, and that a command that misbehaves stops nothing.

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "feed/opus.h"
#include "feed/own_words.h"
#include "feed/picture_shelf.h"
#include "feed/speech.h"
#include "feed/spoken_text.h"
#include "feed/wave.h"
#include "sync/tuf/key.h"
#include "sync/tuf/durable_file.h"
#include "tests/support/temporary_folder.h"

namespace treffpunkt {
namespace {

namespace fs = std::filesystem;

std::string little(std::uint32_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 0xFF);
  return out;
}

// As espeak-ng writes it to a pipe: the lengths in the head are not true.
std::string wave(std::string_view data, int channels = 1, int rate = 22050, int bits = 16, int kind = 1) {
  const auto c = static_cast<std::uint32_t>(channels), r = static_cast<std::uint32_t>(rate), b = static_cast<std::uint32_t>(bits);
  return "RIFF" + little(0x7FFFF024, 4) + "WAVEfmt " + little(16, 4) + little(static_cast<std::uint32_t>(kind), 2) + little(c, 2) +
         little(r, 4) + little(r * c * b / 8, 4) + little(c * b / 8, 2) + little(b, 2) + "data" + little(0x7FFFF000, 4) + std::string(data);
}

std::string tone() {
  std::string data;
  for (int i = 0; i < 22050; ++i) data += little(static_cast<std::uint16_t>((i / 50 % 2 ? 4000 : -4000)), 2);
  return data;
}

// A voice for tests: a script that notes what it was told and gives back a tone.
class FakeVoice {
 public:
  explicit FakeVoice(const std::string& before = {}) {
    REQUIRE(write_quickly(folder_.path() / "tone.wav", wave(tone())).has_value());
    write(before);
    settings.command = {script().string(), "{voice}", calls().string()};
    settings.voices = {{"de", "german"}, {"tr", "turkish"}};
  }

  void write(const std::string& before) const {
    REQUIRE(write_quickly(script(), "#!/bin/sh\ntext=$(cat)\nprintf '%s\\n' \"$1\" >>\"$2\"\n" + before + "\ncat \"" + (folder_.path() / "tone.wav").string() + "\"\n").has_value());
    fs::permissions(script(), fs::perms::owner_all);
  }
  std::vector<std::string> told() const {
    std::ifstream file(calls());
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    std::ranges::sort(lines);
    return lines;
  }
  SpeechShelf shelf(CommandLimits limits = {}) const { return {settings, folder_.path() / "speech", limits}; }
  fs::path objects() const { return folder_.path() / "feed"; }
  fs::path speech() const { return folder_.path() / "speech"; }

  SpeechSettings settings;

 private:
  fs::path script() const { return folder_.path() / "voice"; }
  fs::path calls() const { return folder_.path() / "calls"; }
  test::TemporaryFolder folder_;
};

treffpunkt::Page page(std::string id, std::string german, std::string turkish = {}) {
  treffpunkt::Page page;
  page.id = std::move(id);
  page.title.translations["de"] = {"Titel", Origin::human};
  page.body.translations["de"] = {std::move(german), Origin::human};
  if (!turkish.empty()) page.body.translations["tr"] = {std::move(turkish), Origin::human};
  return page;
}

Feed feed_of(std::vector<AnyItem> items) {
  Feed feed;
  feed.header.id = "probe";
  feed.header.languages = {"de", "tr", "ar"};
  feed.items = std::move(items);
  return feed;
}

const std::map<std::string, Speech, std::less<>>& audio_of(const Feed& feed, std::size_t item) {
  return std::get<treffpunkt::Page>(feed.items[item]).audio;
}

TEST_CASE("a body is said as sentences: headings and list items end with a pause, links as their words, no addresses") {
  CHECK(spoken_body("## Wann\n\nJeden **Dienstag** im [Rathaus](https://example.org/x)\n\n- Tee\n- Kaffee\n\n1. Klopfen\n") ==
        "Wann.\n\nJeden Dienstag im Rathaus.\n\nTee.\n\nKaffee.\n\n1: Klopfen.\n\n");
  CHECK(spoken_body("Mehr: https://example.org/a/b?c=1. Kommen Sie!") == "Mehr: . Kommen Sie!\n\n");
  CHECK(spoken_body("Ist das frei?") == "Ist das frei?\n\n");
  CHECK(spoken_body("") == "");
}

TEST_CASE("marks that only an eye needs are not said") {
  CHECK(spoken_body("Deutsch\u00B7kurs im \u2068Rathaus\u2069") == "Deutschkurs im Rathaus.\n\n");
  // Persian spells with the non-joiner.
  CHECK(spoken_body("می\u200Cخواهم") == "می\u200Cخواهم.\n\n");
}

TEST_CASE("telephone numbers are said digit by digit in their groups, other numbers are not") {
  CHECK(spoken_body("Telefon 040 66969-123") == "Telefon 0 4 0, 6 6 9 6 9, 1 2 3.\n\n");
  CHECK(spoken_body("+49 (40) 66969 1") == "+ 4 9, 4 0, 6 6 9 6 9, 1.\n\n");
  CHECK(spoken_body("Rufen Sie 110 oder 116 117 an.") == "Rufen Sie 1 1 0 oder 1 1 6, 1 1 7 an.\n\n");
  CHECK(spoken_body("0800 111 0 111") == "0 8 0 0, 1 1 1, 0, 1 1 1.\n\n");
  for (const auto* other : {"Um 09:00 bis 10:30 Uhr.", "Am 01.12.2026.", "21073 Hamburg.", "1100 Plätze.", "2026 sind 250 da.", "Das kostet 0 Euro.", "Zimmer 112.5."}) {
    CHECK(spoken_body(other) == std::string(other) + "\n\n");
  }
}

TEST_CASE("an item is said in a language that its long text is written in, and only that language's parts of it") {
  const AnyItem item = page("hilfe", "Wir helfen.", "Yardım ediyoruz.");
  CHECK(spoken_text(item, "de") == "Titel.\n\nWir helfen.");
  CHECK(spoken_text(item, "tr") == "Yardım ediyoruz.");
  CHECK(spoken_text(item, "en") == "");
  CHECK(spoken_text(Topic{}, "de") == "");
}

TEST_CASE("a command gets its arguments and input as they are: no shell reads them") {
  CHECK(run_command({"cat"}, std::string("a\0b$(id)"), {}).value() == "a");
  CHECK(run_command({"printf", "%s", "$(echo x); `y` \"z"}, "", {}).value() == "$(echo x); `y` \"z");
  const std::string long_text(1 << 20, 'x');
  CHECK(run_command({"cat"}, long_text, {}).value() == long_text);
}

TEST_CASE("a command that fails, hangs, floods or is not there is an error that names it") {
  const auto message = [](const std::vector<std::string>& command, CommandLimits limits) {
    const auto result = run_command(command, "", limits);
    return result ? std::string("no error") : result.error().message;
  };
  CHECK(message({"sh", "-c", "echo first >&2; echo no such voice >&2; exit 3"}, {}) == "sh ended with 3: no such voice");
  CHECK(message({"sh", "-c", "kill -9 $$"}, {}) == "sh was ended by signal 9");
  CHECK(message({"sleep", "100"}, {std::chrono::milliseconds{100}}) == "sleep did not end within 1 s");
  // Its output is closed, it stays.
  CHECK(message({"sh", "-c", "exec >&- 2>&-; sleep 100"}, {std::chrono::milliseconds{100}}) == "sh did not end within 1 s");
  CHECK(message({"yes"}, {std::chrono::seconds{20}, 2 << 20}) == "yes wrote more than 2 MB");
  CHECK(message({"/nowhere/espeak"}, {}) == "/nowhere/espeak cannot be started: No such file or directory");
  CHECK(message({}, {}) == "no command is named");
}

TEST_CASE("a WAV file from a pipe is read as far as it came, several channels become one") {
  const auto sound = read_wave(wave(little(100, 2) + little(200, 2) + little(7, 1)));
  REQUIRE(sound.has_value());
  CHECK(sound->rate == 22050);
  CHECK(sound->samples == std::vector<std::int16_t>{100, 200});
  CHECK(read_wave(wave(little(100, 2) + little(300, 2), 2)).value().samples == std::vector<std::int16_t>{200});
}

TEST_CASE("what is no WAV file of 16-bit samples is refused, whatever its bytes are") {
  CHECK_FALSE(read_wave("").has_value());
  CHECK_FALSE(read_wave("ID3 this is an MP3 file").has_value());
  CHECK_FALSE(read_wave(wave("", 1, 22050, 8)).has_value());
  CHECK_FALSE(read_wave(wave("", 1, 22050, 16, 3)).has_value());
  CHECK_FALSE(read_wave(wave("", 0)).has_value());
  CHECK_FALSE(read_wave(wave("", 1, 0)).has_value());
  const auto good = wave("abcd");
  for (std::size_t length = 0; length < good.size() - 4; ++length) {
    const auto cut = read_wave(good.substr(0, length));
    CHECK((!cut || cut->samples.empty()));
  }
  auto lying = good;
  lying.replace(16, 4, little(0xFFFFFFFF, 4));
  CHECK_FALSE(read_wave(lying).has_value());
}

TEST_CASE("equal sound gives equal Opus bytes, not more of them than were asked for") {
  const auto sound = read_wave(wave(tone()));
  REQUIRE(sound.has_value());
  const auto once = encode_opus(*sound, 16), again = encode_opus(*sound, 16);
  REQUIRE(once.has_value());
  CHECK(*once == *again);
  CHECK(once->starts_with("OggS"));
  CHECK(once->size() > 800);
  CHECK(once->size() < 2200);
}

TEST_CASE("speech is made once for each text, voice and command, and lies below objects as the items name it") {
  const FakeVoice voice;
  auto feed = feed_of({page("eins", "Eins.", "Bir."), page("zwei", "Zwei."), page("gleich", "Zwei.")});
  const auto spoken = add_speech(feed, voice.shelf(), voice.objects(), {});
  CHECK(spoken.problems.empty());
  CHECK(spoken.made == 3);
  CHECK(voice.told() == std::vector<std::string>{"german", "german", "turkish"});
  CHECK(audio_of(feed, 0).size() == 2);
  CHECK(audio_of(feed, 1) == audio_of(feed, 2));
  const auto& speech = audio_of(feed, 0).at("tr");
  const auto bytes = read_bounded(voice.objects() / object_path(speech.object), 1 << 20);
  REQUIRE(bytes.has_value());
  CHECK(bytes->size() == speech.length);
  CHECK(tuf::sha256_hex(*bytes) == speech.object);

  auto same = feed_of({page("eins", "Eins.", "Bir."), page("zwei", "Zwei."), page("gleich", "Zwei.")});
  const auto second = add_speech(same, voice.shelf(), voice.objects(), {});
  CHECK(second.made == 0);
  CHECK(second.kept == 3);
  CHECK(voice.told().size() == 3);
  CHECK(same.items == feed.items);

  auto other = voice.settings;
  other.voices["de"] = "another";
  CHECK(SpeechShelf(other, voice.speech()).name_of("Eins.", "de") != voice.shelf().name_of("Eins.", "de"));
}

TEST_CASE("who cannot wait gets the pages with a role spoken, and what was spoken before stays with the others") {
  const FakeVoice voice;
  auto before = feed_of({page("alt", "Alt.")});
  add_speech(before, voice.shelf(), voice.objects(), {});
  auto emergency = page("notruf", "Rufen Sie an.");
  emergency.role = PageRole::emergency;
  // The same words on a page with a role and on one without are one text.
  auto feed = feed_of({page("alt", "Alt."), page("neu", "Neu."), emergency, page("gleich", "Rufen Sie an.")});
  const auto spoken = add_speech(feed, voice.shelf(), voice.objects(), {}, Spoken::key_pages);
  CHECK(spoken.made == 1);
  CHECK(spoken.kept == 1);
  CHECK(spoken.later == 1);
  CHECK(spoken.missing == 0);
  CHECK(spoken.problems.empty());
  CHECK(audio_of(feed, 0).size() == 1);
  CHECK(audio_of(feed, 1).empty());
  CHECK(audio_of(feed, 2) == audio_of(feed, 3));
  CHECK(audio_of(feed, 2).size() == 1);
  CHECK(add_speech(feed, voice.shelf(), voice.objects(), {}).made == 1);
}

TEST_CASE("what no text needs any more leaves the shelf") {
  const FakeVoice voice;
  auto feed = feed_of({page("eins", "Eins.")});
  add_speech(feed, voice.shelf(), voice.objects(), {});
  CHECK(fs::exists(voice.shelf().path_of(voice.shelf().name_of("Titel.\n\nEins.", "de"))));
  auto changed = feed_of({page("eins", "Neu.")});
  add_speech(changed, voice.shelf(), voice.objects(), {});
  CHECK_FALSE(fs::exists(voice.shelf().path_of(voice.shelf().name_of("Titel.\n\nEins.", "de"))));
}

TEST_CASE("a text that cannot be spoken is named with its item and language, the others are spoken") {
  const FakeVoice voice("case $text in *kaputt*) echo 'bad word' >&2; exit 1;; *lang*) sleep 100;; *stumm*) exit 0;; esac");
  auto feed = feed_of({page("a", "kaputt"), page("b", "gut"), page("c", "lang"), page("d", "stumm"), page("e", "auch gut")});
  const auto spoken = add_speech(feed, voice.shelf({std::chrono::milliseconds{400}}), voice.objects(), {});
  CHECK(spoken.made == 2);
  CHECK(spoken.missing == 3);
  REQUIRE(spoken.problems.size() == 3);
  CHECK_FALSE(has_errors(spoken.problems));
  const auto named = [&](std::string_view item, std::string_view what) {
    return std::ranges::any_of(spoken.problems, [&](const Problem& problem) {
      return problem.file == item && problem.field == "audio.de" && problem.message.find(what) != std::string::npos;
    });
  };
  CHECK(named("page a", "ended with 1: bad word"));
  CHECK(named("page c", "did not end within 1 s"));
  CHECK(named("page d", "it is no WAV file"));
  CHECK(audio_of(feed, 0).empty());
  CHECK(audio_of(feed, 1).size() == 1);
  CHECK(audio_of(feed, 4).size() == 1);
}

TEST_CASE("a command that always fails is not asked for every text") {
  FakeVoice voice;
  voice.settings.command = {"/nowhere/espeak"};
  std::vector<AnyItem> items;
  for (int i = 0; i < 100; ++i) items.push_back(page("p" + std::to_string(i), "Text " + std::to_string(i)));
  auto feed = feed_of(std::move(items));
  const auto spoken = add_speech(feed, voice.shelf(), voice.objects(), {});
  CHECK(spoken.missing == 100);
  CHECK(spoken.problems.size() < 20);
  CHECK(spoken.problems.back().message.find("more texts are not spoken") != std::string::npos);
}

TEST_CASE("the kiosk's own words are said in every language with a catalogue and a voice") {
  const FakeVoice voice("case $1 in turkish) exit 1;; esac");
  const test::TemporaryFolder folder;
  const auto catalogues = folder.path() / "catalogue", out = folder.path() / "out";
  for (const char* tag : {"de", "tr", "ar"}) {
    REQUIRE(write_quickly(catalogues / (std::string(tag) + ".json"), R"({"language.spoken": "Deutsch"})").has_value());
  }
  REQUIRE(write_quickly(out / "ar.opus", "of an earlier voice").has_value());
  const auto problems = speak_own_words(catalogues, "language.spoken", voice.shelf(), out);
  REQUIRE(problems.has_value());
  REQUIRE(problems->size() == 1);
  CHECK(problems->front().file == "tr");
  CHECK(fs::file_size(out / "de.opus") > 100);
  CHECK_FALSE(fs::exists(out / "tr.opus"));
  CHECK_FALSE(fs::exists(out / "ar.opus"));
  CHECK(speak_own_words(catalogues, "language.nowhere", voice.shelf(), out).error().message.find("there is no 'language.nowhere'") != std::string::npos);
}

TEST_CASE("espeak-ng, the default, speaks German, equal bytes each time, and has no voice for Arabic and Dari") {
  const test::TemporaryFolder folder;
  const SpeechShelf shelf{SpeechSettings{}, folder.path()};
  REQUIRE(shelf.make("Guten Tag.", "de").has_value());
  const auto bytes = read_bounded(shelf.path_of(shelf.name_of("Guten Tag.", "de")), 1 << 20);
  REQUIRE(bytes.has_value());
  CHECK(bytes->starts_with("OggS"));
  const test::TemporaryFolder elsewhere;
  const SpeechShelf other{SpeechSettings{}, elsewhere.path()};
  REQUIRE(other.make("Guten Tag.", "de").has_value());
  CHECK(read_bounded(other.path_of(other.name_of("Guten Tag.", "de")), 1 << 20).value() == *bytes);
  CHECK_FALSE(shelf.speaks("ar"));
  CHECK_FALSE(shelf.speaks("prs"));
  CHECK(shelf.speaks("fa"));
}

}  // namespace
}  // namespace treffpunkt
