#include "real_herd.hpp"

#include <chrono>

namespace herd::test {
namespace {

constexpr SteadyTime steady{std::chrono::hours(1)};

void try_from(const explore::Topology& topology, const explore::Updates& updates, explore::CutLinks cut,
              std::vector<std::size_t>& order, EveryOrder& every) {
    RealHerd herd(topology, updates, cut);
    for (const std::size_t choice : order) herd.happen(choice);
    const auto choices = herd.choices();
    if (choices.empty()) {
        ++every.orders;
        bool is_agreed = true;
        for (std::size_t i = 1; i < herd.size(); ++i) is_agreed = is_agreed && herd.held(i) == herd.held(0);
        every.agreeing += is_agreed ? 1 : 0;
    }
    for (const std::size_t choice : choices) {
        order.push_back(choice);
        try_from(topology, updates, cut, order, every);
        order.pop_back();
    }
}

}  // namespace

RealHerd::RealHerd(const explore::Topology& topology, const explore::Updates& updates, explore::CutLinks cut)
    : roster_(topology.servers),
      updates_(updates),
      wiring_(topology),
      wires_(wiring_.directions().size()),
      is_told_(updates.size()) {
    for (topology::Node server = 0; server < wiring_.servers(); ++server) {
        servers_.push_back(std::make_unique<core::Server>(roster_, server, wiring_.neighbours(server),
                                                          core::ServerOptions{}, nullptr));
        for (core::NeighbourId id = 0; id < wiring_.ways_out(server).size(); ++id) {
            if ((wiring_.up(server, cut) >> id) & 1U) servers_[server]->on_neighbour_up(id, outbox_);
        }
        collect(server);
    }
    for (std::size_t direction = 0; direction < wires_.size(); ++direction) {
        if (!wires_[direction].empty()) happen(2 + direction);
    }
}

std::vector<std::size_t> RealHerd::choices() const {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < is_told_.size(); ++i) {
        if (!is_told_[i]) all.push_back(i);
    }
    for (std::size_t i = 0; i < wires_.size(); ++i) {
        if (!wires_[i].empty()) all.push_back(2 + i);
    }
    return all;
}

void RealHerd::happen(std::size_t choice) {
    if (choice < 2) {
        const auto update = static_cast<explore::UpdateIndex>(choice);
        is_told_[choice] = true;
        core::Server& server = *servers_[updates_.origin(update)];
        const Now now{steady, updates_.receipt(update)};
        const core::SessionId session = server.open_session(now);
        server.on_client_bytes(session, updates_.line(update), now, outbox_);
        server.close_session(session);
        collect(updates_.origin(update));
        return;
    }
    const auto& direction = wiring_.directions()[choice - 2];
    const std::string bytes = wires_[choice - 2].front();
    wires_[choice - 2].pop_front();
    servers_[direction.to]->on_neighbour_bytes(static_cast<core::NeighbourId>(direction.neighbour), bytes,
                                               {steady, {}}, outbox_);
    collect(direction.to);
}

std::string RealHerd::held(std::size_t server) const {
    std::string line;
    const auto record = servers_[server]->store().find(updates_.record(0).client);
    if (record) core::append_at_line(*record, roster_, line);
    return line;
}

/// Puts what a server has to send on the wires.
void RealHerd::collect(std::size_t server) {
    const auto& ways_out = wiring_.ways_out(static_cast<topology::Node>(server));
    for (core::NeighbourId id = 0; id < ways_out.size(); ++id) {
        std::string bytes;
        servers_[server]->take_output(id, {steady, {}}, bytes);
        if (!bytes.empty()) wires_[ways_out[id]].push_back(bytes);
    }
    outbox_.clear();
}

EveryOrder try_every_order(const explore::Topology& topology, const explore::Updates& updates,
                           explore::CutLinks cut) {
    EveryOrder every;
    std::vector<std::size_t> order;
    try_from(topology, updates, cut, order, every);
    return every;
}

}  // namespace herd::test
