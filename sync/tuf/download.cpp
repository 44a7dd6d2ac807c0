#include "sync/tuf/download.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "sync/tuf/durable_file.h"

namespace treffpunkt::tuf {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kWorthContinuing = 64 << 10;  // less than that comes again sooner than it is looked up
constexpr std::uint64_t kLargestNote = 4 << 10;

struct Files {
  fs::path file, part, from;

  explicit Files(const fs::path& wanted) : file(wanted), part(wanted), from(wanted) {
    part += ".part";
    from += ".from";
  }
  void forget_part() const {
    std::error_code ignored;  // what stays is never taken for more than a part
    fs::remove(from, ignored);
    fs::remove(part, ignored);
  }
};

Part part_of(const Files& files, const Wanted& wanted) {
  std::error_code error;
  Part part{fs::file_size(files.part, error), {}};
  const auto note = read_bounded(files.from, kLargestNote);
  const std::string beginning = wanted.path + "\n";
  if (error || !note || !note->starts_with(beginning) || !note->ends_with('\n')) return {};
  part.validator = note->substr(beginning.size(), note->size() - beginning.size() - 1);
  const std::uint64_t whole = wanted.length.value_or(wanted.largest);
  return part.validator.empty() || part.bytes > whole ? Part{} : part;
}

// The part of a file on the card, growing, and its check.
class Growing {
 public:
  Growing(const Files& files, const Wanted& wanted) : files_(files), wanted_(wanted) {}
  ~Growing() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Growing(const Growing&) = delete;
  Growing& operator=(const Growing&) = delete;

  // Keeps `offset` bytes of what is there.
  bool begin(std::uint64_t offset, std::string_view validator) {
    const int flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (offset == 0 ? O_TRUNC : 0);
    if (offset == 0) files_.forget_part();
    if (offset == 0 && !validator.empty() &&
        !write_durably(files_.from, wanted_.path + "\n" + std::string(validator) + "\n")) {
      return failed("write the note beside");
    }
    can_continue_ = !validator.empty();
    descriptor_ = ::open(files_.part.c_str(), flags, 0644);
    if (descriptor_ < 0) return failed("open");
    return read_first(offset);
  }

  bool add(std::string_view bytes) {
    check_.add(bytes);
    bytes_ += bytes.size();
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) return failed("write");
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  bool is_right(std::string& problem) {
    const auto checked = check_.finish(wanted_.path);
    if (!checked) problem = checked.error().message;
    return checked.has_value();
  }
  bool flushed() { return ::fsync(descriptor_) == 0; }
  bool worth_continuing() const { return problem_.empty() && can_continue_ && bytes_ >= kWorthContinuing; }
  const std::string& problem() const { return problem_; }

 private:
  bool failed(const char* doing) {
    problem_ = "cannot " + std::string(doing) + " " + files_.part.string() + ": " + std::strerror(errno);
    return false;
  }
  bool read_first(std::uint64_t left) {
    std::array<char, 1 << 16> piece{};
    bytes_ = left;
    while (left > 0) {
      const ssize_t count = ::read(descriptor_, piece.data(), std::min<std::uint64_t>(piece.size(), left));
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return failed("read");
      check_.add({piece.data(), static_cast<std::size_t>(count)});
      left -= static_cast<std::uint64_t>(count);
    }
    return true;
  }

  const Files& files_;
  const Wanted& wanted_;
  FileCheck check_{wanted_.length, wanted_.hashes};
  int descriptor_ = -1;
  std::uint64_t bytes_ = 0;
  bool can_continue_ = false;
  std::string problem_;  // with the card
};

enum class Ending { right, wrong, interrupted, failed };

struct Attempt {
  Ending ending = Ending::failed;
  FetchError error;
};

// `part` as far as it is here already; afterwards what is worth keeping of it.
Attempt attempt(Transport& transport, const Wanted& wanted, const Files& files, const Part& part) {
  Growing growing(files, wanted);
  const bool all_there = part.bytes > 0 && wanted.length == part.bytes;
  tl::expected<void, FetchError> fetched;
  if (!all_there) {
    fetched = transport.fetch_rest(
        wanted.path, wanted.length.value_or(wanted.largest), part,
        [&](std::uint64_t offset, std::string_view validator) { return growing.begin(offset, validator); },
        [&](std::string_view piece) { return growing.add(piece); });
  } else if (!growing.begin(part.bytes, part.validator)) {
    fetched = tl::make_unexpected(FetchError{FetchError::Kind::failed, growing.problem()});
  }
  if (!fetched) {
    FetchError error = fetched.error();
    // A full card gets back what was taken of it.
    if (!growing.problem().empty() || (!growing.worth_continuing() && part.bytes == 0)) files.forget_part();
    if (!growing.problem().empty()) error = {FetchError::Kind::failed, growing.problem()};
    return {error.kind == FetchError::Kind::interrupted ? Ending::interrupted : Ending::failed, std::move(error)};
  }
  FetchError wrong;
  if (!growing.is_right(wrong.message)) {
    files.forget_part();
    return {Ending::wrong, std::move(wrong)};
  }
  if (!growing.flushed())
    return {Ending::failed, {FetchError::Kind::failed, files.part.string() + ": cannot be flushed"}};
  return {Ending::right, {}};
}

Result<void> put_in_place(const Files& files) {
  std::error_code error;
  fs::rename(files.part, files.file, error);
  if (error) return fail(files.file.string() + ": " + error.message());
  fs::remove(files.from, error);
  return flush(files.file.parent_path());
}

}  // namespace

Result<void> download(Transport& transport, const Wanted& wanted, const std::filesystem::path& file) {
  const Files files(file);
  if (auto made = make_folder_durably(file.parent_path()); !made) return made;
  for (int interruptions = 0;;) {
    const Part part = part_of(files, wanted);
    Attempt made = attempt(transport, wanted, files, part);
    if (made.ending == Ending::right) return put_in_place(files);
    // A part that came true but belongs to other bytes, or that a power cut has spoilt: once more, whole.
    if (made.ending == Ending::wrong && part.bytes > 0) continue;
    if (made.ending == Ending::interrupted && transport.waited_to_ask_again(++interruptions, made.error)) continue;
    return fail(made.error.message);
  }
}

}  // namespace treffpunkt::tuf
