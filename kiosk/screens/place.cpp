#include "kiosk/screens/place.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {
namespace {

using ui::Type;

std::string isolated(const std::string& text) { return text.empty() ? text : "\u2066" + text + "\u2069"; }

std::string town(const Location& location) {
  return location.postal_code + (location.postal_code.empty() || location.locality.empty() ? "" : " ") + location.locality;
}

}  // namespace

void place_fact(Page& page, const Location& location, const Text& room) {
  const auto& where = room.empty() ? location.room : room;
  std::string strong = page.plain(location.name);
  // Arabic writing has a comma of its own.
  if (!where.empty()) strong += (page.words.language.right_to_left ? "، " : ", ") + page.plain(where);
  page.fact("place", strong, way_there(page, location));
}

std::vector<std::string> way_there(const Page& page, const Location& location) {
  std::vector<std::string> lines;
  std::string address = location.street_address;
  const auto rest = town(location);
  if (!rest.empty()) address += (address.empty() ? "" : ", ") + rest;
  if (!address.empty()) lines.push_back(isolated(address));
  if (!location.transportation.empty()) lines.push_back(page.plain(location.transportation));
  return lines;
}

std::string place_line(const Page& page, const Location& location) {
  std::string line = page.plain(location.name);
  for (const auto& part : {location.street_address, town(location)}) {
    if (!part.empty()) line += (line.empty() ? "" : ", ") + part;
  }
  return line;
}

void add_access_chips(const Page& page, const Accessibility& accessibility, std::vector<Chip>& chips) {
  const auto& tone = page.theme().calm;
  if (accessibility.step_free == Known::yes) chips.push_back({"accessible", page.words("fact.step_free"), tone});
  if (accessibility.accessible_wc == Known::yes) chips.push_back({"wc", page.words("fact.accessible_wc"), tone});
  if (accessibility.induction_loop == Known::yes) chips.push_back({"hearing", page.words("fact.induction_loop"), tone});
}

void add_cost_chip(const Page& page, CostKind kind, std::vector<Chip>& chips) {
  if (kind == CostKind::free) chips.push_back({"euro", page.words("fact.free"), page.theme().good});
  if (kind == CostKind::donation) chips.push_back({"euro", page.words("fact.donation"), page.theme().good});
}

std::string spoken(const Page& page, const std::vector<std::string>& languages) {
  if (languages.empty()) return "";
  std::vector<std::string> names;
  for (const auto& tag : languages) names.push_back(page.words.language_name(tag));
  return page.words("fact.spoken", {{"languages", page.words.formats.join(names)}});
}

std::string audience_line(const Page& page, const std::vector<std::string>& audiences) {
  if (audiences.empty()) return page.words("audience.everyone");
  std::vector<std::string> names;
  for (const auto& audience : audiences) names.push_back(page.words("audience." + audience));
  return page.words("fact.audience", {{"who", page.words.formats.join(names)}});
}

void contact_facts(Page& page, const std::vector<Contact>& contacts) {
  for (const auto& contact : contacts) {
    std::vector<std::string> quiet;
    if (!contact.email.empty()) quiet.push_back(isolated(contact.email));
    if (!contact.website.empty()) quiet.push_back(isolated(contact.website));
    const std::string name = page.plain(contact.name);
    if (!contact.phone.empty()) {
      if (!name.empty()) quiet.insert(quiet.begin(), name);
      page.fact("phone", isolated(contact.phone), quiet);
    } else {
      page.fact("email", name, quiet);
    }
  }
}

void contact_cards(Page& page, const std::vector<Contact>& contacts) {
  card_grid(page, contacts.size(), [&](std::size_t i) {
    const auto& contact = contacts[i];
    const float padding = page.mm(4), lead = page.mm(18), size = page.mm(11), x = page.left + 2 * padding + lead;
    const float width = page.left + page.width - padding - x, top = page.y;
    ui::TextOptions quiet;
    quiet.ink = page.theme().quiet_ink;
    const auto name = page.choose(contact.name);
    const std::string number = isolated(contact.phone), mail = isolated(contact.email);
    const auto write = [&](bool place, float y) {
      const auto line = [&](Type type, std::string_view words, const ui::TextOptions& options) {
        return place ? page.pen.text(x, y, width, type, words, options) : words.empty() ? 0.f : page.pen.measure(words, type, width, options)->height;
      };
      const float start = y;
      y += line(Type::title, number, {});
      y += line(Type::body, name.text, page.options_for(name));
      y += line(Type::small, mail, quiet);
      return y - start;
    };
    const float texts = write(false, 0), height = std::max(texts, lead) + 2 * padding;
    page.pen.box({page.left, top, page.width, height}, page.theme().card, page.mm(4), page.theme().line, 2);
    const auto& tone = page.theme().good;
    const float y = std::round(top + (height - lead) / 2);
    page.pen.box({page.left + padding, y, lead, lead}, tone.fill, page.mm(3), tone.border, 2);
    page.pen.icon(page.left + padding + (lead - size) / 2, y + (lead - size) / 2, size, contact.phone.empty() ? "email" : "phone", tone.icon);
    write(true, std::round(top + (height - texts) / 2));
    page.y = top + height;
  });
}

}  // namespace treffpunkt::screens
