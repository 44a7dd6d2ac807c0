#include "tests/support/raw_server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace treffpunkt::test {

RawServer::RawServer(Answer answer) : answer_(std::move(answer)) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(socket_, 16) == 0);
  REQUIRE(::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ::ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

RawServer::~RawServer() {
  over_ = true;
  thread_.join();
  ::close(socket_);
}

std::vector<std::string> RawServer::asked() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return asked_;
}

void RawServer::serve() {
  while (!over_) {
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    serve(connection);
    ::close(connection);
  }
}

void RawServer::serve(int connection) {
  std::string head;
  while (!over_ && head.find("\r\n\r\n") == std::string::npos) {
    pollfd waiting{connection, POLLIN, 0};
    if (::poll(&waiting, 1, 20) <= 0) continue;
    char piece[4096];
    const ssize_t count = ::recv(connection, piece, sizeof piece, 0);
    if (count <= 0) return;
    head.append(piece, static_cast<std::size_t>(count));
  }
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    asked_.push_back(head);
  }
  answer_(head, [&](std::string_view bytes) {
    while (!bytes.empty() && !over_) {
      pollfd waiting{connection, POLLOUT, 0};
      if (::poll(&waiting, 1, 20) <= 0) continue;
      const ssize_t count = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return !over_;
  });
}

std::string header_of(const std::string& head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
    const std::string line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        ::strncasecmp(line.c_str(), name.data(), name.size()) == 0) {
      const auto value = line.find_first_not_of(' ', name.size() + 1);
      return value == std::string::npos ? "" : line.substr(value);
    }
  }
  return "";
}

}  // namespace treffpunkt::test
