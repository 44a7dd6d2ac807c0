#pragma once
// A web server on the loopback that does as it is told, down to the byte: for the faults that no honest server has.
// Each connection has a thread of its own; the port is a free one. With a certificate it speaks TLS.

#include <atomic>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace treffpunkt::faults {

struct Asked {
  std::string method, path;                    // "/metadata/timestamp.json"
  std::map<std::string, std::string> headers;  // names in lower case
  int number = 0;                              // of this server's requests, 1 the first
};

struct Answer {
  int status = 200;
  std::vector<std::string> headers;  // beside Content-Length and ETag
  std::string body;
  std::optional<std::string> length;  // instead of the body's, as written
  std::optional<std::size_t> cut;     // close after so many bytes of the whole answer
  bool endless = false;               // the body again and again
  double seconds_a_byte = 0;
  bool silent = false;  // no answer at all, the connection stays open
};

using Behaviour = std::function<Answer(const Asked&)>;

// An honest server of these files ("metadata/timestamp.json"), with ranges.
Answer honest(const std::map<std::string, std::string>& files, const Asked& asked);

struct Certificate {
  std::string certificate_file, key_file;  // PEM
};

class Web {
 public:
  explicit Web(Behaviour behaviour, const std::optional<Certificate>& certificate = std::nullopt);
  Web(const Web&) = delete;
  Web& operator=(const Web&) = delete;
  ~Web();

  std::string url() const;
  // From the next request on.
  void behave(Behaviour behaviour);
  std::vector<std::string> asked() const;  // paths, in order

 private:
  struct Line;
  void accept_all();
  void serve(int socket);
  bool answer_one(Line& line);
  void send(Line& line, const Answer& answer, bool head);

  int listening_ = -1;
  int port_ = 0;
  std::shared_ptr<void> tls_;  // SSL_CTX, or none
  mutable std::mutex mutex_;   // guards what follows
  Behaviour behaviour_;
  std::vector<std::string> asked_;
  std::list<int> open_;
  std::vector<std::thread> lines_;
  std::atomic<bool> ending_ = false;
  std::thread accepting_;
};

}  // namespace treffpunkt::faults
