#include "sync/http/transport.h"

namespace treffpunkt {

tl::expected<std::string, FetchError> fetch_text(Transport& transport, std::string_view path,
                                                 std::uint64_t maximum_bytes) {
  std::string text;
  const auto fetched = transport.fetch(path, maximum_bytes, [&text](std::string_view piece) {
    text += piece;
    return true;
  });
  if (!fetched) return tl::make_unexpected(fetched.error());
  return text;
}

}  // namespace treffpunkt
