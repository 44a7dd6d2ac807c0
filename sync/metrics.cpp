#include "sync/metrics.h"

#include <fmt/format.h>

namespace treffpunkt {
namespace {

constexpr std::string_view kPrefix = "treffpunkt_";

std::string escaped(std::string_view value) {
  std::string text;
  for (const char c : value) {
    if (c == '\\' || c == '"') text += '\\';
    text += c == '\n' ? "\\n" : std::string(1, c);
  }
  return text;
}

}  // namespace

void Metrics::metric(std::string_view name, std::string_view help) {
  name_ = fmt::format("{}{}", kPrefix, name);
  head_ = fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name_, help);
}

void Metrics::sample(double value, const Labels& labels) {
  text_ += std::exchange(head_, {});
  std::string list;
  for (const auto& [name, text] : labels)
    list += fmt::format("{}{}=\"{}\"", list.empty() ? "" : ",", name, escaped(text));
  // Fifteen digits hold every count and every second exactly.
  text_ +=
      list.empty() ? fmt::format("{} {:.15g}\n", name_, value) : fmt::format("{}{{{}}} {:.15g}\n", name_, list, value);
}

}  // namespace treffpunkt
