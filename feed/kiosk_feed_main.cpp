// kiosk-feed: the staff's program. Checks a folder of sources, makes keys, publishes a signed feed.
// Exit codes: 0 done, 1 the content has errors, 2 wrong usage or something outside of the content went wrong.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>

#include "content/language/zone.h"
#include "feed/picture.h"
#include "feed/report.h"
#include "feed/sources.h"

namespace {

using namespace treffpunkt;

constexpr int kDone = 0, kContentHasErrors = 1, kFailed = 2;

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

int check(const std::filesystem::path& folder, const std::string& now) {
  const auto instant = instant_of(now);
  if (!instant) return failed(instant.error());
  const auto library = PictureLibrary::start("kiosk-feed");
  if (!library) return failed(library.error());
  const auto sources = read_sources(folder, *library, {*instant, std::nullopt, progress_on_terminal()});
  if (!sources) return failed(sources.error());
  for (const auto& problem : sources->problems) fmt::print("{}\n", to_line(problem));
  fmt::print("{}\n", summary(sources->problems, sources->written_items));
  return has_errors(sources->problems) ? kContentHasErrors : kDone;
}

}  // namespace

int main(int count, char** arguments) {
  CLI::App app{"Checks, signs and publishes the content of Treffpunkt's kiosks."};
  app.require_subcommand(1);
  std::string folder, now;

  auto* check_command = app.add_subcommand("check", "Name every problem in a folder of sources; exit 1 on errors");
  check_command->add_option("folder", folder, "The folder with feed.toml")->required();
  check_command->add_option("--now", now, "Check as at this time: 2026-11-23T06:00:00Z");

  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kFailed;
  }
  if (check_command->parsed()) return check(folder, now);
  return kFailed;
}
