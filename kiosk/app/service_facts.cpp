#include "kiosk/app/service_facts.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "content/result/text_file.h"

namespace treffpunkt::app {
namespace {

namespace fs = std::filesystem;
using screens::ServiceFacts;

constexpr std::size_t kMostBytes = 256 << 10;

std::string address_of(const sockaddr& address) {
  char text[INET6_ADDRSTRLEN] = "";
  if (address.sa_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in&>(address).sin_addr, text, sizeof text);
  } else if (address.sa_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, text, sizeof text);
  }
  return text;
}

std::vector<ServiceFacts::Interface> interfaces() {
  std::vector<ServiceFacts::Interface> found;
  ifaddrs* raw = nullptr;
  if (getifaddrs(&raw) != 0) return found;
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> all(raw, &freeifaddrs);
  for (const ifaddrs* each = all.get(); each != nullptr; each = each->ifa_next) {
    if ((each->ifa_flags & IFF_LOOPBACK) != 0) continue;
    auto known = std::ranges::find(found, std::string(each->ifa_name), &ServiceFacts::Interface::name);
    if (known == found.end()) known = found.insert(found.end(), {each->ifa_name, (each->ifa_flags & IFF_RUNNING) != 0, {}});
    const std::string address = each->ifa_addr == nullptr ? std::string() : address_of(*each->ifa_addr);
    if (!address.empty()) known->addresses.push_back(address);
  }
  return found;
}

ServiceFacts::Sync sync_of(const fs::path& file) {
  ServiceFacts::Sync sync;
  const auto text = read_text_file(file, kMostBytes);
  if (!text) return sync;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return sync;
  const auto take = [&](const char* name, std::string& into) {
    const auto found = json.find(name);
    if (found != json.end() && found->is_string()) into = found->get<std::string>();
  };
  take("last_run", sync.last_run);
  take("last_success", sync.last_success);
  take("outcome", sync.outcome);
  take("error", sync.error);
  take("content_date", sync.content_date);
  return sync;
}

std::vector<std::string> input_devices() {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator each("/sys/class/input", error), end; !error && each != end; each.increment(error)) {
    if (!each->path().filename().string().starts_with("event")) continue;
    std::ifstream file(each->path() / "device/name");
    std::string name;
    if (std::getline(file, name)) names.push_back(name);
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace

ServiceFacts gather_facts(const fs::path& state, const FeedHeader& header, std::uint64_t generation) {
  ServiceFacts facts;
  facts.interfaces = interfaces();
  facts.sync = sync_of(state / "health.json");
  facts.feed = header.id;
  facts.generation = generation;
  facts.version = TREFFPUNKT_VERSION;
  std::error_code error;
  if (const auto space = fs::space(state, error); !error) {
    facts.disk_free = space.available;
    facts.disk_size = space.capacity;
  }
  facts.input_devices = input_devices();
  return facts;
}

}  // namespace treffpunkt::app
