#include "feed/source_films.h"

namespace treffpunkt {

void name_film(LocatedJson& item, std::string_view file, FilmShelf& shelf, std::vector<Problem>& problems) {
  auto* video = item.find("video");
  if (video == nullptr || !video->is_object()) return;  // the reader of items names the wrong type
  const auto* name = video->find("file");
  const int line = name != nullptr ? name->line : video->line;
  const auto wrong = [&](std::string message) {
    problems.push_back({Severity::error, std::string(file), line, "video.file", std::move(message)});
    item.erase("video");
  };
  if (name == nullptr || !name->is_string()) return wrong("the film's file is missing, like \"films/cafe.webm\"");
  const auto& film = shelf.film(name->string);
  if (!film) return wrong(film.error().message);
  video->erase("file");
  video->set("object", LocatedJson::make_string(film->object, line));
  video->set("length", LocatedJson::make_integer(static_cast<std::int64_t>(film->length), line));
}

}  // namespace treffpunkt
