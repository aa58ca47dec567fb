#include "control/run_stage.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace herd::control {
namespace {

using scenario::Unsettled;

constexpr nanoseconds wait_slice = std::chrono::milliseconds(100);  // that is waited for in one piece
constexpr nanoseconds run_answer_most = std::chrono::seconds(30);   // of the stage's time
constexpr nanoseconds run_answer_least = std::chrono::milliseconds(1);
constexpr auto run_given_up = "the run was given up";

}  // namespace

RunStage::RunStage(std::unique_ptr<scenario::Stage> stage, SteadyTime deadline, bool breaks_off)
    : stage_(std::move(stage)), deadline_(deadline), breaks_off_(breaks_off) {}

void RunStage::interrupt() {
    is_interrupted_ = true;
    if (!breaks_off_) return;
    // Whoever waits for an answer hears that the connection is lost.
    for (const auto& server : stage_->servers()) stage_->apply({fault::Crash{server}, std::nullopt});
}

nanoseconds RunStage::left() const {
    return deadline_ - SteadyTime(std::chrono::steady_clock::now());
}

bool RunStage::is_over() {
    if (!is_interrupted_ && left() > nanoseconds(0)) return false;
    was_given_up_ = true;
    return true;
}

/// Does in pieces what may take so long.
template <class Work>
Result<void, Unsettled> RunStage::go_on(nanoseconds within, Work work) {
    Result<void, Unsettled> done = unexpected(Unsettled{run_given_up});
    for (nanoseconds rest = within; !is_over(); rest -= wait_slice) {
        done = work(std::min(rest, wait_slice));
        if (done || rest <= wait_slice) return done;
    }
    return done;
}

std::vector<Result<std::string, std::string>> RunStage::send(const std::vector<scenario::Message>& messages,
                                                             nanoseconds patience) {
    if (is_over()) return {messages.size(), unexpected(std::string(run_given_up))};
    const auto most = std::max(run_answer_least, std::min(left(), run_answer_most));
    auto answers = stage_->send(messages, std::min(patience, most));
    is_over();
    return answers;
}

Result<void, Unsettled> RunStage::settle(nanoseconds within, bool ignores_held) {
    return go_on(within, [&](nanoseconds piece) { return stage_->settle(piece, ignores_held); });
}

Result<void, Unsettled> RunStage::await_lifted(nanoseconds within) {
    return go_on(within, [&](nanoseconds piece) { return stage_->await_lifted(piece); });
}

void RunStage::wait(nanoseconds duration) {
    for (nanoseconds rest = duration; rest > nanoseconds(0) && !is_over(); rest -= wait_slice)
        stage_->wait(std::min(rest, wait_slice));
}

Result<void, std::string> RunStage::apply(const fault::Fault& fault) {
    if (is_over()) return unexpected(std::string(run_given_up));
    return stage_->apply(fault);
}

}  // namespace herd::control
