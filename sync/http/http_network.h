#pragma once
// The way to servers off this machine: through which proxy, and whom to believe at what time. A value, any thread.

#include <filesystem>
#include <optional>
#include <string>

#include "content/model/time.h"

namespace treffpunkt {

struct HttpNetwork {
  std::string proxy;              // "http://proxy.example.org:3128"; empty: the environment's (https_proxy), if any
  std::filesystem::path ca_file;  // certificates to trust instead of the system's; empty: those
  // A time that has passed for sure, while nobody vouches for the clock: certificates must not have expired by then,
  // and may begin later. nullopt: they must be valid now, by the system's clock.
  std::optional<Instant> certificates_at;
};

// Sets a handle of libcurl (a CURL*) so. `network` must live until the transfer has ended.
void use_network(void* curl, const HttpNetwork& network);

// What to add to libcurl's complaint about a certificate; may be empty.
std::string certificate_note(const HttpNetwork& network);

}  // namespace treffpunkt
