#pragma once
// What a web server says about a file before it sends it: the head of an answer, read line by line. Untrusted. A value,
// any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace treffpunkt {

class HttpHead {
 public:
  // One line of the head. A status line begins a new answer: after a redirection only the last one counts.
  void take(std::string_view line);

  int status() const { return status_; }
  // Where in the file the body begins, as "Content-Range: bytes 1000-4999/5000" says; nullopt without such a line.
  std::optional<std::uint64_t> range_start() const { return range_start_; }
  // Whether the body is something else than the file's own bytes (gzip).
  bool is_encoded() const { return encoded_; }

  // What names this state of the file so surely that the rest of it may be asked for later: a strong ETag, or the time
  // of the last change if that is older than the answer. Empty: nothing does.
  std::string validator() const;

 private:
  int status_ = 0;
  std::optional<std::uint64_t> range_start_;
  bool encoded_ = false;
  std::string etag_, last_modified_, date_;
};

}  // namespace treffpunkt
