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
    not_found,    // the other side answered that there is no such file
    too_long,     // more bytes than the caller, or the night, allows
    interrupted,  // no answer, one that broke off or came too slowly, or "not now": may be another in a moment
    failed        // anything else: to ask again would not help, or the sink refused
  };
  Kind kind = Kind::failed;
  std::string message;  // names the path
};

// What has been asked for and has come since the transport was made.
struct Traffic {
  std::uint64_t requests = 0;
  std::uint64_t bytes = 0;  // bodies and headers received
};

// The beginning of a file, from an answer that broke off.
struct Part {
  std::uint64_t bytes = 0;
  // By what the server knew this state of the file: its ETag, or else its Last-Modified. Empty: by nothing.
  std::string validator;
};

class Transport {
 public:
  // Takes the next piece of a file; false ends the transfer.
  using Sink = std::function<bool(std::string_view)>;
  // Told before the first piece: at which byte of the file it begins, and the validator of what comes. false ends the
  // transfer.
  using Begin = std::function<bool(std::uint64_t offset, std::string_view validator)>;

  virtual ~Transport() = default;

  // The sink has seen the whole file when this succeeds, and anything from nothing to all of it when not.
  [[nodiscard]] virtual tl::expected<void, FetchError> fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                             const Sink& sink) = 0;

  // The same for a file of which `part` is here already. Whether only the rest comes (`begin` is told part.bytes) or
  // the whole file (0) is the other side's choice. `maximum_bytes` is the limit for the file, with the part. Whoever
  // can only send whole files need not know of this.
  [[nodiscard]] virtual tl::expected<void, FetchError> fetch_rest(std::string_view path, std::uint64_t maximum_bytes,
                                                                  const Part& part, const Begin& begin,
                                                                  const Sink& sink);

  // After a fetch that was interrupted for the `attempt`-th time: waits a little and returns true if it is worth
  // asking again. false: not by this transport, or not this often.
  [[nodiscard]] virtual bool waited_to_ask_again(int attempt, const FetchError& error);

  const Traffic& traffic() const { return traffic_; }

 protected:
  Traffic traffic_;
};

// A small file, whole; asked for again as often as the transport finds sensible.
[[nodiscard]] tl::expected<std::string, FetchError> fetch_text(Transport& transport, std::string_view path,
                                                               std::uint64_t maximum_bytes);

// Whether what came is a page for people (HTML), not a file of a feed: then a network that wants a login, or the
// server's own words, answered instead.
bool is_page(std::string_view bytes);

inline constexpr std::string_view kLoginPage = "a login page of the network answered instead of the feed";

}  // namespace treffpunkt
