#include <doctest/doctest.h>

#include "sync/tuf/client.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/percent.h"
#include "tests/support/memory_transport.h"
#include "tests/support/repository_maker.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using nlohmann::json;
using test::RepositoryMaker;

namespace {

using Names = std::vector<std::string>;

const json kEverything = {{"paths", {"*"}}};
const json kEverythingFinally = {{"paths", {"*"}}, {"terminating", true}};

// Somebody who looks for one file in a repository that passes paths on.
struct Search {
  RepositoryMaker repository;
  test::MemoryTransport transport{repository.files};
  test::TemporaryFolder folder;
  std::string error;

  // The delegated roles asked for on the way.
  Names asked;

  bool find(const std::string& path) {
    repository.publish();
    return find_as_published(path);
  }

  bool find_as_published(const std::string& path) {
    error.clear();
    auto client = tuf::Client::open(folder.path(), repository.first_root());
    REQUIRE(client);
    const auto refreshed = client->refresh(transport, test::kNoon);
    if (!refreshed) error = refreshed.error().message;
    REQUIRE_MESSAGE(refreshed, error);
    transport.asked_lately();
    const auto found = client->find_target(transport, path);
    if (!found) error = found.error().message;
    asked = transport.asked_lately();
    for (std::string& name : asked) {
      name = name.substr(name.find('.') + 1);  // "metadata/1."
      name.resize(name.size() - 5);            // ".json"
    }
    return found.has_value();
  }

  bool keeps(const std::string& role) {
    return std::filesystem::exists(folder.path() / (tuf::percent_encoded_name(role) + ".json"));
  }
};

}  // namespace

TEST_CASE("a search goes down before it goes sideways") {
  Search search;
  for (const char* role : {"a", "b"}) search.repository.delegate("targets", role, kEverything);
  search.repository.delegate("a", "c", kEverything);
  search.repository.delegate("c", "d", kEverything);
  search.repository.delegate("b", "e", kEverything);
  search.repository.add_target("e", "file", "x");
  CHECK(search.find("file"));
  CHECK(search.asked == Names{"a", "c", "d", "b", "e"});
}

TEST_CASE("who is asked first is believed") {
  Search search;
  for (const char* role : {"a", "b"}) {
    search.repository.delegate("targets", role, kEverything);
    search.repository.add_target(role, "file", role);
  }
  CHECK(search.find("file"));
  CHECK(search.asked == Names{"a"});
}

TEST_CASE("a file of the top-level role asks nobody else") {
  Search search;
  search.repository.delegate("targets", "a", kEverything);
  search.repository.add_target("targets", "file", "x");
  CHECK(search.find("file"));
  CHECK(search.asked.empty());
}

TEST_CASE("only a role that is trusted for the path is asked") {
  Search search;
  search.repository.delegate("targets", "a", {{"paths", {"other/*"}}, {"terminating", true}});
  search.repository.delegate("targets", "b", {{"paths", {"sports/*"}}});
  search.repository.add_target("a", "sports/file", "from one who has no say");
  CHECK_FALSE(search.find("sports/file"));
  CHECK(search.asked == Names{"b"});
}

TEST_CASE("after a terminating delegation nobody else is asked, on no floor") {
  Search search;
  search.repository.delegate("targets", "a", kEverything);
  search.repository.delegate("targets", "b", kEverything);
  search.repository.delegate("a", "c", kEverythingFinally);
  search.repository.delegate("a", "d", kEverything);
  search.repository.delegate("c", "e", kEverything);
  search.repository.add_target("b", "file", "x");
  CHECK_FALSE(search.find("file"));
  CHECK(search.asked == Names{"a", "c", "e"});
}

TEST_CASE("a circle of delegations is walked once") {
  Search search;
  search.repository.delegate("targets", "a", kEverything);
  search.repository.delegate("a", "b", kEverything);
  search.repository.delegate("b", "a", kEverything);
  search.repository.delegate("b", "b", kEverything);
  CHECK_FALSE(search.find("file"));
  CHECK(search.asked == Names{"a", "b"});
  CHECK(search.error == "file: not in the feed");
}

TEST_CASE("a search asks a bounded number of roles") {
  Search search;
  std::string before = "targets";
  for (int i = 1; i <= 40; ++i) {
    const std::string role = "r" + std::to_string(i);
    search.repository.delegate(before, role, kEverything);
    before = role;
  }
  search.repository.add_target("r32", "near", "x");
  search.repository.add_target("r33", "far", "x");
  CHECK_FALSE(search.find("far"));
  CHECK(search.asked.size() == 32);
  CHECK(search.find("near"));
}

