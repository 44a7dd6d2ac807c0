#pragma once
// What a QR code carries: the data itself, readable without the internet. iCalendar (RFC 5545) and vCard 3.0 (RFC 2426,
// which phone cameras know). Pure functions.

#include <string>
#include <string_view>

#include "content/model/item.h"
#include "content/store/store.h"

namespace treffpunkt::screens {

// `place`: name and address on one line. Kept short: a code with less in it is read from further away.
std::string calendar_entry(const OccurrenceCard& occurrence, std::string_view name, std::string_view place);
std::string contact_card(std::string_view name, std::string_view place, const Contact& contact);

}  // namespace treffpunkt::screens
