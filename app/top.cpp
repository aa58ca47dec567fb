#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>
#include <utility>

#include "answer_text.hpp"
#include "commands.hpp"
#include "exit_status.hpp"
#include "herd_file.hpp"
#include "top_terminal.hpp"

namespace herd::app {
namespace {

using places::JsonDocument;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// A screen that does not answer keys is worse than one that says that the herd does not.
constexpr nanoseconds longest_wait = std::chrono::seconds(2);
constexpr std::size_t any_number_of_rows = 1'000'000;

/// The last two answers of a herd.
class TopWatch {
public:
    explicit TopWatch(const control::ApiClient& api) : api_(api) {}

    /// Errors: also an answer that is no JSON.
    Result<void, control::ApiError> look() {
        const auto answer = api_.get("/v1/herd");
        if (!answer) return unexpected(answer.error());
        auto document = JsonDocument::parse(*answer);
        if (!document || !document->root()["servers"].is_array()) {
            return unexpected(
                control::ApiError{control::ApiFault::broken, 0, "what has answered is no herd"});
        }
        before_ = std::exchange(now_, std::move(*document));
        // A herd that was started again counts from nothing.
        if (before_ && now_->root()["pid"].number() != before_->root()["pid"].number()) before_.reset();
        return {};
    }

    std::vector<TopLine> frame(const TopScreen& screen) const {
        if (!now_) return {};
        return make_top_frame(now_->root(), before_ ? before_->root() : places::JsonValue(), screen);
    }

private:
    const control::ApiClient& api_;
    std::optional<JsonDocument> now_;
    std::optional<JsonDocument> before_;
};

int print_once(TopWatch& watch, milliseconds interval) {
    std::this_thread::sleep_for(interval);
    if (const auto seen = watch.look(); !seen) return complain_of_api(seen.error());
    const TopScreen all{any_number_of_rows, any_number_of_rows, 0};
    for (const auto& line : watch.frame(all)) std::printf("%s\n", line.text.c_str());
    return exit_good;
}

void watch_on_terminal(TopWatch& watch, milliseconds interval) {
    TopTerminal terminal;
    std::size_t scrolled = 0;
    std::string trouble;
    auto next = steady_clock::now() + interval;
    for (;;) {
        auto screen = terminal.size();
        screen.scrolled = scrolled;
        auto frame = watch.frame(screen);
        if (!trouble.empty() && !frame.empty())
            frame.front() = {trouble.substr(0, screen.columns), TopStyle::alarm};
        terminal.show(frame);
        const auto rest = std::chrono::ceil<milliseconds>(next - steady_clock::now());
        switch (terminal.await_input(std::max(rest, milliseconds(0)))) {
            case TopInput::quit:
                return;
            case TopInput::up:
                scrolled -= std::min<std::size_t>(scrolled, 1);
                break;
            case TopInput::down:
                ++scrolled;
                break;
            case TopInput::resized:
            case TopInput::nothing:
                break;
        }
        if (steady_clock::now() < next) continue;
        const auto seen = watch.look();
        trouble = seen ? "" : "the herd does not answer: " + seen.error().why;
        next = steady_clock::now() + interval;
    }
}

}  // namespace

int run_top(const TopArguments& arguments) {
    auto address = find_api_or_complain(arguments.place);
    if (!address) return exit_usage;
    address->timeout = std::min(address->timeout, longest_wait);
    const control::ApiClient api(*address);
    TopWatch watch(api);
    if (const auto seen = watch.look(); !seen) return complain_of_api(seen.error());
    const auto interval =
        std::chrono::duration_cast<milliseconds>(std::chrono::duration<double>(arguments.interval));
    if (arguments.once || isatty(STDOUT_FILENO) == 0) return print_once(watch, interval);
    watch_on_terminal(watch, interval);
    return exit_good;
}

}  // namespace herd::app
