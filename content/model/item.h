#pragma once
// What every item of a feed has in common.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "content/model/media.h"

namespace treffpunkt {

struct Item {
  std::string id;                  // [a-z0-9-]{1,64}, unique within its type
  std::vector<std::string> sites;  // kiosks that show it; empty: all
  std::optional<Picture> image;
  std::optional<Video> video;                         // a sign-language film
  std::map<std::string, Speech, std::less<>> audio;   // by language tag
  std::string last_modified;                          // ISO 8601 date or empty

  bool operator==(const Item&) const = default;
};

// A person or desk to turn to (HSDS contact and phone, flattened).
struct Contact {
  Text name;            // may be empty
  std::string phone;    // as it is dialled, with spaces: "040 66969-123"
  std::string email;
  std::string website;

  bool operator==(const Contact&) const = default;
};

}  // namespace treffpunkt
