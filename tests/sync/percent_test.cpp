#include "sync/tuf/percent.h"

#include <doctest/doctest.h>

using namespace treffpunkt;

TEST_CASE("a name becomes one step of a path, whatever it is") {
  CHECK(tuf::percent_encoded_name("a-Z_0.9~") == "a-Z_0.9~");
  CHECK(tuf::percent_encoded_name("../x") == "..%2Fx");
  CHECK(tuf::percent_encoded_name("?#%20 ä") == "%3F%23%2520%20%C3%A4");
  CHECK(tuf::percent_encoded_name(std::string("\0\n", 2)) == "%00%0A");
}

TEST_CASE("a path keeps its folders and what an address may hold") {
  CHECK(tuf::percent_encoded_path("path/to/file+1.txt") == "path/to/file+1.txt");
  CHECK(tuf::percent_encoded_path("a b/?x#y%") == "a%20b/%3Fx%23y%25");
}
