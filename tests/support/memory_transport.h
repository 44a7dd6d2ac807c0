#pragma once
// A feed in memory, as a Transport, with the ways in which a server or an attacker fails.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sync/http/transport.h"

namespace treffpunkt::test {

enum class Fault { missing, broken, endless };

class MemoryTransport final : public Transport {
 public:
  explicit MemoryTransport(const std::map<std::string, std::string>& files) : files_(files) {}

  std::map<std::string, Fault> faults;             // by path
  std::map<std::string, std::string> substitutes;  // by path: bytes that come instead
  std::vector<std::string> asked;                  // paths, in order
  std::uint64_t sent = 0;                          // bytes handed over, wanted or not

  [[nodiscard]] tl::expected<void, FetchError> fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                     const Sink& sink) override;

  // What came since the last call of this function.
  std::vector<std::string> asked_lately();

 private:
  tl::expected<void, FetchError> send(std::string_view path, std::string_view bytes, std::uint64_t maximum_bytes,
                                      const Sink& sink);

  const std::map<std::string, std::string>& files_;
};

}  // namespace treffpunkt::test
