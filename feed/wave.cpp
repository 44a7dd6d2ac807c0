#include "feed/wave.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace treffpunkt {
namespace {

constexpr std::size_t kChunkHead = 8, kFormatLength = 16;
constexpr std::uint32_t kPlainSamples = 1, kExtensible = 0xFFFE;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t value = 0;
  for (std::size_t i = length; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Format {
  std::uint32_t kind = 0, channels = 0, rate = 0, bits = 0;
};

Result<Format> read_format(std::string_view chunk) {
  if (chunk.size() < kFormatLength) return fail("its format is cut off");
  const Format format{number(chunk, 0, 2), number(chunk, 2, 2), number(chunk, 4, 4), number(chunk, 14, 2)};
  if (format.kind != kPlainSamples && format.kind != kExtensible) return fail("its samples are compressed");
  if (format.bits != 16) return fail("its samples do not have 16 bits");
  if (format.channels < 1 || format.channels > 8) return fail("it does not have 1 to 8 channels");
  if (format.rate < 8000 || format.rate > 192000) return fail("it does not have 8,000 to 192,000 samples a second");
  return format;
}

Sound mix(const Format& format, std::string_view data) {
  Sound sound;
  sound.rate = static_cast<int>(format.rate);
  const std::size_t frame = std::size_t{2} * format.channels;
  sound.samples.reserve(data.size() / frame);
  for (std::size_t at = 0; at + frame <= data.size(); at += frame) {
    int sum = 0;
    for (std::size_t channel = 0; channel < format.channels; ++channel) {
      sum += static_cast<std::int16_t>(number(data, at + 2 * channel, 2));
    }
    sound.samples.push_back(static_cast<std::int16_t>(sum / static_cast<int>(format.channels)));
  }
  return sound;
}

}  // namespace

Result<Sound> read_wave(std::string_view bytes) {
  if (bytes.size() < 12 || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE") return fail("it is no WAV file");
  std::optional<Format> format;
  for (std::size_t at = 12; at + kChunkHead <= bytes.size();) {
    const auto name = bytes.substr(at, 4);
    const std::size_t length = number(bytes, at + 4, 4);
    const auto chunk = bytes.substr(at + kChunkHead, length);  // as much of it as came
    if (name == "fmt ") {
      const auto read = read_format(chunk);
      if (!read) return tl::make_unexpected(read.error());
      format = *read;
    } else if (name == "data") {
      if (!format) return fail("its samples come before their format");
      return mix(*format, chunk);
    }
    at += kChunkHead + length + length % 2;
  }
  return fail("it has no samples");
}

}  // namespace treffpunkt
