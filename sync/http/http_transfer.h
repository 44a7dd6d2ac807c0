#pragma once
// One file on its way from a web server: which bytes libcurl may hand over, and how it ended. One thread.

#include <curl/curl.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/http/http_head.h"
#include "sync/http/transport.h"

namespace treffpunkt {

class HttpTransfer {
 public:
  // `maximum_bytes` is for the whole file, `allowance` for what may still come tonight.
  HttpTransfer(const Part& asked, std::uint64_t maximum_bytes, std::uint64_t allowance, const Transport::Begin& begin,
               const Transport::Sink& sink)
      : asked_(asked), maximum_(maximum_bytes), allowance_(allowance), begin_(begin), sink_(sink) {}

  // What libcurl calls; `user` is the HttpTransfer.
  static std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user);
  static std::size_t take_piece(char* data, std::size_t size, std::size_t count, void* user);

  enum class End {
    whole,
    restart,  // the part is of no use: to be asked for from the beginning
    failed
  };
  // How it ended, as libcurl says; `reason` is its explanation, `redirect` where the last redirection led, if any.
  End end(CURLcode code, std::string_view reason, std::string_view redirect);
  // After End::failed; the message is without the path.
  const FetchError& error() const { return error_; }

 private:
  bool begins();
  bool refuse(FetchError::Kind kind, std::string message);
  bool refuse_status();
  void explain(CURLcode code, std::string_view reason, std::string_view redirect);

  const Part& asked_;
  std::uint64_t maximum_, allowance_;
  const Transport::Begin& begin_;
  const Transport::Sink& sink_;
  HttpHead head_;
  std::size_t head_bytes_ = 0;
  bool head_is_whole_ = false;
  std::uint64_t left_ = 0;
  bool begun_ = false, restart_ = false, refused_ = false;
  FetchError error_;
};

}  // namespace treffpunkt
