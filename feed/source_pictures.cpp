#include "feed/source_pictures.h"

#include <fmt/format.h>

#include <array>

#include "content/body/picture_targets.h"

namespace treffpunkt {
namespace {

constexpr std::array<std::string_view, 3> kBodies = {"body", "description", "required_documents"};

class Exchange {
 public:
  Exchange(std::string_view file, PictureShelf& shelf, std::vector<Problem>& problems)
      : file_(file), shelf_(shelf), problems_(problems) {}

  void image(LocatedJson& item) {
    auto* image = item.find("image");
    if (image == nullptr || !image->is_object()) return;  // the reader of items names the wrong type
    const auto* name = image->find("file");
    const bool named = name != nullptr && name->is_string();
    const int line = name != nullptr ? name->line : image->line;
    if (!named) error(line, "image.file", "the picture's file is missing, like \"pictures/cafe.svg\"");
    const Picture* picture = named ? look_up(name->string, line, "image.file") : nullptr;
    if (picture == nullptr) {
      item.erase("image");
      return;
    }
    image->erase("file");
    image->set("object", LocatedJson::make_string(picture->object, line));
    image->set("media_type", LocatedJson::make_string(picture->media_type, line));
    image->set("width", LocatedJson::make_integer(picture->width, line));
    image->set("height", LocatedJson::make_integer(picture->height, line));
    image->set("length", LocatedJson::make_integer(static_cast<std::int64_t>(picture->length), line));
  }

  void bodies(LocatedJson& item) {
    for (const auto field : kBodies) {
      auto* text = item.find(field);
      if (text == nullptr) continue;
      for (auto& translation : text->members) {
        auto* written = translation.value.is_object() ? translation.value.find("text") : &translation.value;
        if (written != nullptr && written->is_string()) body(*written, fmt::format("{}.{}", field, translation.name));
      }
    }
  }

 private:
  void body(LocatedJson& written, const std::string& field) {
    const auto targets = picture_targets(written.string);
    if (targets.empty()) return;
    std::vector<std::string> objects;
    for (const auto& target : targets) objects.push_back(object_of(target, written.line, field));
    written.string = with_picture_targets(written.string, targets, objects);
  }

  std::string object_of(const PictureTarget& target, int line, const std::string& field) {
    if (target.target.find("://") != std::string::npos || target.target.starts_with("//")) {
      error(line, field,
            fmt::format("a picture from the net cannot be shown, put it into pictures/: '{}'", target.target));
    } else if (!target.begin) {
      error(line, field, fmt::format("write a picture's name without '\\' and '&': '{}'", target.target));
    } else if (const auto* picture = look_up(target.target, line, field)) {
      // The size goes with it, so that the kiosk can lay the text out before the picture is decoded.
      return fmt::format("object:{}?{}x{}", picture->object, picture->width, picture->height);
    }
    return target.target;
  }

  const Picture* look_up(const std::string& name, int line, std::string_view field) {
    const auto& picture = shelf_.picture(name);
    if (picture) return &*picture;
    error(line, field, picture.error().message);
    return nullptr;
  }

  void error(int line, std::string_view field, std::string message) {
    problems_.push_back({Severity::error, std::string(file_), line, std::string(field), std::move(message)});
  }

  std::string_view file_;
  PictureShelf& shelf_;
  std::vector<Problem>& problems_;
};

}  // namespace

void name_objects(LocatedJson& item, std::string_view file, PictureShelf& shelf, std::vector<Problem>& problems) {
  Exchange exchange{file, shelf, problems};
  exchange.image(item);
  exchange.bodies(item);
}

}  // namespace treffpunkt
