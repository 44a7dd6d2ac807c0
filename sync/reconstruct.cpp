#include "sync/reconstruct.h"

#include <algorithm>

#include "sync/tuf/digest.h"
#include "sync/tuf/durable_file.h"
#include "sync/tuf/key.h"
#include "sync/tuf/patch.h"

namespace treffpunkt {
namespace {

struct PatchChoice {
  std::uint64_t from = 0;
  std::string name;
  std::uint64_t length = 0;
};

// The smallest patch from any generation that is here, if one is smaller than the whole file.
std::optional<PatchChoice> choose_patch(const tuf::Targets& targets, std::uint64_t whole_length,
                                        const StateFolder& state) {
  std::optional<PatchChoice> best;
  for (const std::uint64_t from : state.kept_generations()) {
    const std::string name = "patch-" + std::to_string(from) + ".zst";
    const auto found = targets.targets.find(name);
    if (found == targets.targets.end()) continue;
    const std::uint64_t length = found->second.length;
    if (length < (best ? best->length : whole_length)) best = PatchChoice{from, name, length};
  }
  return best;
}

Result<std::string> check_content(std::string content, const tuf::TargetFile& expected) {
  if (tuf::sha256_hex(content) != expected.content_sha256) return fail("what came out is not the signed content");
  return content;
}

Result<std::string> from_patch(tuf::Client& client, const tuf::TargetFile& expected, Transport& transport,
                               const StateFolder& state, const PatchChoice& choice) {
  const auto old_content = read_bounded(state.content(choice.from), tuf::kLargestPatchBase);
  if (!old_content) return tl::make_unexpected(old_content.error());
  return client.fetch_target(transport, choice.name)
      .and_then(
          [&](const std::string& patch) { return tuf::apply_patch(*old_content, patch, expected.content_length); })
      .and_then([&](std::string content) { return check_content(std::move(content), expected); });
}

// By way of the card, so that a night that breaks off is not for nothing.
Result<std::string> fetch_whole(const tuf::Client& client, const tuf::TargetFile& target, Transport& transport,
                                const std::filesystem::path& download) {
  const auto fetched = [&] {
    return read_bounded(download, target.length).and_then([&](std::string bytes) {
      return tuf::check_file(bytes, target.length, target.hashes, kContentTarget).map([&] { return std::move(bytes); });
    });
  };
  if (auto left_over = fetched()) return left_over;
  return client.download_target(transport, kContentTarget, target, download).and_then(fetched);
}

}  // namespace

Result<Reconstruction> reconstruct(tuf::Client& client, const tuf::TargetFile& content, Transport& transport,
                                   const StateFolder& state) {
  Reconstruction result;
  // Set aside once, or its database is spoilt: the text need not travel again.
  auto here = read_bounded(state.content(content.generation), tuf::kLargestContent).and_then([&](std::string text) {
    return check_content(std::move(text), content);
  });
  if (here) {
    result.content = std::move(*here);
    return result;
  }
  const auto tidy = [&state] {
    std::error_code ignored;  // the next download takes its place
    std::filesystem::remove_all(state.download().parent_path(), ignored);
  };
  if (const auto choice = choose_patch(client.targets()->value, content.length, state)) {
    auto patched = from_patch(client, content, transport, state, *choice);
    if (patched) {
      result.content = std::move(*patched);
      result.patched_from = choice->from;
      tidy();
      return result;
    }
    result.patch_problem = choice->name + ": " + patched.error().message;
  }
  auto whole = fetch_whole(client, content, transport, state.download())
                   .and_then([&](const std::string& file) { return tuf::decompress(file, content.content_length); })
                   .and_then([&](std::string text) { return check_content(std::move(text), content); });
  if (!whole) return fail(std::string(kContentTarget) + ": " + whole.error().message);
  result.content = std::move(*whole);
  tidy();
  return result;
}

}  // namespace treffpunkt
