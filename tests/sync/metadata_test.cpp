#include "sync/tuf/metadata.h"

#include <doctest/doctest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "tests/support/feed_maker.h"

using namespace treffpunkt;
using nlohmann::json;
using test::FeedMaker;

namespace {

// The first root with something changed in its signed part.
std::string root_with(const std::function<void(json&)>& change) {
  json root = json::parse(FeedMaker().first_root());
  change(root["signed"]);
  return root.dump();
}

}  // namespace

TEST_CASE("what is written is read back as it was") {
  FeedMaker feed;
  feed.add_content(7, "content");
  feed.publish();
  const auto root = tuf::parse_root(feed.first_root(), "root");
  REQUIRE(root);
  CHECK(root->signed_bytes == tuf::canonical(feed.root));
  CHECK(root->value.keys == feed.root.keys);
  const auto timestamp = tuf::parse_timestamp(feed.files.at("metadata/timestamp.json"), "timestamp");
  REQUIRE(timestamp);
  CHECK(timestamp->signed_bytes == tuf::canonical(feed.timestamp));
  CHECK(timestamp->value.issued == test::kNoon);
  CHECK(timestamp->value.snapshot.version == 2);
  const auto snapshot = tuf::parse_snapshot(feed.files.at("metadata/2.snapshot.json"), "snapshot");
  REQUIRE(snapshot);
  CHECK(snapshot->signed_bytes == tuf::canonical(feed.snapshot));
  const auto targets = tuf::parse_targets(feed.files.at("metadata/2.targets.json"), "targets");
  REQUIRE(targets);
  const tuf::TargetFile& content = targets->value.targets.at("content.ndjson.zst");
  CHECK(content.generation == 7);
  CHECK(content.content_length == 7);
  CHECK(content.content_sha256 == tuf::sha256_hex("content"));
}

TEST_CASE("fields that are not ours stay in the signed bytes") {
  const auto root = tuf::parse_root(root_with([](json& body) { body["x-owner"] = "Harburg"; }), "root");
  REQUIRE(root);
  CHECK(root->signed_bytes.find("\"x-owner\":\"Harburg\"") != std::string::npos);
  CHECK_FALSE(tuf::meets_threshold(root->value, "root", root->signed_bytes, root->signatures));
}

TEST_CASE("metadata that is wrong in form is named") {
  const std::vector<std::function<void(json&)>> changes = {
      [](json& body) { body["_type"] = "targets"; },
      [](json& body) { body["spec_version"] = "2.0.0"; },
      [](json& body) { body["spec_version"] = "1"; },
      [](json& body) { body["spec_version"] = "1.x"; },
      [](json& body) { body["spec_version"] = "1.0.0.0"; },
      [](json& body) { body["version"] = 0; },
      [](json& body) { body["version"] = -1; },
      [](json& body) { body["version"] = 1.0; },
      [](json& body) { body["version"] = "1"; },
      [](json& body) { body["version"] = std::numeric_limits<std::uint64_t>::max(); },
      [](json& body) { body.erase("version"); },
      [](json& body) { body["expires"] = "2026-13-01T00:00:00Z"; },
      [](json& body) { body["expires"] = "2026-12-01"; },
      [](json& body) { body["expires"] = "2026-12-01T00:00:00+01:00"; },
      [](json& body) { body["expires"] = 1; },
      [](json& body) { body["keys"] = json::array(); },
      [](json& body) { body["keys"]["a"] = nullptr; },
      [](json& body) {
        body["keys"]["a"] = {{"keytype", "ed25519"}, {"scheme", "ed25519"}, {"keyval", "x"}};
      },
      [](json& body) { body["roles"].erase("snapshot"); },
      [](json& body) { body["roles"]["root"]["threshold"] = 0; },
      [](json& body) { body["roles"]["root"]["keyids"] = "all"; },
      [](json& body) { body["roles"]["root"]["keyids"].push_back(body["roles"]["root"]["keyids"][0]); },
      [](json& body) { body["consistent_snapshot"] = "yes"; },
      [](json& body) { body["fraction"] = 0.5; },
      [](json& body) { body = json::array(); },
      [](json& body) { body = "signed"; },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    CAPTURE(i);
    const auto root = tuf::parse_root(root_with(changes[i]), "2.root.json");
    REQUIRE_FALSE(root);
    CHECK(root.error().message.starts_with("2.root.json: "));
  }
}

