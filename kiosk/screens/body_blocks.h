#pragma once
// A body (CommonMark) on a page: headings, lists, emphasis, pictures; its links afterwards as QR codes to take along.

#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

enum class Links { as_codes, as_words };

// `as_words`: without codes, where what a phone shows may be seen by others.
void body_blocks(Page& page, const ChosenTranslation& body, Links links = Links::as_codes);

}  // namespace treffpunkt::screens
