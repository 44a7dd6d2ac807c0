#pragma once
// What is said when an item is read aloud: its texts in one language, without what only an eye can use. Pure; any thread.

#include <string>
#include <string_view>

#include "content/model/feed.h"

namespace treffpunkt {

// Sentences for a voice: paragraphs end with a full stop and an empty line, so that a voice pauses there; no addresses of
// the net, no markup; telephone numbers digit by digit, in the groups in which they are written.
std::string spoken_body(std::string_view commonmark);

// Name, summary and longer texts of an event, a service, a page or news, without times and places: these change more
// often than texts do. Empty: nothing in this language, or no item to read out.
std::string spoken_text(const AnyItem& item, std::string_view language);

}  // namespace treffpunkt
