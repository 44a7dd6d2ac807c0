#pragma once
// What went wrong, and where. Every fallible function of the house returns Result<T>.
//
// Not an exception: nothing of ours throws; a library's exceptions stop in the file that calls the library.
// The message names the thing and the place in plain words:
//   events/sommerfest.json:12: 'start' is not a date: '2026-13-01'

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace treffpunkt {

struct Error {
  std::string message;
};

template <typename T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string message) { return tl::make_unexpected(Error{std::move(message)}); }

}  // namespace treffpunkt
