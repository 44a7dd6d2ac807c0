#pragma once
// Fetches from a web server with libcurl: https, or http on this machine alone. Not a general HTTP client: no cookies,
// no passwords, no change of scheme on the way, no compression, and a bound on bytes and time for everything.

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "content/result/error.h"
#include "sync/http/http_network.h"
#include "sync/http/transport.h"

namespace treffpunkt {

struct HttpLimits {
  int timeout_seconds = 60;                                        // to connect, and without noteworthy progress
  std::uint64_t maximum_bytes = 256ull << 20;                      // by this transport in all
  std::chrono::seconds maximum_time = std::chrono::hours(2);       // from open() on, for everything together
  int attempts = 1;                                                // at one file, when answers are interrupted
  std::chrono::milliseconds first_wait = std::chrono::seconds(2);  // before the second attempt
};

class HttpTransport final : public Transport {
 public:
  // `url` is the feed's folder, with or without a '/' at its end.
  static Result<HttpTransport> open(std::string_view url, const HttpLimits& limits, const HttpNetwork& network = {});

  // Another folder with limits of its own over the same connections, if it is on the same server: some servers answer
  // one connection at a time. Both on one thread.
  Result<HttpTransport> open_beside(std::string_view url, const HttpLimits& limits) const;

  HttpTransport(HttpTransport&&) noexcept;
  HttpTransport& operator=(HttpTransport&&) noexcept;
  ~HttpTransport() override;

  [[nodiscard]] tl::expected<void, FetchError> fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                     const Sink& sink) override;
  [[nodiscard]] tl::expected<void, FetchError> fetch_rest(std::string_view path, std::uint64_t maximum_bytes,
                                                          const Part& part, const Begin& begin,
                                                          const Sink& sink) override;
  [[nodiscard]] bool waited_to_ask_again(int attempt, const FetchError& error) override;
  // From now on `told` hears, before each wait, why and how long.
  void tell_of_waits(std::function<void(const std::string&)> told);

 private:
  struct Impl;
  struct Connections;
  explicit HttpTransport(std::unique_ptr<Impl> impl);
  static Result<HttpTransport> open_over(std::shared_ptr<Connections> connections, std::string_view url,
                                         const HttpLimits& limits, const HttpNetwork& network);
  std::unique_ptr<Impl> impl_;
};

}  // namespace treffpunkt
