#include "core/phone_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace herd::core {
namespace {

constexpr double radians = std::numbers::pi / 180;
constexpr int rows = 3600;
constexpr double row_degrees = 180.0 / rows;
/// How far a float point may be from its place, with room to spare.
constexpr double float_slack_km = 0.005;

/// The circumference of a row, in degrees of a great circle, at its edge nearer to the equator.
double row_circumference(int row) {
    const double south = row * row_degrees - 90;
    const double nearest =
        south < 0 && south + row_degrees > 0 ? 0.0 : std::min(std::abs(south), std::abs(south + row_degrees));
    return 360 * std::cos(nearest * radians);
}

/// How many cells each row has, and the number of its first one.
struct Rows {
    std::array<int, rows> columns;
    std::array<std::uint32_t, rows> first;

    Rows() {
        std::uint32_t next = 0;
        for (int row = 0; row < rows; ++row) {
            columns[row] = std::max(1, static_cast<int>(row_circumference(row) / row_degrees));
            first[row] = next;
            next += static_cast<std::uint32_t>(columns[row]);
        }
    }
};

const Rows& grid_rows() {
    static const Rows table;
    return table;
}

int row_of(double lat) {
    return std::clamp(static_cast<int>(std::floor((lat + 90) / row_degrees)), 0, rows - 1);
}

/// Not wrapped: -1 is the last column, seen from the east.
int column_of(double lng, int columns) {
    return static_cast<int>(std::floor((lng + 180) / 360 * columns));
}

std::uint32_t cell_of(LatLng at) {
    const int row = row_of(at.lat);
    const int columns = grid_rows().columns[row];
    return grid_rows().first[row] +
           static_cast<std::uint32_t>(std::clamp(column_of(at.lng, columns), 0, columns - 1));
}

/// No place of the cell is nearer than this: its centre's distance less half its height and half its width.
double cell_distance_km(int row, int column, LatLng center) {
    const int columns = grid_rows().columns[row];
    const LatLng middle{(row + 0.5) * row_degrees - 90, (column + 0.5) * 360 / columns - 180};
    const double half_degrees = row_degrees / 2 + row_circumference(row) / columns / 2;
    return great_circle_km(center, middle) - half_degrees * radians * earth_radius_km;
}

struct Candidate {
    double km;
    std::uint32_t cell;
};

/// The cells that may hold places within the radius.
template <class Visit>
void visit_cells(LatLng center, double radius_km, Visit visit) {
    const double reach = (radius_km + float_slack_km) / earth_radius_km / radians;
    const bool has_pole = std::abs(center.lat) + reach >= 90;
    double half_width = 180;
    if (!has_pole) {
        half_width = std::asin(std::sin(reach * radians) / std::cos(center.lat * radians)) / radians;
    }
    for (int row = row_of(center.lat - reach); row <= row_of(center.lat + reach); ++row) {
        const int columns = grid_rows().columns[row];
        int from = column_of(center.lng - half_width, columns);
        int to = column_of(center.lng + half_width, columns);
        if (has_pole || to - from >= columns - 1) {
            from = 0;
            to = columns - 1;
        }
        for (int column = from; column <= to; ++column) visit(row, (column + columns) % columns);
    }
}

}  // namespace

const std::vector<PhoneGrid::Point>* PhoneGrid::find(std::uint32_t cell) const {
    if (maps_.empty()) return nullptr;
    const Cells& map = maps_[cell % map_count];
    const auto found = map.find(cell);
    return found == map.end() ? nullptr : &found->second;
}

/// Takes a point out of its cell: the last one there takes its place.
void PhoneGrid::leave(Place place) {
    Cells& map = cells(place.cell);
    const auto found = map.find(place.cell);
    auto& points = found->second;
    points[place.position] = points.back();
    places_[points[place.position].id].position = place.position;
    points.pop_back();
    if (points.empty()) map.erase(found);
}

void PhoneGrid::make_room(std::size_t phones) {
    while (places_.size() < phones) places_.emplace_back();
}

void PhoneGrid::place(ClientId id, LatLng at) {
    make_room(std::size_t{id} + 1);
    if (maps_.empty()) maps_.resize(map_count);
    const std::uint32_t cell = cell_of(at);
    const double flat = std::cos(at.lat * radians);
    const Point point{static_cast<float>(flat * std::cos(at.lng * radians)),
                      static_cast<float>(flat * std::sin(at.lng * radians)),
                      static_cast<float>(std::sin(at.lat * radians)), id};
    if (places_[id].cell == cell) {
        cells(cell)[cell][places_[id].position] = point;
        return;
    }
    if (places_[id].cell != nowhere) leave(places_[id]);
    auto& points = cells(cell)[cell];
    places_[id] = {cell, static_cast<std::uint32_t>(points.size())};
    points.push_back(point);
}

void PhoneGrid::visit(NearestPhones& nearest, const std::vector<bool>& is_moved) const {
    if (nearest.reach_km() < 0) return;
    const LatLng center = nearest.center();
    std::vector<Candidate> candidates;
    visit_cells(center, nearest.reach_km(), [&](int row, int column) {
        const std::uint32_t cell = grid_rows().first[row] + static_cast<std::uint32_t>(column);
        if (find(cell)) candidates.push_back({cell_distance_km(row, column, center), cell});
    });
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
        return a.km != b.km ? a.km < b.km : a.cell < b.cell;
    });

    const double flat = std::cos(center.lat * radians);
    const double x = flat * std::cos(center.lng * radians);
    const double y = flat * std::sin(center.lng * radians);
    const double z = std::sin(center.lat * radians);
    for (const Candidate& candidate : candidates) {
        if (candidate.km > nearest.reach_km()) break;
        for (const Point& point : *find(candidate.cell)) {
            const double dx = point.x - x, dy = point.y - y, dz = point.z - z;
            // A chord is never longer than its arc.
            if (std::sqrt(dx * dx + dy * dy + dz * dz) * earth_radius_km >
                nearest.reach_km() + float_slack_km)
                continue;
            if (!is_moved[point.id]) nearest.offer(point.id);
        }
    }
}

}  // namespace herd::core
