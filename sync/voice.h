#pragma once
// The answers to "Your voice" on their way to who asked for them (voice.receiver), batch by batch: docs/voice.md
// describes what arrives there. An answer is deleted here when its batch has been accepted there (2xx), and only then;
// a batch that is sent again is the same, so that the receiver can tell. Anything can be cut anywhere.

#include <cstdint>
#include <string>

#include "content/outbox/outbox.h"
#include "sync/http/http_network.h"

namespace treffpunkt {

struct Voice {
  std::int64_t sent = 0;     // answers that were accepted
  std::int64_t waiting = 0;  // that are left
  std::string problem;       // why they are; empty: they are not, or have nowhere to go
};

// The body of the request: the same bytes for the same batch.
std::string to_json(const Batch& batch);

struct VoiceReceiver {
  std::string url;   // empty: nobody asks; then texts are forgotten all the same
  std::string site;  // the kiosk's id, may be empty
  int timeout_seconds = 60;
  HttpNetwork network = {};
};

// Forgets texts whose time is over, then sends.
Voice tend_voice(const Outbox& outbox, const VoiceReceiver& receiver, const Present& present);

}  // namespace treffpunkt
