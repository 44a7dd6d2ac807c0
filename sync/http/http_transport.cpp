#include "sync/http/http_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>

namespace treffpunkt {
namespace {

struct CleanUp {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
};
using CurlHandle = std::unique_ptr<CURL, CleanUp>;
using UrlHandle = std::unique_ptr<CURLU, CleanUp>;
// A type of its own, since curl's two handles are both void.
struct CleanUpShare {
  void operator()(CURLSH* share) const { curl_share_cleanup(share); }
};
using ShareHandle = std::unique_ptr<CURLSH, CleanUpShare>;
using CurlText = std::unique_ptr<char, CleanUp>;

constexpr long kSlowestBytesPerSecond = 256;
constexpr std::uint64_t kSlowestAverage = 4096;  // bytes a second, over a whole file
constexpr long kMostRedirects = 3;

// One transfer on its way; curl hands it back to the callback.
struct Transfer {
  const Transport::Sink& sink;
  std::uint64_t left;
  bool too_long = false;
  bool refused = false;
};

std::size_t take_piece(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::size_t length = size * count;
  if (length > transfer.left) {
    transfer.too_long = true;
    return CURL_WRITEFUNC_ERROR;
  }
  transfer.left -= length;
  if (!transfer.sink({data, length})) {
    transfer.refused = true;
    return CURL_WRITEFUNC_ERROR;
  }
  return length;
}

std::string part_of(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return {};
  const CurlText owner(text);
  return text;
}

bool is_loopback(const std::string& host) {
  return host == "localhost" || host == "[::1]" ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos);
}

bool is_missing(long status) {
  // Object stores answer 403 for a file that is not there to whoever may not list the folder.
  return status == 404 || status == 403 || status == 410;
}

tl::unexpected<FetchError> failed(FetchError::Kind kind, std::string_view path, std::string_view why) {
  return tl::make_unexpected(FetchError{kind, std::string(path) + ": " + std::string(why)});
}

}  // namespace

struct HttpTransport::Connections {
  ShareHandle share{curl_share_init()};
};

struct HttpTransport::Impl {
  std::shared_ptr<Connections> connections;  // outlive the handle
  CurlHandle handle;
  std::string base;  // ends with '/'
  bool secure = true;
  HttpLimits limits;
  std::array<char, CURL_ERROR_SIZE> reason{};

  void prepare(std::string_view path, std::uint64_t maximum, Transfer& transfer);
};

void HttpTransport::Impl::prepare(std::string_view path, std::uint64_t maximum, Transfer& transfer) {
  CURL* curl = handle.get();
  const std::string url = base + std::string(path);
  const char* schemes = secure ? "https" : "http";
  const long patience = limits.timeout_seconds;
  const auto longest = static_cast<long>(std::min<std::uint64_t>(maximum / kSlowestAverage, 1'000'000));
  reason[0] = '\0';

  curl_easy_reset(curl);  // keeps the connection
  curl_easy_setopt(curl, CURLOPT_SHARE, connections->share.get());
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "treffpunkt");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, schemes);
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, schemes);
  // https may lead to a mirror; plain http must not lead off this machine.
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, secure ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
  if (!secure) curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, patience);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kSlowestBytesPerSecond);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, patience);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 2 * patience + longest);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_piece);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
}

HttpTransport::HttpTransport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpTransport::HttpTransport(HttpTransport&&) noexcept = default;
HttpTransport& HttpTransport::operator=(HttpTransport&&) noexcept = default;
HttpTransport::~HttpTransport() = default;

Result<HttpTransport> HttpTransport::open(std::string_view url, const HttpLimits& limits) {
  auto connections = std::make_shared<Connections>();
  if (!connections->share ||
      curl_share_setopt(connections->share.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT) != CURLSHE_OK) {
    return fail("libcurl cannot start");
  }
  return open_over(std::move(connections), url, limits);
}

Result<HttpTransport> HttpTransport::open_beside(std::string_view url, const HttpLimits& limits) const {
  return open_over(impl_->connections, url, limits);
}

Result<HttpTransport> HttpTransport::open_over(std::shared_ptr<Connections> connections, std::string_view url,
                                               const HttpLimits& limits) {
  const std::string text(url);
  const UrlHandle parsed(curl_url());
  if (!parsed || curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0) != CURLUE_OK) {
    return fail("not an address: '" + text + "'");
  }
  const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
  const bool local = scheme == "http" && is_loopback(part_of(parsed.get(), CURLUPART_HOST));
  if (scheme != "https" && !local) {
    return fail("'" + text + "' must begin with https:// (http:// only on this machine)");
  }
  auto impl = std::make_unique<Impl>();
  impl->connections = std::move(connections);
  impl->handle.reset(curl_easy_init());
  if (!impl->handle) return fail("libcurl cannot start");
  impl->base = text.ends_with('/') ? text : text + "/";
  impl->secure = !local;
  impl->limits = limits;
  return HttpTransport(std::move(impl));
}

tl::expected<void, FetchError> HttpTransport::fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                    const Sink& sink) {
  const std::uint64_t night = impl_->limits.maximum_bytes - std::min(impl_->limits.maximum_bytes, traffic_.bytes);
  const std::uint64_t maximum = std::min(maximum_bytes, night);
  Transfer transfer{sink, maximum};
  impl_->prepare(path, maximum, transfer);
  const CURLcode code = curl_easy_perform(impl_->handle.get());
  count();
  long status = 0;
  curl_easy_getinfo(impl_->handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (transfer.too_long || code == CURLE_FILESIZE_EXCEEDED) {
    return failed(FetchError::Kind::too_long, path, "longer than " + std::to_string(maximum) + " bytes");
  }
  if (transfer.refused) return failed(FetchError::Kind::failed, path, "could not be kept");
  if (code == CURLE_HTTP_RETURNED_ERROR && is_missing(status)) {
    return failed(FetchError::Kind::not_found, path, "the server answers " + std::to_string(status));
  }
  if (code == CURLE_OK && status == 200) return {};
  if (code == CURLE_OK || code == CURLE_HTTP_RETURNED_ERROR) {
    return failed(FetchError::Kind::failed, path, "the server answers " + std::to_string(status));
  }
  const bool explained = impl_->reason[0] != '\0';
  return failed(FetchError::Kind::failed, path, explained ? impl_->reason.data() : curl_easy_strerror(code));
}

void HttpTransport::count() {
  long redirects = 0;
  long headers = 0;
  curl_off_t body = 0;
  curl_easy_getinfo(impl_->handle.get(), CURLINFO_REDIRECT_COUNT, &redirects);
  curl_easy_getinfo(impl_->handle.get(), CURLINFO_HEADER_SIZE, &headers);
  curl_easy_getinfo(impl_->handle.get(), CURLINFO_SIZE_DOWNLOAD_T, &body);
  traffic_.requests += 1 + static_cast<std::uint64_t>(std::max(redirects, 0L));
  traffic_.bytes +=
      static_cast<std::uint64_t>(std::max(headers, 0L)) + static_cast<std::uint64_t>(std::max<curl_off_t>(body, 0));
}

}  // namespace treffpunkt
