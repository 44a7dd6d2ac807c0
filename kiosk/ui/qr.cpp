#include "kiosk/ui/qr.h"

#include <qrencode.h>

#include <memory>

namespace treffpunkt::ui {
namespace {

struct QrDeleter {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<QrCode> make_qr(std::string_view data) {
  if (data.empty()) return std::nullopt;
  const std::unique_ptr<QRcode, QrDeleter> code(QRcode_encodeData(
      static_cast<int>(data.size()), reinterpret_cast<const unsigned char*>(data.data()), 0, QR_ECLEVEL_M));
  if (!code) return std::nullopt;
  QrCode result;
  result.size = code->width;
  result.modules.reserve(static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width));
  for (int i = 0; i < code->width * code->width; ++i) result.modules.push_back(code->data[i] & 1);
  return result;
}

}  // namespace treffpunkt::ui
