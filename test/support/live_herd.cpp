#include "support/live_herd.hpp"

#include <algorithm>
#include <iterator>

#include "core/record.hpp"
#include "net/server_options.hpp"
#include "support/test_provider.hpp"

namespace herd::test {
namespace {

std::vector<core::ServerIndex> find_hosted(const HerdPlan& plan, const std::vector<std::string>& only) {
    std::vector<core::ServerIndex> hosted;
    for (const auto& name : only) hosted.push_back(plan.index(name));
    if (only.empty()) {
        for (core::ServerIndex server = 0; server < plan.config.servers.size(); ++server)
            hosted.push_back(server);
    }
    return hosted;
}

}  // namespace

LiveHerd::LiveHerd(const HerdPlan& plan, const Options& options)
    : plan_(plan),
      hosted_(find_hosted(plan, options.only)),
      herd_(
          plan.config, hosted_, options.provider ? options.provider : make_empty_provider(),
          [this](const std::string& complaint) {
              const std::lock_guard lock(mutex_);
              complaints_.push_back(complaint);
          },
          1) {
    if (const auto listening = herd_.listen(); !listening)
        throw std::runtime_error(net::format_fault(listening.error()));
    const auto ready = std::make_shared<std::promise<void>>();
    std::packaged_task<net::Herd::Ended()> run(
        [this, ready] { return herd_.run([ready] { ready->set_value(); }); });
    ended_ = run.get_future();
    thread_ = std::thread(std::move(run));
    if (ready->get_future().wait_for(patience) == std::future_status::ready) return;
    herd_.stop();
    thread_.join();
    throw std::runtime_error("out of patience: the herd does not become ready");
}

LiveHerd::~LiveHerd() {
    herd_.stop();
    if (thread_.joinable()) thread_.join();
}

bool LiveHerd::await(const std::function<bool(net::Herd&)>& condition) {
    return eventually([&] { return call(condition); });
}

std::uint16_t LiveHerd::port(std::string_view name) const {
    for (const auto& address : herd_.addresses()) {
        if (address.server == name) return address.port;
    }
    throw std::runtime_error(std::string(name) + " does not run here");
}

void LiveHerd::apply(const fault::Fault& fault) {
    const auto applied = call([&fault](net::Herd& herd) { return herd.apply(fault); });
    if (!applied) throw std::runtime_error(applied.error());
}

void LiveHerd::stop_server(std::string_view name) {
    apply({fault::Stop{std::string(name)}, std::nullopt});
}

void LiveHerd::start_server(std::string_view name) {
    apply({fault::Start{std::string(name)}, std::nullopt});
    const auto server = index(name);
    if (!await([server](net::Herd& herd) { return herd.is_running(server); }))
        throw std::runtime_error("out of patience: the server does not stop");
}

std::string LiveHerd::ask(std::string_view name, std::string_view line) {
    return TestClient(port(name)).ask(line);
}

std::string LiveHerd::find_record(const net::Herd& herd, core::ServerIndex server,
                                  std::string_view client) const {
    std::string line;
    // Not those of the plan: servers may have been added since.
    if (const auto found = herd.server(server).store().find(client))
        core::append_at_line(*found, net::make_roster(herd.config()), line);
    return line;
}

std::string LiveHerd::record(std::string_view name, std::string_view client) {
    return call(
        [this, server = index(name), client](net::Herd& herd) { return find_record(herd, server, client); });
}

std::vector<core::ServerIndex> LiveHerd::running(const net::Herd& herd) const {
    std::vector<core::ServerIndex> servers;
    std::copy_if(hosted_.begin(), hosted_.end(), std::back_inserter(servers),
                 [&](core::ServerIndex server) { return herd.is_running(server); });
    return servers;
}

std::uint64_t LiveHerd::sum(std::uint64_t core::Counters::*counter) {
    return call([this, counter](net::Herd& herd) {
        std::uint64_t total = 0;
        for (const auto server : running(herd)) total += herd.server(server).counters().*counter;
        return total;
    });
}

bool LiveHerd::await_links() {
    return await([this](net::Herd& herd) {
        const auto servers = running(herd);
        return std::all_of(servers.begin(), servers.end(),
                           [&](core::ServerIndex server) { return herd.is_linked(server); });
    });
}

bool LiveHerd::await_agreement() {
    return await([this](net::Herd& herd) {
        const auto servers = running(herd);
        return std::all_of(servers.begin(), servers.end(), [&](core::ServerIndex server) {
            return herd.server(server).store().digest() == herd.server(servers.front()).store().digest();
        });
    });
}

bool LiveHerd::await_record(std::string_view client) {
    return await([this, client](net::Herd& herd) {
        const auto servers = running(herd);
        const auto first = find_record(herd, servers.front(), client);
        return !first.empty() && std::all_of(servers.begin(), servers.end(), [&](core::ServerIndex server) {
            return find_record(herd, server, client) == first;
        });
    });
}

std::vector<std::string> LiveHerd::complaints() {
    const std::lock_guard lock(mutex_);
    return complaints_;
}

net::Herd::Ended LiveHerd::finish() {
    if (ended_.wait_for(patience) != std::future_status::ready)
        throw std::runtime_error("out of patience: the herd does not stop");
    return ended_.get();
}

}  // namespace herd::test
