// `herd top`, as far as it prints.

#include <sstream>

#include "double/https_double.hpp"
#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

using namespace test;

std::string make_server(const std::string& name, const std::string& state, int accepted) {
    return "{\"name\":\"" + name + "\",\"state\":\"" + state +
           "\",\"clients\":1,\"connections\":2,\"clock\":{\"offset_ns\":0,\"drift_ppm\":0},"
           "\"counters\":{\"accepted\":" +
           std::to_string(accepted) + ",\"news\":0,\"duplicate\":0}}";
}

std::string make_herd(std::size_t servers, double seconds, int accepted) {
    std::ostringstream text;
    text << "{\"pid\":1,\"t_ns\":" << seconds * 1e9 << ",\"uptime_ns\":" << seconds * 1e9 << ",\"servers\":[";
    for (std::size_t i = 0; i < servers; ++i)
        text << (i > 0 ? "," : "")
             << make_server("S" + std::to_string(i), i + 1 == servers ? "stopped" : "running", accepted);
    text << "],\"links\":[{\"a\":\"S0\",\"b\":\"S1\",\"state\":\"cut\",\"faults\":[7],\"directions\":[{},{}]}"
            "],"
            "\"faults\":[{\"id\":7,\"text\":\"cut \\u001b[2J\",\"until_ns\":9e9}],"
            "\"totals\":{\"accepted\":"
         << accepted << "},\"propagation\":{\"count\":2,\"p50_ns\":234000,\"p99_ns\":1200000}}";
    return text.str();
}

TEST_CASE("top prints one frame where there is no terminal") {
    const HttpsDouble host([](const http::Request&) { return Answer{.body = make_herd(5, 1, 10)}; },
                           HttpsDouble::Options());
    const HerdFile file;
    const auto outcome =
        file.run({"top", "--interval", "0.01", "--url", "http://127.0.0.1:" + std::to_string(host.port())});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.find('\x1b') == std::string::npos);
    for (const auto* words :
         {"4 of 5 servers running", "0 of 1 link up", "median 234 us", "S0-S1", "cut \\x1b[2J"})
        CHECK(contains(outcome.out, words));
}

TEST_CASE("top says that there is no herd") {
    const HerdFile file;
    const ReservedPort port;
    CHECK(file.run({"top", "--url", "http://127.0.0.1:" + std::to_string(port.number())}).status == 3);
    const HttpsDouble host([](const http::Request&) { return Answer{.body = "[]"}; }, HttpsDouble::Options());
    CHECK(contains(file.run({"top", "--url", "http://127.0.0.1:" + std::to_string(host.port())}).err,
                   "what has answered is no herd"));
}

}  // namespace
}  // namespace herd::app
