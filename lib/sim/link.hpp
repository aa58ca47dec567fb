#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/neighbour.hpp"
#include "fault/control.hpp"
#include "fault/shaper.hpp"
#include "sim/host.hpp"
#include "sim/pipe.hpp"
#include "sim/site.hpp"

namespace herd::sim {

/// A link between two servers of a simulation, with both of its ends: the connection that one of them dials,
/// what is on its way on it, and the faults that act on it. What two `net::Link`s and the network between
/// them are to live servers.
class Link {
public:
    /// Shape: `hosts` are the servers at its ends, `ids` what each calls the other.
    Link(Site& site, std::uint32_t index, std::array<Host*, 2> hosts, std::array<core::NeighbourId, 2> ids);

    /// Dials now instead of later, if it may.
    void redial();
    /// Writes what the server at an end has for the other one, as far as it goes.
    void flush(std::uint8_t index);
    /// The server at an end ends the connection, and has it made anew.
    void drop(std::uint8_t index, const std::string& why);
    /// The server at an end is gone, with all that it had begun.
    void stop(std::uint8_t index, bool is_crash);
    /// Ends the connection with a reset, as a fault does.
    void reset(std::uint8_t index);
    /// What holds for what leaves an end from now on.
    void set_faults(std::uint8_t index, const fault::LinkState& state);
    /// The server at an end had a message for the other one, and there was no connection.
    void on_missed(std::uint8_t index);

    /// Something happens that was planned.
    void on_event(const Event& event);

    struct End {
        Host* host = nullptr;
        core::NeighbourId id = 0;  // what the host calls the other end
        bool is_up = false;
        std::uint64_t connection = 0;  // that it is up on
        bool is_cut = false;
        bool is_refused = false;
        fault::Conditions conditions;
        std::array<bool, 2> has_spent{};        // by `Spent`
        std::unique_ptr<fault::Shaper> shaper;  // null: bytes cross as they are
        Pipe pipe;                              // of what has left this end
        SteadyTime up_since{};
        std::optional<SteadyTime> armed;  // when the shaper is looked at next
    };
    const End& end(std::uint8_t index) const { return ends_[index]; }
    /// Bytes that a fault holds back at an end.
    std::size_t held(std::uint8_t index) const {
        return ends_[index].shaper ? ends_[index].shaper->size() : 0;
    }

private:
    bool may_connect(std::uint8_t index) const;
    void dial();
    void dial_later(std::uint8_t index);
    void give_up();
    void come_up(std::uint8_t index, std::uint64_t connection);
    void go_down(std::uint8_t index, const std::string& why, bool is_lost);
    void send(std::uint8_t index, std::string&& bytes);
    bool take_shaped(std::uint8_t index, std::string& bytes);
    void shape_later(std::uint8_t index);
    void spend(std::uint8_t index, fault::Control::Spent what);
    void deliver(std::uint8_t index);
    void plan(nanoseconds delay, EventKind kind, std::uint8_t end, std::uint64_t number = 0) {
        site_.plan(delay, kind, index_, end, number);
    }

    Site& site_;
    std::uint32_t index_;
    std::array<End, 2> ends_;
    std::uint8_t dialler_;        // the end that dials
    std::uint64_t last_try_ = 0;  // counts tries and connections from 1
    std::uint64_t pending_ = 0;   // the try that is under way; 0: none
    std::uint64_t redial_ = 0;    // the one that waits for its time; 0: none
    unsigned tries_ = 0;          // since the link was last up for a while
};

}  // namespace herd::sim
