#include "kiosk/platform/film_decoder.h"

#include <vpx/vp8dx.h>
#include <vpx/vpx_decoder.h>

#include <algorithm>
#include <string>
#include <vector>

namespace treffpunkt::platform {
namespace {

constexpr unsigned kThreads = 2;

std::uint32_t clamped(int value) { return static_cast<std::uint32_t>(std::clamp(value, 0, 255)); }

// BT.601, as films of this size are; 4:2:0 with 8 bits.
void convert_row(const vpx_image_t& image, int y, std::uint32_t* out) {
  const auto* luma = image.planes[VPX_PLANE_Y] + static_cast<std::ptrdiff_t>(y) * image.stride[VPX_PLANE_Y];
  const auto* blue = image.planes[VPX_PLANE_U] + static_cast<std::ptrdiff_t>(y / 2) * image.stride[VPX_PLANE_U];
  const auto* red = image.planes[VPX_PLANE_V] + static_cast<std::ptrdiff_t>(y / 2) * image.stride[VPX_PLANE_V];
  for (unsigned x = 0; x < image.d_w; ++x) {
    const int bright = 298 * (luma[x] - 16) + 128, u = blue[x / 2] - 128, v = red[x / 2] - 128;
    *out++ = clamped((bright + 409 * v) >> 8) | clamped((bright - 100 * u - 208 * v) >> 8) << 8 |
             clamped((bright + 516 * u) >> 8) << 16 | 0xFF000000u;
  }
}

Result<Pixels> convert(const vpx_image_t& image) {
  if (image.fmt != VPX_IMG_FMT_I420) return fail("a film's pictures are of a kind that is not shown");
  if (image.d_w < 1 || image.d_h < 1 || image.d_w > kLargestFilmSide || image.d_h > kLargestFilmSide) {
    return fail("a film's picture is too large");
  }
  Pixels pixels;
  pixels.width = static_cast<int>(image.d_w);
  pixels.height = static_cast<int>(image.d_h);
  pixels.rgba.resize(std::size_t{image.d_w} * image.d_h);
  for (int y = 0; y < pixels.height; ++y) {
    convert_row(image, y, pixels.rgba.data() + static_cast<std::size_t>(y) * image.d_w);
  }
  return pixels;
}

}  // namespace

void FilmDecoder::Destroy::operator()(vpx_codec_ctx* codec) const {
  vpx_codec_destroy(codec);
  delete codec;
}

FilmDecoder::FilmDecoder(Film film, std::ifstream file, std::unique_ptr<vpx_codec_ctx, Destroy> codec)
    : film_(std::move(film)), file_(std::move(file)), codec_(std::move(codec)) {}
FilmDecoder::FilmDecoder(FilmDecoder&&) noexcept = default;
FilmDecoder::~FilmDecoder() = default;

Result<FilmDecoder> FilmDecoder::open(const std::filesystem::path& path) {
  auto film = read_film(path);
  if (!film) return tl::make_unexpected(film.error());
  std::ifstream file(path, std::ios::binary);
  auto* interface = film->codec == Film::Codec::vp8 ? vpx_codec_vp8_dx() : vpx_codec_vp9_dx();
  vpx_codec_dec_cfg_t settings{kThreads, static_cast<unsigned>(film->width), static_cast<unsigned>(film->height)};
  auto codec = std::make_unique<vpx_codec_ctx>();
  if (vpx_codec_dec_init(codec.get(), interface, &settings, 0) != VPX_CODEC_OK) return fail("the decoder does not start");
  return FilmDecoder(std::move(*film), std::move(file), std::unique_ptr<vpx_codec_ctx, Destroy>(codec.release()));
}

Result<std::optional<FilmPicture>> FilmDecoder::next() {
  while (at_ < film_.packets.size()) {
    const auto& packet = film_.packets[at_++];
    std::vector<std::uint8_t> bytes(packet.length);
    file_.seekg(static_cast<std::streamoff>(packet.begin));
    if (!file_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()))) {
      return fail("a film could not be read to its end");
    }
    if (vpx_codec_decode(codec_.get(), bytes.data(), static_cast<unsigned>(bytes.size()), nullptr, 0) != VPX_CODEC_OK) {
      return fail(std::string("a film's picture cannot be decoded: ") + vpx_codec_error(codec_.get()));
    }
    vpx_codec_iter_t iterator = nullptr;
    const vpx_image_t* last = nullptr;
    while (const vpx_image_t* image = vpx_codec_get_frame(codec_.get(), &iterator)) last = image;
    if (last == nullptr) continue;  // a picture that only others are made from
    auto pixels = convert(*last);
    if (!pixels) return tl::make_unexpected(pixels.error());
    return FilmPicture{std::move(*pixels), packet.seconds};
  }
  return std::nullopt;
}

}  // namespace treffpunkt::platform
