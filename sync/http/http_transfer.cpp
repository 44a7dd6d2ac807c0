#include "sync/http/http_transfer.h"

#include <algorithm>
#include <utility>

namespace treffpunkt {
namespace {

using Kind = FetchError::Kind;

constexpr std::size_t kLargestHead = 64 << 10;  // of all answers on the way to one file

bool is_missing(int status) {
  // Object stores answer 403 for a file that is not there to whoever may not list the folder.
  return status == 404 || status == 403 || status == 410;
}

// "Not now".
bool is_passing(int status) {
  return status == 408 || status == 425 || status == 429 || status == 500 || status == 502 || status == 503 ||
         status == 504;
}

bool is_passing(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::size_t HttpTransfer::take_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<HttpTransfer*>(user);
  const std::size_t length = size * count;
  transfer.head_bytes_ += length;
  if (transfer.head_bytes_ > kLargestHead) {
    transfer.refuse(Kind::too_long, "the head of the answer is endless");
    return CURL_WRITEFUNC_ERROR;
  }
  const std::string_view line(data, length);
  transfer.head_.take(line);
  transfer.head_is_whole_ = line == "\r\n" || line == "\n";
  return length;
}

std::size_t HttpTransfer::take_piece(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<HttpTransfer*>(user);
  const std::size_t length = size * count;
  if (!transfer.begins()) return CURL_WRITEFUNC_ERROR;
  if (length > transfer.left_) {
    transfer.refuse(Kind::too_long,
                    "longer than " + std::to_string(std::min(transfer.maximum_, transfer.allowance_)) + " bytes");
    return CURL_WRITEFUNC_ERROR;
  }
  transfer.left_ -= length;
  if (transfer.sink_({data, length})) return length;
  transfer.refuse(Kind::failed, "could not be kept");
  return CURL_WRITEFUNC_ERROR;
}

bool HttpTransfer::refuse(Kind kind, std::string message) {
  refused_ = true;
  error_ = {kind, std::move(message)};
  return false;
}

bool HttpTransfer::refuse_status() {
  const int status = head_.status();
  const std::string message = "the server answers " + std::to_string(status);
  if (status == 511) return refuse(Kind::failed, std::string(kLoginPage));
  if (is_missing(status)) return refuse(Kind::not_found, message);
  return refuse(is_passing(status) ? Kind::interrupted : Kind::failed, message);
}

// Before the first piece: is this the file, and which bytes of it?
bool HttpTransfer::begins() {
  if (std::exchange(begun_, true)) return !refused_ && !restart_;
  // libcurl takes a head that was cut for one without a body.
  if (!head_is_whole_) return refuse(Kind::interrupted, "the answer broke off in its head");
  if (head_.status() != 200 && (head_.status() != 206 || asked_.bytes == 0)) return refuse_status();
  if (head_.is_encoded()) return refuse(Kind::failed, "the server compresses what it should send as it is");
  const bool rest = head_.status() == 206;
  const std::string validator = head_.validator();
  if (rest && (head_.range_start() != asked_.bytes || (!validator.empty() && validator != asked_.validator))) {
    restart_ = true;
    return false;
  }
  const std::uint64_t offset = rest ? asked_.bytes : 0;
  left_ = std::min(maximum_ - offset, allowance_);
  if (begin_ && !begin_(offset, rest ? asked_.validator : validator)) return refuse(Kind::failed, "could not be kept");
  return true;
}

HttpTransfer::End HttpTransfer::end(CURLcode code, std::string_view reason, std::string_view redirect) {
  const bool asked_for_rest = asked_.bytes > 0;
  if (code == CURLE_OK && begins()) return End::whole;
  if (restart_ || (asked_for_rest && !refused_ && head_.status() == 416)) return End::restart;
  if (!refused_) explain(code, reason, redirect);
  return End::failed;
}

void HttpTransfer::explain(CURLcode code, std::string_view reason, std::string_view redirect) {
  if (code == CURLE_HTTP_RETURNED_ERROR) {
    refuse_status();
  } else if (code == CURLE_FILESIZE_EXCEEDED) {
    refuse(Kind::too_long, "longer than " + std::to_string(maximum_) + " bytes");
  } else if (code == CURLE_UNSUPPORTED_PROTOCOL && !redirect.empty()) {
    refuse(Kind::failed, "leads to " + std::string(redirect.substr(0, 200)) +
                             ", where a feed cannot be; perhaps to a login page of the network");
  } else {
    refuse(is_passing(code) ? Kind::interrupted : Kind::failed, std::string(reason));
  }
}

}  // namespace treffpunkt
