#include "kiosk/ui/qr.h"

#include <qrencode.h>

#include <algorithm>
#include <memory>

namespace treffpunkt::ui {
namespace {

constexpr unsigned int kUtf8 = 26;  // extended channel interpretation, AIM ITS/04-023

struct InputDeleter {
  void operator()(QRinput* input) const { QRinput_free(input); }
};

struct CodeDeleter {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

using Code = std::unique_ptr<QRcode, CodeDeleter>;

Code encode(std::string_view data, QRecLevel level) {
  const std::unique_ptr<QRinput, InputDeleter> input(QRinput_new2(0, level));
  if (!input) return nullptr;
  // Without this header a reader guesses the encoding, and guesses umlauts to be Chinese.
  const bool ascii = std::all_of(data.begin(), data.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii && QRinput_appendECIheader(input.get(), kUtf8) != 0) return nullptr;
  if (QRinput_append(input.get(), QR_MODE_8, static_cast<int>(data.size()), reinterpret_cast<const unsigned char*>(data.data())) != 0) {
    return nullptr;
  }
  return Code(QRcode_encodeInput(input.get()));
}

}  // namespace

std::optional<QrCode> make_qr(std::string_view data) {
  if (data.empty()) return std::nullopt;
  Code code = encode(data, QR_ECLEVEL_L);
  if (!code) return std::nullopt;
  for (const auto level : {QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H}) {
    Code stronger = encode(data, level);
    if (!stronger || stronger->width > code->width) break;
    code = std::move(stronger);
  }
  QrCode result;
  result.size = code->width;
  result.modules.reserve(static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width));
  for (int i = 0; i < code->width * code->width; ++i) result.modules.push_back(code->data[i] & 1);
  return result;
}

}  // namespace treffpunkt::ui