TEST_CASE("any beginning of a metadata file, and the file of another role, is an error and nothing worse") {
  FeedMaker feed;
  const std::string root = feed.first_root();
  for (std::size_t length = 0; length + 2 < root.size(); ++length)
    CHECK_FALSE(tuf::parse_root(root.substr(0, length), "root"));
  CHECK_FALSE(tuf::parse_timestamp(root, "timestamp"));
  CHECK_FALSE(tuf::parse_snapshot(root, "snapshot"));
  CHECK_FALSE(tuf::parse_targets(root, "targets"));
  for (const char* text : {"null", "[]", "{}", "7", "\"x\"", R"({"signed":{},"signatures":{}})",
                           R"({"signed":{},"signatures":[1]})", R"({"signed":[],"signatures":[]})"}) {
    CAPTURE(text);
    CHECK_FALSE(tuf::parse_root(text, "root"));
    CHECK_FALSE(tuf::parse_timestamp(text, "timestamp"));
  }
}

TEST_CASE("hashes that are no hashes are refused") {
  for (const json& hashes :
       {json::object(), json{{"sha256", "xyz"}}, json{{"sha256", 1}}, json("abc"), json::array()}) {
    json file = {{"signatures", json::array()},
                 {"signed",
                  {{"_type", "targets"},
                   {"spec_version", "1.0.31"},
                   {"version", 1},
                   {"expires", "2027-01-01T00:00:00Z"},
                   {"targets", {{"a", {{"length", 1}, {"hashes", hashes}}}}}}}};
    CHECK_FALSE(tuf::parse_targets(file.dump(), "targets"));
  }
}

TEST_CASE("a threshold counts distinct keys of the role, not signatures") {
  FeedMaker feed;
  feed.replace_keys("targets", 2);
  const std::string body = tuf::canonical(feed.targets);
  const auto signature = [&](const tuf::PrivateKey& key) {
    return tuf::Signature{tuf::key_id(key.public_key()), key.sign(body)};
  };
  const auto first = signature(*feed.keys["targets"][0]);
  const auto second = signature(*feed.keys["targets"][1]);
  const auto stranger = signature(*feed.keys["snapshot"][0]);
  CHECK(tuf::meets_threshold(feed.root, "targets", body, {first, second}));
  CHECK(tuf::meets_threshold(feed.root, "targets", body, {stranger, first, second}));
  CHECK_FALSE(tuf::meets_threshold(feed.root, "targets", body, {first}));
  CHECK_FALSE(tuf::meets_threshold(feed.root, "targets", body, {first, first}));
  CHECK_FALSE(tuf::meets_threshold(feed.root, "targets", body, {first, stranger}));
  CHECK_FALSE(tuf::meets_threshold(feed.root, "targets", body + " ", {first, second}));
  CHECK_FALSE(tuf::meets_threshold(feed.root, "nobody", body, {first, second}));
}

TEST_CASE("one key under two ids is one signer") {
  FeedMaker feed;
  const auto& key = *feed.keys["targets"][0];
  feed.root.keys["alias"] = key.public_key();
  feed.root.roles["targets"].keyids.push_back("alias");
  feed.root.roles["targets"].threshold = 2;
  const std::string body = tuf::canonical(feed.targets);
  const std::string signature = key.sign(body);
  CHECK_FALSE(tuf::meets_threshold(feed.root, "targets", body,
                                   {{tuf::key_id(key.public_key()), signature}, {"alias", signature}}));
}

TEST_CASE("two signatures under one id make a file invalid") {
  json root = json::parse(FeedMaker().first_root());
  root["signatures"].push_back(root["signatures"][0]);
  CHECK_FALSE(tuf::parse_root(root.dump(), "root"));
}

TEST_CASE("a key of a kind that is not known here is kept and counts for nothing") {
  const auto root = tuf::parse_root(
      root_with([](json& body) {
        body["keys"]["x"] = {
            {"keytype", "oidc"}, {"scheme", "oidc"}, {"keyval", {{"identity", "harburg@example.org"}}}};
        body["keys"]["y"] = {{"keytype", "ed25519"}, {"scheme", "ed25519-of-tomorrow"}, {"keyval", {{"public", "00"}}}};
      }),
      "root");
  REQUIRE(root);
  CHECK(root->value.keys.contains("x"));
  CHECK(root->value.keys.at("y").value == "00");
}

