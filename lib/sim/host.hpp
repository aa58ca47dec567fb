#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/outbox.hpp"
#include "core/server.hpp"
#include "fault/control.hpp"
#include "sim/client.hpp"
#include "sim/event.hpp"
#include "sim/site.hpp"
#include "trace/recorder.hpp"

namespace herd::sim {

class Link;

/// A server of a simulation, and the connections of its clients: what `net::ServerHost` is to a live one.
class Host {
public:
    using Clients = std::vector<std::unique_ptr<Client>>;

    /// An end of a link: this server's, or the other one.
    struct LinkEnd {
        Link* link = nullptr;
        std::uint8_t end = 0;
    };

    Host(Site& site, Clients& clients, core::ServerIndex self, std::vector<core::ServerIndex> neighbours);

    /// Shape: by `NeighbourId`; before the first start.
    void set_links(std::vector<LinkEnd> links) { links_ = std::move(links); }
    const std::vector<LinkEnd>& links() const { return links_; }

    void start();
    /// Finishes what it owes, and then it is stopped.
    void stop();
    void crash();
    void pause();
    bool is_paused() const { return is_paused_; }
    void set_clock(fault::ClockError error);

    ServerState state() const;
    bool runs() const { return state_ == ServerState::running; }  // paused or not
    bool is_stopping() const { return state_ == ServerState::stopping; }
    std::uint64_t life() const { return life_; }
    core::Server& server() { return *server_; }
    const core::Server& server() const { return *server_; }
    trace::ServerRecorder& recorder() { return recorder_; }
    core::Outbox& outbox() { return outbox_; }
    core::ServerIndex self() const { return self_; }
    const std::string& name() const { return site_.roster.name(self_); }

    /// The time, by this server's clock.
    Now now() const;
    core::Stamp stamp() { return {now(), server_->tick()}; }

    /// Waits until the server goes on. Shape: it is paused.
    void hold(const Event& event) { held_.push_back(event); }
    /// What has waited, in order; it is not paused any more.
    std::vector<Event> resume();

    // What happens to it.
    void on_deadline(std::uint64_t life);
    /// A piece of a client has come.
    void on_client(Client& client, std::uint32_t id, const Pipe::Piece& piece);
    void on_client_turn(Client& client);
    void on_client_reads(Client& client, std::uint32_t id);
    void on_places(std::uint64_t number);
    void on_end_sessions(std::uint64_t life);
    void on_stop_limit(std::uint64_t life);

    /// Does what the server wants done.
    void dispatch();
    void check_stopped();

    /// The sum of what it has done in all its lives. Units: as `Totals`.
    void add_totals(Network::Totals& totals) const;

    bool starts_again = false;  // once it has stopped

private:
    /// A question to places.
    struct Question {
        std::uint64_t life = 0;
        core::QueryId query = 0;
        places::Question question;
    };

    void service(core::SessionId session);
    void feed(Client& client, std::uint32_t id);
    bool has_session(const Client& client) const {
        return client.has_session && client.life == life_ && state_ != ServerState::stopped;
    }
    void answer(Client& client, std::uint32_t id);
    void close(Client& client, std::uint32_t id, ToClient how);
    void tell(Client& client, std::uint32_t id, ToClient what, std::string bytes = {});
    void ask_places(const core::PlacesQuery& query);
    void arm_deadline();
    bool has_unsent_links() const;
    void end(trace::Kind how);

    Site& site_;
    Clients& clients_;
    core::ServerIndex self_;
    std::vector<core::ServerIndex> neighbours_;
    trace::ServerRecorder recorder_;
    std::vector<LinkEnd> links_;
    std::optional<core::Server> server_;
    core::Outbox outbox_;
    Network::Totals past_;  // of the lives before
    std::string output_;

    ServerState state_ = ServerState::stopped;
    bool is_paused_ = false;
    std::uint64_t life_ = 0;
    std::vector<Event> held_;
    fault::ClockError clock_error_{};
    SteadyTime clock_set_{};

    std::vector<std::uint32_t> sessions_;  // the client, by the index of its session
    std::size_t session_count_ = 0;
    std::vector<Question> questions_;
    std::optional<SteadyTime> armed_;
    bool is_dispatching_ = false;
    bool waits_for_links_ = false;
};

}  // namespace herd::sim
