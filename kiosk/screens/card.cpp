#include "kiosk/screens/card.h"

#include <algorithm>
#include <cmath>

#include "content/store/marks.h"
#include "kiosk/screens/day.h"

namespace treffpunkt::screens {
namespace {

using ui::Type;

float chip_icon(const Page& page, const Chip& chip) { return chip.icon.empty() ? 0 : page.mm(8); }

float chip_width(const Page& page, const Chip& chip) {
  const auto layout = page.pen.measure(chip.words, Type::small_bold, 100000);
  return std::ceil(layout->lines.empty() ? 0 : layout->lines[0].width) + chip_icon(page, chip) + page.mm(7);
}

float chip_height(const Page& page, const Chip& chip, float width) {
  return page.pen.measure(chip.words, Type::small_bold, width - chip_icon(page, chip) - page.mm(5.5f))->height + page.mm(2.5f);
}

// Where each chip goes in a row that wraps; the same for measuring and placing. One that is wider than the row gets more lines.
template <typename Place>
float flow_chips(const Page& page, float width, const std::vector<Chip>& chips, const Place& place) {
  const float between = page.mm(2);
  float x = 0, y = 0, row = 0;
  for (const auto& chip : chips) {
    const float wide = std::min(width, chip_width(page, chip)), height = chip_height(page, chip, wide);
    if (x > 0 && x + wide > width) {
      x = 0;
      y += row + between;
      row = 0;
    }
    place(chip, x, y, wide, height);
    row = std::max(row, height);
    x += wide + between;
  }
  return y + row;
}

// The box of a card with its lead on the left and its texts; gives the rectangle for what goes on the left.
struct CardShape {
  ui::Rect rect, lead;
};

// A name in another language says in which.
void add_language_chip(const Page& page, CardText& text) {
  if (!text.name.fallback || text.name.text.empty()) return;
  text.chips.push_back({"translate", page.words.language_name(text.name.language), page.theme().calm});
}

CardShape draw_card(Page& page, const CardText& text, float lead_width, float lead_height, ui::Action action) {
  const float padding = page.mm(3.5f), chevron = page.mm(11);
  const float text_x = page.left + padding + lead_width + page.mm(4.5f);
  const float text_width = page.left + page.width - padding - chevron - page.mm(1.5f) - text_x;
  auto name_options = page.options_for(text.name);
  name_options.struck = text.struck;
  name_options.spans = text.marks;
  ui::TextOptions quiet_options;
  quiet_options.ink = page.theme().quiet_ink;
  const float name_height = page.pen.measure(text.name.text, Type::card, text_width, name_options)->height;
  const float quiet_height = text.quiet.empty() ? 0 : page.pen.measure(text.quiet, Type::small, text_width, quiet_options)->height;
  const float chips = chips_height(page, text_width, text.chips);
  const float texts = name_height + quiet_height + (chips > 0 ? chips + page.mm(1.5f) : 0);
  const float height = std::round(std::max({lead_height, texts, page.mm(20)}) + 2 * padding);

  const ui::Rect rect{page.left, page.y, page.width, height};
  if (page.theme().shadow) page.pen.box({rect.x, rect.y + 3, rect.width, rect.height}, page.theme().shadow, page.mm(4));
  page.pen.box(rect, page.theme().card, page.mm(4), page.theme().line, 2);
  float y = std::round(page.y + (height - texts) / 2);
  y += page.pen.text(text_x, y, text_width, Type::card, text.name.text, name_options);
  y += page.pen.text(text_x, y, text_width, Type::small, text.quiet, quiet_options);
  if (chips > 0) place_chips(page, text_x, y + page.mm(1.5f), text_width, text.chips);
  page.pen.icon(rect.right() - padding - chevron + page.mm(1.5f), std::round(page.y + (height - chevron) / 2), chevron, "chevron_right",
                page.theme().accent);
  page.pen.target(rect, std::move(action), text.name.text, page.mm(4));
  page.y += height;
  return {rect, {page.left + padding, rect.y + padding, lead_width, height - 2 * padding}};
}

// A card whose lead is a pictogram in a square.
void lead_card(Page& page, const CardText& text, std::string_view icon, const ui::Tone& tone, ui::Action action) {
  const float lead = page.mm(18), size = page.mm(11);
  const auto shape = draw_card(page, text, lead, lead, std::move(action));
  const float y = std::round(shape.lead.y + (shape.lead.height - lead) / 2);
  page.pen.box({shape.lead.x, y, lead, lead}, tone.fill, page.mm(3), tone.border, 2);
  page.pen.icon(std::round(shape.lead.x + (lead - size) / 2), std::round(y + (lead - size) / 2), size, icon, tone.icon);
}

// Weekday and day, and beneath them a time or a month.
void date_block(Page& page, const ui::Rect& rect, Date day, const std::string& beneath) {
  const auto& formats = page.words.formats;
  const auto& tone = page.theme().soft;
  page.pen.box(rect, tone.fill, page.mm(3), tone.border, 2);
  ui::TextOptions options;
  options.ink = tone.ink;
  options.align = text::Align::centre;
  options.maximum_lines = 1;
  options.tabular = true;
  const float small = page.metrics().line_height(Type::small_bold), big = page.metrics().line_height(Type::heading);
  const float y = std::round(rect.y + (rect.height - 2 * small - big) / 2);
  page.pen.text(rect.x, y, rect.width, Type::small_bold, formats.weekday_short(day), options);
  page.pen.text(rect.x, y + small, rect.width, Type::heading, formats.day(day), options);
  page.pen.text(rect.x, y + small + big, rect.width, Type::small_bold, beneath, options);
}

float block_height(const Page& page) {
  return 2 * page.metrics().line_height(Type::small_bold) + page.metrics().line_height(Type::heading) + page.mm(3);
}

// Alike on all cards of a language: wide enough for its longest weekday.
float block_width(const Page& page) {
  float width = page.mm(page.metrics().small_panel() ? 25.f : 31.f) * (page.metrics().large_text ? 1.25f : 1.f);
  for (int i = 0; i < 7; ++i) {
    const Date day{std::chrono::sys_days(page.moment.today()) + std::chrono::days(i)};
    const auto layout = page.pen.measure(page.words.formats.weekday_short(day), Type::small_bold, 100000);
    if (!layout->lines.empty()) width = std::max(width, layout->lines[0].width + page.mm(3));
  }
  return width;
}

std::string event_details(const Page& page, const OccurrenceCard& occurrence, bool with_time) {
  std::vector<std::string> parts;
  if (!on_one_day(occurrence)) {
    parts.push_back(page.words.formats.date_range(first_day(occurrence), last_day(occurrence)));
  } else if (with_time && !occurrence.all_day) {
    parts.push_back(page.words.formats.time_range(occurrence.local_start, occurrence.local_end));
  }
  if (!occurrence.location_name.empty()) parts.push_back(page.plain(occurrence.location_name));
  if (occurrence.cost == CostKind::free) parts.push_back(page.words("fact.free"));
  if (no_appointment(occurrence)) parts.push_back(page.words("fact.no_appointment"));
  return dotted(parts);
}

std::string_view role_icon(PageRole role, std::string_view otherwise) {
  switch (role) {
    case PageRole::about: return "waving_hand";
    case PageRole::privacy: return "shield";
    case PageRole::accessibility: return "accessible";
    case PageRole::emergency: return "phone_in_talk";
    case PageRole::discrimination: return "back_hand";
    case PageRole::newcomers: return "signpost";
    case PageRole::guide: return "touch_app";
    case PageRole::imprint:
    case PageRole::none: break;
  }
  return otherwise;
}

}  // namespace

std::string dotted(const std::vector<std::string>& parts) {
  std::string line;
  for (const auto& part : parts) {
    if (!part.empty()) line += (line.empty() ? "" : " · ") + part;
  }
  return line;
}

bool no_appointment(const OccurrenceCard& occurrence) {
  return occurrence.kind == EventKind::consultation_hour && occurrence.registration == Registration::none;
}

float place_chips(Page& page, float x, float y, float width, const std::vector<Chip>& chips) {
  return flow_chips(page, width, chips, [&](const Chip& chip, float cx, float cy, float wide, float height) {
    const float one_line = page.metrics().line_height(Type::small_bold) + page.mm(2.5f);
    page.pen.box({x + cx, y + cy, wide, height}, chip.tone.fill, one_line / 2, chip.tone.border, 2);
    const float size = page.mm(6.5f);
    float left = x + cx + page.mm(3.5f);
    if (!chip.icon.empty()) {
      page.pen.icon(left, std::round(y + cy + (height - size) / 2), size, chip.icon, chip.tone.icon);
      left += page.mm(8);
    }
    ui::TextOptions options;
    options.ink = chip.tone.ink;
    const float words = x + cx + wide - left - page.mm(2);
    const float lines = page.pen.measure(chip.words, Type::small_bold, words, options)->height;
    page.pen.text(left, std::round(y + cy + (height - lines) / 2), words, Type::small_bold, chip.words, options);
  });
}

float chips_height(Page& page, float width, const std::vector<Chip>& chips) {
  return flow_chips(page, width, chips, [](const Chip&, float, float, float, float) {});
}

void add_sign_chip(const Page& page, const std::vector<std::string>& languages, bool film, std::vector<Chip>& chips) {
  if (!film && std::find(languages.begin(), languages.end(), kSignLanguage) == languages.end()) return;
  chips.push_back({"sign_language", page.words("sign.mark"), page.theme().friendly});
}

std::vector<Chip> status_chips(const Page& page, EventStatus status, bool running) {
  const auto& theme = page.theme();
  switch (status) {
    case EventStatus::cancelled: return {{"event_busy", page.words("status.cancelled"), theme.urgent}};
    case EventStatus::postponed: return {{"update", page.words("status.postponed"), theme.urgent}};
    case EventStatus::moved: return {{"place", page.words("status.moved"), theme.urgent}};
    case EventStatus::full: return {{"group", page.words("status.full"), theme.urgent}};
    case EventStatus::scheduled: break;
  }
  if (running) return {{"schedule", page.words("status.running"), theme.good}};
  return {};
}

void event_card(Page& page, const OccurrenceCard& occurrence, Lead lead, const CardExtras& extras) {
  CardText text;
  text.name = page.choose(occurrence.name);
  text.quiet = event_details(page, occurrence, lead == Lead::weekday_and_month);
  if (!extras.line.empty()) text.quiet += (text.quiet.empty() ? "" : "\n") + extras.line;
  text.struck = occurrence.status == EventStatus::cancelled;
  text.chips = status_chips(page, occurrence.status, running_now(page, occurrence));
  text.chips.insert(text.chips.end(), extras.chips.begin(), extras.chips.end());
  add_sign_chip(page, occurrence.languages, occurrence.film, text.chips);
  add_language_chip(page, text);
  const auto shape = draw_card(page, text, std::round(block_width(page)), block_height(page),
                               {"go", "event/" + occurrence.event_id + "?at=" + format_instant(occurrence.start)});
  const bool timed = lead == Lead::weekday_and_time && !occurrence.all_day && on_one_day(occurrence);
  const Date day = first_day(occurrence);
  date_block(page, shape.lead, day, timed ? page.words.formats.time(occurrence.local_start) : page.words.formats.month_short(day));
}

std::string openness(const Page& page, const OpeningHours& hours, bool& open) {
  const auto& formats = page.words.formats;
  open = false;
  switch (hours.state) {
    case OpenState::by_appointment: return page.words("open.by_appointment");
    case OpenState::temporarily_closed: return page.words("open.temporarily_closed");
    case OpenState::unknown: return "";
    case OpenState::open:
      if (!page.moment.clock_trusted || !hours.closes) return "";
      open = true;
      // No closing within two days is no closing that anybody waits for.
      if (*hours.closes - page.moment.local >= std::chrono::hours(48)) return page.words("open.always");
      return page.words("open.until", {{"time", formats.time(*hours.closes)}});
    case OpenState::closed: break;
  }
  if (!page.moment.clock_trusted || !hours.next_opens) return "";
  const Date day = date_of(*hours.next_opens);
  if (day == page.moment.today()) return page.words("open.today_at", {{"time", formats.time(*hours.next_opens)}});
  return page.words("open.next_at", {{"day", formats.weekday_in_sentence(day)}, {"time", formats.time(*hours.next_opens)}});
}

void service_card(Page& page, const ServiceCard& service, const std::string& icon, const ui::Tone& tone) {
  CardText text;
  text.name = page.choose(service.name);
  const auto where = service.location_name.empty() ? service.organization_name : service.location_name;
  text.quiet = page.plain(where);
  if (service.cost == CostKind::free) text.quiet += (text.quiet.empty() ? "" : " · ") + page.words("fact.free");
  const OpeningRules rules{service.schedules, service.closures, service.closed_on_public_holidays, service.by_appointment, service.status};
  bool open = false;
  const auto state = openness(page, opening_hours(rules, page.moment.local), open);
  if (!state.empty()) text.chips.push_back({open ? "schedule" : "", state, open ? page.theme().good : page.theme().calm});
  add_sign_chip(page, service.languages, service.film, text.chips);
  add_language_chip(page, text);
  lead_card(page, text, icon, tone, {"go", "offer/" + service.id});
}

void page_card(Page& page, const treffpunkt::Page& item, std::string_view icon, const ui::Tone& tone) {
  CardText text;
  text.name = page.choose(item.title);
  text.quiet = page.plain(item.summary);
  add_sign_chip(page, {}, item.video.has_value(), text.chips);
  add_language_chip(page, text);
  lead_card(page, text, item.pictogram.empty() ? role_icon(item.role, icon) : item.pictogram, tone, {"go", "page/" + item.id});
}

namespace {

ui::Action way_to(const SearchHit& hit) {
  switch (hit.type) {
    case SearchHit::Type::event: return {"go", "event/" + hit.id + (hit.next_start ? "?at=" + format_instant(*hit.next_start) : "")};
    case SearchHit::Type::service: return {"go", "offer/" + hit.id};
    case SearchHit::Type::page: return {"go", "page/" + hit.id};
    case SearchHit::Type::organization: return {"go", "organization/" + hit.id};
    case SearchHit::Type::location: return {"go", "location/" + hit.id};
  }
  return {"home", ""};
}

}  // namespace

void hit_card(Page& page, const SearchHit& hit, const std::vector<std::string>& words, std::string_view icon, const ui::Tone& tone) {
  CardText text;
  text.name = page.choose(hit.name);
  Folder folder;
  for (const auto& [begin, end] : find_marks(text.name.text, words, folder)) text.marks.push_back({.begin = begin, .end = end, .marked = true});
  text.quiet = page.plain(hit.location_name.empty() ? hit.summary : hit.location_name);
  text.struck = hit.next_is_cancelled;
  if (hit.next_is_cancelled) text.chips = status_chips(page, EventStatus::cancelled, false);
  if (hit.type == SearchHit::Type::event && hit.next_local_start) {
    const Date day = date_of(*hit.next_local_start);
    const bool soon = std::chrono::sys_days(day) - std::chrono::sys_days(page.moment.today()) < std::chrono::days(7);
    const auto shape = draw_card(page, text, std::round(block_width(page)), block_height(page), way_to(hit));
    date_block(page, shape.lead, day, soon ? page.words.formats.time(*hit.next_local_start) : page.words.formats.month_short(day));
    return;
  }
  lead_card(page, text, icon, tone, way_to(hit));
}

void card_grid(Page& page, std::size_t count, const std::function<void(std::size_t)>& one) {
  if (!page.wide()) {
    for (std::size_t i = 0; i < count; ++i) {
      one(i);
      page.y += page.gap();
    }
    return;
  }
  const float left = page.left, width = page.width, between = page.gap();
  const float half = std::floor((width - between) / 2);
  for (std::size_t i = 0; i < count; i += 2) {
    const float top = page.y;
    page.width = half;
    one(i);
    const float first = page.y;
    page.y = top;
    if (i + 1 < count) {
      page.left = left + half + between;
      one(i + 1);
    }
    page.y = std::max(first, page.y) + between;
    page.left = left;
  }
  page.width = width;
}

}  // namespace treffpunkt::screens