TEST_CASE("a role that cannot be had or verified ends the search, and is not kept") {
  Search search;
  search.repository.delegate("targets", "a", kEverything);
  search.repository.delegate("targets", "b", kEverything);
  search.repository.add_target("b", "file", "x");
  search.repository.publish();
  SUBCASE("not there") { search.transport.faults["metadata/1.a.json"] = test::Fault::missing; }
  SUBCASE("broken off") { search.transport.faults["metadata/1.a.json"] = test::Fault::broken; }
  SUBCASE("endless") { search.transport.faults["metadata/1.a.json"] = test::Fault::endless; }
  SUBCASE("signed by another") {
    search.transport.substitutes["metadata/1.a.json"] = search.repository.files["metadata/1.b.json"];
  }
  SUBCASE("expired") {
    search.repository.bodies["a"]["expires"] = "2026-11-24T12:00:00Z";
    search.repository.write("a");
  }
  SUBCASE("another version") {
    auto body = search.repository.bodies["a"];
    body["version"] = 2;
    search.transport.substitutes["metadata/1.a.json"] = RepositoryMaker::signed_by(body, search.repository.keys["a"]);
  }
  SUBCASE("not in the snapshot") {
    RepositoryMaker& repository = search.repository;
    repository.bodies["snapshot"]["meta"].erase("a.json");
    repository.write("snapshot");
  }
  CHECK_FALSE(search.find_as_published("file"));
  CHECK(search.error != "file: not in the feed");
  CHECK_FALSE(search.keeps("a"));
  CHECK_FALSE(search.keeps("b"));
}

TEST_CASE("a delegated role is kept byte for byte and asked for again only when it changed") {
  Search search;
  search.repository.delegate("targets", "a", kEverything);
  search.repository.add_target("a", "file", "x");
  REQUIRE(search.find("file"));
  CHECK(read_bounded(search.folder.path() / "a.json", 1 << 20).value() == search.repository.files["metadata/1.a.json"]);
  REQUIRE(search.find("file"));
  CHECK(search.asked.empty());
  search.repository.publish_next("a");
  REQUIRE(search.find_as_published("file"));
  CHECK(search.asked == Names{"a"});
}

TEST_CASE("a role must satisfy the keys of each way that leads to it") {
  Search search;
  search.repository.delegate("targets", "left", {{"paths", {"l/*"}}});
  search.repository.delegate("targets", "right", {{"paths", {"r/*"}}});
  search.repository.delegate("left", "shared", {{"paths", {"*/*"}}});
  search.repository.delegate("right", "shared", {{"paths", {"*/*"}}, {"keyids", {"somebody else"}}});
  for (const char* path : {"l/file", "r/file"}) search.repository.add_target("shared", path, "x");
  search.repository.publish();
  auto client = tuf::Client::open(search.folder.path(), search.repository.first_root());
  REQUIRE(client);
  REQUIRE(client->refresh(search.transport, test::kNoon));
  CHECK(client->find_target(search.transport, "l/file"));
  CHECK_FALSE(client->find_target(search.transport, "r/file"));
  CHECK(client->find_target(search.transport, "l/file"));
}

TEST_CASE("a role's name leads neither out of the folder nor to another address") {
  for (const std::string role :
       {"../x", "/x", "..", ".", "?", "#", "a/../b", "ä", "a.b", "%20", "%2e%2e%2f", " ", "first_root", "1.a", "\n"}) {
    CAPTURE(role);
    Search search;
    search.repository.delegate("targets", role, kEverything);
    search.repository.add_target(role, "file", "x");
    CHECK(search.find("file"));
    CHECK(search.keeps(role));
    CHECK(search.find("file"));
    CHECK(search.asked.empty());
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(search.folder.path()))
      files += entry.is_regular_file();
    CHECK(files == 6);  // with first_root
  }
}

TEST_CASE("a vanished delegated role is a rollback") {
  Search search;
  search.repository.delegate("targets", "a", kEverything);
  REQUIRE_FALSE(search.find("file"));
  search.repository.bodies.erase("a");
  search.repository.bodies["snapshot"]["meta"].erase("a.json");
  search.repository.publish();
  auto client = tuf::Client::open(search.folder.path(), search.repository.first_root());
  REQUIRE(client);
  const auto refreshed = client->refresh(search.transport, test::kNoon);
  REQUIRE_FALSE(refreshed);
  CHECK(refreshed.error().message.find("a.json is no longer there") != std::string::npos);
}
