#include "kiosk/ui/contacts.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::ui {

bool Contacts::apart(float ax, float ay, float bx, float by, float millimetres) const {
  return std::hypot(ax - bx, ay - by) > millimetres * pixels_per_mm_;
}

// Only after a tap: a drag that broke off goes on, the list stops for it and nothing fires.
bool Contacts::chatters(const Finger& finger) const {
  return last_tap_ && finger.seconds - last_tap_->seconds < kChatter &&
         !apart(finger.x, finger.y, last_tap_->x, last_tap_->y, kSamePlaceMm);
}

Finger Contacts::end_of(Contact& contact, double seconds) {
  contact.ignored = true;
  Finger end = contact.last;
  end.phase = Finger::Phase::cancelled;
  end.seconds = seconds;
  return end;
}

std::vector<Finger> Contacts::down(const Finger& finger) {
  Contact contact{finger, finger.x, finger.y, finger.seconds, finger.seconds, chatters(finger), false};
  // What sticks to the glass is no part of a hand.
  std::size_t together = 1;
  for (const auto& [id, other] : contacts_) {
    if (finger.seconds - other.down_since <= kPalm) ++together;
  }
  if (contact.ignored) ++tally_.chatter;
  std::vector<Finger> counts;
  if (together >= kPalmSize) {
    contact.ignored = true;
    if (together == kPalmSize) ++tally_.palms;
    for (auto& [id, other] : contacts_) {
      if (!other.ignored && finger.seconds - other.down_since <= kPalm) counts.push_back(end_of(other, finger.seconds));
    }
  }
  if (!contact.ignored) {
    counts.push_back(finger);
    ++tally_.touches;
  }
  contacts_.insert_or_assign(finger.id, contact);
  return counts;
}

std::vector<Finger> Contacts::handle(const Finger& finger) {
  if (finger.phase == Finger::Phase::down) return down(finger);
  const auto found = contacts_.find(finger.id);
  if (found == contacts_.end()) return {};
  Contact& contact = found->second;
  contact.last = finger;
  if (apart(finger.x, finger.y, contact.rest_x, contact.rest_y, kStillMm)) {
    contact.rest_x = finger.x;
    contact.rest_y = finger.y;
    contact.rest_since = finger.seconds;
    contact.wandered = true;
  }
  const bool counts = !contact.ignored;
  if (finger.phase != Finger::Phase::move) {
    // An ignored one tells of chatter, too: the panel breaks off again and again.
    if (finger.phase == Finger::Phase::up && !contact.wandered) last_tap_ = Lift{finger.x, finger.y, finger.seconds};
    contacts_.erase(found);
  }
  return counts ? std::vector<Finger>{finger} : std::vector<Finger>{};
}

std::vector<Finger> Contacts::advance(double seconds) {
  std::vector<Finger> ends;
  for (auto& [id, contact] : contacts_) {
    if (!contact.ignored && seconds - contact.rest_since >= kStuck) {
      ends.push_back(end_of(contact, seconds));
      ++tally_.stuck;
    }
  }
  return ends;
}

std::optional<double> Contacts::deadline() const {
  std::optional<double> first;
  for (const auto& [id, contact] : contacts_) {
    if (!contact.ignored) first = std::min(first.value_or(contact.rest_since + kStuck), contact.rest_since + kStuck);
  }
  return first;
}

}  // namespace treffpunkt::ui
