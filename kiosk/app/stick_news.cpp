#include "kiosk/app/stick_news.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string_view>

#include "content/result/text_file.h"

namespace treffpunkt::app {
namespace {

constexpr std::size_t kMostBytes = 64 << 10;
constexpr std::chrono::minutes kFresh{2};
constexpr std::array<std::string_view, 8> kResults = {"reading", "activated", "same", "older", "unsigned", "no_feed", "damaged", "no_space"};

}  // namespace

StickNews read_stick_news(const std::filesystem::path& file) {
  StickNews news;
  const auto text = read_text_file(file, kMostBytes);
  if (!text) return news;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return news;
  const auto result = json.find("result");
  if (result == json.end() || !result->is_string()) return news;
  // Each is an entry of the catalogues.
  const auto known = std::find(kResults.begin(), kResults.end(), result->get<std::string>());
  if (known == kResults.end()) return news;
  std::error_code problem;
  const auto age = std::filesystem::file_time_type::clock::now() - std::filesystem::last_write_time(file, problem);
  news.result = *known;
  news.fresh = !problem && age < kFresh && age > -kFresh;
  return news;
}

}  // namespace treffpunkt::app
