#pragma once

#include <memory>

#include "log/entry.hpp"

namespace herd::log {

class Writer;

/// The log of one server. Lines are gathered in memory; the writer's thread takes them to the disk.
class ServerLog {
public:
    /// Logs an entry, if the level asks for it. One thread (the loop's). Never waits for a disk; if too much
    /// waits already, the line is lost and counted. Lines of after the writer's end go nowhere.
    void write(const Entry& entry);

    /// Whether entries of `level` are logged: spares making those that are not.
    bool logs(Level level) const;

private:
    friend class Writer;
    struct State;
    explicit ServerLog(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

}  // namespace herd::log
