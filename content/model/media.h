#pragma once
// Media named by hash. `object` is the lower-case hexadecimal SHA-256 of the file; the bytes lie in the feed and
// in the state directory under objects/<first two digits>/<hash>.

#include <cstdint>
#include <map>
#include <string>

#include "content/model/text.h"

namespace treffpunkt {

struct Picture {
  std::string object;
  std::string media_type;  // "image/png" or "image/jpeg"
  int width = 0;           // pixels
  int height = 0;
  std::uint64_t length = 0;  // bytes
  Text alternative;          // what the picture shows, for who cannot see it; empty: decoration

  bool operator==(const Picture&) const = default;
};

struct Video {
  std::string object;
  std::uint64_t length = 0;
  Text alternative;

  bool operator==(const Video&) const = default;
};

struct Speech {
  std::string object;
  std::uint64_t length = 0;

  bool operator==(const Speech&) const = default;
};

}  // namespace treffpunkt
