#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/observer.hpp"
#include "core/roster.hpp"

namespace herd::core {

/// A server's place in the spanning trees of a herd, one tree for each origin: the server that an update came
/// to from its client. The first update of an origin floods, and whoever brings it first is the parent from
/// then on; the others are asked to send no more of that origin's updates.
///
/// Shape:  an origin takes nothing until it is heard of, then 8 bytes and two bits a neighbour.
/// Source: docs/decisions/0011-a-tree-for-each-origin.md
class SpanningTrees {
public:
    SpanningTrees(ServerIndex self, std::size_t neighbours);

    /// There is one more neighbour: its number is the next one.
    void add_neighbour();

    /// What a server is to know of one tree when it sends an update on. Lasts until the trees change.
    class Branches {
    public:
        explicit Branches(const std::uint8_t* bits) : bits_(bits) {}
        /// Whether any neighbour may be lazy at all.
        explicit operator bool() const { return bits_ != nullptr; }
        /// The neighbour asked not to be sent the updates of this origin.
        bool is_lazy(NeighbourId id) const { return bits_ && bits_[id / 4] >> (id % 4 * 2) & 1; }

    private:
        const std::uint8_t* bits_;
    };
    Branches branches(ServerIndex origin) const;

    /// The neighbour that feeds this server; nothing if there is none, or if it is down.
    std::optional<NeighbourId> parent(ServerIndex origin) const;

    /// A neighbour sent an update as it spreads. Returns who is to be told to send no more of them: whoever
    /// brings news becomes the parent in place of the one before, and so does the first to bring anything;
    /// anybody else is one too many.
    std::optional<NeighbourId> on_pushed(ServerIndex origin, NeighbourId from, bool is_news);

    /// The neighbour is asked to send again what it does not send: it becomes the parent. Returns who was
    /// before.
    std::optional<NeighbourId> graft(ServerIndex origin, NeighbourId from);

    /// The neighbour has been told to send no more: what comes all the same was on its way.
    void set_pruned(ServerIndex origin, NeighbourId id);
    /// Whether the neighbour asked not to be sent updates of this origin.
    void set_lazy(ServerIndex origin, NeighbourId id, bool is_lazy);

    /// Frames for the neighbour were lost: what it was told to send no more it may not know of.
    void forget_pruned(NeighbourId id);
    /// The link went down or came up: both sides begin anew.
    void forget(NeighbourId id);

private:
    static constexpr std::uint32_t nobody = UINT32_MAX;
    enum Bit : std::uint8_t { lazy = 1, pruned = 2 };

    std::size_t add(ServerIndex origin);
    std::optional<std::size_t> find(ServerIndex origin) const;
    bool is(Bit bit, std::size_t at, NeighbourId id) const;
    void set(Bit bit, std::size_t at, NeighbourId id, bool value);

    ServerIndex self_;
    std::size_t neighbours_;
    std::size_t stride_;                  // bytes of bits an origin
    std::vector<ServerIndex> origins_;    // sorted
    std::vector<std::uint32_t> parents_;  // by origin, in the order of `origins_`
    std::vector<std::uint8_t> bits_;      // likewise; two a neighbour
};

}  // namespace herd::core
