// kiosk-feed: the staff's program. Checks a folder of sources, makes keys, publishes a signed feed, makes factory
// content. Exit codes: 0 done, 1 the content has errors, 2 wrong usage or something outside of the content went wrong.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <string>

#include "content/language/zone.h"
#include "content/result/text_file.h"
#include "content/store/build.h"
#include "feed/calendar/occurrence_lines.h"
#include "feed/own_words.h"
#include "feed/picture.h"
#include "feed/publish.h"
#include "feed/report.h"
#include "feed/signing_keys.h"
#include "feed/sources.h"
#include "feed/speech.h"
#include "feed/temporary_folder.h"

namespace {

using namespace treffpunkt;

constexpr int kDone = 0, kContentHasErrors = 1, kFailed = 2;

struct Arguments {
  std::filesystem::path folder, out, keys, speech;
  std::string now, key, from, to, zone = "Europe/Berlin";
  bool no_speech = false, key_speech = false, json = false;
};

int failed(const Error& error) {
  fmt::print(stderr, "kiosk-feed: {}\n", error.message);
  return kFailed;
}

// Says how far a work is once it takes longer than a second, and not more than once a second.
Progress progress_on_terminal() {
  return [said = std::chrono::steady_clock::now()](std::string_view what, std::size_t done, std::size_t of) mutable {
    const auto now = std::chrono::steady_clock::now();
    if (now - said < std::chrono::seconds{1}) return;
    said = now;
    fmt::print(stderr, "{}: {} of {}\n", what, done, of);
  };
}

Result<Instant> instant_of(const std::string& now) {
  if (!now.empty()) return parse_instant(now);
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

Result<Sources> read_and_report(const Arguments& arguments, SourceOptions options) {
  auto library = PictureLibrary::start("kiosk-feed");
  if (!library) return tl::make_unexpected(library.error());
  auto sources = read_sources(arguments.folder, *library, options);
  if (!sources) return sources;
  for (const auto& problem : sources->problems) fmt::print("{}\n", to_line(problem));
  fmt::print("{}\n", summary(sources->problems, sources->written_items));
  return sources;
}

// Beside the folder that it is for, unless another is named.
std::filesystem::path speech_folder(const Arguments& arguments) {
  if (!arguments.speech.empty()) return arguments.speech;
  auto folder = arguments.out.has_filename() ? arguments.out : arguments.out.parent_path();
  folder += "-speech";
  return folder;
}

void speak(Sources& sources, const Arguments& arguments, const std::filesystem::path& objects) {
  if (!sources.speech || arguments.no_speech) return;
  const SpeechShelf shelf{*sources.speech, speech_folder(arguments)};
  const auto which = arguments.key_speech ? Spoken::key_pages : Spoken::all;
  const auto spoken = add_speech(sources.feed, shelf, objects, progress_on_terminal(), which);
  for (const auto& problem : spoken.problems) fmt::print("{}\n", to_line(problem));
  fmt::print("{}\n", about(spoken));
}

int check(const Arguments& arguments) {
  const auto now = instant_of(arguments.now);
  if (!now) return failed(now.error());
  const auto sources = read_and_report(arguments, {*now, std::nullopt, progress_on_terminal()});
  if (!sources) return failed(sources.error());
  return has_errors(sources->problems) ? kContentHasErrors : kDone;
}

int new_keys(const Arguments& arguments) {
  if (const auto made = make_keys(arguments.folder); !made) return failed(made.error());
  fmt::print("{}", about_keys(arguments.folder));
  return kDone;
}

int publish_feed(const Arguments& arguments) {
  const auto now = instant_of(arguments.now);
  if (!now) return failed(now.error());
  const auto objects = TemporaryFolder::make();
  if (!objects) return failed(objects.error());
  auto sources = read_and_report(arguments, {*now, objects->path(), progress_on_terminal()});
  if (!sources) return failed(sources.error());
  if (has_errors(sources->problems)) {
    fmt::print("Nothing is published as long as there are errors.\n");
    return kContentHasErrors;
  }
  speak(*sources, arguments, objects->path());
  const auto items = sources->feed.items.size();
  const auto published =
      publish(std::move(sources->feed), {arguments.out, arguments.keys, objects->path(), *now, progress_on_terminal()});
  if (!published) return failed(published.error());
  fmt::print("{}", about(*published, items, arguments.out));
  return kDone;
}

// What a kiosk shows before its first feed lies beside its program, unsigned: the read-only image vouches for it.
int make_store(const Arguments& arguments) {
  const auto now = instant_of(arguments.now);
  if (!now) return failed(now.error());
  std::error_code problem;
  std::filesystem::create_directories(arguments.out, problem);
  auto sources = read_and_report(arguments, {*now, arguments.out, progress_on_terminal()});
  if (!sources) return failed(sources.error());
  if (has_errors(sources->problems)) return kContentHasErrors;
  speak(*sources, arguments, arguments.out);
  const auto database = arguments.out / "content.db";
  std::filesystem::remove(database, problem);
  if (const auto built = build_store(sources->feed, database); !built) return failed(built.error());
  if (const auto good = check_store(database); !good) return failed(good.error());
  fmt::print("{}: {} items\n", database.string(), sources->feed.items.size());
  return kDone;
}

int say_own_words(const Arguments& arguments) {
  const SpeechShelf shelf{SpeechSettings{}, speech_folder(arguments)};
  const auto problems = speak_own_words(arguments.folder, arguments.key, shelf, arguments.out);
  if (!problems) return failed(problems.error());
  for (const auto& problem : *problems) fmt::print("{}\n", to_line(problem));
  return kDone;
}

int print_occurrences(const Arguments& arguments) {
  const auto text = read_text_file(arguments.folder, kLargestCalendar);
  if (!text) return failed(text.error());
  const auto from = parse_date(arguments.from), to = parse_date(arguments.to);
  if (!from || !to) return failed((from ? to : from).error());
  const CalendarSpan span{*from, *to, CalendarZone::named(arguments.zone)};
  if (!span.here) return failed({fmt::format("--zone: not a time zone: '{}'", arguments.zone)});
  const auto calendar = read_calendar(*text, arguments.folder.string());
  if (!calendar) return failed(calendar.error());
  const auto found = occurrences_in(*calendar, span);
  for (const auto& problem : calendar->problems) fmt::print(stderr, "{}\n", to_line(problem));
  for (const auto& problem : found.problems) fmt::print(stderr, "{}\n", to_line(problem));
  for (const auto& occurrence : found.occurrences) {
    fmt::print("{}\n", arguments.json ? to_json_line(occurrence, span.here) : to_words(occurrence, span.here));
  }
  return kDone;
}

void add_speech_options(CLI::App& command, Arguments& arguments) {
  command.add_option("--speech", arguments.speech, "Where speech is kept once made; default: OUT-speech");
  auto* none = command.add_flag("--no-speech", arguments.no_speech, "Leave the speech out, to look at the rest quickly");
  command.add_flag("--key-speech", arguments.key_speech, "Make speech for the pages with a role only; what was made before stays")->excludes(none);
}

}  // namespace

int main(int count, char** values) {
  CLI::App app{"Checks, signs and publishes the content of Treffpunkt's kiosks."};
  app.require_subcommand(1);
  Arguments arguments;

  auto* check_command = app.add_subcommand("check", "Name every problem in a folder of sources; exit 1 on errors");
  check_command->add_option("DIR", arguments.folder, "The folder with feed.toml")->required();
  check_command->add_option("--now", arguments.now, "Check as at this time: 2026-11-23T06:00:00Z");

  auto* keys_command = app.add_subcommand("keys", "The keys that sign a feed");
  keys_command->require_subcommand(1);
  auto* new_command = keys_command->add_subcommand("new", "Make the four keys of a new feed");
  new_command->add_option("DIR", arguments.folder, "A new folder for them")->required();

  auto* publish_command = app.add_subcommand("publish", "Check the sources and make them the feed's next generation");
  publish_command->add_option("DIR", arguments.folder, "The folder with feed.toml")->required();
  publish_command->add_option("--out", arguments.out, "The feed's folder, which a web server serves")->required();
  publish_command->add_option("--keys", arguments.keys, "The folder with the keys")->required();
  publish_command->add_option("--now", arguments.now, "Publish as at this time: 2026-11-23T06:00:00Z");

  add_speech_options(*publish_command, arguments);

  auto* store_command = app.add_subcommand("store", "Make factory content: content.db and objects/, without a feed");
  store_command->add_option("DIR", arguments.folder, "The folder with feed.toml")->required();
  store_command->add_option("--out", arguments.out, "The folder to make them in")->required();
  store_command->add_option("--now", arguments.now, "Make it as at this time: 2026-11-23T06:00:00Z");
  add_speech_options(*store_command, arguments);

  auto* say_command = app.add_subcommand("say", "Say one entry of the kiosk's catalogues in every language with a voice");
  say_command->add_option("DIR", arguments.folder, "The folder with the catalogues")->required();
  say_command->add_option("KEY", arguments.key, "The entry: language.spoken")->required();
  say_command->add_option("--out", arguments.out, "The folder to write TAG.opus into")->required();
  say_command->add_option("--speech", arguments.speech, "Where speech is kept once made; default: OUT-speech");

  auto* occurrences_command = app.add_subcommand("occurrences", "What takes place according to a calendar file (iCalendar)");
  occurrences_command->add_option("FILE", arguments.folder, "The calendar: FILE.ics")->required();
  occurrences_command->add_option("--from", arguments.from, "The first day: 2026-11-01")->required();
  occurrences_command->add_option("--to", arguments.to, "The day after the last: 2026-12-01")->required();
  occurrences_command->add_option("--zone", arguments.zone, "Whose days, and whose clock for times without a zone")->capture_default_str();
  occurrences_command->add_flag("--json", arguments.json, "One JSON object a line, for programs");

  try {
    app.parse(count, values);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kFailed;
  }
  if (check_command->parsed()) return check(arguments);
  if (new_command->parsed()) return new_keys(arguments);
  if (say_command->parsed()) return say_own_words(arguments);
  if (occurrences_command->parsed()) return print_occurrences(arguments);
  if (store_command->parsed()) return make_store(arguments);
  return publish_feed(arguments);
}
