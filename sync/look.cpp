#include "sync/look.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "sync/http/http_exchange.h"
#include "sync/tuf/canonical.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"

namespace treffpunkt {
namespace {

using nlohmann::json;

constexpr std::uint64_t kLargestTimestamp = 64 << 10;
constexpr long kNotModified = 304;

// By what the server knows the timestamp that is trusted here.
struct Validator {
  std::string url;
  std::string sha256;  // of that timestamp
  std::string etag, last_modified;

  bool empty() const { return etag.empty() && last_modified.empty(); }
};

Validator read_validator(const std::filesystem::path& file) {
  const auto text = read_bounded(file, kLargestTimestamp);
  const auto object = text ? tuf::parse_json(*text, file.string()) : Result<json>(json());
  if (!object || !object->is_object()) return {};
  const auto value = [&](const char* key) {
    const auto found = object->find(key);
    return found != object->end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  return {value("url"), value("sha256"), value("etag"), value("last_modified")};
}

std::string to_json(const Validator& validator) {
  const json object = {{"url", validator.url},
                       {"sha256", validator.sha256},
                       {"etag", validator.etag},
                       {"last_modified", validator.last_modified}};
  return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace

Result<Look> look_for_news(const StateFolder& state, const std::string& feed_url, int timeout_seconds,
                           const HttpNetwork& network) {
  HttpQuestion question;
  question.url = feed_url + "/metadata/timestamp.json";
  question.timeout_seconds = timeout_seconds;
  question.network = network;
  question.maximum_bytes = kLargestTimestamp;
  const auto trusted = read_bounded(state.metadata() / "timestamp.json", kLargestTimestamp);
  const std::string sha256 = trusted ? tuf::sha256_hex(*trusted) : "";
  const Validator known = read_validator(state.validator());
  // It may stand for a timestamp that was never trusted, or is no more.
  const bool conditional = trusted && known.url == question.url && known.sha256 == sha256 && !known.empty();
  if (conditional && !known.etag.empty()) question.headers.emplace_back("If-None-Match", known.etag);
  if (conditional && known.etag.empty()) question.headers.emplace_back("If-Modified-Since", known.last_modified);

  const auto answer = ask(question);
  if (!answer) return tl::make_unexpected(answer.error());
  Look look{false, answer->sent, answer->received};
  if (conditional && answer->status == kNotModified) return look;
  if (!answer->accepted()) return fail(fmt::format("{}: the server answers {}", question.url, answer->status));
  look.news = !trusted || answer->body != *trusted;
  if (look.news) return look;
  const Validator now{question.url, sha256, answer->etag, answer->last_modified};
  // Only an economy: without it the next look is some hundred bytes longer.
  if (!now.empty()) static_cast<void>(write_quickly(state.validator(), to_json(now)));
  return look;
}

}  // namespace treffpunkt
