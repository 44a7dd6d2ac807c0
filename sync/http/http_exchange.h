#pragma once
// One small request over HTTP of which the answer itself matters: something is handed over, or it is asked whether a
// file has changed. Not for files of a feed (http_transport.h). Bounded in bytes and time. What is asked over https is
// asked over nothing else, and nothing is handed over to where an answer points instead. That an address without https
// is this machine's own, the configuration has seen to. Any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "content/result/error.h"
#include "sync/http/http_network.h"

namespace treffpunkt {

struct HttpQuestion {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;  // name and value, each one line
  std::optional<std::string> post;                           // the body of a POST; without it, it is a GET
  int timeout_seconds = 60;                                  // for all of it
  std::uint64_t maximum_bytes = 64 << 10;                    // of the answer's body
  HttpNetwork network = {};                                  // for https
};

struct HttpAnswer {
  long status = 0;
  std::string body;
  std::string etag, last_modified;       // as they came; empty: not said
  std::uint64_t sent = 0, received = 0;  // bytes, with headers

  bool accepted() const { return status >= 200 && status < 300; }
};

// An Error: no whole answer came. Which answers are good is the caller's to judge.
Result<HttpAnswer> ask(const HttpQuestion& question);

// Posts JSON and sees to it that it is accepted: any answer but 2xx is an Error.
Result<void> hand_over(HttpQuestion question, std::string json);

}  // namespace treffpunkt
