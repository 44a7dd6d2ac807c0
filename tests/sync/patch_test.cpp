#include "sync/tuf/patch.h"

#include <doctest/doctest.h>

#include <random>

using namespace treffpunkt;

namespace {

// Text that does not compress into nothing, always the same.
std::string text_of(std::size_t lines, unsigned int seed = 1) {
  std::mt19937 random(seed);
  std::string text;
  for (std::size_t i = 0; i < lines; ++i) {
    text += "{\"id\":\"item-" + std::to_string(i) + "\",\"word\":\"" + std::to_string(random()) +
            std::to_string(random()) + "\"}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("content comes back out of its compressed form") {
  for (const std::string& content : {std::string(), std::string("a"), text_of(2000)}) {
    CHECK(tuf::decompress(tuf::compress(content), content.size()).value() == content);
  }
}

TEST_CASE("a patch turns the old content into the new") {
  const std::string from = text_of(20'000);
  std::string to = from;
  to.replace(to.size() / 2, 5, "hello");
  const auto patch = tuf::make_patch(from, to);
  REQUIRE(patch);
  CHECK(patch->size() < 500);
  CHECK(tuf::apply_patch(from, *patch, to.size()).value() == to);
}

TEST_CASE("a patch reaches back over the whole of a large content") {
  const std::string tail = text_of(1000, 7);
  const std::string from = tail + text_of(200'000);  // about 10 MB: the tail is far behind
  const std::string to = from + tail;
  const auto patch = tuf::make_patch(from, to);
  REQUIRE(patch);
  CHECK(patch->size() < 10'000);
  CHECK(tuf::apply_patch(from, *patch, to.size()).value() == to);
}

TEST_CASE("equal content gives equal bytes") {
  CHECK(tuf::compress(text_of(500)) == tuf::compress(text_of(500)));
  CHECK(tuf::make_patch(text_of(500), text_of(600)) == tuf::make_patch(text_of(500), text_of(600)));
}

TEST_CASE("a patch on another content does not give the new one") {
  const std::string from = text_of(2000);
  const std::string to = text_of(2001);
  const auto result = tuf::apply_patch(text_of(2000, 9), tuf::make_patch(from, to).value(), to.size());
  CHECK((!result || *result != to));
}

TEST_CASE("broken, truncated and lying frames are errors") {
  const std::string content = text_of(100);
  const std::string compressed = tuf::compress(content);
  CHECK_FALSE(tuf::decompress("", content.size()));
  CHECK_FALSE(tuf::decompress("hello, this is not zstd", content.size()));
  CHECK_FALSE(tuf::decompress(compressed.substr(0, compressed.size() / 2), content.size()));
  CHECK_FALSE(tuf::decompress(compressed + "x", content.size()));
  CHECK_FALSE(tuf::decompress(compressed, content.size() - 1));
  CHECK_FALSE(tuf::decompress(compressed, content.size() + 1));
}

TEST_CASE("a small file that unpacks into an enormous one is stopped at the signed length") {
  const std::string bomb = tuf::compress(std::string(50'000'000, '0'));
  CHECK(bomb.size() < 10'000);
  CHECK_FALSE(tuf::decompress(bomb, 1000));
}

TEST_CASE("a signed length beyond what a kiosk holds is refused before memory is asked for") {
  CHECK_FALSE(tuf::decompress(tuf::compress("a"), tuf::kLargestContent + 1));
  CHECK_FALSE(tuf::apply_patch("a", tuf::compress("a"), std::uint64_t{1} << 62));
}
