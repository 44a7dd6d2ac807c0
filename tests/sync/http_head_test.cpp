#include "sync/http/http_head.h"

#include <doctest/doctest.h>

using namespace treffpunkt;

namespace {

HttpHead answer(std::initializer_list<const char*> lines) {
  HttpHead answer;
  for (const char* line : lines) answer.take(line);
  return answer;
}

}  // namespace

TEST_CASE("of several answers only the last one counts") {
  const auto last = answer({"HTTP/1.1 302 Found\r\n", "ETag: \"a\"\r\n", "Content-Encoding: gzip\r\n", "\r\n",
                            "HTTP/2 206 \r\n", "content-range: bytes 10-19/20\r\n", "\r\n"});
  CHECK(last.status() == 206);
  CHECK(last.range_start() == 10);
  CHECK_FALSE(last.is_encoded());
  CHECK(last.validator().empty());
}

TEST_CASE("only what names a state of the file for sure is a validator") {
  CHECK(answer({"HTTP/1.1 200 OK", "ETag: \"a b\"\r\n", "Last-Modified: x"}).validator() == "\"a b\"");
  CHECK(answer({"HTTP/1.1 200 OK", "ETag: W/\"a\"", "Last-Modified: x"}).validator().empty());
  CHECK(answer({"HTTP/1.1 200 OK", "etag:\"\x01\"", "LAST-MODIFIED:  x \r\n"}).validator() == "x");
  CHECK(answer({"HTTP/1.1 200 OK", "Last-Modified: x", "Date: x"}).validator().empty());
  CHECK(answer({"HTTP/1.1 200 OK", ("ETag: \"" + std::string(5000, 'x') + "\"").c_str()}).validator().empty());
}

TEST_CASE("lines that are no lines say nothing") {
  const auto odd = answer({"HTTP/1.1", "HTTP/1.1 abc", ":", "", "Content-Range", "Content-Range: bytes */20",
                           "Content-Range: lines 1-2/3", "Content-Range: bytes 99999999999999999999-1/2"});
  CHECK(odd.status() == 0);
  CHECK_FALSE(odd.range_start());
}
