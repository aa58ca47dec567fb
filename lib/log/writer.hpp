#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/time.hpp"
#include "log/entry.hpp"
#include "log/server_log.hpp"

namespace herd::log {

/// Where and how much to log.
struct Options {
    std::filesystem::path directory;  // made if it is missing, with its parents
    Level level = Level::messages;
    Format format = Format::json;
    std::size_t rotate_size = std::size_t{64} << 20;  // bytes; 0: never
    int rotate_keep = 3;                              // rotated files kept beside NAME.log
    nanoseconds flush_every = std::chrono::milliseconds(100);
    std::size_t backlog_limit = std::size_t{16}
                                << 20;  // bytes a server that may wait for the disk; lines past it are lost
};

/// Writes the files of all servers, NAME.log in one directory, on a thread of its own: by batches, at least
/// every `flush_every` and when it is destroyed; rotates NAME.log to NAME.log.1 and so on by size. A file
/// that cannot be written costs lines, not answers: `complain` hears of it once a file until writing works
/// again. Lines wait meanwhile, up to `backlog_limit`; of those past it the file itself then says how many
/// were lost.
class Writer {
public:
    /// `complain` is called on the writer's thread.
    Writer(Options options, std::function<void(const std::string&)> complain);

    /// Writes all that waits (tries once, if a file cannot be written) and ends the thread.
    ~Writer();

    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// The log of a server; null at level `off`. Asked for again with the same name it goes on in the same
    /// file. Shape: `server` is part of a file's name: no '/' and no NUL.
    std::unique_ptr<ServerLog> open(const std::string& server);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace herd::log
