#include "feed/own_words.h"

#include <fmt/format.h>

#include "content/language/catalogue.h"
#include "feed/spoken_text.h"

namespace treffpunkt {

namespace fs = std::filesystem;

Result<std::vector<Problem>> speak_own_words(const fs::path& catalogues, std::string_view key, const SpeechShelf& shelf,
                                             const fs::path& out) {
  std::vector<Problem> problems;
  std::error_code problem;
  fs::create_directories(out, problem);
  for (const auto& language : all_languages()) {
    const auto target = out / (std::string(language.tag) + ".opus");
    fs::remove(target, problem);
    if (!shelf.speaks(language.tag) || !fs::exists(catalogues / (std::string(language.tag) + ".json"), problem)) continue;
    const auto catalogue = Catalogue::load(catalogues, language);
    if (!catalogue) return tl::make_unexpected(catalogue.error());
    const auto words = catalogue->text(key);
    if (words == key) return fail(fmt::format("{}: there is no '{}'", catalogues.string(), key));
    const auto text = spoken_body(words);
    const auto made = shelf.path_of(shelf.name_of(text, language.tag));
    if (!fs::exists(made, problem)) {
      if (const auto spoken = shelf.make(text, language.tag); !spoken) {
        problems.push_back({Severity::warning, std::string(language.tag), 0, std::string(key), "not spoken: " + spoken.error().message});
        continue;
      }
    }
    fs::copy_file(made, target, problem);
    if (problem) return fail(fmt::format("{}: {}", target.string(), problem.message()));
  }
  return problems;
}

}  // namespace treffpunkt
