#include "nats_load.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace herd::bench {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t servers = NatsCluster::servers;
constexpr unsigned everybody = (1U << servers) - 1;
constexpr nanoseconds patience = std::chrono::seconds(10);
constexpr std::string_view probe = "probe ";
constexpr std::size_t number_size = 8;  // of the digits that begin a message

SteadyTime read_clock() {
    return std::chrono::steady_clock::now();
}

std::size_t parse_index(std::string_view digits) {
    std::size_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

void write_index(std::size_t number, std::string& message) {
    for (std::size_t i = number_size; i-- > 0; number /= 10)
        message[i] = static_cast<char>('0' + number % 10);
}

}  // namespace

NatsLoad::NatsLoad(const NatsCluster& cluster, std::size_t connections, std::size_t depth)
    : slots_(connections * depth), free_(slots_.size()), routes_(std::min(connections, servers)) {
    std::iota(free_.begin(), free_.end(), std::size_t{0});
    for (std::size_t i = 0; i < servers + connections; ++i) {
        NatsClient& client = clients_.emplace_back(cluster.port(i % servers));
        if (i < servers) client.subscribe();
        poller_.add(client.descriptor(), i);
    }
    await_routes();
}

void NatsLoad::await_routes() {
    const auto deadline = read_clock() + patience;
    const auto is_open = [](unsigned heard) { return heard == everybody; };
    while (!std::all_of(routes_.begin(), routes_.end(), is_open)) {
        if (read_clock() > deadline)
            throw std::runtime_error("the servers of the cluster do not find each other");
        for (std::size_t server = 0; server < routes_.size(); ++server)
            clients_[servers + server].publish(std::string(probe) + std::to_string(server));
        flush();
        receive(milliseconds(20));
    }
}

LoadResult NatsLoad::run(nanoseconds duration, double rate, std::size_t message_size) {
    message_.assign(std::max(message_size, number_size), 'x');
    published_ = 0;
    result_ = {};
    result_.begin = result_.end = read_clock();
    const SteadyTime end = result_.begin + duration;
    std::optional<Schedule> schedule;
    if (rate > 0) schedule.emplace(result_.begin, rate, 1);
    const Schedule* due = schedule ? &*schedule : nullptr;
    while (read_clock() < end || free_.size() < slots_.size()) {
        publish_due(due, end);
        flush();
        receive(find_pause(due, end));
        if (read_clock() > std::max(result_.end, end) + patience)
            throw std::runtime_error("a message did not come to all");
    }
    return result_;
}

void NatsLoad::publish_due(const Schedule* schedule, SteadyTime end) {
    const SteadyTime now = read_clock();
    while (!free_.empty()) {
        const SteadyTime due = schedule == nullptr ? now : schedule->due(published_);
        if (due > now || due >= end) return;
        publish(due);
    }
}

void NatsLoad::publish(SteadyTime due) {
    const auto slot = free_.front();
    free_.pop_front();
    slots_[slot] = {due, 0};
    write_index(slot, message_);
    clients_[servers + slot % (clients_.size() - servers)].publish(message_);
    ++published_;
}

void NatsLoad::flush() {
    for (auto& client : clients_) client.flush();
}

void NatsLoad::receive(nanoseconds pause) {
    for (const auto& event : poller_.wait(pause)) {
        const auto number = static_cast<std::size_t>(event.data.u64);
        clients_[number].receive([&](std::string_view message) { on_message(number, message); });
    }
}

void NatsLoad::on_message(std::size_t subscriber, std::string_view message) {
    const unsigned bit = 1U << subscriber;
    if (message.starts_with(probe)) {
        routes_.at(parse_index(message.substr(probe.size()))) |= bit;
        return;
    }
    const auto number = parse_index(message.substr(0, number_size));
    Slot& slot = slots_.at(number);
    if ((slot.heard & bit) != 0) throw std::runtime_error("a message came twice");
    slot.heard |= bit;
    if (slot.heard != everybody) return;
    result_.end = read_clock();
    result_.latencies.record(result_.end - slot.due);
    ++result_.answers;
    free_.push_back(number);
}

nanoseconds NatsLoad::find_pause(const Schedule* schedule, SteadyTime end) const {
    const SteadyTime now = read_clock();
    if (schedule == nullptr || free_.empty() || now >= end) return patience;
    return std::min(schedule->due(published_), end) - now;
}

}  // namespace herd::bench
