// Measures what docs/benchmarks.md tells of a herd as it is shipped. Usage: herd_figures PATH-OF-HERD

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "herd_process.hpp"
#include "socket_client.hpp"

namespace {

using namespace herd::bench;
using Clock = std::chrono::steady_clock;

const std::vector<std::string> names{"Alford", "Ball", "Hamilton", "Holiday", "Welsh"};
constexpr std::uint16_t first_port = 18101;

std::uint16_t port_of(std::size_t server) {
    return static_cast<std::uint16_t>(first_port + server);
}

/// A folder with a herd.toml of the classic ring and a secret; goes with all that is in it.
class Folder {
public:
    Folder() {
        char name[] = "/tmp/herd-figures-XXXXXX";
        if (!mkdtemp(name)) fail("mkdtemp");
        path_ = name;
        std::ofstream(path_ / "secret") << "figures of a herd\n";
        std::ofstream file(path_ / "herd.toml");
        file << "[servers]\n";
        for (std::size_t i = 0; i < names.size(); ++i)
            file << names[i] << " = { port = " << port_of(i) << " }\n";
        file << "[topology]\nAlford = [\"Hamilton\", \"Welsh\"]\nBall = [\"Holiday\", \"Welsh\"]\n"
                "Hamilton = [\"Holiday\"]\n[herd]\nsecret_file = \"secret\"\n";
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string config() const { return (path_ / "herd.toml").string(); }

private:
    std::filesystem::path path_;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::string format_time(std::uint64_t n) {
    return std::to_string(1500000000 + n);
}

/// Round trips of one client that sends, waits for the answer, and sends again. Units: microseconds.
template <class Command>
std::vector<double> measure_round_trips(SocketClient& client, int count, std::string_view end,
                                        Command command) {
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const std::string line = command(i);
        const auto start = Clock::now();
        client.send(line);
        client.receive_until(end);
        times.push_back(seconds_since(start) * 1e6);
    }
    return times;
}

double measure_iamat(SocketClient& client, int count) {
    static std::uint64_t time = 0;
    return median(measure_round_trips(client, count, "\n", [](int) {
        return "IAMAT kiwi +34.068930-118.445127 " + format_time(++time) + "\n";
    }));
}

void measure_start(const std::string& herd, const Folder& folder) {
    std::vector<double> times;
    for (int i = 0; i < 21; ++i)
        times.push_back(HerdProcess(herd, {"--config", folder.config()}).milliseconds_to_ready());
    std::printf("start to READY, median of 21                        %8.1f ms\n", median(times));
}

void measure_places(HerdProcess& process) {
    std::printf("resident memory, idle                               %8.1f MB\n", process.megabytes());
    SocketClient client(port_of(0));
    const double iamat = measure_iamat(client, 20000);
    const double whatsat = median(
        measure_round_trips(client, 20000, "\n\n", [](int) { return std::string("WHATSAT kiwi 10 5\n"); }));
    std::mt19937 random(1);
    std::uniform_real_distribution<double> lat(-60, 70), lng(-180, 180);
    std::vector<double> everywhere;
    for (int i = 0; i < 5000; ++i) {
        char line[128];
        std::snprintf(line, sizeof line, "IAMAT walker %+.6f%+.6f %s\n", lat(random), lng(random),
                      format_time(static_cast<std::uint64_t>(i)).c_str());
        client.send(line);
        client.receive_until("\n");
        everywhere.push_back(measure_round_trips(
            client, 1, "\n\n", [](int) { return std::string("WHATSAT walker 50 20\n"); })[0]);
    }
    std::printf("IAMAT, median round trip                            %8.1f us\n", iamat);
    std::printf("WHATSAT, 10 km and 5 places                         %8.1f us  (%.1f of IAMAT)\n", whatsat,
                whatsat / iamat);
    std::printf("WHATSAT, 50 km and 20 places, anywhere on Earth     %8.1f us\n", median(everywhere));
    std::printf("resident memory, after these                        %8.1f MB\n", process.megabytes());
}

/// Sends bytes without end, and takes the answers; stops when told.
void send_garbage(const std::atomic<bool>& stop, const std::string& garbage) {
    SocketClient client(port_of(0));
    timeval soon{0, 1000};
    setsockopt(client.descriptor(), SOL_SOCKET, SO_SNDTIMEO, &soon, sizeof soon);
    std::size_t at = 0;
    while (!stop) {
        const auto sent = ::send(client.descriptor(), garbage.data() + at, garbage.size() - at, MSG_NOSIGNAL);
        if (sent > 0) at = (at + static_cast<std::size_t>(sent)) % garbage.size();
        client.drain();
    }
}

/// A client alone, beside 10,000 idle ones, and beside these and one that sends garbage: by turns, since what
/// else the machine does comes and goes.
void measure_crowd(HerdProcess& process) {
    std::mt19937 random(1);
    std::string noise(1 << 20, '\0');
    for (char& c : noise) c = static_cast<char>(random());
    const std::string empty_lines(1 << 20, '\n');
    std::vector<double> alone, crowded, noisy, emptied, memory;

    SocketClient client(port_of(0));
    const auto measure_beside = [&client](const std::string& garbage) {
        std::atomic<bool> stop = false;
        std::thread sender([&] { send_garbage(stop, garbage); });
        measure_iamat(client, 2000);
        const double beside = measure_iamat(client, 10000);
        stop = true;
        sender.join();
        return beside;
    };
    for (int round = 0; round < 9; ++round) {
        measure_iamat(client, 2000);
        alone.push_back(measure_iamat(client, 10000));
        const double before = process.megabytes();
        std::vector<SocketClient> idle;
        for (int i = 0; i < 10000; ++i)
            idle.emplace_back(port_of(static_cast<std::size_t>(i) % names.size()));
        measure_iamat(client, 2000);
        crowded.push_back(measure_iamat(client, 10000));
        memory.push_back((process.megabytes() - before) * 1024 / 10000);
        noisy.push_back(measure_beside(noise));
        emptied.push_back(measure_beside(empty_lines));
    }
    const double yardstick = median(alone);
    std::printf("memory of an idle client, the first time            %8.1f KiB\n", memory.front());
    std::printf("IAMAT, alone, median of 9 medians                   %8.1f us\n", yardstick);
    const auto report = [yardstick](const char* what, const std::vector<double>& times) {
        std::printf("  %-48s  %8.1f us  (%.2f of alone)\n", what, median(times), median(times) / yardstick);
    };
    report("beside 10,000 idle clients", crowded);
    report("and one that sends noise without end", noisy);
    report("and one that sends empty lines without end", emptied);
}

/// Five processes, one server each, killed and started again in turn while clients write to those that live.
void measure_restarts(const std::string& herd, const Folder& folder) {
    std::vector<std::optional<HerdProcess>> processes(names.size());
    const auto start = [&](std::size_t i) {
        processes[i].emplace(herd, std::vector<std::string>{"--config", folder.config(), "--only", names[i]});
    };
    for (std::size_t i = 0; i < names.size(); ++i) start(i);
    std::mt19937 random(1);
    std::vector<double> times;
    std::uint64_t time = 1000000;
    for (int round = 0; round < 41; ++round) {
        const std::size_t victim = random() % names.size();
        processes[victim]->kill();
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i == victim) continue;
            SocketClient client(port_of(i));
            for (int j = 0; j < 20; ++j) {
                client.send("IAMAT phone" + std::to_string(random() % 100) + " +34.0-118.0 " +
                            format_time(++time) + "\n");
                client.receive_until("\n");
            }
        }
        start(victim);
        const auto ready = Clock::now();
        std::vector<SocketClient> clients;
        for (std::size_t i = 0; i < names.size(); ++i) clients.emplace_back(port_of(i));
        for (bool is_agreed = false; !is_agreed;) {
            is_agreed = true;
            for (int phone = 0; phone < 100 && is_agreed; ++phone) {
                const std::string question = "NEARBY phone" + std::to_string(phone) + " 0 0\n";
                std::string first;
                for (auto& client : clients) {
                    client.send(question);
                    std::string answer = client.receive_until("\n");
                    if (answer[0] == 'A') client.receive_until("\n");
                    if (first.empty()) first = answer;
                    is_agreed = is_agreed && answer == first;
                }
            }
        }
        times.push_back(seconds_since(ready) * 1e3);
    }
    std::printf("a killed server is back: all agree, median of %zu    %8.1f ms  (longest %.1f ms)\n",
                times.size(), median(times), *std::max_element(times.begin(), times.end()));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: herd_figures PATH-OF-HERD\n");
        return 2;
    }
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);

    const std::string herd = argv[1];
    const Folder folder;
    measure_start(herd, folder);
    {
        HerdProcess process(herd, {"--config", folder.config()});
        measure_places(process);
        measure_crowd(process);
    }
    measure_restarts(herd, folder);
    return 0;
}
