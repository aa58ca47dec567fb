#include "log/server_log.hpp"

#include <utility>

#include "log/server_log_state.hpp"

namespace herd::log {
namespace {

/// Past it the memory of a formatted line is given back.
constexpr std::size_t line_kept = std::size_t{256} << 10;

}  // namespace

ServerLog::State::State(const Options& options, const std::string& server_name, std::shared_ptr<Alarm> writer)
    : level(options.level),
      format(options.format),
      server(server_name),
      alarm(std::move(writer)),
      backlog(options.backlog_limit, options.format),
      file(options.directory / (server_name + ".log"), options.rotate_size, options.rotate_keep) {}

ServerLog::ServerLog(std::shared_ptr<State> state) : state_(std::move(state)) {}

bool ServerLog::logs(Level level) const {
    return level <= state_->level;
}

void ServerLog::write(const Entry& entry) {
    State& state = *state_;
    if (state.level != Level::messages && level_of(entry.event) == Level::messages) return;
    state.line.clear();
    append_entry(entry, state.format, state.line);
    if (state.backlog.add(state.line, entry.time)) state.alarm->ring();
    if (state.line.capacity() > line_kept) std::string().swap(state.line);
}

}  // namespace herd::log
