#include "sync/tuf/client.h"

#include <doctest/doctest.h>

#include <fstream>

#include "sync/tuf/durable_file.h"
#include "tests/support/feed_maker.h"
#include "tests/support/memory_transport.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using test::Fault;
using test::FeedMaker;
using test::kNoon;

namespace {

using Paths = std::vector<std::string>;

// A kiosk that trusts the first root of a feed.
struct Kiosk {
  FeedMaker feed;
  test::MemoryTransport transport{feed.files};
  test::TemporaryFolder folder;
  Instant now = kNoon;
  std::string first_root = feed.first_root();
  std::string error;

  // As a new process would: opens the folder and refreshes.
  bool refresh() {
    error.clear();
    auto opened = tuf::Client::open(folder.path(), first_root);
    if (!opened) {
      error = opened.error().message;
      return false;
    }
    client.emplace(std::move(*opened));
    const auto refreshed = client->refresh(transport, now);
    if (!refreshed) error = refreshed.error().message;
    return refreshed.has_value();
  }

  // What the folder holds.
  std::uint64_t kept_version(const std::string& role) {
    const auto bytes = read_bounded(folder.path() / (role + ".json"), 1 << 20);
    if (!bytes) return 0;
    if (role == "root") return tuf::parse_root(*bytes, role)->value.version;
    if (role == "timestamp") return tuf::parse_timestamp(*bytes, role)->value.version;
    if (role == "snapshot") return tuf::parse_snapshot(*bytes, role)->value.version;
    return tuf::parse_targets(*bytes, role)->value.version;
  }

  std::optional<tuf::Client> client;
};

}  // namespace

TEST_CASE("a first refresh asks for each role once and keeps it") {
  Kiosk kiosk;
  REQUIRE(kiosk.refresh());
  CHECK(kiosk.transport.asked == Paths{"metadata/2.root.json", "metadata/timestamp.json", "metadata/1.snapshot.json",
                                       "metadata/1.targets.json"});
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) CHECK(kiosk.kept_version(role) == 1);
}

TEST_CASE("an unchanged feed costs two requests") {
  Kiosk kiosk;
  REQUIRE(kiosk.refresh());
  kiosk.transport.asked_lately();
  REQUIRE(kiosk.refresh());
  CHECK(kiosk.transport.asked_lately() == Paths{"metadata/2.root.json", "metadata/timestamp.json"});
}

TEST_CASE("a new version of each role is followed") {
  Kiosk kiosk;
  REQUIRE(kiosk.refresh());
  kiosk.feed.add_content(1, "content");
  kiosk.feed.publish();
  REQUIRE(kiosk.refresh());
  CHECK(kiosk.client->targets()->value.targets.contains("content.ndjson.zst"));
  CHECK(kiosk.kept_version("targets") == 2);
}

TEST_CASE("a first root that its keys have not signed is not trusted") {
  Kiosk kiosk;
  const auto at = kiosk.first_root.find("\"sig\":\"") + 7;
  kiosk.first_root[at] = kiosk.first_root[at] == '0' ? '1' : '0';
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.transport.asked.empty());
  CHECK(kiosk.kept_version("root") == 0);
}

TEST_CASE("another first root begins anew, the same one does not") {
  Kiosk kiosk;
  kiosk.feed.publish();
  REQUIRE(kiosk.refresh());
  FeedMaker other;
  kiosk.first_root = other.first_root();
  test::MemoryTransport transport(other.files);
  auto client = tuf::Client::open(kiosk.folder.path(), kiosk.first_root);
  REQUIRE(client);
  CHECK_FALSE(client->targets());
  REQUIRE(client->refresh(transport, kNoon));
  CHECK(kiosk.kept_version("timestamp") == 1);
}

TEST_CASE("roots that were missed are walked through one by one") {
  Kiosk kiosk;
  for (int i = 0; i < 5; ++i) {
    kiosk.feed.replace_keys("root");
    kiosk.feed.publish_root();
  }
  REQUIRE(kiosk.refresh());
  CHECK(kiosk.client->root().version == 6);
  CHECK(kiosk.kept_version("root") == 6);
  CHECK(kiosk.transport.asked[5] == "metadata/7.root.json");
}

TEST_CASE("a root in the middle of the chain may be expired, the last one may not") {
  Kiosk kiosk;
  const Instant good = kiosk.feed.root.expires;
  kiosk.feed.root.expires = kNoon - std::chrono::days{1};
  kiosk.feed.publish_root();
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.kept_version("root") == 2);
  CHECK(kiosk.kept_version("timestamp") == 0);
  kiosk.feed.root.expires = good;
  kiosk.feed.publish_root();
  CHECK(kiosk.refresh());
}

