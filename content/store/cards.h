#pragma once
// The parts of items that lists show, as JSON in the store: what a card needs and nothing else. The fields are named
// as in the feed; reading trusts the store and takes the defaults for whatever is missing. Any thread.

#include <string>
#include <string_view>

#include "content/store/store.h"

namespace treffpunkt {

// The name of a place and how to get in, for cards of events and offers.
struct PlaceCard {
  Text name;
  Known step_free = Known::unknown;
};

std::string write_card(const OccurrenceCard& card);  // what belongs to the event, not to the date or place
std::string write_card(const ServiceCard& card);
std::string write_card(const SearchHit& hit);  // without the next date
std::string write_card(const PlaceCard& card);

// false: these bytes are no card.
[[nodiscard]] bool read_card(std::string_view json, OccurrenceCard& card);
[[nodiscard]] bool read_card(std::string_view json, ServiceCard& card);
[[nodiscard]] bool read_card(std::string_view json, SearchHit& hit);
[[nodiscard]] bool read_card(std::string_view json, PlaceCard& card);

}  // namespace treffpunkt
