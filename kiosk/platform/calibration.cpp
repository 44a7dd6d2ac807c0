#include "kiosk/platform/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace treffpunkt::platform {
namespace {

constexpr double kMostStretch = 1.6;
constexpr double kMostMiss = 0.03;

using Row = std::array<double, 3>;

double determinant(const Row& a, const Row& b, const Row& c) {
  return a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
}

// The normal equations of "row . solution = right" over all rows, by Cramer's rule.
std::optional<Row> least_squares(const std::array<Row, 4>& rows, const std::array<double, 4>& right) {
  std::array<Row, 3> matrix{};
  Row sums{};
  for (std::size_t k = 0; k < rows.size(); ++k) {
    for (std::size_t i = 0; i < 3; ++i) {
      sums[i] += rows[k][i] * right[k];
      for (std::size_t j = 0; j < 3; ++j) matrix[i][j] += rows[k][i] * rows[k][j];
    }
  }
  const double whole = determinant(matrix[0], matrix[1], matrix[2]);
  if (std::fabs(whole) < 1e-9) return std::nullopt;
  Row solution{};
  for (std::size_t column = 0; column < 3; ++column) {
    auto replaced = matrix;
    for (std::size_t i = 0; i < 3; ++i) replaced[i][column] = sums[i];
    solution[column] = determinant(replaced[0], replaced[1], replaced[2]) / whole;
  }
  return solution;
}

}  // namespace

Point Calibration::corrected(Point raw) const {
  return {static_cast<float>(a * raw.x + b * raw.y + c), static_cast<float>(d * raw.x + e * raw.y + f)};
}

bool Calibration::plausible() const {
  for (const double value : {a, b, c, d, e, f}) {
    if (!std::isfinite(value) || std::fabs(value) > 2) return false;
  }
  // The axes' lengths and the area between them; a panel mounted the other way round turns them, that is all right.
  const double first = std::hypot(a, d), second = std::hypot(b, e), area = std::fabs(a * e - b * d);
  if (std::min(first, second) < 1 / kMostStretch || std::max(first, second) > kMostStretch || area < 0.5 * first * second) return false;
  const Point middle = corrected({0.5F, 0.5F});
  return std::fabs(middle.x - 0.5F) < 0.25F && std::fabs(middle.y - 0.5F) < 0.25F;
}

Result<Calibration> Calibration::fit(const std::array<Point, 4>& touched, const std::array<Point, 4>& meant) {
  std::array<Row, 4> rows;
  std::array<double, 4> xs{}, ys{};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i] = {touched[i].x, touched[i].y, 1};
    xs[i] = meant[i].x;
    ys[i] = meant[i].y;
  }
  const auto x = least_squares(rows, xs), y = least_squares(rows, ys);
  if (!x || !y) return fail("the four touches lie on one line");
  const Calibration found{(*x)[0], (*x)[1], (*x)[2], (*y)[0], (*y)[1], (*y)[2]};
  if (!found.plausible()) return fail("the four touches are not the corners of a panel");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Point place = found.corrected(touched[i]);
    const double miss = std::hypot(place.x - meant[i].x, place.y - meant[i].y);
    if (miss > kMostMiss) return fail(fmt::format("the touch on corner {} does not fit the other three: {:.0f} % of the panel beside it", i + 1, miss * 100));
  }
  return found;
}

}  // namespace treffpunkt::platform
