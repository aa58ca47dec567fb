#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/session.hpp"

namespace herd::core {

/// The sessions of a server.
class SessionTable {
public:
    Session& open(std::size_t max_line);
    void close(SessionId id);

    /// Null, if it has ended.
    Session* find(SessionId id) const;

    /// Every session, oldest index first.
    template <class Visit>
    void for_each(Visit visit) const {
        for (const auto& session : sessions_) {
            if (session) visit(*session);
        }
    }

    std::size_t size() const { return sessions_.size() - free_.size(); }

private:
    std::vector<std::unique_ptr<Session>> sessions_;
    std::vector<std::uint32_t> free_;
    std::uint64_t next_serial_ = 1;
};

}  // namespace herd::core
