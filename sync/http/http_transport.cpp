#include "sync/http/http_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <random>
#include <thread>

#include "sync/http/backoff.h"
#include "sync/http/http_transfer.h"

namespace treffpunkt {
namespace {

using Clock = std::chrono::steady_clock;  // the system's may jump meanwhile
using Milliseconds = std::chrono::milliseconds;

struct CleanUp {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
  void operator()(char* text) const { curl_free(text); }
  void operator()(curl_slist* lines) const { curl_slist_free_all(lines); }
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
constexpr Milliseconds kWorthBeginning{1000};

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

class Lines {
 public:
  void add(const std::string& line) {
    if (curl_slist* longer = curl_slist_append(lines_.get(), line.c_str())) {
      static_cast<void>(lines_.release());
      lines_.reset(longer);
    }
  }
  curl_slist* get() const { return lines_.get(); }

 private:
  std::unique_ptr<curl_slist, CleanUp> lines_;
};

// Without compression, since it is the file's bytes that are counted, hashed and continued.
Lines lines_for(const Part& part) {
  Lines lines;
  lines.add("Accept-Encoding: identity");
  if (part.bytes > 0) {
    lines.add("Range: bytes=" + std::to_string(part.bytes) + "-");
    if (!part.validator.empty()) lines.add("If-Range: " + part.validator);
  }
  return lines;
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
  HttpNetwork network;
  std::function<void(const std::string&)> told_of_waits;
  Clock::time_point last_moment;
  std::mt19937 chance{std::random_device{}()};
  std::array<char, CURL_ERROR_SIZE> reason{};

  void prepare(std::string_view path, Milliseconds time, HttpTransfer& transfer);
  void prepare_way();
  HttpTransfer::End perform(std::string_view path, Milliseconds time, const Part& part, HttpTransfer& transfer);
  void count(Traffic& traffic) const;
  Milliseconds time_left() const { return std::chrono::duration_cast<Milliseconds>(last_moment - Clock::now()); }
};

void HttpTransport::Impl::prepare(std::string_view path, Milliseconds time, HttpTransfer& transfer) {
  CURL* curl = handle.get();
  const std::string url = base + std::string(path);
  const long patience = limits.timeout_seconds;
  reason[0] = '\0';

  curl_easy_reset(curl);  // keeps the connection
  curl_easy_setopt(curl, CURLOPT_SHARE, connections->share.get());
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "treffpunkt");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, patience);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, kSlowestBytesPerSecond);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, patience);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, HttpTransfer::take_header);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, HttpTransfer::take_piece);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason.data());
  prepare_way();
}

void HttpTransport::Impl::prepare_way() {
  CURL* curl = handle.get();
  const char* schemes = secure ? "https" : "http";
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, schemes);
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, schemes);
  // https may lead to a mirror; plain http must not lead off this machine.
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, secure ? 1L : 0L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, kMostRedirects);
  curl_easy_setopt(curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);  // the proxy's
  if (!secure) {
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    return;
  }
  use_network(curl, network);
}

HttpTransfer::End HttpTransport::Impl::perform(std::string_view path, Milliseconds time, const Part& part,
                                               HttpTransfer& transfer) {
  prepare(path, time, transfer);
  const Lines lines = lines_for(part);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, lines.get());
  const CURLcode code = curl_easy_perform(handle.get());
  long redirects = 0;
  char* last = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_COUNT, &redirects);
  if (redirects > 0) curl_easy_getinfo(handle.get(), CURLINFO_EFFECTIVE_URL, &last);
  std::string why = reason[0] != '\0' ? reason.data() : curl_easy_strerror(code);
  if (code == CURLE_PEER_FAILED_VERIFICATION) why += certificate_note(network);
  const auto end = transfer.end(code, why, last == nullptr ? "" : last);
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, nullptr);
  return end;
}

