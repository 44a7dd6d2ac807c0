#pragma once
// The names of enum values as the feed writes them, in the order of the enumerators. Nothing for a visitor's eyes:
// those words are in the catalogue. Any thread.

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

#include "content/model/event.h"
#include "content/model/location.h"
#include "content/model/page.h"
#include "content/model/service.h"

namespace treffpunkt {

template <typename Enum>
struct Names;

template <>
struct Names<Origin> {
  static constexpr std::array<std::string_view, 3> all = {"human", "machine", "machine-reviewed"};
};
template <>
struct Names<Known> {
  static constexpr std::array<std::string_view, 3> all = {"unknown", "yes", "no"};
};
template <>
struct Names<ServiceStatus> {
  static constexpr std::array<std::string_view, 3> all = {"active", "inactive", "temporarily_closed"};
};
template <>
struct Names<CostKind> {
  static constexpr std::array<std::string_view, 4> all = {"unknown", "free", "paid", "donation"};
};
template <>
struct Names<EventKind> {
  static constexpr std::array<std::string_view, 14> all = {
      "consultation_hour", "conference", "council_session", "committee", "working_group", "course",      "sport",
      "culture",           "meetup",     "festival",        "workshop",  "excursion",     "information", "other"};
};
template <>
struct Names<EventStatus> {
  static constexpr std::array<std::string_view, 5> all = {"scheduled", "cancelled", "postponed", "moved", "full"};
};
template <>
struct Names<Registration> {
  static constexpr std::array<std::string_view, 4> all = {"unknown", "none", "recommended", "required"};
};
template <>
struct Names<PageRole> {
  static constexpr std::array<std::string_view, 9> all = {"none",      "about",          "imprint",   "privacy", "accessibility",
                                                          "emergency", "discrimination", "newcomers", "guide"};
};
template <>
struct Names<Priority> {
  static constexpr std::array<std::string_view, 2> all = {"normal", "high"};
};

template <typename Enum>
constexpr std::string_view name_of(Enum value) {
  return Names<Enum>::all[static_cast<std::size_t>(value)];
}

// nullopt: no enumerator has this name.
template <typename Enum>
constexpr std::optional<Enum> from_name(std::string_view name) {
  for (std::size_t i = 0; i < Names<Enum>::all.size(); ++i) {
    if (Names<Enum>::all[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// Monday first, as std::chrono::weekday::iso_encoding() - 1 counts.
inline constexpr std::array<std::string_view, 7> kWeekdayNames = {"monday", "tuesday",  "wednesday", "thursday",
                                                                  "friday", "saturday", "sunday"};

}  // namespace treffpunkt