TEST_CASE("a new root needs enough of the old keys and enough of its own") {
  Kiosk kiosk;
  const auto old_keys = kiosk.feed.keys["root"];
  SUBCASE("only its own") {
    FeedMaker stranger;
    stranger.publish_root();
    kiosk.transport.substitutes["metadata/2.root.json"] = stranger.files.at("metadata/2.root.json");
  }
  SUBCASE("only the old ones") {
    kiosk.feed.replace_keys("root");
    kiosk.feed.keys["root"] = old_keys;
    kiosk.feed.publish_root();
  }
  SUBCASE("one of the two that it asks for") {
    kiosk.feed.replace_keys("root", 2);
    kiosk.feed.keys["root"].pop_back();
    kiosk.feed.publish_root();
  }
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.error.find("not signed by enough") != std::string::npos);
  CHECK(kiosk.kept_version("root") == 1);
}

TEST_CASE("a root must be exactly the next version") {
  Kiosk kiosk;
  kiosk.feed.publish_root();
  kiosk.feed.publish_root();
  kiosk.transport.substitutes["metadata/2.root.json"] = kiosk.feed.files.at("metadata/3.root.json");
  CHECK_FALSE(kiosk.refresh());
  kiosk.transport.substitutes["metadata/2.root.json"] = kiosk.feed.first_root();
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.kept_version("root") == 1);
}

TEST_CASE("a root that cannot be fetched is not the same as one that is not there") {
  Kiosk kiosk;
  kiosk.feed.publish_root();
  kiosk.transport.faults["metadata/2.root.json"] = Fault::broken;
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.transport.asked.size() == 1);
}

TEST_CASE("an endless chain of roots is followed for a bounded time only") {
  Kiosk kiosk;
  for (int i = 0; i < 300; ++i) kiosk.feed.publish_root();
  REQUIRE(kiosk.refresh());
  CHECK(kiosk.client->root().version == 257);
}

TEST_CASE("expired metadata is refused at the one time of the refresh") {
  struct Case {
    const char* role;
    Instant expires;
  };
  Kiosk kiosk;
  for (const Case& one : {Case{"timestamp.json", kiosk.feed.timestamp.expires},
                          {"snapshot.json", kiosk.feed.snapshot.expires},
                          {"targets.json", kiosk.feed.targets.expires},
                          {"root.json", kiosk.feed.root.expires}}) {
    CAPTURE(one.role);
    Kiosk fresh;
    // The others outlast it.
    for (Instant* expires : {&fresh.feed.root.expires, &fresh.feed.targets.expires, &fresh.feed.snapshot.expires,
                             &fresh.feed.timestamp.expires}) {
      if (*expires != one.expires) *expires = kNoon + std::chrono::years{10};
    }
    fresh.feed.publish_root();
    fresh.feed.publish();
    fresh.now = one.expires;
    CHECK_FALSE(fresh.refresh());
    CHECK(fresh.error.find(one.role) != std::string::npos);
    CHECK(fresh.error.find("expired") != std::string::npos);
    fresh.now = one.expires - std::chrono::seconds{1};
    CHECK(fresh.refresh());
    // What was kept expires, too (freeze).
    fresh.now = one.expires;
    CHECK_FALSE(fresh.refresh());
  }
}

TEST_CASE("metadata never goes back to an older version") {
  Kiosk kiosk;
  kiosk.feed.publish();
  const auto old_files = kiosk.feed.files;
  kiosk.feed.publish();
  REQUIRE(kiosk.refresh());
  SUBCASE("the timestamp") {
    kiosk.transport.substitutes["metadata/timestamp.json"] = old_files.at("metadata/timestamp.json");
  }
  SUBCASE("the snapshot that a newer timestamp names") {
    kiosk.feed.snapshot.version = 2;
    ++kiosk.feed.timestamp.version;
    kiosk.feed.write_timestamp();
  }
  SUBCASE("the targets that a newer snapshot names") {
    kiosk.feed.targets.version = 2;
    ++kiosk.feed.snapshot.version;
    ++kiosk.feed.timestamp.version;
    kiosk.feed.write_snapshot();
    kiosk.feed.write_timestamp();
  }
  SUBCASE("targets that a newer snapshot no longer names") {
    const auto files = kiosk.feed.files;
    ++kiosk.feed.snapshot.version;
    ++kiosk.feed.timestamp.version;
    kiosk.feed.write_snapshot();
    kiosk.feed.snapshot.meta.erase("targets.json");
    kiosk.feed.files["metadata/4.snapshot.json"] =
        tuf::sign(tuf::canonical(kiosk.feed.snapshot), {kiosk.feed.keys["snapshot"][0].get()});
    kiosk.feed.write_timestamp();
  }
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.kept_version("snapshot") == 3);
  CHECK(kiosk.kept_version("targets") == 3);
}

