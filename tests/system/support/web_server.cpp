#include "tests/system/support/web_server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>

namespace treffpunkt::test {
namespace {

struct Listening {
  int socket = -1;
  int port = 0;
};

Listening listen_on_a_free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(socket, 64) == 0);
  REQUIRE(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  return {socket, ::ntohs(address.sin_port)};
}

std::string configuration(const std::filesystem::path& served, const std::string& address, const std::string& more) {
  // As root, nginx would hand the work to a user who may not read the folder.
  std::string text = ::geteuid() == 0 ? "user root;\n" : "";
  text +=
      "daemon off;\nworker_processes 1;\npid nginx.pid;\nevents { worker_connections 64; }\nhttp {\n"
      "  log_format sent '$status $bytes_sent $uri';\n  access_log sent.log sent;\n";
  for (const auto* kind : {"client_body", "proxy", "fastcgi", "scgi", "uwsgi"}) {
    text += "  " + std::string(kind) + "_temp_path temporary;\n";
  }
  return text + "  default_type application/octet-stream;\n  server { listen " + address +
         "; root \"" + served.string() + "\"; " + more + " }\n}\n";
}

}  // namespace

WebServer::WebServer(const std::filesystem::path& served, const std::string& more) { start(served, more); }

WebServer::WebServer(const std::filesystem::path& served, const Authority::Server& identity, const std::string& more)
    : scheme_("https") {
  start(served, "ssl_certificate " + identity.certificate.string() + "; ssl_certificate_key " +
                    identity.key.string() + "; " + more);
}

void WebServer::start(const std::filesystem::path& served, const std::string& more) {
  const auto [socket, port] = listen_on_a_free_port();
  port_ = port;
  std::ofstream(folder_.path() / "nginx.conf") << configuration(served, "127.0.0.1:" + std::to_string(port) + (scheme_ == "https" ? " ssl" : ""), more);
  // nginx takes over a socket that is named here, as it does from itself when it is replaced while it runs. Who
  // connects before it is ready waits in the socket's queue.
  Surroundings surroundings;
  surroundings.variables = {{"NGINX", std::to_string(socket) + ";"}};
  surroundings.descriptors = {socket};
  nginx_.emplace(Words{program_of_the_system("nginx"), "-p", folder_.path(), "-c", "nginx.conf", "-e", "nginx.log"},
                 surroundings);
  ::close(socket);
}

void WebServer::cut() {
  nginx_->signal(SIGTERM);
  REQUIRE(nginx_->wait(20));
}

// nginx ends its worker; whoever only killed nginx would leave that behind.
WebServer::~WebServer() {
  nginx_->signal(SIGTERM);
  nginx_->wait(20);
}

std::vector<Request> WebServer::stop() {
  nginx_->signal(SIGQUIT);
  const auto code = nginx_->wait(20);
  std::ifstream errors(folder_.path() / "nginx.log");
  INFO("nginx said: " << std::string(std::istreambuf_iterator<char>(errors), {}));
  CHECK(code == 0);
  std::vector<Request> requests;
  std::ifstream log(folder_.path() / "sent.log");
  for (Request request; log >> request.status >> request.bytes >> request.path;) requests.push_back(request);
  return requests;
}

}  // namespace treffpunkt::test
