#include <fmt/core.h>

#include "tests/faults/forge.h"
#include "tests/faults/groups.h"

namespace treffpunkt::faults {
namespace {

using nlohmann::json;

constexpr const char* kStays = "shows 1, then 2";

struct Case {
  std::string name;
  std::function<void(Forge&)> hurt;
  const char* expected = kStays;
  std::function<void(Forge&)> heal{};  // what the publisher does beside publishing right again
};

std::string replaced(std::string text, const std::string& old, const std::string& by) {
  const auto at = text.find(old);
  return at == std::string::npos ? text : text.replace(at, old.size(), by);
}

// Whatever is wrong with a root is wrong with the next one.
void begin(Forge& forge, const std::string& role) {
  if (role == "root") forge.new_root = true;
}

void signatures(const std::string& role, std::vector<Case>& cases) {
  const auto add = [&](const char* what, std::function<void(Forge&)> hurt) {
    cases.push_back({role + ": " + what, [=](Forge& forge) { begin(forge, role), hurt(forge); }});
  };
  add("unsigned", [=](Forge& forge) { forge.signers[role].clear(); });
  add("another's key", [=](Forge& forge) { forge.signers[role] = new_keys(2); });
  add("too few keys", [=](Forge& forge) {
    if (role != "root") forge.ask_for_two(role);
    forge.signers[role].resize(1);
  });
  add("one key twice", [=](Forge& forge) {
    if (role != "root") forge.ask_for_two(role);
    forge.signers[role].resize(1);
    forge.garble[role] = [](const std::string& file) {
      json whole = json::parse(file);
      whole["signatures"].push_back(whole["signatures"][0]);
      return whole.dump();
    };
  });
  add("changed after signing", [=](Forge& forge) {
    forge.garble[role] = [](const std::string& file) {
      return replaced(file, "\"expires\":\"202", "\"expires\":\"203");
    };
  });
  add("signatures of nonsense", [=](Forge& forge) {
    forge.garble[role] = [](const std::string& file) {
      json whole = json::parse(file);
      for (auto& signature : whole["signatures"]) signature["sig"] = std::string(100000, 'f');
      return whole.dump();
    };
  });
}

void versions(const std::string& role, std::vector<Case>& cases) {
  const auto set = [&](const std::string& what, const char* field, const json& value, const char* expected = kStays,
                       std::function<void(Forge&)> heal = {}) {
    const auto hurt = [=](Forge& forge) {
      begin(forge, role);
      forge.bodies[role][field] = value;
      // Expiry is looked at when the chain of roots is at its end.
      forge.root_counts =
          role == "root" && what.starts_with("expire") && what != "expires at no time" && what != "expires as a number";
    };
    cases.push_back({role + ": " + what, hurt, expected, heal});
  };
  set("expired", "expires", "2026-11-24T00:00:00Z");
  set("expires in the year 9", "expires", "0009-01-01T00:00:00Z");
  set("expires at no time", "expires", "2026-13-01T00:00:00Z");
  set("expires as a number", "expires", 1);
  set("rolled back", "version", 1);
  set("version 0", "version", 0);
  set("version -1", "version", -1);
  set("version as text", "version", "3");
  set("version of a fraction", "version", 3.5);
  set("another role's type", "_type", role == "targets" ? "snapshot" : "targets");
  set("a future specification", "spec_version", "2.0.0");
  set("no specification", "spec_version", json());
  if (role == "root") {
    set("a gap in versions", "version", 9);
    set("no keys", "keys", json::object());
    set("no roles", "roles", json::object());
  } else {
    // It is signed, so it counts; new keys of a new root end what it says.
    for (const auto& version :
         {json(1000000), json(std::uint64_t{1} << 62), json(9223372036854775807), json(18446744073709551615u)}) {
      set("fast-forward to " + version.dump(), "version", version, "shows 1, then 2 | shows 2, then 2",
          [](Forge& forge) {
            forge.rotate("timestamp");
            forge.rotate("snapshot");
          });
    }
  }
  set("something unknown in it", "x-unknown", json{{"a", {1, 2}}}, "shows 2, then 2");
}

void texts(const std::string& role, std::vector<Case>& cases) {
  const auto add = [&](const char* what, std::function<std::string(std::string)> change) {
    cases.push_back({role + ": " + what, [=](Forge& forge) { begin(forge, role), forge.garble[role] = change; }});
  };
  add("nested deep", [](const std::string& file) {
    return replaced(file, "\"signed\":{", "\"signed\":{\"x\":" + std::string(100000, '['));
  });
  add("nested and closed", [](const std::string& file) {
    return replaced(file, "\"signed\":{",
                    "\"signed\":{\"x\":" + std::string(20000, '[') + std::string(20000, ']') + ",");
  });
  add("a member named twice",
      [](const std::string& file) { return replaced(file, "\"signed\":{", "\"signed\":{\"version\":9,"); });
  add("signed twice over",
      [](const std::string& file) { return replaced(file, "\"signed\":{", "\"signed\":{},\"signed\":{"); });
  add("a huge number",
      [](const std::string& file) { return replaced(file, "\"version\":", "\"version\":" + std::string(5000, '9')); });
  add("an exponent",
      [](const std::string& file) { return replaced(file, "\"version\":", "\"version\":1e400,\"x\":"); });
  add("not UTF-8",
      [](const std::string& file) { return replaced(file, "\"signed\":{", "\"signed\":{\"\xff\xfe\":1,"); });
  add("cut in half", [](const std::string& file) { return file.substr(0, file.size() / 2); });
  add("empty", [](const std::string&) { return std::string(); });
  add("a list", [](const std::string&) { return std::string("[]"); });
  add("null", [](const std::string&) { return std::string("null"); });
  add("more behind the end", [](const std::string& file) { return file + "{}"; });
}

void paths(std::vector<Case>& cases) {
  const auto target = [&](const std::string& name, const char* what, const json& value) {
    cases.push_back({"targets: " + name,
                     [=](Forge& forge) { forge.bodies["targets"]["targets"]["content.ndjson.zst"][what] = value; }});
  };
  for (const char* path : {"../../../../tmp/x", "/etc/passwd", "", ".", "..", "a\nb", "%2e%2e/x"}) {
    target(fmt::format("a hash like '{:.12}'", path == std::string_view("a\nb") ? "a-b" : path), "hashes",
           {{"sha256", path}});
    const std::string file = std::string(path) + ".json";
    cases.push_back({"snapshot: names a role by a path " + std::to_string(cases.size()),
                     [=](Forge& forge) {
                       forge.bodies["snapshot"]["meta"][file] = {{"version", 1}};
                     },
                     "shows 2, then 2 | shows 1, then 2", [](Forge& forge) { forge.rotate("snapshot"); }});
    cases.push_back({"targets: names a file by a path " + std::to_string(cases.size()),
                     [=](Forge& forge) {
                       auto& targets = forge.bodies["targets"]["targets"];
                       targets[path] = targets["content.ndjson.zst"];
                     },
                     "shows 2, then 2 | shows 1, then 2"});
  }
  target("no hashes", "hashes", json::object());
  // The patch, which has another entry, leads to the same signed content.
  cases.push_back({"targets: an unknown hash",
                   [](Forge& forge) {
                     forge.bodies["targets"]["targets"]["content.ndjson.zst"]["hashes"] = {{"md4000", "00"}};
                   },
                   "shows 1, then 2 | shows 2, then 2"});
  target("a length of everything", "length", 18446744073709551615u);
  target("a negative length", "length", -1);
  target("no custom part", "custom", json());
  target("another content's hash", "custom", {{"generation", 2}, {"length", 10}, {"sha256", std::string(64, 'b')}});
  target("a hash that is none", "custom", {{"generation", 2}, {"length", 10}, {"sha256", "../../x"}});
  target("generation 0", "custom", {{"generation", 0}, {"length", 10}, {"sha256", std::string(64, 'b')}});
  target("a generation too large", "custom",
         {{"generation", 18446744073709551615u}, {"length", 10}, {"sha256", std::string(64, 'b')}});
  cases.push_back(
      {"targets: no content", [](Forge& forge) { forge.bodies["targets"]["targets"].erase("content.ndjson.zst"); }});
  cases.push_back({"snapshot: no targets role", [](Forge& forge) {
                     forge.garble["snapshot"] = [](const std::string& file) {
                       return replaced(file, "targets.json", "target.json");
                     };
                   }});
}

}  // namespace

void hostile_metadata(Trial& trial, Table& table, const Extent& extent) {
  std::vector<Case> cases;
  for (const char* role : {"root", "timestamp", "snapshot", "targets"}) {
    signatures(role, cases);
    versions(role, cases);
    texts(role, cases);
  }
  paths(cases);
  int number = 0;
  for (const Case& one : cases) {
    if (++number % extent.every != 0) continue;
    Forge forge(trial.maker());
    one.hurt(forge);
    table.add("metadata", one.name, one.expected, [&] {
      trial.restore(Start::first);
      trial.serve(forge.publish());
      const std::string crash = crash_of(trial.sync());
      if (one.heal) one.heal(forge);
      return crash.empty() ? trial.outcome(forge.mended()) : crash;
    });
  }
}

}  // namespace treffpunkt::faults
