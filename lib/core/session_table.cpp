#include "core/session_table.hpp"

namespace herd::core {

Session& SessionTable::open(std::size_t max_line) {
    std::uint32_t index = static_cast<std::uint32_t>(sessions_.size());
    if (free_.empty()) {
        sessions_.emplace_back();
    } else {
        index = free_.back();
        free_.pop_back();
    }
    sessions_[index] = std::make_unique<Session>(SessionId{index, next_serial_++}, max_line);
    return *sessions_[index];
}

void SessionTable::close(SessionId id) {
    if (!find(id)) return;
    sessions_[id.index].reset();
    free_.push_back(id.index);
}

Session* SessionTable::find(SessionId id) const {
    if (id.index >= sessions_.size() || !sessions_[id.index]) return nullptr;
    Session* session = sessions_[id.index].get();
    return session->id == id ? session : nullptr;
}

}  // namespace herd::core
