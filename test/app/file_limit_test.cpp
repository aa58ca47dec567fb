// A herd with few file descriptors.

#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/patience.hpp"
#include "support/test_client.hpp"

namespace herd::app {
namespace {

using namespace test;

constexpr std::size_t limit = 48;

/// How many of the descriptors that a process may have are taken. (It may have been given others above the
/// limit.)
std::size_t count_descriptors(const Process& process) {
    std::size_t count = 0;
    for (const auto& entry :
         std::filesystem::directory_iterator("/proc/" + std::to_string(process.id()) + "/fd"))
        count += std::stoul(entry.path().filename().string()) < limit ? 1 : 0;
    return count;
}

TEST_CASE("clients that find no file descriptor left wait until there is one") {
    const HerdFile file;
    const std::string run =
        "ulimit -n " + std::to_string(limit) + " && exec '" HERD_PROGRAM "' up --only Alford";
    Process process({"/bin/sh", "-c", run}, file.options());
    REQUIRE(process.read_line().starts_with("READY "));
    std::vector<TestClient> clients;
    for (int i = 0; i < 80; ++i) {
        clients.emplace_back(file.port(0));
        clients.back().send("hello\n");
    }
    REQUIRE(eventually([&] { return count_descriptors(process) == limit; }));
    CHECK(clients.front().read_line() == "? hello");
    // The loop turns, and with it tries to let the next one in.
    for (int i = 0; i < 10; ++i) CHECK(clients.front().ask("again") == "? again");
    clients.front().send("hello\n");
    // The last ones have their turn as the first ones go.
    for (auto& client : clients) {
        CHECK(client.read_line() == "? hello");
        client.reset();
    }
    process.signal(SIGTERM);
    CHECK(process.finish().status == 0);
    const auto log = read_file(file.directory() / "log" / "Alford.log");
    CHECK(contains(log, "\"accept_failed\",\"conn\":\"server\",\"text\":\"Too many open files\""));
}

}  // namespace
}  // namespace herd::app
