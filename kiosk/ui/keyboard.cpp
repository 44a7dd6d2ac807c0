#include "kiosk/ui/keyboard.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "kiosk/ui/keyboard_layout.h"

namespace treffpunkt::ui {
namespace {

constexpr float kNarrowestMm = 12, kWidestMm = 24;
constexpr float kLowestMm = 14, kHighestMm = 21;
constexpr float kHeightShare = 0.045f;   // of the panel, a row
constexpr float kRoomForFourMm = 160;    // panels lower than this have three rows of letters and one of other keys
constexpr float kRoomForDigitsMm = 240;  // panels from this height on have digits above the letters
constexpr float kSideKeys = 3;           // shift and erase beside the letters, in letters
constexpr std::size_t kMarksInRow = 10;

struct Letter {
  std::string plain, shifted;
};
using Letters = std::vector<Letter>;

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> found;
  for (const char byte : text) {
    if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) found.emplace_back();
    found.back() += byte;
  }
  return found;
}

Letters letters_of(std::string_view plain, std::string_view shifted) {
  const auto below = characters(plain), above = characters(shifted);
  Letters letters;
  for (std::size_t i = 0; i < below.size(); ++i) letters.push_back({below[i], i < above.size() ? above[i] : below[i]});
  return letters;
}

// What there is room for, and what lies where.
struct Plan {
  std::vector<Letters> rows;  // of the letters' page
  Letters aside;              // had no room there
  std::size_t columns = 10;   // in letters' widths, of the whole keyboard
  bool sides = true;          // shift and erase stand beside the last row of letters, not below it
};

float gap_of(const Metrics& metrics) { return metrics.mm(metrics.small_panel() ? 1.2f : 2.f); }
float edge_of(const Metrics& metrics) { return metrics.mm(metrics.small_panel() ? 1.4f : 4.f); }
float narrowest(const Metrics& metrics) { return std::ceil(kNarrowestMm * metrics.pixels_per_mm); }

std::size_t columns_that_fit(const Metrics& metrics) {
  const float gap = gap_of(metrics);
  return static_cast<std::size_t>((metrics.width - 2 * edge_of(metrics) + gap) / (narrowest(metrics) + gap));
}

float units_of(const Plan& plan, std::size_t row) {
  const bool last = row + 1 == plan.rows.size();
  return static_cast<float>(plan.rows[row].size()) + (last && plan.sides ? kSideKeys : 0);
}

std::size_t longest(const Plan& plan) {
  float most = 0;
  for (std::size_t i = 0; i < plan.rows.size(); ++i) most = std::max(most, units_of(plan, i));
  return static_cast<std::size_t>(most);
}

void take_rare(Plan& plan, std::string_view rare) {
  for (auto& row : plan.rows) {
    for (auto letter = row.begin(); letter != row.end();) {
      const bool is_rare = rare.find(letter->plain) != std::string_view::npos;
      if (is_rare) plan.aside.push_back(*letter);
      letter = is_rare ? row.erase(letter) : letter + 1;
    }
  }
}

// Rows that are too long give their last letters to rows that have room, the lowest first.
void even_out(Plan& plan, Letters over, std::size_t most) {
  for (auto& row : plan.rows) {
    if (row.size() <= most) continue;
    over.insert(over.end(), row.begin() + static_cast<std::ptrdiff_t>(most), row.end());
    row.resize(most);
  }
  for (auto row = plan.rows.rbegin(); row != plan.rows.rend(); ++row) {
    const auto count = std::min(over.size(), most - row->size());
    row->insert(row->end(), over.begin(), over.begin() + static_cast<std::ptrdiff_t>(count));
    over.erase(over.begin(), over.begin() + static_cast<std::ptrdiff_t>(count));
  }
  plan.aside.insert(plan.aside.end(), over.begin(), over.end());
}

Plan plan_of(const KeyboardLayout& layout, const Metrics& metrics) {
  Plan plan;
  const bool four = metrics.height_mm() >= kRoomForFourMm;
  const std::size_t most = columns_that_fit(metrics);
  auto more = letters_of(layout.more, layout.more_shifted);
  if (four && !more.empty()) plan.rows.push_back(std::exchange(more, {}));
  for (std::size_t i = 0; i < layout.rows.size(); ++i)
    plan.rows.push_back(letters_of(layout.rows[i], layout.shifted[i]));
  if (longest(plan) > most || !more.empty()) {
    plan.sides = false;
    std::size_t all = more.size();
    for (const auto& row : plan.rows) all += row.size();
    if (all > most * plan.rows.size() && four) {
      plan.rows.insert(plan.rows.begin(), Letters{});
    } else if (all > most * plan.rows.size()) {
      take_rare(plan, layout.rare);
    }
    even_out(plan, more, most);
  }
  plan.columns = std::max(longest(plan), std::min<std::size_t>(most, 10));
  return plan;
}

class Arranger {
 public:
  Arranger(const Metrics& metrics, const Plan& plan, const KeyboardState& state)
      : metrics_(metrics), state_(state), gap_(gap_of(metrics)), columns_(static_cast<float>(plan.columns)) {
    height_ = std::ceil(std::clamp(metrics.height_mm() * kHeightShare, kLowestMm, kHighestMm) * metrics.pixels_per_mm);
    const float room = metrics.width - 2 * edge_of(metrics);
    key_ = std::floor(std::min((room - gap_ * (columns_ - 1)) / columns_, metrics.mm(kWidestMm)));
    width_ = columns_ * key_ + (columns_ - 1) * gap_;
    left_ = std::floor((metrics.width - width_) / 2);
    y_ = gap_ + metrics.mm(0.8f);
  }

