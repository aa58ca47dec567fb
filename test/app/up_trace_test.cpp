// `herd up --trace`

#include <csignal>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"
#include "support/temporary_directory.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;

TEST_CASE("up writes its trace when it is ready and asked to and stopped") {
    const HerdFile file;
    const auto trace = file.directory() / "trace.json";
    Up up(file, {"--trace", "trace.json"});
    CHECK(contains(read_file(trace), "\"started\""));
    TestClient(file.port(0)).ask("IAMAT kiwi +1+2 3");
    CHECK(eventually([&] {
        up.process().signal(SIGUSR1);
        const auto text = read_file(trace);
        return contains(text, "\"delivered\"") && contains(text, "kiwi");
    }));
    TestClient(file.port(1)).ask("IAMAT emu +1+2 3");
    up.process().signal(SIGTERM);
    CHECK(up.process().finish().status == 0);
    CHECK(contains(read_file(trace), "emu"));
    CHECK(contains(read_file(trace), "\"stopped\""));
    CHECK(file.run({"explain", "kiwi", "--trace", "trace.json"}).status == 0);
    CHECK(file.run({"trace", "trace.json", "--svg", "-"}).status == 0);
}

TEST_CASE("up says at once that its trace cannot be written") {
    const HerdFile file;
    const auto outcome = file.run({"up", "--trace", "no/such/folder/trace.json"});
    CHECK(outcome.status == 2);
    CHECK(contains(outcome.err, "no/such/folder"));
    CHECK_FALSE(contains(outcome.out, "READY"));
}

TEST_CASE("up says that there is no trace to write") {
    const HerdFile file("[trace]\nbuffer = \"off\"\n");
    const auto outcome = file.run({"up", "--trace", "trace.json"});
    CHECK(outcome.status == 2);
    CHECK(contains(outcome.err, "[trace] buffer"));
}

}  // namespace
}  // namespace herd::app
