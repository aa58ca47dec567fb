#include "log/writer.hpp"

#include <algorithm>
#include <mutex>
#include <pthread.h>
#include <signal.h>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "log/server_log_state.hpp"

namespace herd::log {
namespace {

// What `flush_every` is held to, lest the thread never sleeps or the clock's range is left.
constexpr nanoseconds shortest_nap = std::chrono::milliseconds(1);
constexpr nanoseconds longest_nap = std::chrono::hours(1);

/// Starts a thread that no signal is delivered to. Signals are the loop's business; and a write past the
/// limit on the size of files, or to a pipe without reader, then is an error and no longer the end of the
/// process.
template <class Body>
std::thread start_thread_without_signals(Body body) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    std::thread thread(std::move(body));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    pthread_setname_np(thread.native_handle(), "herd-log");
    return thread;
}

}  // namespace

struct Writer::State {
    using Log = ServerLog::State;

    State(Options given, std::function<void(const std::string&)> complaint)
        : options(std::move(given)), complain(std::move(complaint)) {}

    void run();
    void write_all();
    bool write_batch(Log& log);
    void tell(Log& log, const std::string& error);

    const Options options;
    const std::function<void(const std::string&)> complain;
    const std::shared_ptr<Alarm> alarm = std::make_shared<Alarm>();
    std::mutex mutex;                        // guards `logs`
    std::vector<std::shared_ptr<Log>> logs;  // only ever added to
    std::vector<std::shared_ptr<Log>> turn;  // the writer's alone: a copy of `logs`
    std::thread thread;
};

void Writer::State::run() {
    const nanoseconds nap = std::clamp<nanoseconds>(options.flush_every, shortest_nap, longest_nap);
    while (alarm->sleep(nap) != Alarm::Reason::end) write_all();
    // Once what waits is written, there may be lost lines to tell of.
    write_all();
    write_all();
}

void Writer::State::write_all() {
    {
        const std::lock_guard lock(mutex);
        turn = logs;
    }
    for (const auto& log : turn) {
        log->backlog.take(log->batch);
        if (!log->batch.empty() && write_batch(*log)) log->complained = false;
    }
}

/// Returns whether all of it is written, and nothing else failed.
bool Writer::State::write_batch(Log& log) {
    bool well = true;
    while (!log.batch.empty()) {
        const std::string_view rest = std::string_view(log.batch.front()).substr(log.batch_written);
        const LogFile::Outcome outcome = log.file.append(rest);
        log.batch_written += outcome.written;
        if (outcome.error) {
            tell(log, *outcome.error);
            well = false;
        }
        if (outcome.written != rest.size()) break;
        log.backlog.settle(std::move(log.batch.front()));
        log.batch.pop_front();
        log.batch_written = 0;
    }
    return well;
}

void Writer::State::tell(Log& log, const std::string& error) {
    if (std::exchange(log.complained, true)) return;
    complain("log of " + log.server + ": " + error);
}

Writer::Writer(Options options, std::function<void(const std::string&)> complain)
    : state_(std::make_unique<State>(std::move(options), std::move(complain))) {
    if (state_->options.level == Level::off) return;
    state_->thread = start_thread_without_signals([state = state_.get()] { state->run(); });
}

Writer::~Writer() {
    if (!state_->thread.joinable()) return;
    state_->alarm->end();
    state_->thread.join();
    for (const auto& log : state_->logs) log->backlog.close();
}

std::unique_ptr<ServerLog> Writer::open(const std::string& server) {
    if (state_->options.level == Level::off) return nullptr;
    const std::lock_guard lock(state_->mutex);
    for (const auto& log : state_->logs) {
        if (log->server == server) return std::unique_ptr<ServerLog>(new ServerLog(log));
    }
    state_->logs.push_back(std::make_shared<ServerLog::State>(state_->options, server, state_->alarm));
    return std::unique_ptr<ServerLog>(new ServerLog(state_->logs.back()));
}

}  // namespace herd::log
