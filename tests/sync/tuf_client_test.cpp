// The program tuf-client, as others run it, against a web server.
#include <doctest/doctest.h>
#include <httplib.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "content/language/zone.h"
#include "sync/tuf/durable_file.h"
#include "tests/support/repository_maker.h"
#include "tests/support/temporary_folder.h"

using namespace treffpunkt;
using test::RepositoryMaker;

namespace {

using Paths = std::vector<std::string>;

// Serves a repository's files as they are at that moment, by the address as it was sent; one connection at a time, as
// small servers do, so that a client that holds two of them waits for ever.
class WebServer {
 public:
  explicit WebServer(const std::map<std::string, std::string>& files) : files_(files) {
    server_.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      const std::lock_guard<std::mutex> lock(mutex_);
      const std::string path = request.target.substr(1);
      asked_.push_back(path);
      const auto found = files_.find(path);
      response.status = found == files_.end() ? 404 : 200;
      if (found != files_.end()) response.set_content(found->second, "application/octet-stream");
      return httplib::Server::HandlerResponse::Handled;
    });
    server_.new_task_queue = [] { return new httplib::ThreadPool(1); };
    server_.set_keep_alive_timeout(3600);
    server_.set_keep_alive_max_count(100000);
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~WebServer() {
    server_.stop();
    thread_.join();
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }
  Paths asked_lately() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return std::exchange(asked_, {});
  }

 private:
  const std::map<std::string, std::string>& files_;
  httplib::Server server_;
  std::mutex mutex_;
  Paths asked_;
  int port_ = 0;
  std::thread thread_;
};

struct Visitor {
  RepositoryMaker repository;
  WebServer server{repository.files};
  test::TemporaryFolder folder;
  std::string before_command = "faketime '2026-11-24 12:00:00' ";

  Visitor() {
    // The clock that faketime sets is in the zone of the machine.
    ::setenv("TZ", "UTC", 1);
  }

  std::filesystem::path metadata() const { return folder.path() / "metadata"; }
  std::filesystem::path artifacts() const { return folder.path() / "artifacts"; }