TEST_CASE("every 1.x of the specification is read") {
  for (const char* version : {"1.0", "1.0.0", "1.0.31", "1.9.99"}) {
    CHECK(tuf::parse_root(root_with([&](json& body) { body["spec_version"] = version; }), "root"));
  }
}

namespace {

// Metadata of a targets role that passes paths on to one other.
Result<tuf::Signed<tuf::Targets>> delegating(const std::function<void(json&)>& change) {
  json delegations = {
      {"keys", json::object()},
      {"roles",
       {{{"name", "sports"}, {"keyids", {"k"}}, {"threshold", 1}, {"terminating", true}, {"paths", {"sports/*"}}}}}};
  change(delegations);
  const json file = {{"signatures", json::array()},
                     {"signed",
                      {{"_type", "targets"},
                       {"spec_version", "1.0.31"},
                       {"version", 1},
                       {"expires", "2027-01-01T00:00:00Z"},
                       {"targets", json::object()},
                       {"delegations", delegations}}}};
  return tuf::parse_targets(file.dump(), "targets");
}

}  // namespace

TEST_CASE("delegations are read as they are written") {
  const auto by_path = delegating([](json&) {});
  REQUIRE(by_path);
  const tuf::DelegatedRole& role = by_path->value.delegations->roles.at(0);
  CHECK(role.name == "sports");
  CHECK(role.terminating);
  CHECK(role.paths == std::vector<std::string>{"sports/*"});
  CHECK(role.keys.keyids == std::vector<std::string>{"k"});

  const auto by_bins = delegating([](json& delegations) {
    delegations.erase("roles");
    delegations["succinct_roles"] = {{"keyids", {"k"}}, {"threshold", 2}, {"bit_length", 8}, {"name_prefix", "bin"}};
  });
  REQUIRE(by_bins);
  CHECK(by_bins->value.delegations->bins->bit_length == 8);
  CHECK(by_bins->value.delegations->bins->keys.threshold == 2);
}

TEST_CASE("delegations that are wrong in form are refused") {
  const std::vector<std::function<void(json&)>> changes = {
      [](json& d) { d = json::array(); },
      [](json& d) { d.erase("keys"); },
      [](json& d) { d.erase("roles"); },
      [](json& d) { d["roles"] = json::object(); },
      [](json& d) { d["roles"].push_back(d["roles"][0]); },
      [](json& d) { d["roles"].push_back("sports"); },
      [](json& d) { d["roles"][0]["name"] = ""; },
      [](json& d) { d["roles"][0]["name"] = "root"; },
      [](json& d) { d["roles"][0]["name"] = "targets"; },
      [](json& d) { d["roles"][0]["name"] = 7; },
      [](json& d) { d["roles"][0]["threshold"] = 0; },
      [](json& d) {
        d["roles"][0]["keyids"] = {"k", "k"};
      },
      [](json& d) { d["roles"][0].erase("terminating"); },
      [](json& d) { d["roles"][0].erase("paths"); },
      [](json& d) { d["roles"][0]["paths"] = "sports/*"; },
      [](json& d) { d["roles"][0]["paths"] = {1}; },
      [](json& d) { d["roles"][0]["path_hash_prefixes"] = {"0"}; },
      [](json& d) {
        d["succinct_roles"] = {{"keyids", {"k"}}, {"threshold", 1}, {"bit_length", 8}, {"name_prefix", "bin"}};
      },
      [](json& d) {
        d.erase("roles");
        d["succinct_roles"] = {{"keyids", {"k"}}, {"threshold", 1}, {"bit_length", 33}, {"name_prefix", "bin"}};
      },
      [](json& d) {
        d.erase("roles");
        d["succinct_roles"] = {{"keyids", {"k"}}, {"threshold", 1}, {"bit_length", 0}, {"name_prefix", "bin"}};
      },
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    CAPTURE(i);
    CHECK_FALSE(delegating(changes[i]));
  }
}
