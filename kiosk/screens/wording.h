#pragma once
// One language as a screen speaks it: its words, its dates, itself. References to what the app owns. UI thread.

#include <string>
#include <string_view>

#include "content/language/catalogue.h"
#include "content/language/formats.h"
#include "content/language/language.h"

namespace treffpunkt::screens {

struct Wording {
  const Language& language;
  const Formats& formats;
  const Catalogue& catalogue;

  std::string operator()(std::string_view key, const Catalogue::Arguments& arguments = {}) const {
    return catalogue.text(key, arguments);
  }

  // As Formats says it; German Sign Language, which ICU has no name for, in our words.
  std::string language_name(std::string_view tag) const {
    return tag == "gsg" ? catalogue.text("language.gsg") : formats.language_name(tag);
  }
};

}  // namespace treffpunkt::screens
