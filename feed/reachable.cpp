#include "feed/reachable.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

namespace treffpunkt {
namespace {

constexpr std::array<std::string_view, 2> kEmergency = {"110", "112"};

const std::vector<Contact>* contacts_of(const AnyItem& item) {
  return std::visit(
      [](const auto& any) -> const std::vector<Contact>* {
        if constexpr (requires { any.contacts; }) {
          return &any.contacts;
        } else {
          return nullptr;
        }
      },
      item);
}

}  // namespace

void check_reachable(const std::vector<SourceItem>& items, std::vector<Problem>& problems) {
  for (const auto& source : items) {
    const auto* contacts = source.item ? contacts_of(*source.item) : nullptr;
    if (contacts == nullptr) continue;
    const auto in_writing = [](const Contact& contact) { return !contact.email.empty() || !contact.website.empty(); };
    if (std::ranges::any_of(*contacts, in_writing)) continue;
    const auto phone = std::ranges::find_if(*contacts, [](const Contact& contact) {
      return !contact.phone.empty() && std::ranges::find(kEmergency, contact.phone) == kEmergency.end();
    });
    if (phone == contacts->end()) continue;
    problems.push_back({Severity::warning, source.file, source.line, "contacts",
                        fmt::format("'{}' can only be called ({}): who cannot hear or speak needs an e-mail address or a website",
                                    source.id, phone->phone)});
  }
}

}  // namespace treffpunkt
