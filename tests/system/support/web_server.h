#pragma once
// A real nginx on the loopback, serving one folder as long as the object lives, and its account of what it sent. The
// port is a free one that the system chose; nobody else can take it in between. Unprivileged.

#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/certificates.h"
#include "tests/support/temporary_folder.h"
#include "tests/system/support/program.h"

namespace treffpunkt::test {

struct Request {
  int status = 0;
  std::size_t bytes = 0;  // sent, with headers
  std::string path;       // "/metadata/timestamp.json"
};

class WebServer {
 public:
  // `more`: lines for nginx about this folder ("limit_rate 100k;").
  explicit WebServer(const std::filesystem::path& served, const std::string& more = "");
  // The same over https.
  WebServer(const std::filesystem::path& served, const Authority::Server& identity, const std::string& more = "");
  ~WebServer();

  std::string url() const { return scheme_ + "://127.0.0.1:" + std::to_string(port_); }
  // Ends it at once: what is on its way breaks off.
  void cut();
  // Ends the server, so that its account is complete.
  std::vector<Request> stop();

 private:
  void start(const std::filesystem::path& served, const std::string& more);

  TemporaryFolder folder_;
  std::string scheme_ = "http";
  int port_ = 0;
  std::optional<Running> nginx_;
};

}  // namespace treffpunkt::test
