#include "feed/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "content/language/zone.h"

namespace treffpunkt {
namespace {

// "812 bytes", "15.1 kB", "2.80 MB"
std::string size_of(std::uint64_t bytes) {
  if (bytes < 1000) return counted(bytes, "byte", "bytes");
  if (bytes < 1'000'000) return fmt::format("{:.1f} kB", static_cast<double>(bytes) / 1e3);
  return fmt::format("{:.2f} MB", static_cast<double>(bytes) / 1e6);
}

std::string about_generation(const Published& published) {
  std::string text = fmt::format("  content   {}, {} as a whole file", size_of(published.content_length),
                                 size_of(published.compressed_length));
  if (published.previous_patch_length > 0) {
    text += fmt::format(", {} as a patch", size_of(published.previous_patch_length));
  }
  text += fmt::format("\n  patches   {}\n  objects   {} new, {}\n", published.patches, published.new_objects,
                      size_of(published.new_object_bytes));
  if (published.removed_files > 0) {
    text += fmt::format("  removed   {}\n", counted(published.removed_files, "old file", "old files"));
  }
  return text;
}

}  // namespace

std::string counted(std::size_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", number, number == 1 ? singular : plural);
}

std::string to_line(const Problem& problem) {
  return fmt::format("{}: {}", problem.severity == Severity::error ? "error" : "warning", to_string(problem));
}

std::string summary(const std::vector<Problem>& problems, std::size_t items) {
  const auto errors = static_cast<std::size_t>(std::ranges::count(problems, Severity::error, &Problem::severity));
  return fmt::format("{}, {} in {}", counted(errors, "error", "errors"),
                     counted(problems.size() - errors, "warning", "warnings"), counted(items, "item", "items"));
}

std::string about(const SpokenFeed& spoken) {
  auto text = fmt::format("Speech for {}: {} new, {} in all", counted(spoken.made + spoken.kept, "text", "texts"),
                          spoken.made, size_of(spoken.bytes));
  if (spoken.later > 0) text += fmt::format("; {} not yet", counted(spoken.later, "text", "texts"));
  if (spoken.missing > 0) text += fmt::format("; {} without", counted(spoken.missing, "text", "texts"));
  return text;
}

std::string about(const Published& published, std::size_t items, const std::filesystem::path& feed) {
  std::string text =
      published.is_new_generation
          ? fmt::format("Generation {} published: {}.\n", published.generation, counted(items, "item", "items"))
          : fmt::format("Nothing has changed: generation {} is signed anew.\n", published.generation);
  if (published.is_new_generation) text += about_generation(published);
  text += fmt::format("  valid     until {}; publish again before, best every day\n",
                      format_instant(published.timestamp_expires));
  if (published.is_first) {
    text +=
        fmt::format("  kiosks    get {} as the root that they trust\n", (feed / "metadata" / "1.root.json").string());
  }
  for (const auto& note : published.notes) text += fmt::format("Note: {}.\n", note);
  return text;
}

std::string about_keys(const std::filesystem::path& folder) {
  return fmt::format(
      "Four new keys in {}:\n"
      "  root.pem       says which other keys count. Needed for the first publishing and when a key changes.\n"
      "                 Keep it offline: on two USB sticks in two places, not on the publishing machine.\n"
      "  targets.pem    signs what the content is.         \\\n"
      "  snapshot.pem   signs which metadata go together.   > with the publisher, readable for it alone\n"
      "  timestamp.pem  signs every day what is current.   /\n"
      "Whoever has the last three can change what the kiosks show; whoever has root.pem can take a feed over.\n"
      "If a key is lost or known to others, root.pem can replace it. If root.pem is lost, every kiosk must be\n"
      "visited. Do not put keys into the feed's folder, a repository or a mail.\n",
      folder.string());
}

}  // namespace treffpunkt
