#pragma once
// The kiosk's own words in one language: kiosk/catalogue/<tag>.json, a flat object of key to ICU MessageFormat pattern.
//
//   "events.count": "{count, plural, =0 {Keine Veranstaltungen} one {# Veranstaltung} other {# Veranstaltungen}}"
//
// A pattern may show an argument, and choose by plural, selectordinal or select; dates, times and large numbers come
// finished from content/language/formats.h. An apostrophe is one, but before '{' it quotes (ICU's default).
// In right-to-left languages a text argument is written in an isolate.
// Loading checks every pattern, so text() cannot fail; an unknown key, or an argument left out, gives the key itself
// (a test over all screens makes sure that never happens). One thread at a time.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "content/language/language.h"
#include "content/result/error.h"

namespace treffpunkt {

class Catalogue {
 public:
  using Value = std::variant<std::string, long long>;
  using Arguments = std::vector<std::pair<std::string_view, Value>>;

  // `folder` holds one file a language. A file that is missing, is no JSON or has a bad pattern is an Error with its place.
  static Result<Catalogue> load(const std::filesystem::path& folder, const Language& language);
  Catalogue(Catalogue&&) noexcept;
  ~Catalogue();

  std::string text(std::string_view key) const;
  std::string text(std::string_view key, const Arguments& arguments) const;
  std::vector<std::string> keys() const;                           // ascending
  std::vector<std::string> arguments(std::string_view key) const;  // the names a pattern uses, ascending

 private:
  struct Impl;
  explicit Catalogue(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace treffpunkt
