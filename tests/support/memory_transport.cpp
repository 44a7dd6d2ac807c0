#include "tests/support/memory_transport.h"

#include <algorithm>
#include <utility>

namespace treffpunkt::test {
namespace {

constexpr std::size_t kPiece = 1000;

tl::unexpected<FetchError> failed(FetchError::Kind kind, std::string_view path, const char* why) {
  return tl::make_unexpected(FetchError{kind, std::string(path) + ": " + why});
}

}  // namespace

tl::expected<void, FetchError> MemoryTransport::fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                      const Sink& sink) {
  const std::string name(path);
  asked.push_back(name);
  ++traffic_.requests;
  const auto fault = faults.find(name);
  const auto substitute = substitutes.find(name);
  const auto file = files_.find(name);
  if (fault != faults.end() && fault->second == Fault::endless) {
    const std::string piece(kPiece, 'x');
    for (std::uint64_t left = maximum_bytes; left >= kPiece; left -= kPiece) {
      if (auto sent_piece = send(path, piece, kPiece, sink); !sent_piece) return sent_piece;
    }
    return failed(FetchError::Kind::too_long, path, "longer than allowed");
  }
  if (fault != faults.end() && fault->second == Fault::missing) {
    return failed(FetchError::Kind::not_found, path, "not found");
  }
  const std::string* bytes = substitute != substitutes.end() ? &substitute->second
                             : file != files_.end()          ? &file->second
                                                             : nullptr;
  if (bytes == nullptr) return failed(FetchError::Kind::not_found, path, "not found");
  if (fault != faults.end()) {
    const auto half = send(path, std::string_view(*bytes).substr(0, bytes->size() / 2), maximum_bytes, sink);
    return half ? failed(FetchError::Kind::failed, path, "the connection broke") : half;
  }
  return send(path, *bytes, maximum_bytes, sink);
}

tl::expected<void, FetchError> MemoryTransport::send(std::string_view path, std::string_view bytes,
                                                     std::uint64_t maximum_bytes, const Sink& sink) {
  std::uint64_t left = maximum_bytes;
  for (std::size_t at = 0; at < bytes.size(); at += kPiece) {
    const std::string_view piece = bytes.substr(at, kPiece);
    if (piece.size() > left) return failed(FetchError::Kind::too_long, path, "longer than allowed");
    left -= piece.size();
    sent += piece.size();
    traffic_.bytes += piece.size();
    if (!sink(piece)) return failed(FetchError::Kind::failed, path, "refused");
  }
  return {};
}

std::vector<std::string> MemoryTransport::asked_lately() { return std::exchange(asked, {}); }

}  // namespace treffpunkt::test
