#pragma once
// Who offers something (HSDS organization).

#include "content/model/item.h"

namespace treffpunkt {

struct Organization : Item {
  Text name;
  Text short_name;   // may be empty
  Text description;  // CommonMark, may be empty
  std::vector<Contact> contacts;

  bool operator==(const Organization&) const = default;
};

}  // namespace treffpunkt
