#pragma once
// The health record: how the visits went and how the machine is, for whoever looks after the kiosks from afar. As JSON
// (health.json, and posted to health.push) and as metrics (health.prom). docs/kiosk.md describes both. Pure, but for
// push().

#include <string>

#include "content/result/error.h"
#include "sync/condition.h"
#include "sync/health.h"
#include "sync/http/http_network.h"

namespace treffpunkt {

// read_health() finds in it what to_json(Health) would have written.
std::string to_json(const Health& health, const Condition& condition);
std::string to_metrics(const Health& health, const Condition& condition);

// POSTs a record; anything but 2xx is an Error.
Result<void> push(const std::string& record, const std::string& url, int timeout_seconds,
                  const HttpNetwork& network = {});

}  // namespace treffpunkt
