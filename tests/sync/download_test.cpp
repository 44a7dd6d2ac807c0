// Files that come in pieces, over several attempts, from servers of all manners.
#include "sync/tuf/download.h"

#include <doctest/doctest.h>

#include <fstream>

#include "sync/http/http_transport.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"
#include "tests/support/raw_server.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using test::header_of;

namespace {

std::string large_file(char salt = 'a') {
  std::string bytes(300'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(salt + i * 31 / 7 % 26);
  return bytes;
}

// A server with one file, and its manners.
struct Manners {
  std::string bytes = large_file();
  std::string etag = "\"one\"";
  std::string last_modified;
  std::size_t cut_after = std::string::npos;  // bytes of a body
  int cuts = 1000;                            // answers that are cut; then it has learnt better
  bool knows_ranges = true;
  bool checks_range = true;  // If-Range
  std::string range_answer;  // instead of the right status and Content-Range
};

struct Server {
  Manners manners;
  test::RawServer raw{[this](const std::string& head, const test::RawServer::Send& send) { answer(head, send); }};

  void answer(const std::string& head, const test::RawServer::Send& send) {
    std::size_t from = 0;
    std::string status = "200 OK";
    const std::string range = header_of(head, "Range");
    const std::string validator = manners.etag.empty() ? manners.last_modified : manners.etag;
    if (!range.empty() && manners.knows_ranges && (!manners.checks_range || header_of(head, "If-Range") == validator)) {
      from = std::stoul(range.substr(6));
      status = "206 Partial Content\r\nContent-Range: bytes " + std::to_string(from) + "-" +
               std::to_string(manners.bytes.size() - 1) + "/" + std::to_string(manners.bytes.size());
      if (!manners.range_answer.empty()) status = manners.range_answer;
    }
    std::string body = manners.bytes.substr(from);
    std::string reply = "HTTP/1.1 " + status + "\r\nConnection: close\r\nDate: Tue, 24 Nov 2026 12:00:00 GMT\r\n";
    if (!manners.etag.empty()) reply += "ETag: " + manners.etag + "\r\n";
    if (!manners.last_modified.empty()) reply += "Last-Modified: " + manners.last_modified + "\r\n";
    reply += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    if (manners.cut_after < body.size() && manners.cuts-- > 0) body.resize(manners.cut_after);
    send(reply + body);
  }
};

struct Kiosk {
  Server& server;
  test::TemporaryFolder folder{};
  std::filesystem::path file = folder.path() / "objects" / "file";
  int attempts = 1;

  Result<void> fetch(const std::string& expected) {
    HttpLimits limits;
    limits.attempts = attempts;
    limits.first_wait = std::chrono::milliseconds(1);
    auto transport = HttpTransport::open(server.raw.url(), limits);
    REQUIRE(transport);
    return tuf::download(*transport, {"file", expected.size(), 0, {{"sha256", tuf::sha256_hex(expected)}}}, file);
  }
  std::string bytes() const { return read_bounded(file, 1 << 20).value_or("(nothing)"); }
  std::string part() const { return read_bounded(file.string() + ".part", 1 << 20).value_or(""); }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(file.parent_path()), {}));
  }
};

std::vector<std::string> ranges(Server& server) {
  std::vector<std::string> found;
  for (const std::string& head : server.raw.asked()) found.push_back(header_of(head, "Range"));
  return found;
}

using Ranges = std::vector<std::string>;

}  // namespace

