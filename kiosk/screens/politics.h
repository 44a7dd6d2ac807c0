#pragma once
// Which topic stands for politics: the one that most of its next meetings are on.

#include <string>

#include "kiosk/screens/screen.h"

namespace treffpunkt::screens {

Result<std::string> topic_of_politics(const Store& store, const Ask& ask);  // empty: nobody meets

}  // namespace treffpunkt::screens
