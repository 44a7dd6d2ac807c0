#pragma once
// A body (CommonMark) on a page: headings, lists, emphasis, pictures; its links afterwards as QR codes to take along.

#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

void body_blocks(Page& page, const ChosenTranslation& body);

// A white card with a QR code and what it is good for.
void qr_card(Page& page, std::string_view data, std::string_view title, std::string_view explanation);

}  // namespace treffpunkt::screens
