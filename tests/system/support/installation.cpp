#include "tests/system/support/installation.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>

#include "tests/system/support/files.h"

namespace treffpunkt::test {

std::size_t Visit::bytes() const { return bytes_of("/"); }

std::size_t Visit::count(std::string_view part) const {
  return static_cast<std::size_t>(std::count_if(requests.begin(), requests.end(), [&](const Request& request) {
    return request.status == 200 && request.path.find(part) != std::string::npos;
  }));
}

std::size_t Visit::bytes_of(std::string_view part) const {
  std::size_t sum = 0;
  for (const auto& request : requests) {
    if (request.path.find(part) != std::string::npos) sum += request.bytes;
  }
  return sum;
}

Installation::Installation(std::string more) : more_(std::move(more)) {
  const auto made = run({program_of_ours("kiosk-feed"), "keys", "new", folder() / "keys"});
  REQUIRE_MESSAGE(made.code == 0, made.output);
  // A kiosk that never had a feed has a configuration all the same.
  write_configuration("http://127.0.0.1:9");
}

std::string Installation::current() const {
  std::ifstream stream(state() / "current");
  std::string number;
  stream >> number;
  return number;
}

void Installation::publish(const std::filesystem::path& sources, const std::string& now, const Words& flags) {
  Words command = {program_of_ours("kiosk-feed"), "publish", sources, "--out", feed(), "--keys", folder() / "keys", "--now", now};
  command.insert(command.end(), flags.begin(), flags.end());
  const auto published = run(command);
  REQUIRE_MESSAGE(published.code == 0, published.output);
}

Visit Installation::visit(const std::string& now) {
  WebServer server(feed());
  write_configuration(server.url());
  Visit visit;
  visit.sync = run({program_of_ours("kiosk-sync"), "--config", folder() / "kiosk.toml", "--now", now});
  visit.requests = server.stop();
  return visit;
}

Words Installation::kiosk_command(const Words& flags, const std::string& program) const {
  Words command = {program, "--config", folder() / "kiosk.toml"};
  command.insert(command.end(), flags.begin(), flags.end());
  return command;
}

Ended Installation::kiosk(const Words& flags) const {
  Surroundings surroundings;
  surroundings.folder = folder();
  return run(kiosk_command(flags), surroundings);
}

Ended Installation::play(const std::string& script, const std::string& now, const Words& flags) const {
  write_text(folder() / "script.play", script);
  Words all = {"--play", "script.play", "--now", now};
  all.insert(all.end(), flags.begin(), flags.end());
  return kiosk(all);
}

void Installation::write_configuration(const std::string& url) const {
  write_text(folder() / "kiosk.toml", "state = \"state\"\n[feed]\nurl = \"" + url +
                                          "\"\nroot = \"feed/metadata/1.root.json\"\n[site]\nid = \"rathaus\"\n"
                                          "name = \"Rathaus Harburg\"\nroom = \"Foyer, Erdgeschoss\"\n"
                                          "[display]\nfullscreen = false\n" + more_);
}

}  // namespace treffpunkt::test
