// What is left of a run.

#include "scenario/run_directory.hpp"

#include "support/catch.hpp"
#include "support/temporary_directory.hpp"
#include "trace/simulated_herd.hpp"
#include "trace/trace_file.hpp"

namespace herd::scenario {
namespace {

using test::read_file;
using test::TemporaryDirectory;

TEST_CASE("a folder is named after its scenario's file") {
    CHECK(make_slug("scenarios/an-update goes (round).toml") == "an-update-goes-round");
    CHECK(make_slug("Größe.toml") == "Gr-e");
    CHECK(make_slug("..toml") == "scenario");
    CHECK(make_slug("").size() > 0);
    CHECK(make_slug(std::string(1000, 'a') + ".toml").size() == 100);
}

TEST_CASE("two scenarios never share a folder") {
    const TemporaryDirectory directory;
    auto run = RunDirectory::open(directory / "run");
    REQUIRE(run);
    CHECK(run->add_folder("a/x.toml").value() == directory / "run/x");
    CHECK(run->add_folder("b/x.toml").value() == directory / "run/x-2");
    CHECK(run->add_folder("x-2.toml").value() == directory / "run/x-2-2");
    CHECK(std::filesystem::is_directory(directory / "run/x-2-2"));
}

TEST_CASE("a run leaves its trace and reports and nothing else is touched") {
    const TemporaryDirectory directory;
    auto run = RunDirectory::open(directory.path());
    REQUIRE(run);
    Played played;
    played.file = "x.toml";
    played.name = "x";
    played.directory = run->add_folder("x.toml").value();
    directory.write("x/notes.txt", "mine");
    directory.write("x/report.txt", "old");
    auto herd = test::SimulatedHerd::ring();
    herd.send("Alford", "kiwi", "1");
    herd.settle();
    REQUIRE(write_run(played, herd.trace()));
    CHECK(read_file(directory / "x/report.txt").starts_with("passed    x.toml: x ("));
    CHECK(read_file(directory / "x/report.json").find("\"verdict\": \"passed\"") != std::string::npos);
    CHECK(read_file(directory / "x/notes.txt") == "mine");
    const auto trace = trace::parse_trace(read_file(directory / "x/trace.json"), "trace.json");
    REQUIRE(trace);
    CHECK(trace->events.size() == herd.trace().events.size());
    // Without a trace of this run an earlier one would mislead.
    REQUIRE(write_run(played, {}));
    CHECK_FALSE(std::filesystem::exists(directory / "x/trace.json"));
}

TEST_CASE("a run directory that cannot be made or written in is told before anything is played") {
    const TemporaryDirectory directory;
    directory.write("file", "");
    CHECK_FALSE(RunDirectory::open(directory / "file/run"));
    CHECK_FALSE(RunDirectory::open("/proc/herd-run"));
    CHECK_FALSE(RunDirectory::open("/proc"));
    CHECK_FALSE(RunDirectory::open(""));
}

TEST_CASE("a file in the way of a scenario's folder is told") {
    const TemporaryDirectory directory;
    directory.write("x", "");
    auto run = RunDirectory::open(directory.path());
    REQUIRE(run);
    CHECK_FALSE(run->add_folder("x.toml"));
}

}  // namespace
}  // namespace herd::scenario
