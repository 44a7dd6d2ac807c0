#include "sync/http/http_head.h"

#include <algorithm>
#include <charconv>

namespace treffpunkt {
namespace {

constexpr std::size_t kLongestValidator = 200;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Not tolower(): that asks the locale.
std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

template <typename Number>
std::optional<Number> number_at(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end == text.data()) return std::nullopt;
  return number;
}

// It will be sent back and kept in a file of lines.
std::string kept_validator(std::string_view text) {
  const auto plain = [](char c) { return c >= ' ' && c < '\x7f'; };
  return text.size() <= kLongestValidator && std::all_of(text.begin(), text.end(), plain) ? std::string(text) : "";
}

}  // namespace

void HttpHead::take(std::string_view line) {
  if (line.starts_with("HTTP/")) {
    *this = {};
    const auto space = line.find(' ');
    if (space != std::string_view::npos) status_ = number_at<int>(line.substr(space + 1)).value_or(0);
    return;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string name = lower(line.substr(0, colon));
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (name == "etag") etag_ = kept_validator(value);
  if (name == "last-modified") last_modified_ = kept_validator(value);
  if (name == "date") date_ = value;
  if (name == "content-encoding") encoded_ = !value.empty() && lower(value) != "identity";
  constexpr std::string_view kUnit = "bytes ";
  if (name == "content-range" && lower(value).starts_with(kUnit)) {
    range_start_ = number_at<std::uint64_t>(value.substr(kUnit.size()));
  }
}

std::string HttpHead::validator() const {
  if (!etag_.empty()) return etag_.starts_with('"') ? etag_ : "";  // W/"..." is a weak one
  return last_modified_ == date_ ? "" : last_modified_;
}

}  // namespace treffpunkt
