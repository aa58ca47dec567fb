// Scenarios as files: what is written is read back as what it was.

#include "scenario/scenario_writer.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "support/catch.hpp"
#include "support/reading.hpp"
#include "support/same.hpp"

namespace herd::scenario {
namespace {

const std::filesystem::path library = std::filesystem::path(HERD_SOURCE) / "test" / "scenario" / "library";

/// Fails the test unless a good text is read, written and read back as the same.
void check_round_trip(std::string_view text) {
    const auto scenario = scenario_of(text);
    const auto written = format_scenario(scenario);
    INFO(written);
    CHECK(same(scenario_of(written), scenario));
}

TEST_CASE("each shipped scenario is written as it was read") {
    for (const auto& entry : std::filesystem::directory_iterator(library)) {
        CAPTURE(entry.path());
        const auto scenario = load_scenario(entry.path());
        REQUIRE(scenario.has_value());
        const auto written = format_scenario(*scenario);
        INFO(written);
        const auto again = parse_scenario(written, entry.path());
        REQUIRE(again.has_value());
        CHECK(same(*again, *scenario));
    }
}

TEST_CASE("every step is written as it was read") {
    check_round_trip(R"(name = "all steps, \"quoted\""
[[step]]
send = ["IAMAT kiwi +1+1 1", "", "\u0000\u0001 \\ \" \u0085 Ü"]
to = "Alford"
expect = ["AT Alford * kiwi +1+1 1", "..."]
within = "1.000000001s"
[[step]]
send = "hello"
to = "Ball"
await = false
[[step]]
race = [{ send = "a", to = "Alford" }, { send = ["b", "c"], to = "Ball", expect = "? b" }]
[[step]]
settle = "0.001us"
[[step]]
quiet = "1h"
[[step]]
lifted = "90s"
[[step]]
wait = "59m"
[[step]]
order = { client = "kiwi", servers = [["Alford"], ["Hamilton", "Welsh"]] }
[[step]]
messages = { client = "kiwi", count = 6 }
[[step]]
reached = { client = "kiwi", servers = ["Alford", "Welsh"] }
[[step]]
hops = { client = "kiwi", at = { Alford = 0, Welsh = 1 } }
[[step]]
converged = ["kiwi", "fig"]
[[step]]
record = { client = "kiwi", at = "Ball", line = "AT Alford * kiwi * *" }
[[step]]
absent = { client = "kiwi", at = "Ball" }
)");
}

TEST_CASE("every fault is written as it was read") {
    for (const auto* keys :
         {"cut = [\"Alford\", \"Welsh\"]\nfor = \"1.5ms\"",
          "refuse = [\"Welsh\", \"Alford\"]",
          "reset = [\"Alford\", \"Welsh\"]",
          "stall = { from = \"Alford\", to = \"Welsh\" }",
          "stall = { link = [\"Alford\", \"Welsh\"] }\nfor = \"1s\"",
          "latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\" }",
          "latency = { from = \"Welsh\", to = \"Alford\", delay = \"0s\", jitter = \"1us\" }",
          "latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\", distribution = \"constant\" }",
          "latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\", jitter = \"0s\", "
          "distribution = \"normal\" }",
          "latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\", jitter = \"7ms\", "
          "distribution = \"exponential\" }\nfor = \"2s\"",
          "bandwidth = { link = [\"Alford\", \"Welsh\"], rate = \"10KiB\" }",
          "slice = { from = \"Alford\", to = \"Welsh\", size = 3, pause = \"1ms\" }",
          "slice = { link = [\"Alford\", \"Welsh\"] }",
          "close_after = { from = \"Alford\", to = \"Welsh\", bytes = 100 }",
          "drop_first = { link = [\"Alford\", \"Welsh\"], messages = 2 }",
          "flap = { link = [\"Alford\", \"Welsh\"], period = \"100ms\" }\nfor = \"1s\"",
          "corrupt = { link = [\"Alford\", \"Welsh\"] }",
          "stop = \"Ball\"",
          "crash = \"Ball\"\nfor = \"1s\"",
          "start = \"Ball\"",
          "pause = \"Ball\"",
          "resume = \"Ball\"",
          "clock = { server = \"Ball\", offset = \"-2s\" }",
          "clock = { server = \"Ball\", offset = \"0s\" }",
          "clock = { server = \"Ball\", drift = \"-0.1ppm\" }",
          "clock = { server = \"Ball\", offset = \"1ms\", drift = \"333.3333333333333ppm\" }",
          "isolate = \"Ball\"",
          "split = [[\"Alford\"], [\"Ball\", \"Welsh\"]]",
          "bridge = { server = \"Ball\", groups = [[\"Alford\"], [\"Welsh\"]] }",
          "majorities = true",
          "swizzle = { step = \"10ms\" }",
          "swizzle = {}",
          "heal = [\"Alford\", \"Welsh\"]",
          "heal = \"all\""}) {
        check_round_trip("[[step]]\n" + std::string(keys));
    }
}

TEST_CASE("every option is written as it was read and the usual ones are left out") {
    setenv("HERD_WRITER_TEST", "a secret", 1);
    const std::string options = R"(
servers = { "Müller" = {}, "a.b" = {}, plain = {} }
topology = { plain = ["a.b"] }
herd = { secret_env = "HERD_WRITER_TEST", store_limit = "64KiB", queue_limit = 1024, propagation = "tree" }
clients = { unterminated_after = "off", close_after = "1.5s", max_line = 64 }
places = { provider = "google", fallback = "embedded", layout = "current", workers = 1, queue = 1, timeout = "1ms", cache = "1m", cache_size = 4096, base_url = "http://127.0.0.1:1", api_key_env = "KEY", ca_file = "/ca.pem", connect_timeout = "1ms", read_timeout = "2ms", response_limit = 1024, retries = 0, breaker_failures = 1, breaker_pause = "3ms", daily_budget = 9, rank = "popularity", fields = "full", types = ["cafe", "bar"], language = "en" }
log = { directory = "elsewhere", level = "off", format = "text", rotate_size = 0, rotate_keep = 0 }
trace = { buffer = "off" }
[[step]]
settle = "1s"
)";
    check_round_trip(options);
    const auto written = format_scenario(scenario_of(options));
    CHECK(written.find("a secret") == std::string::npos);
    CHECK(format_scenario(scenario_of("name = \"a\"\n[[step]]\nsettle = \"1s\"")) ==
          "name = \"a\"\n"
          "\n[servers]\nAlford = {}\nBall = {}\nHamilton = {}\nHoliday = {}\nWelsh = {}\n"
          "\n[topology]\nAlford = [\"Hamilton\", \"Welsh\"]\nBall = [\"Holiday\", \"Welsh\"]\n"
          "Hamilton = [\"Holiday\"]\n"
          "\n[[step]]\nsettle = \"1s\"\n");
}

}  // namespace
}  // namespace herd::scenario
