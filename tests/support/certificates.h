#pragma once
// An authority for certificates of servers on this machine, made with openssl in a temporary folder; the clock of the
// office is set with faketime.

#include <filesystem>
#include <string>

#include "tests/support/temporary_folder.h"

namespace treffpunkt::test {

class Authority {
 public:
  // Good from 1990 to 2089.
  Authority();

  std::filesystem::path certificate() const { return folder_.path() / "authority.pem"; }

  struct Server {
    std::filesystem::path certificate, key;
  };
  // For these names ("DNS:localhost,IP:127.0.0.1"), good for `days` from the noon of `from` ("2001-05-01") on.
  Server issue(const std::string& names, const std::string& from, int days) const;
  // The same, signed by nobody but itself.
  Server self_signed(const std::string& names, const std::string& from, int days) const;

 private:
  void make(const std::string& at, const std::string& arguments) const;

  TemporaryFolder folder_;
};

}  // namespace treffpunkt::test
