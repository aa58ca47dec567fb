// Measures what docs/benchmarks.md tells of places that a service on the network answers, or does not:
// against hosts on loopback. Usage: places_figures PATH-OF-HERD

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <string>
#include <thread>
#include <vector>

#include "double/https_double.hpp"
#include "double/raw_double.hpp"
#include "herd_process.hpp"
#include "socket_client.hpp"

namespace {

using namespace herd::bench;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::uint16_t first_port = 18301;          // of Alford
constexpr std::uint16_t ball_port = first_port + 1;  // two links away from Alford

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A folder with a herd.toml of the classic ring; goes with all that is in it.
class Folder {
public:
    explicit Folder(const std::string& places) {
        char name[] = "/tmp/herd-places-XXXXXX";
        if (!mkdtemp(name)) fail("mkdtemp");
        path_ = name;
        std::ofstream file(path_ / "herd.toml");
        file << "[servers]\n";
        const char* names[] = {"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
        for (int i = 0; i < 5; ++i) file << names[i] << " = { port = " << first_port + i << " }\n";
        file << "[topology]\nAlford = [\"Hamilton\", \"Welsh\"]\nBall = [\"Holiday\", \"Welsh\"]\n"
                "Hamilton = [\"Holiday\"]\n[log]\nlevel = \"off\"\n[places]\nprovider = \"google\"\n"
             << places;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string config() const { return (path_ / "herd.toml").string(); }

private:
    std::filesystem::path path_;
};

/// What a client of a herd feels. Units: medians, in microseconds.
struct Feel {
    double iamat;
    double nearby;
    double propagation;
};

class Prober {
public:
    Prober() : alford_(first_port), ball_(ball_port) {}

    Feel measure() {
        std::vector<double> iamat, nearby, propagation;
        for (int i = 0; i < 1000; ++i) {
            iamat.push_back(time([this] { tell(); }));
            nearby.push_back(time([this] {
                alford_.send("NEARBY prober 50 10\n");
                alford_.receive_until("\n\n");
            }));
            propagation.push_back(time([this] {
                const std::string news = tell();
                while (ask_ball().find(news) == std::string::npos) {
                }
            }));
        }
        return {median(iamat), median(nearby), median(propagation)};
    }

private:
    template <class Work>
    static double time(Work work) {
        const auto start = Clock::now();
        work();
        return seconds_since(start) * 1e6;
    }

    /// Sends news, and returns what tells them from others.
    std::string tell() {
        const std::string at = std::to_string(1500000000 + ++count_) + ".25";
        alford_.send("IAMAT prober +34.068930-118.445127 " + at + "\n");
        alford_.receive_until("\n");
        return at;
    }

    /// What Ball has of the prober.
    std::string ask_ball() {
        ball_.send("NEARBY prober 0 0\n");
        std::string line = ball_.receive_until("\n");
        if (!line.starts_with('?')) ball_.receive_until("\n");
        return line;
    }

    SocketClient alford_;
    SocketClient ball_;
    std::uint64_t count_ = 0;
};

/// A client whose WHATSAT waits, each for another place.
std::vector<SocketClient> make_waiters(std::size_t count) {
    std::vector<SocketClient> waiters;
    for (std::size_t i = 0; i < count; ++i) {
        waiters.emplace_back(first_port);
        waiters.back().send("IAMAT waiter" + std::to_string(i) + " +10." + std::to_string(10000 + i) +
                            "+020 1\n");
        waiters.back().receive_until("\n");
    }
    return waiters;
}

/// The longest that one of them waits for its answer. Units: seconds.
double await_all(std::vector<SocketClient>& waiters, const std::vector<Clock::time_point>& asked) {
    double longest = 0;
    std::vector<pollfd> polled;
    for (const SocketClient& waiter : waiters) polled.push_back({waiter.descriptor(), POLLIN, 0});
    for (std::size_t left = waiters.size(); left > 0;) {
        if (poll(polled.data(), polled.size(), 60'000) <= 0) fail("a client waits for ever");
        for (std::size_t i = 0; i < polled.size(); ++i) {
            if (polled[i].fd < 0 || polled[i].revents == 0) continue;
            waiters[i].receive_until("\n\n");
            longest = std::max(longest, seconds_since(asked[i]));
            polled[i].fd = -1;
            --left;
        }
    }
    return longest;
}

/// A herd whose provider takes questions and never answers, and clients who ask for other things, by turns
/// while all workers hang and while none does.
void measure_dead_provider(const std::string& herd) {
    herd::test::RawDouble host([](herd::test::Visit& visit) { visit.await_end(); }, {});
    const Folder folder("timeout = \"2s\"\nread_timeout = \"1h\"\nbreaker_failures = 1000000\nbase_url = \"" +
                        host.base_url() + "\"\n");
    const HerdProcess process(herd, {"--config", folder.config()});
    auto waiters = make_waiters(400);
    Prober prober;
    prober.measure();
    std::vector<double> iamat, nearby, propagation;
    std::vector<Feel> calm;
    double longest = 0;
    for (int round = 0; round < 11; ++round) {
        calm.push_back(prober.measure());
        std::vector<Clock::time_point> asked;
        for (std::size_t i = 0; i < waiters.size(); ++i) {
            asked.push_back(Clock::now());
            waiters[i].send("WHATSAT waiter" + std::to_string(i) + " 1 5\n");
        }
        const Feel hung = prober.measure();
        iamat.push_back(hung.iamat / calm.back().iamat);
        nearby.push_back(hung.nearby / calm.back().nearby);
        propagation.push_back(hung.propagation / calm.back().propagation);
        longest = std::max(longest, await_all(waiters, asked));
    }
    const auto print = [&](const char* what, double Feel::*feel, const std::vector<double>& ratios) {
        std::vector<double> values;
        for (const Feel& each : calm) values.push_back(each.*feel);
        std::printf("%-28s %8.1f us with no question under way, %.3f times that while all workers hang\n",
                    what, median(values), median(ratios));
    };
    print("IAMAT", &Feel::iamat, iamat);
    print("NEARBY", &Feel::nearby, nearby);
    print("to two links away", &Feel::propagation, propagation);
    std::printf("%-28s %8.0f ms after the question at the latest, of %zu; timeout 2000 ms\n",
                "a WHATSAT is answered", longest * 1e3, 11 * waiters.size());
}

/// 2,000 questions at once, half of them distinct, to a provider that takes 50 ms.
void measure_throughput(const std::string& herd) {
    constexpr std::size_t connections = 100, each = 20, distinct = 1000;
    constexpr double workers = 4, latency = 0.05;
    herd::test::HttpsDouble host(
        [](const herd::http::Request&) -> herd::test::Answer {
            std::this_thread::sleep_for(50ms);
            herd::test::Answer answer;
            answer.body =
                R"({"places":[{"id":"p","displayName":{"text":"P"},"location":{"latitude":1,"longitude":2}}]})";
            return answer;
        },
        {});
    const Folder folder("timeout = \"1m\"\nqueue = 4096\nbase_url = \"" + host.base_url() + "\"\n");
    const HerdProcess process(herd, {"--config", folder.config()});
    const double before = process.megabytes();
    std::vector<SocketClient> clients;
    std::vector<std::string> questions(connections);
    std::vector<std::vector<std::string>> phones(connections);
    for (std::size_t i = 0; i < connections; ++i) {
        clients.emplace_back(first_port);
        for (std::size_t j = 0; j < each; ++j) {
            const std::string phone = "phone" + std::to_string((i * each + j) % distinct);
            phones[i].push_back(phone);
            questions[i] += "WHATSAT " + phone + " 1 5\n";
            clients[i].send("IAMAT " + phone + " +10." + std::to_string(10000 + (i * each + j) % distinct) +
                            "+020 1\n");
            clients[i].receive_until("\n");
        }
    }
    const auto start = Clock::now();
    for (std::size_t i = 0; i < connections; ++i) clients[i].send(questions[i]);
    double megabytes = 0;
    for (std::size_t i = 0; i < connections; ++i) {
        for (const std::string& phone : phones[i]) {
            const std::string answer = clients[i].receive_until("\n\n");
            if (answer.find(" " + phone + " ") == std::string::npos) fail("answers are out of order");
            if (answer.find("\"status\" : \"OK\"") == std::string::npos) fail("not answered: " + answer);
        }
        megabytes = std::max(megabytes, process.megabytes());
    }
    const double seconds = seconds_since(start);
    const auto requests = static_cast<double>(host.requests());
    std::printf(
        "%zu questions at once, %zu distinct: %.0f requests in %.2f s, %.1f a second; %.3f of workers / "
        "latency; memory %.1f MB before, %.1f MB at most\n",
        connections * each, distinct, requests, seconds, distinct / seconds,
        distinct / seconds / (workers / latency), before, megabytes);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) fail("usage: places_figures PATH-OF-HERD");
    setenv("GOOGLE_PLACES_API_KEY", "a-key-for-doubles", 1);
    measure_dead_provider(argv[1]);
    measure_throughput(argv[1]);
    return 0;
}
