#include "study/plan.hpp"

#include <algorithm>
#include <array>

namespace herd::study {
namespace {

using std::chrono::milliseconds;
using topology::Shape;

constexpr std::array propagations{core::Propagation::flood, core::Propagation::tree};

/// So many origins at most, since what trees take grows with them.
constexpr std::size_t most_origins = 25;

/// Link messages that a cell may cost, roughly: what takes some seconds.
constexpr std::size_t affordable = 1'000'000;

/// Twice as many servers would have half a million links and take nearly 2 GB.
constexpr std::size_t most_meshed = 500;

/// Two updates of each origin, one of them measured; fewer where one costs very much.
Cell plan_size(Shape shape, std::size_t servers, core::Propagation propagation) {
    const std::size_t links = shape == Shape::mesh ? servers * (servers - 1) / 2 : 2 * servers;
    Cell cell;
    cell.part = Part::size;
    cell.shape = shape;
    cell.servers = servers;
    cell.propagation = propagation;
    cell.jitter = cell.latency / 20;
    cell.origins = std::clamp<std::size_t>(affordable / (4 * links), 3, std::min(most_origins, servers));
    cell.updates = cell.origins;
    return cell;
}

void plan_sizes(bool is_quick, std::vector<Cell>& cells) {
    const auto sizes = is_quick ? std::vector<std::size_t>{5, 25}
                                : std::vector<std::size_t>{5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000};
    for (const auto shape :
         {Shape::ring, Shape::tree, Shape::grid, Shape::regular, Shape::small_world, Shape::mesh}) {
        for (const std::size_t servers : sizes) {
            if (shape == Shape::mesh && servers > most_meshed) continue;
            for (const auto propagation : propagations)
                cells.push_back(plan_size(shape, servers, propagation));
        }
    }
}

/// Ten seconds of load, or fewer updates where these are enough to tell.
void plan_loads(bool is_quick, std::vector<Cell>& cells) {
    const auto rates =
        is_quick ? std::vector<std::uint64_t>{100} : std::vector<std::uint64_t>{1, 10, 100, 300, 1000};
    for (const std::uint64_t bytes_per_second : {0, 50'000}) {
        for (const std::uint64_t rate : rates) {
            for (const auto propagation : propagations) {
                Cell cell;
                cell.part = Part::load;
                cell.shape = Shape::regular;
                cell.servers = is_quick ? 20 : 100;
                cell.propagation = propagation;
                cell.jitter = cell.latency / 20;
                cell.origins = is_quick ? 5 : most_origins;
                cell.updates = is_quick ? 20 : std::clamp<std::size_t>(10 * rate, 50, 3000);
                cell.rate = rate;
                cell.bytes_per_second = bytes_per_second;
                cells.push_back(cell);
            }
        }
    }
}

/// Source: https://fly.io/dist-sys/3d, 3e: 25 nodes, 100 ms, 100 operations a second for 20 seconds
void plan_glomers(bool is_quick, std::vector<Cell>& cells) {
    for (const auto split : {milliseconds(0), milliseconds(5000)}) {
        for (const auto shape : {Shape::grid, Shape::tree, Shape::star}) {
            for (const auto propagation : propagations) {
                Cell cell;
                cell.part = Part::glomers;
                cell.shape = shape;
                cell.servers = 25;
                cell.propagation = propagation;
                cell.latency = milliseconds(100);
                cell.origins = 25;
                cell.updates = is_quick ? 100 : 2000;
                cell.rate = 100;
                cell.split = split;
                cells.push_back(cell);
            }
        }
    }
}

}  // namespace

std::vector<Cell> plan_study(bool is_quick) {
    std::vector<Cell> cells;
    plan_sizes(is_quick, cells);
    plan_loads(is_quick, cells);
    plan_glomers(is_quick, cells);
    return cells;
}

}  // namespace herd::study
