#pragma once
// How files of a feed are had, whatever carries them: a web server, a folder, a test's memory. Paths are relative to
// the feed ("metadata/timestamp.json"). One thread at a time. After a failure the transport can be used again.
//
// Nothing fetched is trusted: whoever asks says how many bytes at most, and verifies what came.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace treffpunkt {

struct FetchError {
  enum class Kind {
    not_found,  // the other side answered that there is no such file
    too_long,   // more bytes than the caller, or the night, allows
    failed      // no answer, a broken one, too slow, or the sink refused
  };
  Kind kind = Kind::failed;
  std::string message;  // names the path
};

// What has been asked for and has come since the transport was made.
struct Traffic {
  std::uint64_t requests = 0;
  std::uint64_t bytes = 0;  // bodies and headers received
};

class Transport {
 public:
  // Takes the next piece of a file; false ends the transfer.
  using Sink = std::function<bool(std::string_view)>;

  virtual ~Transport() = default;

  // The sink has seen the whole file when this succeeds, and anything from nothing to all of it when not.
  [[nodiscard]] virtual tl::expected<void, FetchError> fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                             const Sink& sink) = 0;

  const Traffic& traffic() const { return traffic_; }

 protected:
  Traffic traffic_;
};

// A small file, whole.
[[nodiscard]] tl::expected<std::string, FetchError> fetch_text(Transport& transport, std::string_view path,
                                                               std::uint64_t maximum_bytes);

}  // namespace treffpunkt
