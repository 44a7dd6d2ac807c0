#include "sync/http/http_exchange.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>

namespace treffpunkt {
namespace {

struct CleanUp {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlHandle = std::unique_ptr<CURL, CleanUp>;
using HeaderList = std::unique_ptr<curl_slist, CleanUp>;

constexpr long kMostRedirects = 3;

struct Incoming {
  HttpAnswer& answer;
  std::uint64_t maximum;
};

std::size_t take_piece(char* data, std::size_t size, std::size_t count, void* user) {
  auto& incoming = *static_cast<Incoming*>(user);
  const std::size_t length = size * count;
  if (length > incoming.maximum - incoming.answer.body.size()) return CURL_WRITEFUNC_ERROR;
  incoming.answer.body.append(data, length);
  return length;
}

std::string header(CURL* curl, const char* name) {
  curl_header* found = nullptr;
  return curl_easy_header(curl, name, 0, CURLH_HEADER, -1, &found) == CURLHE_OK ? found->value : "";
}

std::uint64_t number(CURL* curl, CURLINFO what) {
  long value = 0;
  curl_easy_getinfo(curl, what, &value);
  return static_cast<std::uint64_t>(std::max(value, 0L));
}

std::uint64_t size(CURL* curl, CURLINFO what) {
  curl_off_t value = 0;
  curl_easy_getinfo(curl, what, &value);
  return static_cast<std::uint64_t>(std::max<curl_off_t>(value, 0));
}

HeaderList headers_of(const HttpQuestion& question) {
  // Without "Expect: 100-continue" some servers answer a POST only after a second.
  HeaderList list(curl_slist_append(nullptr, "Expect:"));
  for (const auto& [name, value] : question.headers) {
    curl_slist* longer = curl_slist_append(list.get(), (name + ": " + value).c_str());
    if (longer == nullptr) continue;
    list.release();
    list.reset(longer);
  }
  return list;
}

void prepare(CURL* curl, const HttpQuestion& question, curl_slist* headers, Incoming& incoming) {
  const bool secure = question.url.starts_with("https://");
  const char* schemes = secure ? "https" : "http";
  curl_easy_setopt(curl, CURLOPT_URL, question.url.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "treffpunkt");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, schemes);
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, schemes);
  // What is asked may have moved to a mirror; what is handed over goes to where the configuration says, or nowhere.
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, secure && !question.post ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
  if (!secure) curl_easy_setopt(curl, CURLOPT_PROXY, "");
  if (secure) use_network(curl, question.network);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(question.timeout_seconds));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  if (question.post) {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, question.post->data());
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(question.post->size()));
  }
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_piece);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &incoming);
}

}  // namespace

Result<HttpAnswer> ask(const HttpQuestion& question) {
  const CurlHandle handle(curl_easy_init());
  if (!handle) return fail("libcurl cannot start");
  CURL* curl = handle.get();
  HttpAnswer answer;
  Incoming incoming{answer, question.maximum_bytes};
  std::array<char, CURL_ERROR_SIZE> reason{};
  const HeaderList headers = headers_of(question);
  prepare(curl, question, headers.get(), incoming);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
  const CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_WRITE_ERROR)
    return fail(question.url + ": the answer is longer than " + std::to_string(question.maximum_bytes) + " bytes");
  if (code != CURLE_OK)
    return fail(question.url + ": " + (reason[0] != '\0' ? reason.data() : curl_easy_strerror(code)));
  answer.status = static_cast<long>(number(curl, CURLINFO_RESPONSE_CODE));
  answer.etag = header(curl, "ETag");
  answer.last_modified = header(curl, "Last-Modified");
  answer.sent = number(curl, CURLINFO_REQUEST_SIZE) + size(curl, CURLINFO_SIZE_UPLOAD_T);
  answer.received = number(curl, CURLINFO_HEADER_SIZE) + size(curl, CURLINFO_SIZE_DOWNLOAD_T);
  return answer;
}

Result<void> hand_over(HttpQuestion question, std::string json) {
  question.headers.emplace_back("Content-Type", "application/json");
  question.post = std::move(json);
  const auto answer = ask(question);
  if (!answer) return tl::make_unexpected(answer.error());
  if (!answer->accepted()) return fail(question.url + ": answers " + std::to_string(answer->status));
  return {};
}

}  // namespace treffpunkt
