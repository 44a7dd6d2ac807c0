#include "content/config/config.h"

#include "tests/fuzz/targets.h"

namespace treffpunkt::fuzz {

void config(std::string_view input) {
  const auto config = parse_config(input, "kiosk.toml");
  if (!config) {
    must(config.error().message.starts_with("kiosk.toml"), "an error names the file");
    return;
  }
  must(!config->state.empty() && !config->feed.url.empty() && !config->feed.root.empty(),
       "what must be there is there");
  must(config->display.rotation % 90 == 0, "a display hangs straight");
}

}  // namespace treffpunkt::fuzz
