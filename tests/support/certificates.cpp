#include "tests/support/certificates.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

namespace treffpunkt::test {
namespace {

constexpr const char* kNewKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

}  // namespace

Authority::Authority() {
  make("1990-01-01",
       std::string("req -x509 ") + kNewKey + " -keyout authority.key -out authority.pem -subj /CN=Test -days 36500");
}

Authority::Server Authority::issue(const std::string& names, const std::string& from, int days) const {
  make(from, std::string("req -new ") + kNewKey +
                 " -keyout server.key -out server.csr -subj /CN=server -addext subjectAltName=" + names);
  make(from,
       "x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -copy_extensions copy -days " +
           std::to_string(days) + " -out server.pem");
  return {folder_.path() / "server.pem", folder_.path() / "server.key"};
}

Authority::Server Authority::self_signed(const std::string& names, const std::string& from, int days) const {
  make(from, std::string("req -x509 ") + kNewKey +
                 " -keyout alone.key -out alone.pem -subj /CN=server -addext subjectAltName=" + names + " -days " +
                 std::to_string(days));
  return {folder_.path() / "alone.pem", folder_.path() / "alone.key"};
}

void Authority::make(const std::string& at, const std::string& arguments) const {
  const std::string command = "cd " + folder_.path().string() + " && TZ=UTC faketime '" + at + " 12:00:00' openssl " +
                              arguments + " >openssl.log 2>&1";
  INFO(command);
  const int status = std::system(command.c_str());
  std::ifstream log(folder_.path() / "openssl.log");
  REQUIRE_MESSAGE(status == 0, std::string(std::istreambuf_iterator<char>(log), {}));
}

}  // namespace treffpunkt::test
