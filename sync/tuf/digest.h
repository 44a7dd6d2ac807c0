#pragma once
// SHA-256 and SHA-512 of bytes that come in pieces, and what metadata says a file must be. Any thread, each its own.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "content/result/error.h"

namespace treffpunkt::tuf {

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  // Lower-case hex of everything added. Once, at the end.
  std::string hex();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Whether `bytes` have the length and every hash that is named. Hashes of which we know none are an Error; no hashes at
// all are not. `name` is for the message.
Result<void> check_file(std::string_view bytes, std::optional<std::uint64_t> length,
                        const std::map<std::string, std::string>& hashes, std::string_view name);

}  // namespace treffpunkt::tuf
