#pragma once
// One language as a screen speaks it: its words, its dates, itself. References to what the app owns. UI thread.

#include <string>

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
};

}  // namespace treffpunkt::screens