HttpTransport::HttpTransport(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpTransport::HttpTransport(HttpTransport&&) noexcept = default;
HttpTransport& HttpTransport::operator=(HttpTransport&&) noexcept = default;
HttpTransport::~HttpTransport() = default;

Result<HttpTransport> HttpTransport::open(std::string_view url, const HttpLimits& limits, const HttpNetwork& network) {
  auto connections = std::make_shared<Connections>();
  if (!connections->share ||
      curl_share_setopt(connections->share.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT) != CURLSHE_OK) {
    return fail("libcurl cannot start");
  }
  return open_over(std::move(connections), url, limits, network);
}

Result<HttpTransport> HttpTransport::open_beside(std::string_view url, const HttpLimits& limits) const {
  return open_over(impl_->connections, url, limits, impl_->network);
}

Result<HttpTransport> HttpTransport::open_over(std::shared_ptr<Connections> connections, std::string_view url,
                                               const HttpLimits& limits, const HttpNetwork& network) {
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
  impl->network = network;
  impl->last_moment = Clock::now() + limits.maximum_time;
  return HttpTransport(std::move(impl));
}

tl::expected<void, FetchError> HttpTransport::fetch(std::string_view path, std::uint64_t maximum_bytes,
                                                    const Sink& sink) {
  return fetch_rest(path, maximum_bytes, {}, nullptr, sink);
}

tl::expected<void, FetchError> HttpTransport::fetch_rest(std::string_view path, std::uint64_t maximum_bytes,
                                                         const Part& part, const Begin& begin, const Sink& sink) {
  const auto failed = [path](FetchError error) {
    error.message = std::string(path) + ": " + error.message;
    return tl::make_unexpected(std::move(error));
  };
  Part asked = part.bytes < maximum_bytes ? part : Part{};
  for (;;) {
    const Milliseconds night = impl_->time_left();
    if (night < kWorthBeginning) return failed({FetchError::Kind::failed, "the time for this run is over"});
    const std::uint64_t allowance = impl_->limits.maximum_bytes - std::min(impl_->limits.maximum_bytes, traffic_.bytes);
    const std::uint64_t most = std::min(maximum_bytes - asked.bytes, allowance);
    const std::chrono::seconds longest(2 * impl_->limits.timeout_seconds +
                                       static_cast<long>(std::min<std::uint64_t>(most / kSlowestAverage, 1'000'000)));
    HttpTransfer transfer(asked, maximum_bytes, allowance, begin, sink);
    const auto end = impl_->perform(path, std::min<Milliseconds>(night, longest), asked, transfer);
    impl_->count(traffic_);
    if (end == HttpTransfer::End::whole) return {};
    if (end == HttpTransfer::End::failed) return failed(transfer.error());
    asked = {};
  }
}

bool HttpTransport::waited_to_ask_again(int attempt, const FetchError& error) {
  if (attempt >= impl_->limits.attempts) return false;
  const double chance = std::uniform_real_distribution<>(0, 1)(impl_->chance);
  const auto wait = wait_within_run(impl_->limits.first_wait, attempt, chance);
  if (wait >= impl_->time_left()) return false;
  if (impl_->told_of_waits) {
    impl_->told_of_waits(error.message + "; asking again in " + std::to_string(wait.count()) + " ms (attempt " +
                         std::to_string(attempt + 1) + " of " + std::to_string(impl_->limits.attempts) + ")");
  }
  std::this_thread::sleep_for(wait);
  return true;
}

void HttpTransport::tell_of_waits(std::function<void(const std::string&)> told) {
  impl_->told_of_waits = std::move(told);
}

void HttpTransport::Impl::count(Traffic& traffic) const {
  long redirects = 0;
  long headers = 0;
  curl_off_t body = 0;
  curl_easy_getinfo(handle.get(), CURLINFO_REDIRECT_COUNT, &redirects);
  curl_easy_getinfo(handle.get(), CURLINFO_HEADER_SIZE, &headers);
  curl_easy_getinfo(handle.get(), CURLINFO_SIZE_DOWNLOAD_T, &body);
  traffic.requests += 1 + static_cast<std::uint64_t>(std::max(redirects, 0L));
  traffic.bytes +=
      static_cast<std::uint64_t>(std::max(headers, 0L)) + static_cast<std::uint64_t>(std::max<curl_off_t>(body, 0));
}

}  // namespace treffpunkt
