#pragma once

#include <deque>
#include <memory>
#include <string>

#include "log/alarm.hpp"
#include "log/backlog.hpp"
#include "log/log_file.hpp"
#include "log/server_log.hpp"
#include "log/writer.hpp"

namespace herd::log {

/// What the loop's side and the writer's side of a server's log share.
struct ServerLog::State {
    State(const Options& options, const std::string& server, std::shared_ptr<Alarm> writer);

    const Level level;
    const Format format;
    const std::string server;
    const std::shared_ptr<Alarm> alarm;
    Backlog backlog;

    std::string line;  // the loop's alone: where a line is formatted

    LogFile file;                   // from here on the writer's alone
    std::deque<std::string> batch;  // chunks that are not on the disk yet
    std::size_t batch_written = 0;  // bytes of the first chunk that are
    bool complained = false;        // since it last worked
};

}  // namespace herd::log
