#include "sync/http/transport.h"

namespace treffpunkt {

tl::expected<void, FetchError> Transport::fetch_rest(std::string_view path, std::uint64_t maximum_bytes,
                                                     const Part& /*part*/, const Begin& begin, const Sink& sink) {
  if (!begin(0, "")) {
    return tl::make_unexpected(FetchError{FetchError::Kind::failed, std::string(path) + ": could not be kept"});
  }
  return fetch(path, maximum_bytes, sink);
}

bool Transport::waited_to_ask_again(int /*attempt*/, const FetchError& /*error*/) { return false; }

tl::expected<std::string, FetchError> fetch_text(Transport& transport, std::string_view path,
                                                 std::uint64_t maximum_bytes) {
  for (int attempt = 1;; ++attempt) {
    std::string text;
    const auto fetched = transport.fetch(path, maximum_bytes, [&text](std::string_view piece) {
      text += piece;
      return true;
    });
    if (fetched) return text;
    const bool passing = fetched.error().kind == FetchError::Kind::interrupted;
    if (!passing || !transport.waited_to_ask_again(attempt, fetched.error())) {
      return tl::make_unexpected(fetched.error());
    }
  }
}

bool is_page(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto start = bytes.find_first_not_of(" \t\r\n");
  return start != std::string_view::npos && bytes[start] == '<';
}

}  // namespace treffpunkt
