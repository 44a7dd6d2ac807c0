#include "sync/voice.h"

#include <nlohmann/json.hpp>

#include "sync/http/http_exchange.h"

namespace treffpunkt {
namespace {

using nlohmann::json;

Result<void> send(const Batch& batch, const VoiceReceiver& receiver) {
  HttpQuestion question;
  question.url = receiver.url;
  question.headers = {{"Idempotency-Key", "\"" + batch.id + "\""}};
  question.timeout_seconds = receiver.timeout_seconds;
  question.network = receiver.network;
  return hand_over(std::move(question), to_json(batch));
}

// Every round empties a batch, or ends.
Result<void> send_all(const Outbox& outbox, const VoiceReceiver& receiver, std::int64_t& sent) {
  for (;;) {
    const auto batch = outbox.next_batch(receiver.site);
    if (!batch) return tl::make_unexpected(batch.error());
    if (!*batch) return {};
    const auto accepted = send(**batch, receiver).and_then([&] { return outbox.settle((*batch)->id); });
    if (!accepted) return accepted;
    sent += static_cast<std::int64_t>((*batch)->entries.size());
  }
}

}  // namespace

std::string to_json(const Batch& batch) {
  json answers = json::array();
  for (const auto& [id, answer] : batch.entries) {
    answers.push_back({{"id", id},
                       {"survey", answer.survey},
                       {"choice", answer.choice},
                       {"language", answer.language},
                       {"text", answer.text},
                       {"week", answer.week}});
  }
  const json body = {{"format", 1}, {"batch", batch.id}, {"site", batch.site}, {"answers", answers}};
  return body.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

Voice tend_voice(const Outbox& outbox, const VoiceReceiver& receiver, const Present& present) {
  Voice voice;
  if (const auto forgotten = outbox.forget_old_texts(present); !forgotten) voice.problem = forgotten.error().message;
  if (!receiver.url.empty()) {
    if (const auto sent = send_all(outbox, receiver, voice.sent); !sent) voice.problem = sent.error().message;
  }
  if (const auto waiting = outbox.waiting()) voice.waiting = *waiting;
  return voice;
}

}  // namespace treffpunkt
