#pragma once
// What nobody needs any more goes. When that is safe is the caller's to know (run.cpp).

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "sync/state_folder.h"

namespace treffpunkt {

// Removes every generation but `keep`, every object that none of those names nor `also_wanted`, downloads of such that
// broke off, and notes about generations that are gone; not those about newer ones, which are set aside. When the
// objects of one of `keep` cannot be told all objects stay.
Result<void> sweep(const StateFolder& state, const std::vector<std::uint64_t>& keep,
                   const std::set<std::string>& also_wanted);

}  // namespace treffpunkt