  void letters(const Letters& row) {
    x_ = left_ + std::floor((width_ - wide(static_cast<float>(row.size()))) / 2);
    for (const auto& letter : row) this->letter(letter);
    end_row();
  }

  // Shift and erase take what the letters leave, in equal parts.
  void letters_between_sides(const Letters& row) {
    const float side = std::floor((width_ - wide(static_cast<float>(row.size())) - 2 * gap_) / 2);
    x_ = left_;
    shift(side);
    for (const auto& letter : row) this->letter(letter);
    add(Key::Kind::erase, left_ + width_ - x_, "", {"key", "erase"});
    end_row();
  }

  void last_row(bool with_sides, bool with_shift, std::string_view signs, std::string_view other) {
    x_ = left_;
    const float some = wide(with_sides ? 1.2f : 1.5f), done = wide(with_sides ? 2.f : 2.5f);
    if (with_sides && with_shift) shift(wide(1));
    add(Key::Kind::signs, some, std::string(signs), {"key", "signs"});
    if (!other.empty()) add(Key::Kind::other, some, std::string(other), {"key", "other"});
    const float erase = with_sides ? wide(1.5f) + gap_ : 0;
    add(Key::Kind::space, left_ + width_ - done - gap_ - erase - x_, "", {"key", "type  "});
    if (with_sides) add(Key::Kind::erase, wide(1.5f), "", {"key", "erase"});
    add(Key::Kind::done, left_ + width_ - x_, "", {"key", "hide"});
    end_row();
  }

  Keyboard take() {
    keyboard_.height = y_ + metrics_.mm(0.8f);
    return std::move(keyboard_);
  }

 private:
  float wide(float keys) const { return std::floor(keys * key_ + (keys - 1) * gap_); }

  void add(Key::Kind kind, float width, std::string label, Action action) {
    keyboard_.keys.push_back({kind,
                              {x_, y_, width, height_},
                              std::move(label),
                              std::move(action),
                              kind == Key::Kind::shift && state_.shift});
    x_ += width + gap_;
  }
  void letter(const Letter& letter) {
    const auto& shown = state_.shift && !state_.signs ? letter.shifted : letter.plain;
    add(Key::Kind::letter, key_, shown, {"key", "type " + shown});
  }
  void shift(float width) { add(Key::Kind::shift, width, "", {"key", "shift"}); }
  void end_row() { y_ += height_ + gap_; }

  const Metrics& metrics_;
  const KeyboardState& state_;
  Keyboard keyboard_;
  float gap_, columns_, height_ = 0, key_ = 0, width_ = 0, left_ = 0, x_ = 0, y_ = 0;
};

// Rows of the page with digits and signs; letters that had no room come last.
std::vector<Letters> sign_rows(const KeyboardLayout& layout, const Plan& plan) {
  std::vector<Letters> rows = {letters_of(layout.digits, layout.digits)};
  auto rest = letters_of(layout.marks, layout.marks);
  for (const auto& letter : plan.aside) {
    rest.push_back({letter.plain, letter.plain});
    if (letter.shifted != letter.plain) rest.push_back({letter.shifted, letter.shifted});
  }
  for (std::size_t i = 0; i < rest.size(); i += kMarksInRow) {
    rows.emplace_back(rest.begin() + static_cast<std::ptrdiff_t>(i),
                      rest.begin() + static_cast<std::ptrdiff_t>(std::min(i + kMarksInRow, rest.size())));
  }
  return rows;
}

}  // namespace

Keyboard arrange_keyboard(const Metrics& metrics, std::string_view language, const KeyboardState& state) {
  const auto& own = keyboard_layout(language);
  const auto& german = keyboard_layout("de");
  const bool speaks_german = own.language == german.language;
  const bool switched = state.other && !speaks_german;
  const auto& layout = switched ? german : own;
  const auto plan = plan_of(layout, metrics);
  const bool digits = metrics.height_mm() >= kRoomForDigitsMm;
  Arranger arranger(metrics, plan, state);
  const std::string_view other = speaks_german ? "" : switched ? own.sign : german.sign;
  if (state.signs) {
    const auto rows = sign_rows(layout, plan);
    for (std::size_t i = 0; i + 1 < rows.size(); ++i) arranger.letters(rows[i]);
    // As many rows as the letters have, so that nothing jumps.
    for (auto i = rows.size(); i < plan.rows.size() + (digits ? 1 : 0); ++i) arranger.letters({});
    arranger.letters(rows.back());
    arranger.last_row(true, false, layout.letters_sign, other);
    return arranger.take();
  }
  if (digits) arranger.letters(letters_of(layout.digits, layout.digits));
  for (std::size_t i = 0; i < plan.rows.size(); ++i) {
    const bool between = plan.sides && i + 1 == plan.rows.size();
    between ? arranger.letters_between_sides(plan.rows[i]) : arranger.letters(plan.rows[i]);
  }
  arranger.last_row(!plan.sides, true, digits ? ".,?" : "123", other);
  return arranger.take();
}

}  // namespace treffpunkt::ui
