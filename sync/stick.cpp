#include "sync/stick.h"

#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "content/language/zone.h"
#include "sync/folder_transport.h"
#include "sync/reconstruct.h"
#include "sync/tuf/canonical.h"
#include "sync/tuf/client.h"
#include "sync/tuf/durable_file.h"

namespace treffpunkt {
namespace {

constexpr std::uint64_t kLargestTimestamp = 16 << 10;
constexpr std::uint64_t kLargestReport = 64 << 10;

const char* name_of(StickResult result) {
  switch (result) {
    case StickResult::reading:
      return "reading";
    case StickResult::activated:
      return "activated";
    case StickResult::same:
      return "same";
    case StickResult::older:
      return "older";
    case StickResult::not_signed:
      return "unsigned";
    case StickResult::no_feed:
      return "no_feed";
    case StickResult::no_space:
      return "no_space";
    case StickResult::damaged:
      break;
  }
  return "damaged";
}

// For people the first thing that is wrong counts: who signed it, then how old it is, then whether it is all there.
StickResult why_refused(Transport& transport, const tuf::Client& client, Instant now) {
  const auto bytes = fetch_text(transport, "metadata/timestamp.json", kLargestTimestamp);
  if (!bytes) return StickResult::damaged;
  const auto file = tuf::parse_timestamp(*bytes, "timestamp.json");
  if (!file) return StickResult::damaged;
  if (!tuf::meets_threshold(client.root(), "timestamp", file->signed_bytes, file->signatures)) {
    return StickResult::not_signed;
  }
  const auto& trusted = client.timestamp();
  const bool behind = trusted && (file->value.version < trusted->value.version ||
                                  file->value.snapshot.version < trusted->value.snapshot.version);
  if (behind || file->value.expires <= now || client.root().expires <= now) return StickResult::older;
  return StickResult::damaged;
}

StickResult judge(const Report& run, Transport& transport, const tuf::Client& client, Instant now) {
  if (run.outcome == Outcome::activated) return StickResult::activated;
  if (run.outcome == Outcome::unchanged) return StickResult::same;
  if (run.card_full) return StickResult::no_space;
  if (run.failed_step == "trust") return why_refused(transport, client, now);
  return StickResult::damaged;
}

}  // namespace

StickReport visit_stick(const StateFolder& state, const std::string& first_root, const std::filesystem::path& folder,
                        Instant now) {
  auto transport = FolderTransport::open(folder);
  if (!transport) {
    const bool none = transport.error().kind == FetchError::Kind::not_found;
    return {none ? StickResult::no_feed : StickResult::damaged, 0, transport.error().message, {}};
  }
  StickReport report;
  report.run = run_sync({state, first_root, *transport, now});
  report.detail = report.run.error;
  const auto client = tuf::Client::open(state.metadata(), first_root);
  if (!client) {
    report.result = StickResult::damaged;
    report.detail = client.error().message;
    return report;
  }
  report.result = judge(report.run, *transport, *client, now);
  if (report.result == StickResult::activated || report.result == StickResult::same) {
    report.generation = report.run.generation.value_or(0);
  }
  return report;
}

bool says_reading(const std::filesystem::path& file) {
  const auto text = read_bounded(file, kLargestReport);
  const auto object = text ? tuf::parse_json(*text, file.string()) : Result<nlohmann::json>(nlohmann::json());
  return object && object->is_object() && object->value("result", nlohmann::json()) == name_of(StickResult::reading);
}

bool is_mounted(const std::filesystem::path& folder) {
  struct stat here {
  }, above{};
  if (::stat(folder.c_str(), &here) != 0 || ::stat((folder / "..").c_str(), &above) != 0) return false;
  return here.st_dev != above.st_dev;
}

std::string to_json(const StickReport& report, Instant now) {
  const nlohmann::json object = {{"result", name_of(report.result)},
                                 {"generation", report.generation},
                                 {"time", format_instant(now)},
                                 {"detail", report.detail}};
  return object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace treffpunkt
