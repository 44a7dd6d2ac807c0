#include "content/film/film.h"

#include <webm/callback.h>
#include <webm/file_reader.h>
#include <webm/status.h>
#include <webm/webm_parser.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <optional>
#include <string>

namespace treffpunkt {
namespace {

constexpr std::size_t kMostPackets = 120 * 15 * 60;  // a film of the longest kind at 120 pictures a second
constexpr std::size_t kLargestPacket = 8 << 20;

class Collector : public webm::Callback {
 public:
  Film film;
  std::string wrong;  // why it stopped the parser

  webm::Status OnInfo(const webm::ElementMetadata&, const webm::Info& info) override {
    scale_ = static_cast<double>(info.timecode_scale.value()) / 1e9;
    return go_on();
  }

  webm::Status OnTrackEntry(const webm::ElementMetadata&, const webm::TrackEntry& track) override {
    if (track.track_type.value() != webm::TrackType::kVideo || track_ || !track.video.is_present()) return go_on();
    const auto& codec = track.codec_id.value();
    if (codec != "V_VP8" && codec != "V_VP9") return stop("has pictures of another kind than VP8 and VP9: " + codec);
    const auto width = track.video.value().pixel_width.value(), height = track.video.value().pixel_height.value();
    if (width < 1 || height < 1 || width > kLargestFilmSide || height > kLargestFilmSide) {
      return stop("has pictures of " + std::to_string(width) + " x " + std::to_string(height) + " pixels");
    }
    film.codec = codec == "V_VP8" ? Film::Codec::vp8 : Film::Codec::vp9;
    film.width = static_cast<int>(width);
    film.height = static_cast<int>(height);
    track_ = track.track_number.value();
    return go_on();
  }

  webm::Status OnClusterBegin(const webm::ElementMetadata&, const webm::Cluster& cluster, webm::Action* action) override {
    cluster_ = static_cast<double>(cluster.timecode.value());
    *action = webm::Action::kRead;
    return go_on();
  }

  webm::Status OnSimpleBlockBegin(const webm::ElementMetadata&, const webm::SimpleBlock& block, webm::Action* action) override {
    return begin(block, action);
  }
  webm::Status OnBlockBegin(const webm::ElementMetadata&, const webm::Block& block, webm::Action* action) override {
    return begin(block, action);
  }

  webm::Status OnFrame(const webm::FrameMetadata& frame, webm::Reader* reader, std::uint64_t* left) override {
    if (frame.size > kLargestPacket || film.packets.size() >= kMostPackets) return stop("has too many or too large pictures");
    // A frame that is skipped in several steps is told several times.
    if (film.packets.empty() || film.packets.back().begin != frame.position) {
      film.packets.push_back({frame.position, frame.size, seconds_});
    }
    return Callback::OnFrame(frame, reader, left);
  }

 private:
  static webm::Status go_on() { return webm::Status(webm::Status::kOkCompleted); }
  webm::Status stop(std::string why) {
    wrong = std::move(why);
    return webm::Status(1);
  }

  webm::Status begin(const webm::Block& block, webm::Action* action) {
    *action = track_ && block.track_number == *track_ ? webm::Action::kRead : webm::Action::kSkip;
    seconds_ = (cluster_ + block.timecode) * scale_;
    if (seconds_ > kLongestFilm) return stop("is longer than 15 minutes");
    return go_on();
  }

  std::optional<std::uint64_t> track_;
  double scale_ = 1e-3, cluster_ = 0, seconds_ = 0;
};

Result<Film> finish(Film film) {
  if (film.packets.empty()) return fail("is no WebM film, or has no pictures");
  const double first = film.packets.front().seconds;
  for (auto& packet : film.packets) packet.seconds -= first;
  if (!std::ranges::is_sorted(film.packets, {}, &FilmPacket::seconds)) return fail("has pictures out of order");
  const double last = film.packets.back().seconds;
  const auto count = static_cast<double>(film.packets.size());
  film.seconds = count > 1 ? last * count / (count - 1) : 0;
  return film;
}

}  // namespace

Result<Film> read_film(const std::filesystem::path& file) {
  std::error_code problem;
  const auto length = std::filesystem::file_size(file, problem);
  if (problem) return fail("cannot be read: " + problem.message());
  if (length > kLargestFilm) return fail("is larger than " + std::to_string(kLargestFilm / 1'000'000) + " MB");
  std::FILE* opened = std::fopen(file.c_str(), "rb");
  if (opened == nullptr) return fail("cannot be read");
  try {
    webm::FileReader reader(opened);  // closes it
    webm::WebmParser parser;
    Collector collector;
    const auto status = parser.Feed(&collector, &reader);
    if (!collector.wrong.empty()) return fail(collector.wrong);
    if (!status.completed_ok()) return fail("is no WebM film, or only a part of one");
    if (!collector.film.packets.empty() && collector.film.packets.back().begin + collector.film.packets.back().length > length) {
      return fail("is only a part of a film");
    }
    return finish(std::move(collector.film));
  } catch (const std::exception&) {  // a size in it that no memory holds
    return fail("is no WebM film");
  }
}

}  // namespace treffpunkt