TEST_CASE("a timestamp of the same version changes nothing, whatever it says") {
  Kiosk kiosk;
  REQUIRE(kiosk.refresh());
  kiosk.feed.timestamp.snapshot.version = 100;
  kiosk.feed.files["metadata/timestamp.json"] =
      tuf::sign(tuf::canonical(kiosk.feed.timestamp), {kiosk.feed.keys["timestamp"][0].get()});
  CHECK(kiosk.refresh());
  CHECK(kiosk.client->timestamp()->value.snapshot.version == 1);
}

TEST_CASE("what is kept guards against older versions even when it has expired") {
  Kiosk kiosk;
  kiosk.feed.publish();
  const auto old_files = kiosk.feed.files;
  kiosk.feed.publish();
  REQUIRE(kiosk.refresh());
  kiosk.now = std::max(kiosk.feed.timestamp.expires, kiosk.feed.snapshot.expires);
  for (Instant* expires : {&kiosk.feed.timestamp.expires, &kiosk.feed.snapshot.expires}) {
    *expires = kiosk.now + std::chrono::days{1};
  }
  SUBCASE("the timestamp") { kiosk.feed.timestamp.version = 1; }
  SUBCASE("the targets that the snapshot names") { kiosk.feed.targets.version = 1; }
  kiosk.feed.publish();
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.error.find("older") != std::string::npos);
  CHECK(kiosk.kept_version("snapshot") == 3);
}

TEST_CASE("a snapshot that has expired here is asked for again") {
  Kiosk kiosk;
  REQUIRE(kiosk.refresh());
  kiosk.now = kiosk.feed.snapshot.expires;
  kiosk.feed.timestamp.expires = kiosk.feed.snapshot.expires = kiosk.now + std::chrono::days{1};
  ++kiosk.feed.timestamp.version;
  kiosk.feed.write_snapshot();
  kiosk.feed.write_timestamp();
  CHECK(kiosk.refresh());
}

TEST_CASE("targets that are kept but are not those of the snapshot are asked for again") {
  Kiosk kiosk;
  REQUIRE(kiosk.refresh());
  kiosk.feed.targets.expires += std::chrono::days{1};
  kiosk.feed.write_targets();  // the same version, other bytes
  ++kiosk.feed.snapshot.version;
  ++kiosk.feed.timestamp.version;
  kiosk.feed.write_snapshot();
  kiosk.feed.write_timestamp();
  CHECK(kiosk.refresh());
  CHECK(kiosk.client->targets()->value.expires == kiosk.feed.targets.expires);
}

TEST_CASE("files of different times do not mix") {
  Kiosk kiosk;
  kiosk.feed.publish();
  SUBCASE("an older snapshot under the new name") {
    kiosk.transport.substitutes["metadata/2.snapshot.json"] = kiosk.feed.files.at("metadata/1.snapshot.json");
  }
  SUBCASE("older targets under the new name") {
    kiosk.transport.substitutes["metadata/2.targets.json"] = kiosk.feed.files.at("metadata/1.targets.json");
  }
  SUBCASE("an older snapshot, where the timestamp names no hash") {
    kiosk.feed.timestamp.snapshot = {2, std::nullopt, {}};
    kiosk.feed.files["metadata/timestamp.json"] =
        tuf::sign(tuf::canonical(kiosk.feed.timestamp), {kiosk.feed.keys["timestamp"][0].get()});
    kiosk.transport.substitutes["metadata/2.snapshot.json"] = kiosk.feed.files.at("metadata/1.snapshot.json");
  }
  CHECK_FALSE(kiosk.refresh());
  CHECK_FALSE(kiosk.client->targets());
}

TEST_CASE("each role must be signed by its own keys") {
  for (const std::string role : {"timestamp", "snapshot", "targets"}) {
    CAPTURE(role);
    Kiosk kiosk;
    kiosk.feed.keys[role] = kiosk.feed.keys["root"];
    kiosk.feed.publish();
    CHECK_FALSE(kiosk.refresh());
    CHECK(kiosk.error.find("not signed by enough of the keys for " + role) != std::string::npos);
    CHECK(kiosk.kept_version(role) == 0);
  }
}

TEST_CASE("endless data is stopped at a bound for every file") {
  for (const char* path :
       {"metadata/2.root.json", "metadata/timestamp.json", "metadata/1.snapshot.json", "metadata/1.targets.json"}) {
    CAPTURE(path);
    Kiosk kiosk;
    kiosk.transport.faults[path] = Fault::endless;
    CHECK_FALSE(kiosk.refresh());
    CHECK(kiosk.transport.sent < 1'000'000);
  }
}

