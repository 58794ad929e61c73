#include "myotrend/trend/fitted.h"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "myotrend/trend/summary.h"

namespace myotrend::trend {
namespace {

constexpr std::size_t states = 4;  // level, slope, slow, day
constexpr std::size_t jump_sought_among = 5;
constexpr double median_of_chi_square_1 = .454936423119573;
using Vector = std::array<double, states>;
using Matrix = std::array<Vector, states>;

constexpr Vector seen{1, 0, 1, 1};
constexpr Vector shown{1, 0, 1, 0};

double square(double x) { return x * x; }

double dot(const Vector& a, const Vector& b) {
  double sum = 0;
  for (std::size_t i = 0; i < states; ++i) sum += a[i] * b[i];
  return sum;
}

Vector times(const Matrix& m, const Vector& v) {
  Vector out;
  for (std::size_t i = 0; i < states; ++i) out[i] = dot(m[i], v);
  return out;
}

/// a m a' for a = transpose ? t' : t.
Matrix both_sides(const Matrix& t, const Matrix& m, bool transpose) {
  Matrix half{}, out{};
  const auto a = [&](std::size_t i, std::size_t j) { return transpose ? t[j][i] : t[i][j]; };
  for (std::size_t i = 0; i < states; ++i) {
    for (std::size_t j = 0; j < states; ++j) {
      for (std::size_t k = 0; k < states; ++k) half[i][j] += a(i, k) * m[k][j];
    }
  }
  for (std::size_t i = 0; i < states; ++i) {
    for (std::size_t j = 0; j < states; ++j) {
      for (std::size_t k = 0; k < states; ++k) out[i][j] += half[i][k] * a(j, k);
    }
  }
  return out;
}

/// One reading of a stream on its way through the smoother.
struct Node {
  double days = 0, y = 0;
  bool fitted = true;   // false: held
  double jump = 0;      // variance added to the level before it
  Matrix transition{};  // from the node before
  Vector mean{};        // predicted
  Matrix covariance{};  // predicted
  double innovation = 0, variance = 0;
};

/// What moves in one stream.
struct Movement {
  double level_walk = 0, slope_walk = 0, slow_variance = 0, slow_tau = 1, day_variance = 0, day_tau = 1, white = 0;
  double level_variance = 0, slope_variance = 0, huber = 0;
};

Movement movement_of(const Parameters& p, Stream stream) {
  Movement m;
  const bool grip = is_grip(stream);
  m.level_walk = grip ? p.common_walk * p.common_walk + p.hand_walk * p.hand_walk : p.mip_walk * p.mip_walk;
  m.slope_walk = p.fitted_slope_walk * p.fitted_slope_walk;
  m.slow_variance = grip                     ? square(p.common_slow_sd) + square(p.hand_slow_sd)
                    : stream == Stream::snip ? square(p.snip_shared_slow * p.mip_slow_sd) + square(p.snip_slow_sd)
                    : stream == Stream::fvc  ? square(p.fvc_shared_slow * p.mip_slow_sd) + square(p.fvc_slow_sd)
                                             : square(p.mip_slow_sd);
  m.slow_tau = grip ? p.common_slow_tau : p.mip_slow_tau;
  m.day_variance = grip ? p.day_sd * p.day_sd : 0;
  m.day_tau = p.day_tau;
  m.white = square(grip                     ? p.grip_white_sd
                   : stream == Stream::snip ? p.snip_white_sd
                   : stream == Stream::fvc  ? p.fvc_white_sd
                                            : p.mip_white_sd);
  m.level_variance = grip ? p.level_sd * p.level_sd : p.mip_level_sd * p.mip_level_sd;
  m.slope_variance = p.fitted_slope_sd * p.fitted_slope_sd;
  m.huber = p.huber;
  return m;
}

/// The nodes of one stream: held readings that lead up to a step are fitted, and the step's jump lies where the last
/// readings jump most.
std::vector<Node> nodes_of(const Parameters& p, std::span<const FittedReading> readings, Stream stream) {
  std::vector<Node> nodes;
  int device = 0;
  for (const FittedReading& reading : readings) {
    if (reading.stream != stream) continue;
    Node node;
    node.days = reading.days;
    node.y = reading.y_log_pct;
    node.fitted = reading.status != StrengthStatus::held;
    if (!nodes.empty() && reading.device != device) node.jump = p.device_sd * p.device_sd;
    device = reading.device;
    nodes.push_back(node);
    if (reading.status != StrengthStatus::step) continue;
    for (std::size_t i = nodes.size() - 1; i > 0 && !nodes[i - 1].fitted; --i) nodes[i - 1].fitted = true;
    if (nodes.size() < 2) continue;
    const auto size_of_jump = [&](std::size_t i) { return std::abs(nodes[i].y - nodes[i - 1].y); };
    std::size_t jump = nodes.size() - 1;
    const std::size_t oldest = nodes.size() > jump_sought_among ? nodes.size() - jump_sought_among : 1;
    for (std::size_t i = oldest; i < nodes.size(); ++i) {
      if (size_of_jump(i) > size_of_jump(jump)) jump = i;
    }
    nodes[jump].jump += p.relearn_sd * p.relearn_sd;
  }
  return nodes;
}

/// Local linear trend over `gap` days: the slope's walk enters the level through its integral.
void predict(const Movement& m, double gap, Node& node, const Vector& mean, const Matrix& covariance) {
  const double slow = std::exp(-gap / m.slow_tau), day = std::exp(-gap / m.day_tau);
  node.transition = {Vector{1, gap, 0, 0}, Vector{0, 1, 0, 0}, Vector{0, 0, slow, 0}, Vector{0, 0, 0, day}};
  node.mean = times(node.transition, mean);
  node.covariance = both_sides(node.transition, covariance, false);
  node.covariance[0][0] += m.level_walk * gap + m.slope_walk * gap * gap * gap / 3 + node.jump;
  node.covariance[0][1] += m.slope_walk * gap * gap / 2;
  node.covariance[1][0] += m.slope_walk * gap * gap / 2;
  node.covariance[1][1] += m.slope_walk * gap;
  node.covariance[2][2] += m.slow_variance * (1 - slow * slow);
  node.covariance[3][3] += m.day_variance * (1 - day * day);
}

/// Kalman filter; returns the personal noise scale. Readings beyond huber sigma (of `scale`) weigh less.
double forward(const Movement& m, double scale, std::vector<Node>& nodes) {
  Vector mean{nodes.front().y, 0, 0, 0};
  Matrix covariance{};
  covariance[0][0] = m.level_variance;
  covariance[1][1] = m.slope_variance;
  covariance[2][2] = m.slow_variance;
  covariance[3][3] = m.day_variance;
  double before = nodes.front().days;
  std::vector<double> squares;
  for (Node& node : nodes) {
    predict(m, std::max(node.days - before, 0.), node, mean, covariance);
    before = node.days;
    mean = node.mean;
    covariance = node.covariance;
    if (!node.fitted) continue;
    const Vector with_states = times(node.covariance, seen);
    node.innovation = node.y - dot(seen, node.mean);
    node.variance = dot(seen, with_states) + m.white;
    const double z2 = node.innovation * node.innovation / node.variance;
    squares.push_back(z2);
    node.variance *= std::max(1., std::sqrt(z2 / scale) / m.huber);
    for (std::size_t i = 0; i < states; ++i) {
      mean[i] += with_states[i] * node.innovation / node.variance;
      for (std::size_t j = 0; j < states; ++j) covariance[i][j] -= with_states[i] * with_states[j] / node.variance;
    }
  }
  return squares.empty() ? 1. : median_of(squares) / median_of_chi_square_1;
}

/// de Jong's backward pass: r gathers what later readings say, N its variance.
std::vector<FittedPoint> backward(const std::vector<Node>& nodes, double scale) {
  const double z = boost::math::quantile(boost::math::normal_distribution<double>(), .975);
  std::vector<FittedPoint> points(nodes.size());
  Vector r{};
  Matrix n{};
  for (std::size_t k = nodes.size(); k-- > 0;) {
    const Node& node = nodes[k];
    if (node.fitted) {
      const Vector with_states = times(node.covariance, seen);
      Matrix keep{};  // I - PH H' / S
      for (std::size_t i = 0; i < states; ++i) {
        for (std::size_t j = 0; j < states; ++j) {
          keep[i][j] = (i == j ? 1. : 0.) - with_states[i] * seen[j] / node.variance;
        }
      }
      const double carried = dot(with_states, r) / node.variance;
      n = both_sides(keep, n, true);
      for (std::size_t i = 0; i < states; ++i) {
        r[i] += seen[i] * (node.innovation / node.variance - carried);
        for (std::size_t j = 0; j < states; ++j) n[i][j] += seen[i] * seen[j] / node.variance;
      }
    }
    const Vector reach = times(node.covariance, shown);
    const double fitted = dot(shown, node.mean) + dot(reach, r);
    const double variance = dot(shown, reach) - dot(reach, times(n, reach));
    const double half = z * std::sqrt(std::max(variance, 0.) * scale);
    points[k] = {node.days, fitted, {fitted - half, fitted + half}};
    Vector back{};
    for (std::size_t i = 0; i < states; ++i) {
      for (std::size_t j = 0; j < states; ++j) back[i] += node.transition[j][i] * r[j];
    }
    r = back;
    n = both_sides(node.transition, n, true);
  }
  return points;
}

}  // namespace

std::array<std::vector<FittedPoint>, stream_count> fitted_line(const Parameters& p,
                                                               std::span<const FittedReading> readings) {
  std::array<std::vector<FittedPoint>, stream_count> lines;
  for (const Stream stream : all_streams) {
    auto nodes = nodes_of(p, readings, stream);
    if (nodes.empty()) continue;
    const Movement movement = movement_of(p, stream);
    const double scale = std::max(forward(movement, 1., nodes), p.scale_floor_for_z);
    forward(movement, scale, nodes);
    lines[index_of(stream)] = backward(nodes, scale);
  }
  return lines;
}

}  // namespace myotrend::trend
