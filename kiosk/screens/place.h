#pragma once
// Where something is: the fact block, one line for a QR code, and what is known of access. UI thread.

#include "content/model/location.h"
#include "kiosk/screens/card.h"
#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

// Name and room, street and town, how to get there.
void place_fact(Page& page, const Location& location, const Text& room);
// Street and town, how to get there: a line each.
std::vector<std::string> way_there(const Page& page, const Location& location);
// "Bücherhalle Harburg, Eddelbüttelstraße 47a, 21073 Hamburg"
std::string place_line(const Page& page, const Location& location);
// One chip for each thing that is known to be there.
void add_access_chips(const Page& page, const Accessibility& accessibility, std::vector<Chip>& chips);
void add_cost_chip(const Page& page, CostKind kind, std::vector<Chip>& chips);
// "Deutsch, Türkçe und العربية"
std::string spoken(const Page& page, const std::vector<std::string>& languages);
std::string audience_line(const Page& page, const std::vector<std::string>& audiences);
void contact_facts(Page& page, const std::vector<Contact>& contacts);
// The same for whom it is urgent: a card each, the number large.
void contact_cards(Page& page, const std::vector<Contact>& contacts);

}  // namespace treffpunkt::screens
