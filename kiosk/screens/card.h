#pragma once
// The cards of lists: an event with its date block, an offer with its openness, a page. Each is a touch target as
// wide as the column. UI thread.

#include <functional>
#include <string>
#include <vector>

#include "content/model/opening_hours.h"
#include "content/model/page.h"
#include "content/store/store.h"
#include "kiosk/screens/page.h"

namespace treffpunkt::screens {

// A word on a coloured pill.
struct Chip {
  std::string icon;  // may be empty
  std::string words;
  ui::Tone tone;
};

// What there is of it on one line, dots between.
std::string dotted(const std::vector<std::string>& parts);
// A consultation hour to which one just comes.
bool no_appointment(const OccurrenceCard& occurrence);

// Places chips from (x, y), wrapping at `width`; gives the height.
float place_chips(Page& page, float x, float y, float width, const std::vector<Chip>& chips);
float chips_height(Page& page, float width, const std::vector<Chip>& chips);

// What a card shows besides its lead (date block or icon).
struct CardText {
  ChosenTranslation name;
  std::string quiet;  // one or two lines beneath, may be empty
  bool struck = false;
  std::vector<Chip> chips;
  std::vector<text::Span> marks;  // of the name: what a search has found
};

enum class Lead { weekday_and_time, weekday_and_month };

// What some lists say besides.
struct CardExtras {
  std::vector<Chip> chips;
  std::string line;  // under the details
};

void event_card(Page& page, const OccurrenceCard& occurrence, Lead lead, const CardExtras& extras = {});
void service_card(Page& page, const ServiceCard& service, const std::string& icon, const ui::Tone& tone);
// `icon`: of pages without a role that has its own.
void page_card(Page& page, const treffpunkt::Page& item, std::string_view icon, const ui::Tone& tone);

// A result of a search, with what was found marked in its name. `words`: as the store understood them.
void hit_card(Page& page, const SearchHit& hit, const std::vector<std::string>& words, std::string_view icon, const ui::Tone& tone);

// Status, cost, access and registration of an event as chips; `all` adds what a list leaves out.
// "DGS": it is signed there, or a film in sign language tells about it.
void add_sign_chip(const Page& page, const std::vector<std::string>& languages, bool film, std::vector<Chip>& chips);
std::vector<Chip> status_chips(const Page& page, EventStatus status, bool running);
std::string openness(const Page& page, const OpeningHours& hours, bool& open);

// Cards in as many columns as the page has room for, each row as high as its highest card.
void card_grid(Page& page, std::size_t count, const std::function<void(std::size_t)>& one);

}  // namespace treffpunkt::screens
