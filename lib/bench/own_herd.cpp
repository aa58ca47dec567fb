#include "bench/own_herd.hpp"

#include <chrono>
#include <ctime>
#include <numeric>
#include <pthread.h>
#include <random>

#include "core/server.hpp"

namespace herd::bench {
namespace {

std::vector<core::ServerIndex> all_servers(std::size_t count) {
    std::vector<core::ServerIndex> servers(count);
    std::iota(servers.begin(), servers.end(), 0);
    return servers;
}

/// An update is an event at each server and at each end of a link, of so many bytes at most with its texts.
std::uint64_t count_traced(const config::Config& config) {
    constexpr std::size_t event_size = 100;
    return config.trace.buffer / (event_size * (config.servers.size() + 2 * config.links.size()));
}

nanoseconds read_processor_time(std::thread& thread) {
    clockid_t clock{};
    timespec time{};
    if (::pthread_getcpuclockid(thread.native_handle(), &clock) != 0) return {};
    ::clock_gettime(clock, &time);
    return std::chrono::seconds(time.tv_sec) + nanoseconds(time.tv_nsec);
}

bool is_agreed(const net::Herd& herd, std::size_t servers) {
    const auto& digest = herd.server(0).store().digest();
    for (core::ServerIndex server = 1; server < servers; ++server) {
        if (herd.server(server).store().digest() != digest) return false;
    }
    return true;
}

}  // namespace

HerdCounts HerdCounts::operator-(const HerdCounts& earlier) const {
    return {updates - earlier.updates, arrivals - earlier.arrivals, messages - earlier.messages,
            processor - earlier.processor};
}

OwnHerd::OwnHerd(const config::Config& config, places::Source source, Complain complain)
    : servers_(config.servers.size()),
      traced_updates_(count_traced(config)),
      herd_(config, all_servers(servers_), std::move(source), std::move(complain), std::random_device{}()) {}

OwnHerd::~OwnHerd() {
    if (!thread_.joinable()) return;
    herd_.stop();
    thread_.join();
}

Result<std::unique_ptr<OwnHerd>, std::string> OwnHerd::start(const config::Config& config,
                                                             places::Source source, Complain complain) {
    std::unique_ptr<OwnHerd> herd(new OwnHerd(config, std::move(source), std::move(complain)));
    if (const auto listening = herd->herd_.listen(); !listening)
        return unexpected(net::format_fault(listening.error()));
    const auto ready = std::make_shared<std::promise<void>>();
    herd->thread_ = std::thread([&it = herd->herd_, ready] { it.run([ready] { ready->set_value(); }); });
    ready->get_future().wait();
    return herd;
}

HerdCounts OwnHerd::count() {
    HerdCounts counts = call([servers = servers_](const net::Herd& herd) {
        HerdCounts sum;
        for (core::ServerIndex server = 0; server < servers; ++server) {
            const auto& counters = herd.server(server).counters();
            sum.updates += counters.updates;
            sum.arrivals += counters.news;
            sum.messages += counters.flooded + counters.resynced;
        }
        return sum;
    });
    counts.processor = read_processor_time(thread_);
    return counts;
}

std::optional<SteadyTime> OwnHerd::await_agreement(nanoseconds patience) {
    const auto when = std::make_shared<std::promise<SteadyTime>>();
    const auto id = call([this, when](net::Herd& herd) {
        return herd.when([this] { return is_agreed(herd_, servers_); },
                         [when] { when->set_value(std::chrono::steady_clock::now()); });
    });
    auto future = when->get_future();
    if (future.wait_for(patience) != std::future_status::ready)
        call([id](net::Herd& herd) { herd.cancel(id); });
    if (future.wait_for(nanoseconds(0)) != std::future_status::ready) return std::nullopt;
    return future.get();
}

}  // namespace herd::bench
