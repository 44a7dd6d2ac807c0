#pragma once
// Something that takes place at known times (schema.org Event, iCalendar VEVENT). A feed carries concrete
// occurrences; there is no recurrence logic on the kiosk.

#include "content/model/item.h"
#include "content/model/location.h"
#include "content/model/service.h"
#include "content/model/time.h"

namespace treffpunkt {

enum class EventKind {
  consultation_hour, conference, council_session, committee, working_group,
  course, sport, culture, meetup, festival, workshop, excursion, information, other
};
enum class EventStatus { scheduled, cancelled, postponed, moved, full };
enum class Registration { unknown, none, recommended, required };

struct Occurrence {
  LocalTime start;               // in the event's time zone
  LocalTime end;                 // start < end; for all-day events midnight after the last day
  EventStatus status = EventStatus::scheduled;
  std::string location_id;       // empty: the event's

  bool operator==(const Occurrence&) const = default;
};

struct AgendaItem {
  std::string number;  // "1", "2.1"; may be empty
  Text title;

  bool operator==(const AgendaItem&) const = default;
};

struct Event : Item {
  EventKind kind = EventKind::other;
  Text name;
  Text summary;      // one sentence for the card, may be empty
  Text description;  // CommonMark
  std::vector<Occurrence> occurrences;  // ascending by start
  bool all_day = false;
  std::string time_zone;  // IANA name
  EventStatus status = EventStatus::scheduled;
  Text status_note;
  std::string location_id;
  Text room;
  std::string organizer_id;
  std::vector<std::string> languages;
  Cost cost;
  Registration registration = Registration::unknown;
  Text registration_note;
  bool discreet = false;                  // as of services
  Known open_to_public = Known::unknown;  // of sessions and meetings: may anybody come and listen
  std::vector<AgendaItem> agenda;
  std::vector<std::string> topics;
  std::vector<std::string> audiences;
  std::vector<Contact> contacts;
  std::string source;  // where it was imported from, for staff

  bool operator==(const Event&) const = default;
};

}  // namespace treffpunkt