  int run(const std::string& arguments) {
    const std::string command = before_command + std::string(BINARY_DIR) + "/bin/tuf-client --metadata-dir " +
                                metadata().string() + " " + arguments + " >" + (folder.path() / "out").string() +
                                " 2>&1";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  int init() {
    const auto root = folder.path() / "trusted.json";
    REQUIRE(write_quickly(root, repository.first_root()));
    return run("init " + root.string());
  }
  int refresh() { return run("--metadata-url " + server.url() + "metadata refresh"); }
  int download(const Paths& names) {
    std::string arguments = "--metadata-url " + server.url() + "metadata/";
    for (const std::string& name : names) arguments += " --target-name '" + name + "'";
    return run(arguments + " --target-base-url " + server.url() + "targets --target-dir " + artifacts().string() +
               " download");
  }

  std::string kept(const std::string& role) {
    return read_bounded(metadata() / (role + ".json"), 1 << 20).value_or(std::string());
  }
  Paths artifact_names() {
    Paths names;
    std::error_code none_yet;
    for (const auto& entry : std::filesystem::directory_iterator(artifacts(), none_yet)) {
      names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  void publish_artifact(const std::string& path, const std::string& bytes) {
    repository.add_target("targets", path, bytes);
    repository.publish_next("targets");
  }
};

}  // namespace

TEST_CASE("tuf-client: init keeps the root and asks nobody, refresh keeps each role as it was received") {
  Visitor visitor;
  REQUIRE(visitor.init() == 0);
  CHECK(visitor.server.asked_lately().empty());
  CHECK(visitor.kept("root") == visitor.repository.first_root());
  REQUIRE(visitor.refresh() == 0);
  CHECK(visitor.server.asked_lately() == Paths{"metadata/2.root.json", "metadata/timestamp.json",
                                               "metadata/1.snapshot.json", "metadata/1.targets.json"});
  for (const std::string role : {"timestamp", "snapshot", "targets"}) {
    CHECK(visitor.kept(role) == visitor.repository.files["metadata/1." + role + ".json"]);
  }
}

TEST_CASE("tuf-client: a failed refresh ends with 1 and leaves what was verified") {
  Visitor visitor;
  REQUIRE(visitor.init() == 0);
  REQUIRE(visitor.refresh() == 0);
  const std::string old_targets = visitor.kept("targets");
  visitor.repository.bodies["targets"]["expires"] = "2026-11-24T11:00:00Z";
  visitor.repository.publish_next("targets");
  CHECK(visitor.refresh() == 1);
  CHECK(visitor.kept("snapshot") == visitor.repository.files["metadata/2.snapshot.json"]);
  CHECK(visitor.kept("targets") == old_targets);
}

TEST_CASE("tuf-client: the time is the system's") {
  Visitor visitor;
  REQUIRE(visitor.init() == 0);
  visitor.before_command = "faketime '2027-11-24 12:00:00' ";
  CHECK(visitor.refresh() == 1);
  visitor.before_command = "faketime '2026-11-24 12:00:00' ";
  CHECK(visitor.refresh() == 0);
}

TEST_CASE("tuf-client: several files come in order after one refresh, and are not fetched twice") {
  Visitor visitor;
  visitor.repository.add_target("targets", "b/file.txt", "two");
  visitor.repository.add_target("targets", "empty", "");
  visitor.publish_artifact("a file?", "one");
  REQUIRE(visitor.init() == 0);
  REQUIRE(visitor.download({"b/file.txt", "a file?", "empty"}) == 0);
  const Paths asked = visitor.server.asked_lately();
  REQUIRE(asked.size() == 7);
  CHECK(asked[4] == "targets/b/" + tuf::sha256_hex("two") + ".file.txt");
  CHECK(asked[5] == "targets/" + tuf::sha256_hex("one") + ".a%20file%3F");
  CHECK(visitor.artifact_names() == Paths{"a%20file%3F", "b%2Ffile.txt", "empty"});
  REQUIRE(visitor.download({"b/file.txt", "a file?", "empty"}) == 0);
  CHECK(visitor.server.asked_lately() == Paths{"metadata/2.root.json", "metadata/timestamp.json"});
}

TEST_CASE("tuf-client: a new version of a file takes the place of the old one") {
  Visitor visitor;
  visitor.publish_artifact("file", "one");
  REQUIRE(visitor.init() == 0);
  REQUIRE(visitor.download({"file"}) == 0);
  visitor.publish_artifact("file", "another");
  REQUIRE(visitor.download({"file"}) == 0);
  CHECK(visitor.artifact_names() == Paths{"file"});
  CHECK(read_bounded(visitor.artifacts() / "file", 100).value() == "another");
}

TEST_CASE("tuf-client: the first failure ends it, and no file is left that is not what it should be") {
  Visitor visitor;
  visitor.repository.add_target("targets", "good", "good");
  visitor.repository.add_target("targets", "late", "late");
  visitor.publish_artifact("bad", "right");
  std::string& served = visitor.repository.files["targets/" + tuf::sha256_hex("right") + ".bad"];
  REQUIRE(visitor.init() == 0);
  for (const char* wrong : {"wrong", "longer than it should be", "shor", ""}) {
    CAPTURE(wrong);
    served = wrong;
    CHECK(visitor.download({"good", "bad", "late"}) == 1);
    CHECK(visitor.artifact_names() == Paths{"good"});
  }
  CHECK(visitor.download({"unknown"}) == 1);
  served = "right";
  CHECK(visitor.download({"good", "bad", "late"}) == 0);
}

TEST_CASE("tuf-client: without consistent snapshots everything has its plain name") {
  Visitor visitor;
  visitor.repository.bodies["root"].erase("consistent_snapshot");
  visitor.repository.publish_root();
  visitor.repository.delegate("targets", "d/e", {{"paths", {"*"}}});
  visitor.repository.add_target("d/e", "file", "x");
  visitor.repository.publish_next("targets");
  REQUIRE(visitor.init() == 0);
  REQUIRE(visitor.download({"file"}) == 0);
  CHECK(visitor.server.asked_lately() == Paths{"metadata/2.root.json", "metadata/3.root.json",
                                               "metadata/timestamp.json", "metadata/snapshot.json",
                                               "metadata/targets.json", "metadata/d%2Fe.json", "targets/file"});
  CHECK(std::filesystem::exists(visitor.metadata() / "d%2Fe.json"));
}

TEST_CASE("tuf-client: a delegated role is asked for between two files, over the same connection") {
  Visitor visitor;
  visitor.repository.delegate("targets", "role", {{"paths", {"b"}}});
  visitor.repository.add_target("role", "b", "two");
  visitor.publish_artifact("a", "one");
  REQUIRE(visitor.init() == 0);
  REQUIRE(visitor.download({"a", "b"}) == 0);
  const Paths asked = visitor.server.asked_lately();
  REQUIRE(asked.size() == 7);
  CHECK(asked[5] == "metadata/1.role.json");
}

TEST_CASE("tuf-client: a delegated role that was kept and has expired is not used, a newer one is") {
  Visitor visitor;
  visitor.repository.delegate("targets", "role", {{"paths", {"d/*"}}});
  visitor.repository.bodies["role"]["expires"] = "2026-12-01T12:00:00Z";
  visitor.repository.add_target("role", "d/one", "one");
  visitor.repository.add_target("role", "d/two", "two");
  visitor.repository.publish_next("targets");
  REQUIRE(visitor.init() == 0);
  REQUIRE(visitor.download({"d/one"}) == 0);
  visitor.before_command = "faketime '2026-12-01 12:00:00' ";
  CHECK(visitor.download({"d/two"}) == 1);
  CHECK(visitor.artifact_names() == Paths{"d%2Fone"});
  visitor.repository.bodies["role"]["expires"] = "2027-01-01T12:00:00Z";
  visitor.repository.publish_next("role");
  CHECK(visitor.download({"d/two"}) == 0);
  CHECK(visitor.artifact_names() == Paths{"d%2Fone", "d%2Ftwo"});
}

TEST_CASE("tuf-client: no name of a file leads out of the folder, and none is taken for another") {
  Visitor visitor;
  const Paths names = {".", "..", "../x", "%", "%2E%2E", "a/b", "a%2Fb", "[a,b]", "download", " "};
  for (const std::string& name : names) visitor.repository.add_target("targets", name, "bytes of " + name);
  // As curl asks: dots are steps there.
  visitor.repository.files[tuf::sha256_hex("bytes of ../x") + ".x"] = "bytes of ../x";
  visitor.repository.publish_next("targets");
  REQUIRE(visitor.init() == 0);
  CHECK(visitor.download(names) == 0);
  CHECK(visitor.artifact_names() ==
        Paths{"%.", "%..", "%20", "%25", "%252E%252E", "%5Ba%2Cb%5D", "..%2Fx", "a%252Fb", "a%2Fb", "download"});
}

TEST_CASE("tuf-client: a file that cannot be put in its place leaves nothing behind") {
  Visitor visitor;
  visitor.publish_artifact("file", "x");
  REQUIRE(visitor.init() == 0);
  std::filesystem::create_directories(visitor.artifacts() / "file");
  CHECK(visitor.download({"file"}) == 1);
  CHECK(visitor.artifact_names() == Paths{"file"});
}

TEST_CASE("tuf-client: a repository may begin and end to have consistent snapshots") {
  Visitor visitor;
  REQUIRE(visitor.init() == 0);
  for (const bool consistent : {false, true}) {
    visitor.repository.bodies["root"]["consistent_snapshot"] = consistent;
    visitor.repository.publish_root();
    visitor.publish_artifact("file", consistent ? "with" : "without");
    visitor.server.asked_lately();
    REQUIRE(visitor.download({"file"}) == 0);
    const Paths asked = visitor.server.asked_lately();
    CHECK(asked.back() == (consistent ? "targets/" + tuf::sha256_hex("with") + ".file" : "targets/file"));
    CHECK((std::find(asked.begin(), asked.end(), "metadata/targets.json") == asked.end()) == consistent);
  }
}

TEST_CASE(
    "tuf-client: a root that takes the keys of one role ends what they signed, and only that is asked for again") {
  struct Case {
    const char *role, *again;
  };
  for (const Case& one : {Case{"timestamp", "metadata/1.snapshot.json"},
                          {"snapshot", "metadata/1.snapshot.json"},
                          {"targets", "metadata/1.targets.json"}}) {
    CAPTURE(one.role);
    Visitor visitor;
    REQUIRE(visitor.init() == 0);
    REQUIRE(visitor.refresh() == 0);
    visitor.repository.replace_keys(one.role);
    visitor.repository.publish_root();
    visitor.repository.write(one.role);
    visitor.server.asked_lately();
    CHECK(visitor.refresh() == 0);
    CHECK(visitor.server.asked_lately() ==
          Paths{"metadata/2.root.json", "metadata/3.root.json", "metadata/timestamp.json", one.again});
  }
}

TEST_CASE("tuf-client: fields that nobody knows, in any script, are signed over") {
  Visitor visitor;
  for (const char* role : {"timestamp", "snapshot", "targets"}) {
    visitor.repository.bodies[role]["x-ähm"] = {{"b", {1, -2, nullptr, true}}, {"a", "\"\\\n\t\x01/ü💥"}};
  }
  visitor.publish_artifact("file", "x");
  REQUIRE(visitor.init() == 0);
  CHECK(visitor.download({"file"}) == 0);
}

TEST_CASE("tuf-client: wrong use ends with 1, too") {
  Visitor visitor;
  CHECK(visitor.run("") == 1);
  CHECK(visitor.run("fly") == 1);
  CHECK(visitor.run("refresh") == 1);
  CHECK(visitor.run("init /nowhere") == 1);
  CHECK(visitor.run("--metadata-url ftp://example.org/ refresh") == 1);
  CHECK(visitor.run("--metadata-url " + visitor.server.url() + " download") == 1);
  CHECK(visitor.refresh() == 1);  // nothing is trusted yet
  CHECK(visitor.server.asked_lately().empty());
}
