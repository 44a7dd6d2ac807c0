#pragma once
// A scene of the kiosk as one HTML page that shows the same: texts, boxes, shapes and pictures at the same places, in
// the same sizes and colours. For a browser to be measured on. Any thread.

#include <functional>
#include <string>

#include "kiosk/ui/metrics.h"
#include "kiosk/ui/scene.h"

namespace treffpunkt::bench {

struct PageOptions {
  ui::Metrics metrics;
  std::string language;
  std::function<std::string(const std::string& object)> picture_file;
};

std::string to_html(const ui::Scene& scene, const PageOptions& options);

}  // namespace treffpunkt::bench
