#include "kiosk/screens/button_grid.h"

#include <algorithm>
#include <cmath>

namespace treffpunkt::screens {

void button_grid(Page& page, std::span<const GridButton> buttons) {
  const float left = page.left, width = page.width, between = page.gap();
  const std::size_t columns = width < page.mm(150) ? 1 : 2;
  for (std::size_t first = 0; first < buttons.size(); first += columns) {
    const auto row = buttons.subspan(first, std::min(columns, buttons.size() - first));
    const float top = page.y;
    if (row.size() == 2) page.width = std::floor((width - between) / 2);
    float height = 0;
    for (const auto& button : row) height = std::max(height, page.button_height(button.icon, button.label));
    for (const auto& button : row) {
      page.y = top;
      page.button(button.icon, button.label, button.action, button.tone, height);
      page.left += page.width + between;
    }
    page.left = left;
    page.width = width;
    page.y += between;
  }
}

}  // namespace treffpunkt::screens
