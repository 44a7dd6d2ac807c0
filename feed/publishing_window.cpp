#include "feed/publishing_window.h"

#include "content/language/zone.h"

namespace treffpunkt {

PublishingWindow publishing_window(Instant now, std::string_view zone) {
  const Date today = date_of(to_local(now, zone));
  const auto month = today.year() / today.month();
  const auto first_day_of = [](std::chrono::year_month of) { return LocalTime{std::chrono::local_days{of / 1}}; };
  return {first_day_of(month), first_day_of(month + std::chrono::months{14})};
}

}  // namespace treffpunkt
