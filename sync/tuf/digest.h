#pragma once
// Hashes of bytes that come in pieces, and what metadata says a file must be. Any thread, each its own.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "content/result/error.h"

namespace treffpunkt::tuf {

class Digest {
 public:
  // By the name that metadata uses: "sha256", "sha512", and what else OpenSSL has. nullopt: not known here.
  static std::optional<Digest> named(std::string_view algorithm);

  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest();

  void add(std::string_view bytes);
  // Lower-case hex of everything added. Once, at the end.
  std::string hex();

 private:
  struct Impl;
  explicit Digest(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class Sha256 : public Digest {
 public:
  Sha256() : Digest(*Digest::named("sha256")) {}
};

using Hashes = std::map<std::string, std::string>;  // "sha256" -> hex

// Whether a file has the length and every hash that is named. Hashes of which we know none are an Error; no hashes at
// all are not.
class FileCheck {
 public:
  FileCheck(std::optional<std::uint64_t> length, const Hashes& hashes);

  void add(std::string_view bytes);
  // Once, at the end. `name` is for the message.
  Result<void> finish(std::string_view name);

 private:
  struct Expected {
    std::string algorithm, hex;
    Digest digest;
  };
  std::optional<std::uint64_t> length_;
  std::uint64_t bytes_ = 0;
  bool any_known_;
  std::vector<Expected> expected_;
};

// The same for bytes that are here already.
Result<void> check_file(std::string_view bytes, std::optional<std::uint64_t> length, const Hashes& hashes,
                        std::string_view name);

}  // namespace treffpunkt::tuf
