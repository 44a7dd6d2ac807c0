#pragma once
// Texts without a date: explanations, news, topics, banners, surveys.

#include "content/model/item.h"
#include "content/model/time.h"

namespace treffpunkt {

// What a page is for, where the kiosk itself links to it.
enum class PageRole { none, about, imprint, privacy, accessibility, emergency, discrimination, newcomers, guide };

struct Page : Item {
  PageRole role = PageRole::none;
  std::string parent_id;  // empty: top level
  int order = 0;          // among its siblings, ascending
  Text title;
  Text summary;           // one sentence for the card, may be empty
  Text body;              // CommonMark
  std::string pictogram;  // a name of the Material icon font; may be empty
  std::vector<Contact> contacts;  // who helps, shown large
  std::vector<std::string> topics;

  bool operator==(const Page&) const = default;
};

enum class Priority { normal, high };

struct News : Item {
  Text title;
  Text body;  // CommonMark
  Date published;
  std::optional<Date> expires;  // the last day it is shown
  Priority priority = Priority::normal;

  bool operator==(const News&) const = default;
};

struct Topic : Item {
  Text name;
  std::string pictogram;  // a name of the Material icon font, see kiosk/ui/icons.h
  std::string hue;        // a name of the palette, see content/model/hue.h
  int order = 0;

  bool operator==(const Topic&) const = default;
};

// A banner over every screen: closed today, weather, an emergency.
struct Notice : Item {
  Text text;
  LocalTime from, until;
  std::string time_zone;
  Priority priority = Priority::normal;

  bool operator==(const Notice&) const = default;
};

struct SurveyChoice {
  std::string id;
  Text name;
  std::string pictogram;

  bool operator==(const SurveyChoice&) const = default;
};

struct Survey : Item {
  Text question;
  std::vector<SurveyChoice> choices;
  bool allow_free_text = false;
  Date open_from, open_until;  // both inclusive

  bool operator==(const Survey&) const = default;
};

}  // namespace treffpunkt
