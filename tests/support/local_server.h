#pragma once
// A web server on this machine for as long as the object lives, on a free port. What it answers is said on `server`.

#include <httplib.h>

#include <string>
#include <thread>

namespace treffpunkt::test {

class LocalServer {
 public:
  LocalServer() : port_(server.bind_to_any_port("127.0.0.1")), thread_([this] { server.listen_after_bind(); }) {
    while (!server.is_running()) std::this_thread::yield();
  }
  ~LocalServer() {
    server.stop();
    thread_.join();
  }
  std::string url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

  httplib::Server server;

 private:
  int port_;
  std::thread thread_;
};

// An address of this machine where nobody answers any more.
inline std::string nobodys_url(const std::string& path) { return LocalServer().url(path); }

}  // namespace treffpunkt::test
