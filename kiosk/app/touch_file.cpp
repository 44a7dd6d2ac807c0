#include "kiosk/app/touch_file.h"

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "content/result/text_file.h"
#include "kiosk/app/kept_file.h"

namespace treffpunkt::app {
namespace {

namespace fs = std::filesystem;
using platform::Calibration;

constexpr std::size_t kMostBytes = 4096;
constexpr std::array<std::pair<const char*, double Calibration::*>, 6> kFields = {
    {{"a", &Calibration::a}, {"b", &Calibration::b}, {"c", &Calibration::c}, {"d", &Calibration::d}, {"e", &Calibration::e}, {"f", &Calibration::f}}};

}  // namespace

Result<std::optional<Calibration>> read_calibration(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return std::nullopt;
  const auto text = read_text_file(file, kMostBytes);
  if (!text) return tl::make_unexpected(text.error());
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return fail(file.string() + ": is not a JSON object");
  Calibration calibration;
  for (const auto& [name, field] : kFields) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_number()) return fail(file.string() + ": '" + name + "' is not a number");
    calibration.*field = found->get<double>();
  }
  if (!calibration.plausible()) return fail(file.string() + ": no touch panel is like that");
  return calibration;
}

Result<void> write_calibration(const fs::path& file, const Calibration& calibration) {
  nlohmann::json json;
  for (const auto& [name, field] : kFields) json[name] = calibration.*field;
  return keep_file(file, json.dump(2) + "\n");
}

}  // namespace treffpunkt::app
