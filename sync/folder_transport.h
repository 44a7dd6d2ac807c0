#pragma once
// A feed in a folder that somebody else has filled: a stick. Nothing but plain files below the folder is read: no link
// is followed, no path leaves the folder or its file system, pipes and devices are not opened, and bytes and time are
// bounded. One thread.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>

#include "sync/http/transport.h"

namespace treffpunkt {

struct FolderLimits {
  std::uint64_t maximum_bytes = 8ull << 30;          // by this transport in all
  std::chrono::seconds maximum_time{20 * 60};        // since it was opened
  std::function<std::chrono::seconds()> clock = {};  // empty: the steady clock
};

class FolderTransport final : public Transport {
 public:
  // The feed lies in `folder`, or in a folder of it: where metadata/timestamp.json is. not_found: there is none.
  static tl::expected<FolderTransport, FetchError> open(const std::filesystem::path& folder,
                                                        const FolderLimits& limits = {});

  FolderTransport(FolderTransport&&) noexcept;
  FolderTransport& operator=(FolderTransport&&) = delete;
  ~FolderTransport() override;

  // Escapes (%41) in `path` are those of an address: the file's name has none.
  [[nodiscard]] tl::expected<void, FetchError> fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                     const Sink& sink) override;

 private:
  FolderTransport(int folder, const FolderLimits& limits);
  tl::expected<void, FetchError> hand_over(int file, std::string_view path, std::uint64_t maximum_bytes,
                                           const Sink& sink);

  int folder_;
  FolderLimits limits_;
  std::chrono::seconds end_;
};

}  // namespace treffpunkt
