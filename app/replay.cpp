#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <string>
#include <unistd.h>

#include "answer_text.hpp"
#include "base/columns.hpp"
#include "commands.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "replay/movement_file.hpp"
#include "replay/player.hpp"
#include "replay_place.hpp"
#include "trace/json_object.hpp"

namespace herd::app {
namespace {

using std::chrono::steady_clock;

std::atomic<bool> is_stopped = false;

void stop_replay(int) {
    is_stopped = true;
}

/// The movement of all files, in the order of its times. Nothing, and a complaint, if one is no good.
std::optional<replay::Movement> load_movement_or_complain(const ReplayArguments& arguments) {
    replay::Movement movement;
    for (const auto& file : arguments.files) {
        const auto left_out = replay::read_movement(file, movement);
        if (!left_out) {
            say(left_out.error());
            return std::nullopt;
        }
        if (*left_out > 0) say(file + ": " + format_count(*left_out, "point") + " without a time left out");
    }
    if (arguments.clients > 0) movement.keep_clients(arguments.clients);
    movement.prefix_clients(arguments.prefix);
    movement.sort();
    if (!movement.points().empty()) return movement;
    say("there is nothing to replay: the files have no points");
    return std::nullopt;
}

/// One line on standard error that tells how far a replay is, if that is a terminal.
class ReplayProgress {
public:
    explicit ReplayProgress(std::optional<std::uint64_t> size) : size_(size) {}
    ReplayProgress(const ReplayProgress&) = delete;
    ReplayProgress& operator=(const ReplayProgress&) = delete;
    ~ReplayProgress() {
        if (is_shown_) std::fputs("\r\x1b[K", stderr);
    }

    void show(std::uint64_t said, const replay::Tally& tally) {
        constexpr auto interval = std::chrono::milliseconds(200);
        if (!is_on_ || steady_clock::now() - last_ < interval) return;
        last_ = steady_clock::now();
        const std::string of = size_ ? " of " + format_thousands(*size_) : "";
        std::fprintf(stderr, "\r\x1b[K%s%s points said, %s answered, Ctrl-C stops",
                     format_thousands(said).c_str(), of.c_str(), format_thousands(tally.sum()).c_str());
        std::fflush(stderr);
        is_shown_ = true;
    }

private:
    std::optional<std::uint64_t> size_;
    bool is_on_ = isatty(STDERR_FILENO) == 1;
    bool is_shown_ = false;
    steady_clock::time_point last_{};
};

void print_summary(const replay::Movement& movement, const replay::Tally& tally, double seconds) {
    std::printf("%s points of %s in %s: %s accepted, %s stale, %s refused, %s lost\n",
                format_thousands(tally.sum()).c_str(),
                format_count(movement.clients().size(), "client").c_str(), format_span(seconds * 1e9).c_str(),
                format_thousands(tally.accepted).c_str(), format_thousands(tally.stale).c_str(),
                format_thousands(tally.refused).c_str(), format_thousands(tally.lost).c_str());
}

void print_summary_json(const replay::Movement& movement, const replay::Tally& tally, double seconds) {
    std::string text;
    trace::JsonObject object(text);
    object.count("clients", movement.clients().size());
    object.count("sent", tally.sum());
    object.count("accepted", tally.accepted);
    object.count("stale", tally.stale);
    object.count("refused", tally.refused);
    object.count("lost", tally.lost);
    object.json("seconds", std::to_string(seconds));
    object.end();
    std::printf("%s\n", text.c_str());
}

}  // namespace

int run_replay(const ReplayArguments& arguments) {
    const auto movement = load_movement_or_complain(arguments);
    if (!movement) return exit_usage;
    const auto servers = find_servers_or_complain(arguments.config, arguments.ready_file, arguments.servers);
    if (!servers) return exit_usage;
    const replay::Pace pace{arguments.speed, arguments.fast, arguments.loop, arguments.now};
    const replay::Timetable timetable(*movement, pace, std::chrono::system_clock::now());
    const replay::Stage stage{*servers};
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGINT, stop_replay);
    std::signal(SIGTERM, stop_replay);
    const auto start = steady_clock::now();
    const auto tally = [&] {
        ReplayProgress progress(timetable.size());
        replay::Player player(*movement, timetable, stage);
        return player.play(is_stopped, [&progress](std::uint64_t said, const replay::Tally& so_far) {
            progress.show(said, so_far);
        });
    }();
    if (!tally) {
        say(tally.error() + ": is the herd up?");
        return exit_connection;
    }
    const double seconds = std::chrono::duration<double>(steady_clock::now() - start).count();
    (arguments.json ? print_summary_json : print_summary)(*movement, *tally, seconds);
    if (tally->stale > 0 && !arguments.now)
        say("the herd knows newer places of these clients; --now says the times of now, --prefix makes other "
            "clients");
    return tally->refused + tally->lost > 0 ? exit_check_failed : exit_good;
}

}  // namespace herd::app
