#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "swarm/dice.hpp"

namespace herd::swarm {

/// What the clients of a herd say: lines as clients write them, right ones and wrong ones.
class ClientDraw {
public:
    /// Shape: `longest_line`: that a server takes. `has_long_names`: enough to fill a small store
    /// and what a link holds.
    ClientDraw(Dice& dice, std::size_t longest_line, bool has_long_names);

    /// An IAMAT of any client: most often fresh, else of the same time as its last one in another text or
    /// from another place, or of an older time.
    std::string draw_update();
    /// Any line: an IAMAT, a WHATSAT, a NEARBY, one that is wrong.
    std::string draw_line();

    /// All clients that an IAMAT has named so far that was not too long.
    std::vector<std::string> clients() const;
    /// An IAMAT of a client that is newer than all before.
    std::string draw_newest(const std::string& client);

private:
    struct Client {
        std::string name;
        nanoseconds time{};     // the greatest so far
        bool is_known = false;  // by an IAMAT that was not too long
    };

    /// Any client; none with a long name any more, once there were enough of them.
    Client& pick_client();
    std::string draw_location();
    std::string format_update(const Client& client, nanoseconds time);
    std::string draw_invalid();

    Dice& dice_;
    std::size_t longest_line_;
    std::vector<Client> clients_;
    std::size_t long_names_ = 0;  // bytes of them in lines so far
    std::size_t place_;           // which place the clients are near
    std::size_t asks_;            // percent of lines that are questions
    std::size_t errs_;            // percent of lines that are wrong
};

}  // namespace herd::swarm