TEST_CASE("a refresh that breaks off keeps what was verified and goes on from there") {
  Kiosk kiosk;
  REQUIRE(kiosk.refresh());
  kiosk.feed.publish();
  kiosk.transport.faults["metadata/2.targets.json"] = Fault::broken;
  CHECK_FALSE(kiosk.refresh());
  CHECK(kiosk.kept_version("timestamp") == 2);
  CHECK(kiosk.kept_version("snapshot") == 2);
  CHECK(kiosk.kept_version("targets") == 1);
  kiosk.transport.faults.clear();
  kiosk.transport.asked_lately();
  CHECK(kiosk.refresh());
  CHECK(kiosk.transport.asked_lately() ==
        Paths{"metadata/2.root.json", "metadata/timestamp.json", "metadata/2.targets.json"});
}

TEST_CASE("files spoilt on the card are had again") {
  Kiosk kiosk;
  kiosk.feed.publish_root();
  REQUIRE(kiosk.refresh());
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    std::ofstream(kiosk.folder.path() / (std::string(role) + ".json")) << "{\"signed\": half a fi";
  }
  CHECK(kiosk.refresh());
  CHECK(kiosk.client->root().version == 2);
  CHECK(kiosk.client->targets());
}

TEST_CASE("after a stolen key is replaced, versions that it ran up do not lock the kiosk out") {
  Kiosk kiosk;
  kiosk.feed.timestamp.version = 1'000'000;
  kiosk.feed.snapshot.version = 1'000'000;
  kiosk.feed.targets.version = 1'000'000;
  kiosk.feed.publish();
  REQUIRE(kiosk.refresh());
  SUBCASE("with new keys") {
    for (const char* role : {"timestamp", "snapshot", "targets"}) kiosk.feed.replace_keys(role);
    kiosk.feed.publish_root();
    kiosk.feed.timestamp.version = kiosk.feed.snapshot.version = kiosk.feed.targets.version = 1;
    kiosk.feed.publish();
    CHECK(kiosk.refresh());
    CHECK(kiosk.kept_version("targets") == 2);
  }
  SUBCASE("but with a key more beside the old ones they do") {
    const auto old_role = kiosk.feed.root.roles["timestamp"];
    kiosk.feed.replace_keys("timestamp");
    kiosk.feed.root.roles["timestamp"].keyids.push_back(old_role.keyids[0]);
    kiosk.feed.publish_root();
    kiosk.feed.timestamp.version = kiosk.feed.snapshot.version = kiosk.feed.targets.version = 1;
    kiosk.feed.publish();
    CHECK_FALSE(kiosk.refresh());
  }
  SUBCASE("but with the old keys they do") {
    kiosk.feed.publish_root();
    kiosk.feed.timestamp.version = kiosk.feed.snapshot.version = kiosk.feed.targets.version = 1;
    kiosk.feed.publish();
    CHECK_FALSE(kiosk.refresh());
  }
}

TEST_CASE("a file of the feed is what the targets role says it is") {
  Kiosk kiosk;
  kiosk.feed.add_content(1, "content of generation one");
  kiosk.feed.publish();
  REQUIRE(kiosk.refresh());
  const tuf::TargetFile& file = kiosk.feed.targets.targets["content.ndjson.zst"];
  const std::string path = "targets/" + file.hashes.at("sha256") + ".content.ndjson.zst";
  const std::string good = kiosk.feed.files.at(path);
  CHECK(kiosk.client->fetch_target(kiosk.transport, "content.ndjson.zst").value() == good);
  CHECK_FALSE(kiosk.client->fetch_target(kiosk.transport, "patch-7.zst"));

  std::string changed = good;
  changed.back() ^= 1;
  for (const std::string& bytes : {changed, good + "x", good.substr(1), std::string()}) {
    kiosk.transport.substitutes[path] = bytes;
    CHECK_FALSE(kiosk.client->fetch_target(kiosk.transport, "content.ndjson.zst"));
  }
  kiosk.transport.faults[path] = Fault::endless;
  kiosk.transport.sent = 0;
  CHECK_FALSE(kiosk.client->fetch_target(kiosk.transport, "content.ndjson.zst"));
  CHECK(kiosk.transport.sent <= good.size());
}

TEST_CASE("without consistent snapshots files have their plain names") {
  Kiosk kiosk;
  kiosk.feed.root.consistent_snapshot = false;
  kiosk.feed.publish_root();
  kiosk.feed.files["metadata/snapshot.json"] = kiosk.feed.files.at("metadata/1.snapshot.json");
  kiosk.feed.files["metadata/targets.json"] = kiosk.feed.files.at("metadata/1.targets.json");
  CHECK(kiosk.refresh());
}