TEST_CASE("a download that was cut goes on in the next run where it was, until it is whole") {
  Server server;
  server.manners.cut_after = 130'000;
  Kiosk kiosk{server};
  CHECK_FALSE(kiosk.fetch(server.manners.bytes));
  CHECK_FALSE(std::filesystem::exists(kiosk.file));
  CHECK(kiosk.part() == server.manners.bytes.substr(0, 130'000));
  CHECK_FALSE(kiosk.fetch(server.manners.bytes));
  CHECK(kiosk.fetch(server.manners.bytes));
  CHECK(kiosk.bytes() == server.manners.bytes);
  CHECK(kiosk.files() == 1);
  CHECK(ranges(server) == Ranges{"", "bytes=130000-", "bytes=260000-"});
  CHECK(header_of(server.raw.asked()[1], "If-Range") == "\"one\"");
}

TEST_CASE("within one run it is asked again for the rest, a few times") {
  Server server;
  server.manners.cut_after = 130'000;
  Kiosk kiosk{server};
  kiosk.attempts = 3;
  CHECK(kiosk.fetch(server.manners.bytes));
  CHECK(ranges(server).size() == 3);

  Server hopeless;
  hopeless.manners.cut_after = 10;
  Kiosk patient{hopeless};
  patient.attempts = 3;
  CHECK_FALSE(patient.fetch(hopeless.manners.bytes));
  CHECK(ranges(hopeless) == Ranges{"", "", ""});
  CHECK(patient.files() == 0);  // ten bytes are not worth keeping
}

TEST_CASE("a server that ignores or does not know ranges sends the whole file, and that is right, too") {
  Server server;
  server.manners.cut_after = 100'000;
  server.manners.cuts = 1;
  server.manners.knows_ranges = false;
  Kiosk kiosk{server};
  CHECK_FALSE(kiosk.fetch(server.manners.bytes));
  CHECK(kiosk.fetch(server.manners.bytes));
  CHECK(kiosk.bytes() == server.manners.bytes);
  CHECK(ranges(server) == Ranges{"", "bytes=100000-"});
}

TEST_CASE("a file that changed meanwhile comes whole, whether the server says so or the hash does") {
  for (const bool honest : {true, false}) {
    CAPTURE(honest);
    Server server;
    server.manners.cut_after = 100'000;
    server.manners.cuts = 1;
    Kiosk kiosk{server};
    const std::string newer = large_file('A');
    CHECK_FALSE(kiosk.fetch(newer));  // the old one is what came so far
    server.manners.bytes = newer;
    if (honest) server.manners.etag = "\"two\"";
    CHECK(kiosk.fetch(newer));
    CHECK(kiosk.bytes() == newer);
    CHECK(ranges(server) == (honest ? Ranges{"", "bytes=100000-"} : Ranges{"", "bytes=100000-", ""}));
  }
}

TEST_CASE("a rest that is not the one that was asked for is not taken") {
  for (const char* wrong :
       {"206 Partial Content\r\nContent-Range: bytes 0-299999/300000", "206 Partial Content",
        "206 Partial Content\r\nContent-Range: bytes 99999-299998/300000", "416 Range Not Satisfiable",
        "206 Partial Content\r\nContent-Range: bytes 100000-299999/300000\r\nETag: \"two\"",
        "206 Partial Content\r\nContent-Range: nonsense"}) {
    CAPTURE(wrong);
    Server server;
    server.manners.cut_after = 100'000;
    server.manners.cuts = 1;
    server.manners.range_answer = wrong;
    Kiosk kiosk{server};
    CHECK_FALSE(kiosk.fetch(server.manners.bytes));
    if (std::string(wrong).find("two") != std::string::npos) server.manners.etag.clear();
    server.manners.checks_range = false;
    CHECK(kiosk.fetch(server.manners.bytes));
    CHECK(kiosk.bytes() == server.manners.bytes);
    CHECK(ranges(server) == Ranges{"", "bytes=100000-", ""});
  }
}

TEST_CASE("a part is only continued while the server can say that it is the same file") {
  struct Case {
    const char *etag, *last_modified, *validator;
  };
  for (const Case& one : {Case{"", "", ""},
                          {"W/\"weak\"", "", ""},
                          {"W/\"weak\"", "Mon, 23 Nov 2026 12:00:00 GMT", ""},
                          {"", "Mon, 23 Nov 2026 12:00:00 GMT", "Mon, 23 Nov 2026 12:00:00 GMT"},
                          {"", "Tue, 24 Nov 2026 12:00:00 GMT", ""}}) {  // the moment of the answer
    CAPTURE(one.etag);
    CAPTURE(one.last_modified);
    Server server;
    server.manners.etag = one.etag;
    server.manners.last_modified = one.last_modified;
    server.manners.cut_after = 100'000;
    server.manners.cuts = 1;
    Kiosk kiosk{server};
    CHECK_FALSE(kiosk.fetch(server.manners.bytes));
    CHECK(kiosk.part().empty() == std::string(one.validator).empty());
    CHECK(kiosk.fetch(server.manners.bytes));
    CHECK(header_of(server.raw.asked()[1], "If-Range") == one.validator);
    CHECK(kiosk.bytes() == server.manners.bytes);
  }
}

TEST_CASE("a part that a power cut has spoilt, cut short or left without its note costs another request at most") {
  const auto spoil = [](const std::filesystem::path& part, int how) {
    std::filesystem::path note = part;
    note.replace_extension(".from");
    if (how == 0) std::ofstream(part, std::ios::in | std::ios::binary).seekp(50'000) << std::string(4096, '\0');
    if (how == 1) std::filesystem::resize_file(part, 0);
    if (how == 2) std::filesystem::resize_file(part, 299'999);  // grown by zeros
    if (how == 3) std::filesystem::resize_file(part, 300'000);
    if (how == 4) std::filesystem::resize_file(part, 400'000);
    if (how == 5) std::filesystem::remove(note);
    if (how == 6) std::filesystem::resize_file(note, 3);
    if (how == 7) std::filesystem::remove(part);
    if (how == 8) std::ofstream(note) << "another/file\n\"one\"\n";
  };
  for (int how = 0; how <= 8; ++how) {
    CAPTURE(how);
    Server server;
    server.manners.cut_after = 100'000;
    server.manners.cuts = 1;
    Kiosk kiosk{server};
    CHECK_FALSE(kiosk.fetch(server.manners.bytes));
    spoil(kiosk.file.string() + ".part", how);
    CHECK(kiosk.fetch(server.manners.bytes));
    CHECK(kiosk.bytes() == server.manners.bytes);
    CHECK(kiosk.files() == 1);
    CHECK(ranges(server).size() <= 3);
  }
}

TEST_CASE("a part that was whole before the power went is only checked") {
  Server server;
  server.manners.cut_after = 100'000;
  server.manners.cuts = 1;
  Kiosk kiosk{server};
  CHECK_FALSE(kiosk.fetch(server.manners.bytes));
  REQUIRE(write_quickly(kiosk.file.string() + ".part", server.manners.bytes));
  CHECK(kiosk.fetch(server.manners.bytes));
  CHECK(kiosk.bytes() == server.manners.bytes);
  CHECK(ranges(server).size() == 1);
}

TEST_CASE("bytes that are not the wanted ones leave nothing, and what was there before stays") {
  Server server;
  Kiosk kiosk{server};
  REQUIRE(write_durably(kiosk.file, "before"));
  const std::string other = large_file('A');
  const auto fetched = kiosk.fetch(other);
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().message.find("sha256") != std::string::npos);
  CHECK(kiosk.bytes() == "before");
  CHECK(kiosk.files() == 1);
  CHECK(ranges(server).size() == 1);
}

TEST_CASE("a longer file than is signed is stopped there") {
  Server server;
  Kiosk kiosk{server};
  CHECK_FALSE(kiosk.fetch(server.manners.bytes.substr(0, 200'000)));
  CHECK(kiosk.part().size() <= 200'000);
  server.manners.bytes.resize(200'000);
  server.manners.etag = "\"two\"";
  CHECK(kiosk.fetch(server.manners.bytes));
}
