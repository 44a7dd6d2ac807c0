#include <fmt/core.h>

#include <atomic>
#include <fstream>
#include <stdexcept>

#include "tests/faults/groups.h"

namespace treffpunkt::faults {
namespace {

// Certificates made with openssl: an authority that the kiosk trusts, and what it and others sign.
class Authority {
 public:
  explicit Authority(const fs::path& folder) : folder_(folder) {
    fs::create_directories(folder_);
    make_root("ca");
    make_root("stranger");
  }
  fs::path file() const { return folder_ / "ca.pem"; }

  // For a host; `dated` is a faketime like "2026-11-20" at which it was made, for ten days.
  Certificate certificate(const std::string& name, const std::string& host, const std::string& signer = "ca",
                          const std::string& dated = "2026-11-20 00:00:00") const {
    request(name, host);
    const fs::path extensions = folder_ / (name + ".ext");
    std::ofstream(extensions) << "subjectAltName=DNS:" << host << "\n";
    openssl({"x509", "-req", "-in", path(name, "csr"), "-CA", path(signer, "pem"), "-CAkey", path(signer, "key"),
             "-CAcreateserial", "-days", "10", "-extfile", extensions, "-out", path(name, "pem")},
            dated);
    return {path(name, "pem"), path(name, "key")};
  }
  Certificate self_signed() const {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             path("self", "key"), "-out", path("self", "pem"), "-subj", "/CN=localhost", "-addext",
             "subjectAltName=DNS:localhost", "-days", "10"},
            "2026-11-20 00:00:00");
    return {path("self", "pem"), path("self", "key")};
  }

 private:
  std::string path(const std::string& name, const char* extension) const { return folder_ / (name + "." + extension); }
  void make_root(const std::string& name) const {
    openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             path(name, "key"), "-out", path(name, "pem"), "-subj", "/CN=" + name, "-days", "3650"},
            "2020-01-01 00:00:00");
  }
  void request(const std::string& name, const std::string& host) const {
    openssl({"req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path(name, "key"),
             "-out", path(name, "csr"), "-subj", "/CN=" + host},
            "2026-11-20 00:00:00");
  }
  static void openssl(const test::Words& words, const std::string& dated) {
    test::Words command = {"faketime", dated, "openssl"};
    command.insert(command.end(), words.begin(), words.end());
    const auto ended = test::run(command);
    if (ended.code != 0) throw std::runtime_error("openssl: " + ended.output);
  }

  fs::path folder_;
};

struct Case {
  const char* name;
  Certificate certificate;
  const char* expected;
};

constexpr const char* kRefused = "shows 1, then 2";

}  // namespace

void hostile_tls(Trial& trial, Table& table, const Extent&) {
  const Authority authority(trial.folder() / "authority");
  const std::string trusted = "[network]\nca_file = \"" + authority.file().string() + "\"\n";
  const std::string home = trial.web().url();
  const Files files = trial.second_feed();
  const Certificate good = authority.certificate("good", "localhost");
  const Behaviour serves = [&](const Asked& asked) { return honest(files, asked); };
  const Web other_plain(serves), other_secure(serves, good);
  const auto leads_to = [](std::string url) {
    return [url](const Asked& asked) { return Answer{.status = 302, .headers = {"Location: " + url + asked.path}}; };
  };
  const auto visit = [&](const char* name, const Certificate& certificate, const Behaviour& behaviour,
                         const char* expected) {
    const Web web(behaviour, certificate);
    trial.restore(Start::first);
    trial.configure(web.url(), trusted);
    const std::string crash = crash_of(trial.sync());
    trial.configure(home);
    table.add("tls", name, expected, crash.empty() ? trial.outcome() : crash);
  };
  for (const Case& one : {
           Case{"a good certificate", good, "shows 2, then 2"},
           {"another host's", authority.certificate("host", "feed.example.org"), kRefused},
           {"signed by itself", authority.self_signed(), kRefused},
           {"signed by a stranger", authority.certificate("other", "localhost", "stranger"), kRefused},
           {"expired in 2021", authority.certificate("old", "localhost", "ca", "2021-01-01 00:00:00"), kRefused},
           {"valid from 2031 on", authority.certificate("early", "localhost", "ca", "2031-01-01 00:00:00"), kRefused},
       }) {
    visit(one.name, one.certificate, serves, one.expected);
  }
  visit("https that leads to https", good, leads_to(other_secure.url()), "shows 2, then 2");
  visit("https that leads to http", good, leads_to(other_plain.url()), kRefused);
  visit(
      "https that leads to itself", good,
      [](const Asked& asked) { return Answer{.status = 302, .headers = {"Location: " + asked.path}}; }, kRefused);
  std::atomic<int> step = 0;
  visit(
      "https that leads on and on", good,
      [&](const Asked&) { return Answer{.status = 302, .headers = {fmt::format("Location: /{}", ++step)}}; }, kRefused);
  visit(
      "https that leads to a file", good,
      [](const Asked&) { return Answer{.status = 302, .headers = {"Location: file:///etc/passwd"}}; }, kRefused);
  visit(
      "a good certificate, cut off at once", good, [](const Asked&) { return Answer{.cut = 0}; }, kRefused);
}

}  // namespace treffpunkt::faults
