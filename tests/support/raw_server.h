#pragma once
// A web server on this machine that says what the test says, byte for byte, and hangs up: for answers that no decent
// server gives. One connection after the other, as long as the object lives.

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace treffpunkt::test {

class RawServer {
 public:
  // Sends; false: the client has hung up, or the test is over.
  using Send = std::function<bool(std::string_view)>;
  // `head` is what was asked, as it came. Returning hangs up.
  using Answer = std::function<void(const std::string& head, const Send& send)>;

  explicit RawServer(Answer answer);
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;
  ~RawServer();

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  // The heads of all requests so far.
  std::vector<std::string> asked();

 private:
  void serve();
  void serve(int connection);

  Answer answer_;
  int socket_ = -1, port_ = 0;
  std::atomic<bool> over_ = false;
  std::mutex mutex_;
  std::vector<std::string> asked_;
  std::thread thread_;
};

// The value of a line of a head; "" when it is not there.
std::string header_of(const std::string& head, std::string_view name);

}  // namespace treffpunkt::test
