#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace herd::log {

enum class Level { off, connections, messages };
enum class Format { json, text };
enum class Direction { none, in, out };

/// Where and how much to log.
struct Options {
    std::filesystem::path directory;
    Level level = Level::messages;
    Format format = Format::json;
    std::size_t rotate_size = std::size_t{64} << 20;  // bytes; 0: never
    int rotate_keep = 3;
    nanoseconds flush_every = std::chrono::milliseconds(100);
    std::size_t backlog_limit = std::size_t{16} << 20;  // bytes that may wait for the disk; lines past it are lost
};

/// One line of a log.
struct Entry {
    WallTime time;
    std::string_view event;       // "client_open", "command", "answer", "update", "link_up", ...
    Direction direction = Direction::none;
    std::string_view connection;  // "client 17" or "link Welsh"
    std::string_view text;        // any bytes: the message, or the reason
    std::string_view note;        // a short remark in ASCII, e.g. "hop 2"; may be empty
};

class Writer;

/// The log of one server. Lines are gathered in memory; the writer's thread takes them to the disk.
class ServerLog {
public:
    /// One thread (the loop's). Never waits for a disk; if too much waits already, the line is lost and counted.
    void write(const Entry& entry);

private:
    friend class Writer;
    struct State;
    explicit ServerLog(std::shared_ptr<State> state);
    std::shared_ptr<State> state_;
};

/// Writes the files of all servers, NAME.log in one directory, on a thread of its own: by batches, at least every
/// `flush_every` and when it is destroyed; rotates NAME.log to NAME.log.1 and so on by size. A file that cannot be
/// written costs lines, not answers: `complain` hears of it once a file until writing works again, and the file itself then says how
/// many lines were lost.
class Writer {
public:
    /// `complain` is called on the writer's thread.
    Writer(Options options, std::function<void(const std::string&)> complain);
    ~Writer();

    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// The log of a server; null at level `off`. Asked for again with the same name it goes on in the same file.
    std::unique_ptr<ServerLog> open(const std::string& server);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// One entry as a line with LF at its end. JSON: `time` (RFC 3339, UTC, nanoseconds), `event`, `dir`, `conn`, `text`, `note`; bytes that
/// are no UTF-8 are U+FFFD in `text` and then stand in `hex` besides. Text: the same fields, bytes outside printable ASCII and UTF-8 as \xNN.
void append_entry(const Entry& entry, Format format, std::string& out);

}  // namespace herd::log
