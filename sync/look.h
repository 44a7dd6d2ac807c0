#pragma once
// Asks the feed's server whether there is anything new, in one small request: the timestamp role, only if it is another
// than the one that is trusted here. Trusts nothing that comes; whoever hears of news makes a visit (run.h).

#include <cstdint>
#include <string>

#include "content/result/error.h"
#include "sync/http/http_network.h"
#include "sync/state_folder.h"

namespace treffpunkt {

struct Look {
  bool news = false;
  std::uint64_t sent = 0, received = 0;  // bytes, with headers
};

// An Error: the server could not be asked.
Result<Look> look_for_news(const StateFolder& state, const std::string& feed_url, int timeout_seconds,
                           const HttpNetwork& network = {});

}  // namespace treffpunkt
