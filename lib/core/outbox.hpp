#pragma once

#include <string_view>
#include <vector>

#include "base/geo.hpp"
#include "core/frame.hpp"
#include "core/observer.hpp"

namespace herd::core {

/// A question for places; the answer comes back by `Server::on_places`.
struct PlacesQuery {
    QueryId id = 0;
    LatLng at;
    double radius_km = 0;
    int bound = 0;
};

/// A neighbour that has sent what is no frame: its link is to be closed.
struct FaultyNeighbour {
    NeighbourId id = 0;
    FrameFault fault{};
};

/// What a server wants done after it was told something. The caller owns it and uses it again, so that
/// telling a server something allocates nothing.
struct Outbox {
    std::vector<SessionId> sessions;      // have output, or another status
    std::vector<NeighbourId> neighbours;  // have output
    std::vector<PlacesQuery> queries;
    std::vector<FaultyNeighbour> faulty;
    std::vector<NeighbourId> missed;  // an update was not sent to them, since the link is down

    void clear() {
        sessions.clear();
        neighbours.clear();
        queries.clear();
        faulty.clear();
        missed.clear();
    }
};

}  // namespace herd::core
