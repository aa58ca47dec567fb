// The study: that its small cells obey the laws of flooding and of spanning trees, and that it says what it
// saw.
#include "study/study.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "../trace/markup.hpp"
#include "base/whole_file.hpp"
#include "study/measure.hpp"
#include "study/pictures.hpp"
#include "study/plan.hpp"
#include "study/row_text.hpp"
#include "study/tables.hpp"
#include "study/wires.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

namespace herd::study {
namespace {

const std::vector<Row>& quick_study() {
    static const auto rows = run_study({1, true, {}});
    return rows;
}

std::string describe(const Cell& cell) {
    return std::string(format_part(cell.part)) + " " + std::string(topology::format_shape(cell.shape)) +
           " of " + std::to_string(cell.servers) + ", " + std::string(format_propagation(cell.propagation));
}

bool is_split(const Cell& cell) {
    return cell.split > nanoseconds(0);
}

TEST_CASE("every update of the quick study comes to every server") {
    CHECK(quick_study().size() == plan_study(true).size());
    for (const auto& [cell, figures] : quick_study()) {
        INFO(describe(cell));
        CHECK(figures.reached == cell.servers);
        CHECK(figures.updates == cell.updates);
        CHECK(figures.median <= figures.p99);
        CHECK(figures.p99 <= figures.most);
    }
}

TEST_CASE("flooding costs exactly two messages a link, less one for each server but the first") {
    std::size_t rows = 0;
    for (const auto& [cell, figures] : quick_study()) {
        if (cell.propagation != core::Propagation::flood || is_split(cell)) continue;
        INFO(describe(cell));
        ++rows;
        CHECK(figures.traffic.payload == (2 * figures.links - cell.servers + 1) * figures.updates);
        CHECK(figures.traffic.messages() == figures.traffic.payload);
    }
    CHECK(rows == 17);
}

TEST_CASE("a spanning tree sends each server the update once, and hardly ever twice") {
    std::size_t rows = 0;
    for (const auto& [cell, figures] : quick_study()) {
        if (cell.propagation != core::Propagation::tree || is_split(cell)) continue;
        INFO(describe(cell));
        ++rows;
        const double least = static_cast<double>(cell.servers - 1);
        CHECK(figures.an_update(figures.traffic.payload) >= least);
        CHECK(figures.an_update(figures.traffic.payload) <= 1.05 * least);
    }
    CHECK(rows == 17);
}

TEST_CASE("a partition costs time, and what was missed is made up for") {
    for (const auto& [cell, figures] : quick_study()) {
        if (!is_split(cell)) continue;
        INFO(describe(cell));
        CHECK(figures.traffic.resynced > 0);
        CHECK(figures.most > std::chrono::seconds(1));
        CHECK(figures.most < std::chrono::seconds(7));
    }
}

TEST_CASE("an update takes as many hops and latencies as it is far to the last server") {
    Cell cell;
    cell.shape = topology::Shape::line;
    cell.servers = 7;
    cell.latency = std::chrono::milliseconds(10);
    const auto figures = measure(cell, 1);
    CHECK(figures.most_hops == 6);
    CHECK(figures.mean_hops == 3.5);
    CHECK(figures.most == std::chrono::milliseconds(60));
}

TEST_CASE("the same seed makes the same figures, and another seed others") {
    Cell cell;
    cell.shape = topology::Shape::regular;
    cell.servers = 30;
    cell.propagation = core::Propagation::tree;
    cell.jitter = cell.latency / 20;
    cell.origins = 3;
    cell.updates = 9;
    cell.rate = 500;
    const auto csv = [&](std::uint64_t seed) { return format_csv({{cell, measure(cell, seed)}}); };
    CHECK(csv(1) == csv(1));
    CHECK(csv(1) != csv(2));
}

TEST_CASE("rows are written as lines with a name for each column") {
    Row row;
    row.cell.shape = topology::Shape::small_world;
    row.cell.rate = 100;
    row.figures.links = 5;
    row.figures.updates = 2;
    row.figures.reached = 5;
    row.figures.traffic = {12, 0, 4, 1, 1500};
    row.figures.mean_hops = 1.5;
    row.figures.most_hops = 2;
    row.figures.median = std::chrono::microseconds(2010);
    row.figures.p99 = row.figures.most = std::chrono::milliseconds(3);
    CHECK(
        format_csv({row}) ==
        "part,topology,servers,links,propagation,latency_ms,rate,bytes_per_second,split_ms,updates,reached,"
        "payload,announcements,resynced,control,messages,bytes,mean_hops,most_hops,median_ms,p99_ms,most_ms\n"
        "size,small-world,5,5,flood,1.00,100,0,0.00,2,5,6.000,2.000,0.000,0.500,8.500,750.000,1.500,2,2.01,3."
        "00,"
        "3.00\n");
    const auto json = format_json({row, row});
    CHECK(test::count(json, "{\"part\":\"size\",\"topology\":\"small-world\",\"servers\":5,") == 2);
    CHECK(json.ends_with("\"most_ms\":3.00}\n]\n"));
    CHECK(format_json({}) == "[\n]\n");
}

TEST_CASE("percentiles are values that were measured") {
    std::vector<nanoseconds> times;
    for (int i = 1; i <= 200; ++i) times.emplace_back(i);
    CHECK(pick_percentile(times, 50) == nanoseconds(100));
    CHECK(pick_percentile(times, 99) == nanoseconds(198));
    CHECK(pick_percentile(times, 100) == nanoseconds(200));
    CHECK(pick_percentile({nanoseconds(7)}, 1) == nanoseconds(7));
}

TEST_CASE("messages are counted whole, however they come") {
    const std::string frame = {3, 0, 0, 0, 0, 0, 0, 0, 1, 'a', 'b'};
    const std::string bytes = frame + frame;
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        Wires wires;
        std::size_t frames = 0;
        const auto on_frame = [&](std::string_view whole) { frames += whole == frame ? 1 : 100; };
        wires.on_bytes(0, 1, std::string_view(bytes).substr(0, first), on_frame);
        wires.on_bytes(1, 0, frame, on_frame);
        wires.on_bytes(0, 1, std::string_view(bytes).substr(first), on_frame);
        CHECK(frames == 3);
    }
    Wires wires;
    std::size_t frames = 0;
    wires.on_bytes(0, 1, "\3", [&](std::string_view) { ++frames; });
    wires.on_down(0, 1);
    wires.on_bytes(0, 1, frame, [&](std::string_view) { ++frames; });
    CHECK(frames == 1);
}

TEST_CASE("a study is written as a table, as text and as pictures") {
    const test::TemporaryDirectory directory;
    const auto folder = directory.path() / "new" / "study";
    REQUIRE(write_study(folder, quick_study()));
    for (const auto& picture : draw_pictures(quick_study())) {
        INFO(picture.file);
        CHECK(test::check_xml(picture.svg).empty());
        CHECK(std::filesystem::file_size(folder / picture.file) == picture.svg.size());
    }
    CHECK(std::filesystem::file_size(folder / "study.csv") == format_csv(quick_study()).size());
    CHECK(std::filesystem::file_size(folder / "study.md") > 1000);
    REQUIRE(write_whole(directory.path() / "file", ""));
    CHECK_FALSE(write_study(directory.path() / "file", quick_study()));
}

}  // namespace
}  // namespace herd::study
