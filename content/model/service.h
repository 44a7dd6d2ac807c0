#pragma once
// An offer that exists over time: advice, a course place, a meeting place (HSDS service and schedule).

#include "content/model/item.h"
#include "content/model/time.h"

namespace treffpunkt {

enum class ServiceStatus { active, inactive, temporarily_closed };
enum class CostKind { unknown, free, paid, donation };

struct Cost {
  CostKind kind = CostKind::unknown;
  Text note;  // "5 Euro, with Harburg pass free"; may be empty

  bool operator==(const Cost&) const = default;
};

// Opening hours on one weekday, repeated weekly.
struct Schedule {
  std::optional<Date> valid_from, valid_to;  // both inclusive
  std::chrono::weekday weekday{1};
  MinuteOfDay opens_at{0}, closes_at{0};     // opens_at < closes_at <= 24:00
  Text note;                                 // "with interpreter"; may be empty

  bool operator==(const Schedule&) const = default;
};

// Closed from first to last, both inclusive.
struct Closure {
  Date first, last;
  Text reason;  // may be empty

  bool operator==(const Closure&) const = default;
};

struct Service : Item {
  Text name;
  Text summary;      // one sentence for the card, may be empty
  Text description;  // CommonMark
  ServiceStatus status = ServiceStatus::active;
  std::string organization_id;             // may be empty
  std::vector<std::string> location_ids;
  std::vector<std::string> topics;
  std::vector<std::string> audiences;      // see audience.h
  std::vector<std::string> languages;      // BCP 47, spoken there
  Text interpretation_services;
  Cost cost;
  Text application_process;
  Text required_documents;                 // CommonMark
  std::optional<int> minimum_age, maximum_age;
  std::vector<Schedule> schedules;
  std::vector<Closure> closures;
  bool closed_on_public_holidays = true;
  bool by_appointment = false;
  bool discreet = false;                   // that somebody asks for it is nobody else's business: no QR names it
  std::vector<Contact> contacts;
  std::string time_zone;                   // IANA name

  bool operator==(const Service&) const = default;
};

}  // namespace treffpunkt
