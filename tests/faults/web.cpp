#include "tests/faults/web.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <csignal>
#include <stdexcept>

namespace treffpunkt::faults {
namespace {

constexpr std::size_t kLongestHead = 16 << 10;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string etag_of(const std::string& body) { return "\"" + std::to_string(std::hash<std::string>{}(body)) + "\""; }

// "bytes=123-": the one form a client that resumes needs.
std::optional<std::size_t> range_start(const Asked& asked) {
  const auto range = asked.headers.find("range");
  if (range == asked.headers.end() || !range->second.starts_with("bytes=")) return std::nullopt;
  std::size_t start = 0;
  const char* begin = range->second.data() + 6;
  const auto [end, error] = std::from_chars(begin, range->second.data() + range->second.size(), start);
  return error == std::errc() && *end == '-' ? std::optional(start) : std::nullopt;
}

}  // namespace

Answer honest(const std::map<std::string, std::string>& files, const Asked& asked) {
  const auto file = files.find(asked.path.substr(1));
  if (file == files.end()) return {.status = 404, .body = "no"};
  const std::string& bytes = file->second;
  Answer answer{.headers = {"ETag: " + etag_of(bytes), "Accept-Ranges: bytes"}, .body = bytes};
  const auto start = range_start(asked);
  const auto condition = asked.headers.find("if-range");
  if (!start || (condition != asked.headers.end() && condition->second != etag_of(bytes))) return answer;
  if (*start >= bytes.size())
    return {.status = 416, .headers = {"Content-Range: bytes */" + std::to_string(bytes.size())}};
  answer.status = 206;
  answer.headers.push_back("Content-Range: bytes " + std::to_string(*start) + "-" + std::to_string(bytes.size() - 1) +
                           "/" + std::to_string(bytes.size()));
  answer.body = bytes.substr(*start);
  return answer;
}

// One connection, with TLS or without.
struct Web::Line {
  int socket;
  std::unique_ptr<SSL, decltype(&SSL_free)> tls{nullptr, SSL_free};
  std::string unread{};

  bool read_more() {
    char part[4096];
    const auto count = tls ? SSL_read(tls.get(), part, sizeof part) : ::recv(socket, part, sizeof part, 0);
    if (count <= 0) return false;
    unread.append(part, static_cast<std::size_t>(count));
    return true;
  }
  bool write_all(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = tls ? SSL_write(tls.get(), bytes.data(), static_cast<int>(bytes.size()))
                             : ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }
};

Web::Web(Behaviour behaviour, const std::optional<Certificate>& certificate) : behaviour_(std::move(behaviour)) {
  std::signal(SIGPIPE, SIG_IGN);
  if (certificate) {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    tls_ = {context, [](void* old) { SSL_CTX_free(static_cast<SSL_CTX*>(old)); }};
    if (SSL_CTX_use_certificate_chain_file(context, certificate->certificate_file.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, certificate->key_file.c_str(), SSL_FILETYPE_PEM) != 1) {
      throw std::runtime_error("no certificate in " + certificate->certificate_file);
    }
  }
  listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (listening_ < 0 || ::bind(listening_, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
      ::listen(listening_, 64) != 0 || ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    throw std::runtime_error("no port for a server");
  }
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

Web::~Web() {
  ending_ = true;
  ::shutdown(listening_, SHUT_RDWR);
  accepting_.join();
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
  }
  for (auto& line : lines_) line.join();
  ::close(listening_);
}

std::string Web::url() const { return (tls_ ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port_); }

void Web::behave(Behaviour behaviour) {
  const std::lock_guard lock(mutex_);
  behaviour_ = std::move(behaviour);
}

std::vector<std::string> Web::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

void Web::accept_all() {
  while (!ending_) {
    const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    const std::lock_guard lock(mutex_);
    open_.push_back(socket);
    lines_.emplace_back([this, socket] { serve(socket); });
  }
}

void Web::serve(int socket) {
  Line line{socket};
  bool ready = true;
  if (tls_) {
    line.tls.reset(SSL_new(static_cast<SSL_CTX*>(tls_.get())));
    SSL_set_fd(line.tls.get(), socket);
    ready = SSL_accept(line.tls.get()) == 1;
  }
  while (ready && !ending_) ready = answer_one(line);
  const std::lock_guard lock(mutex_);
  open_.remove(socket);
  ::close(socket);
}

// False: the connection is to be closed.
bool Web::answer_one(Line& line) {
  std::size_t end;
  while ((end = line.unread.find("\r\n\r\n")) == std::string::npos) {
    if (line.unread.size() > kLongestHead || !line.read_more()) return false;
  }
  Asked asked;
  std::string head = line.unread.substr(0, end + 2);
  line.unread.erase(0, end + 4);
  const auto first_space = head.find(' '), second_space = head.find(' ', first_space + 1);
  asked.method = head.substr(0, first_space);
  asked.path = head.substr(first_space + 1, second_space - first_space - 1);
  for (auto at = head.find("\r\n") + 2; at < head.size();) {
    const auto stop = head.find("\r\n", at), colon = head.find(": ", at);
    if (colon < stop) asked.headers[lower(head.substr(at, colon - at))] = head.substr(colon + 2, stop - colon - 2);
    at = stop + 2;
  }
  Behaviour behaviour;
  {
    const std::lock_guard lock(mutex_);
    asked_.push_back(asked.path);
    asked.number = static_cast<int>(asked_.size());
    behaviour = behaviour_;
  }
  const Answer answer = behaviour(asked);
  if (answer.silent) {
    while (!ending_ && line.read_more()) {
    }
    return false;
  }
  send(line, answer, asked.method == "HEAD");
  return !answer.cut && !answer.endless;
}

void Web::send(Line& line, const Answer& answer, bool head) {
  std::string bytes = "HTTP/1.1 " + std::to_string(answer.status) + " Answer\r\n";
  for (const auto& header : answer.headers) bytes += header + "\r\n";
  if (!answer.endless)
    bytes += "Content-Length: " + answer.length.value_or(std::to_string(answer.body.size())) + "\r\n";
  bytes += "\r\n";
  if (!head) bytes += answer.body;
  if (answer.cut) bytes.resize(std::min(bytes.size(), *answer.cut));
  if (answer.seconds_a_byte > 0) {
    for (const char& byte : bytes) {
      if (ending_ || !line.write_all({&byte, 1})) return;
      std::this_thread::sleep_for(std::chrono::duration<double>(answer.seconds_a_byte));
    }
    return;
  }
  if (!line.write_all(bytes)) return;
  while (answer.endless && !ending_ && line.write_all(answer.body)) {
  }
}

}  // namespace treffpunkt::faults
