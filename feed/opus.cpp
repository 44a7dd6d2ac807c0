#include "feed/opus.h"

#include <fmt/format.h>
#include <opusenc.h>

#include <algorithm>
#include <memory>

namespace treffpunkt {
namespace {

constexpr int kSerial = 1;         // chosen by chance otherwise
constexpr int kPadding = 0;        // room for comments that nobody will write
constexpr int kComplexity = 3;     // 10, the default, takes twice as long and nobody hears it in a synthetic voice
constexpr int kPage = 5 * 48'000;  // samples in a page of the file, whose head has 27 bytes: 1 s is the default
constexpr int kPiece = 1 << 20;    // samples

struct Destroy {
  void operator()(OggOpusEnc* encoder) const { ope_encoder_destroy(encoder); }
  void operator()(OggOpusComments* comments) const { ope_comments_destroy(comments); }
};

}  // namespace

Result<std::string> encode_opus(const Sound& sound, int kilobits) {
  std::string file;
  OpusEncCallbacks callbacks{};
  callbacks.write = [](void* to, const unsigned char* bytes, opus_int32 length) {
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
    return 0;
  };
  callbacks.close = [](void*) { return 0; };
  const std::unique_ptr<OggOpusComments, Destroy> comments(ope_comments_create());
  int problem = OPE_OK;
  const std::unique_ptr<OggOpusEnc, Destroy> encoder(
      ope_encoder_create_callbacks(&callbacks, &file, comments.get(), sound.rate, 1, 0, &problem));
  const auto perform = [&](auto... request) {
    if (problem == OPE_OK) problem = ope_encoder_ctl(encoder.get(), request...);
  };
  perform(OPE_SET_SERIALNO(kSerial));
  perform(OPE_SET_COMMENT_PADDING(kPadding));
  perform(OPUS_SET_BITRATE(kilobits * 1000));
  perform(OPUS_SET_COMPLEXITY(kComplexity));
  perform(OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE));
  // What a voice says lies below 8 kHz. Above, the encoder would mix two methods and spend a quarter of the bytes.
  perform(OPUS_SET_MAX_BANDWIDTH(OPUS_BANDWIDTH_WIDEBAND));
  perform(OPUS_SET_EXPERT_FRAME_DURATION(OPUS_FRAMESIZE_40_MS));  // nobody waits for an answer: half the packets of 20 ms
  perform(OPE_SET_MUXING_DELAY(kPage));
  const int length = static_cast<int>(std::min<std::size_t>(sound.samples.size(), std::size_t{1} << 30));
  for (int at = 0; problem == OPE_OK && at < length; at += kPiece) {
    problem = ope_encoder_write(encoder.get(), sound.samples.data() + at, std::min(kPiece, length - at));
  }
  if (problem == OPE_OK) problem = ope_encoder_drain(encoder.get());
  if (problem != OPE_OK) return fail(fmt::format("the sound could not be encoded: {}", ope_strerror(problem)));
  return file;
}

}  // namespace treffpunkt
