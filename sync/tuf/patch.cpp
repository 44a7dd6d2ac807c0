#include "sync/tuf/patch.h"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <memory>

namespace treffpunkt::tuf {
namespace {

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, FreeCompressor>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, FreeDecompressor>;

// Measured on 6 MB: level 19 makes both a tenth smaller and takes twenty times as long, for each of 30 patches.
constexpr int kLevel = 12;
constexpr int kLargestWindowLog = 27;  // what every decoder grants without being asked

std::string compress_with(ZSTD_CCtx* context, std::string_view content) {
  std::string compressed(ZSTD_compressBound(content.size()), '\0');
  const std::size_t length =
      ZSTD_compress2(context, compressed.data(), compressed.size(), content.data(), content.size());
  compressed.resize(ZSTD_isError(length) ? 0 : length);
  return compressed;
}

Result<std::string> decompress_with(ZSTD_DCtx* context, std::string_view compressed, std::uint64_t expected_length) {
  if (expected_length > kLargestContent) {
    return fail("the content would be " + std::to_string(expected_length) + " bytes, more than this kiosk takes");
  }
  std::string content(expected_length, '\0');
  const std::size_t length =
      ZSTD_decompressDCtx(context, content.data(), content.size(), compressed.data(), compressed.size());
  if (ZSTD_isError(length)) return fail(std::string("zstd: ") + ZSTD_getErrorName(length));
  if (length != expected_length) {
    return fail("zstd: " + std::to_string(length) + " bytes came out, not " + std::to_string(expected_length));
  }
  return content;
}

}  // namespace

std::string compress(std::string_view content) {
  const Compressor context(ZSTD_createCCtx());
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  return compress_with(context.get(), content);
}

std::optional<std::string> make_patch(std::string_view from, std::string_view to) {
  if (from.size() > kLargestPatchBase) return std::nullopt;
  const Compressor context(ZSTD_createCCtx());
  // The prefix can be referred to only while the window reaches back to it: old and new content must both fit in.
  const int window_log = std::clamp<int>(std::bit_width(std::max(from.size(), to.size())) + 1, 10, kLargestWindowLog);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window_log);
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_enableLongDistanceMatching, 1);
  ZSTD_CCtx_refPrefix(context.get(), from.data(), from.size());
  return compress_with(context.get(), to);
}

Result<std::string> decompress(std::string_view compressed, std::uint64_t expected_length) {
  const Decompressor context(ZSTD_createDCtx());
  if (!context) return fail("zstd: out of memory");
  return decompress_with(context.get(), compressed, expected_length);
}

Result<std::string> apply_patch(std::string_view from, std::string_view patch, std::uint64_t expected_length) {
  const Decompressor context(ZSTD_createDCtx());
  if (!context) return fail("zstd: out of memory");
  ZSTD_DCtx_refPrefix(context.get(), from.data(), from.size());
  return decompress_with(context.get(), patch, expected_length);
}

}  // namespace treffpunkt::tuf
