#pragma once
// The guided help against discrimination: pages beneath the one with that role.

#include <memory>
#include <optional>
#include <vector>

#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {

// From the page up to the root of the help; nullopt: the page does not belong to it.
Result<std::optional<std::vector<treffpunkt::Page>>> way_to_help(const Store& store, const treffpunkt::Page& item);
Result<std::unique_ptr<Screen>> load_help(const Store& store, const Ask& ask, const std::vector<treffpunkt::Page>& way);

}  // namespace treffpunkt::screens
