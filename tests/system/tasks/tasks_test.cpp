// What people most often come for, in their own language: at most three touches from home to a fitting event, offer or page.

#include <doctest/doctest.h>

#include <sstream>

#include "tests/system/support/installation.h"

namespace treffpunkt::test {
namespace {

const std::filesystem::path kContent = std::filesystem::path(SOURCE_DIR) / "content/harburg";
constexpr auto kNight = "2026-11-25T03:00:00Z", kAfternoon = "2026-11-25T14:42:00Z";  // a Wednesday
constexpr int kMostTaps = 3;

struct Task {
  std::string wanted, language, script;
};

const std::vector<Task> kTasks = {
    {"the next consultation hour", "ar", "tap-to event/sprechstunde-rathaus\nexpect 16:00\nexpect 18:00\n"},
    {"a free event for children this weekend", "de",
     "tap-to events\ntap \"dieses Wochenende\"\ntap-to event/kindertheater\nexpect kostenlos\nexpect \"28. November\"\nexpect Kinder\n"},
    {"a German course on Tuesday evening", "tr", "tap-to offers/learn-german\ntap-to offer/deutsch-a1\nexpect Salı\nexpect 18:00\n"},
    {"help with finding a flat", "uk", "tap-to offers/housing\ntap-to offer/wohnungssuche\nexpect-screen offer/wohnungssuche\n"},
    {"what to do when treated unfairly at work", "en",
     "tap-to page/ungerecht-behandelt\nexpect 110\ntap-to page/hilfe-wo\ntap \"At work\"\nexpect \"two months\"\n"},
    {"advice that is open now", "fa", "tap-to offers/residence\ntap-to offers/residence?open=1\ntap-to offer/\nexpect-screen offer\n"},
    {"company for an older person", "ru", "tap-to offers/older-people\ntap-to offer/plaudertelefon\nexpect \"040 66969\"\n"},
    {"what the council will talk about, and whether one may come", "pl",
     "tap-to politics\nexpect \"8\"\ntap-to event/sitzung-integrationsrat\nexpect-screen event\n"},
    {"a doctor at night", "bg", "tap-to page/notruf\nexpect 117\n"},
    {"sport among women", "ro", "tap-to offers/sport\ntap-to offer/frauensport\nexpect-screen offer/frauensport\n"},
    {"help with homework", "de-simple", "tap-to offers/children-youth\ntap-to offer/hausaufgabenhilfe\nexpect-screen offer/hausaufgabenhilfe\n"},
    {"first steps for somebody new", "prs", "tap-to offers/newcomers\ntap-to page/neu-in-harburg\nexpect-screen page/neu-in-harburg\n"},
};

int taps_in(const std::string& script) {
  int taps = 0;
  std::istringstream lines(script);
  for (std::string line; std::getline(lines, line);) taps += line.starts_with("tap");
  return taps;
}

TEST_CASE("the commonest wishes are three touches away, in every language") {
  Installation installation;
  installation.publish(kContent, kNight);
  REQUIRE(installation.visit(kNight).sync.code == 0);
  for (const auto& task : kTasks) {
    CAPTURE(task.wanted);
    CAPTURE(task.language);
    CHECK(taps_in(task.script) <= kMostTaps);
    const auto played = installation.play(task.script, kAfternoon, {"--lang", task.language, "--screen", "home"});
    CHECK_MESSAGE(played.code == 0, played.output);
  }
}

}  // namespace
}  // namespace treffpunkt::test
