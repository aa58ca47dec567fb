#include "control/runs.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "trace/json_object.hpp"

namespace herd::control {
namespace {

bool is_finished(RunState state) {
    return state == RunState::done || state == RunState::cancelled;
}

Problem find_no_run(std::uint64_t id) {
    return {404,
            "there is no run " + std::to_string(id) + "; the last " + std::to_string(Runs::most_kept) +
                " are kept, and /v1/runs tells which they are",
            {},
            {}};
}

}  // namespace

std::string_view format_state(RunState state) {
    switch (state) {
        case RunState::waiting:
            return "waiting";
        case RunState::running:
            return "running";
        case RunState::done:
            return "done";
        case RunState::cancelled:
            return "cancelled";
    }
    return "";
}

std::string format_run(const RunFacts& run, bool has_report) {
    std::string json;
    trace::JsonObject object(json);
    object.count("id", run.id);
    object.text("name", run.name);
    object.text("mode", format_mode(run.mode));
    object.count("seed", run.seed);
    object.text("state", format_state(run.state));
    object.count("steps", run.steps);
    if (run.step > 0) object.count("step", run.step);
    if (run.played) object.text("verdict", scenario::format_outcome(run.played->verdict.outcome));
    if (run.played && has_report) {
        auto report = scenario::format_json(*run.played);
        report.pop_back();
        object.json("report", report);
    }
    object.end();
    return json;
}

Runs::~Runs() {
    std::unique_lock lock(mutex_);
    is_ending_ = true;
    if (stage_ != nullptr) stage_->interrupt();
    changed_.notify_all();
    lock.unlock();
    if (thread_.joinable()) thread_.join();
}

Result<RunFacts, Problem> Runs::add(RunOrder order) {
    const std::lock_guard lock(mutex_);
    const auto waiting = std::count_if(runs_.begin(), runs_.end(),
                                       [](const Run& run) { return run.facts.state == RunState::waiting; });
    if (static_cast<std::size_t>(waiting) >= most_waiting) {
        return unexpected(Problem{
            429,
            std::to_string(waiting) + " runs wait already, which is as many as may; cancel one, or try later",
            {},
            {{"Retry-After", "5"}}});
    }
    RunFacts facts;
    facts.id = ++last_id_;
    facts.name = order.scenario.name;
    facts.mode = order.mode;
    facts.seed = order.seed;
    facts.steps = order.scenario.steps.size();
    runs_.push_back({facts, std::move(order)});
    forget_old();
    if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
    changed_.notify_all();
    return facts;
}

std::vector<RunFacts> Runs::list() const {
    const std::lock_guard lock(mutex_);
    std::vector<RunFacts> list;
    for (const auto& run : runs_) list.push_back(run.facts);
    return list;
}

Result<RunFacts, Problem> Runs::find(std::uint64_t id) const {
    const std::lock_guard lock(mutex_);
    const auto run =
        std::find_if(runs_.begin(), runs_.end(), [id](const Run& one) { return one.facts.id == id; });
    if (run == runs_.end()) return unexpected(find_no_run(id));
    return run->facts;
}

Result<void, Problem> Runs::cancel(std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    Run* run = look_up(id);
    if (run == nullptr) return unexpected(find_no_run(id));
    if (is_finished(run->facts.state)) {
        return unexpected(Problem{
            409,
            "run " + std::to_string(id) + " is over: it is " + std::string(format_state(run->facts.state)),
            {},
            {}});
    }
    const bool is_played = run->facts.state == RunState::running;
    run->facts.state = RunState::cancelled;
    if (is_played && stage_ != nullptr) stage_->interrupt();
    return {};
}

Runs::Run* Runs::look_up(std::uint64_t id) {
    const auto run =
        std::find_if(runs_.begin(), runs_.end(), [id](const Run& one) { return one.facts.id == id; });
    return run == runs_.end() ? nullptr : &*run;
}

Runs::Run* Runs::next_waiting() {
    const auto run = std::find_if(runs_.begin(), runs_.end(),
                                  [](const Run& one) { return one.facts.state == RunState::waiting; });
    return run == runs_.end() ? nullptr : &*run;
}

void Runs::forget_old() {
    while (runs_.size() > most_kept) {
        const auto oldest = std::find_if(runs_.begin(), runs_.end(),
                                         [](const Run& one) { return is_finished(one.facts.state); });
        if (oldest == runs_.end()) return;
        runs_.erase(oldest);
    }
}

void Runs::work() {
    std::unique_lock lock(mutex_);
    while (!is_ending_) {
        if (Run* run = next_waiting()) {
            play(lock, *run);
        } else {
            changed_.wait(lock);
        }
    }
}

void Runs::play(std::unique_lock<std::mutex>& lock, Run& run) {
    run.facts.state = RunState::running;
    const auto id = run.facts.id;
    const auto order = std::move(run.order);
    lock.unlock();
    const auto on_stage = [&](RunStage* stage) {
        const std::lock_guard stage_lock(mutex_);
        stage_ = stage;
        const Run* now = look_up(id);
        // It may have been cancelled while its herd came up.
        const bool is_wanted = now != nullptr && now->facts.state == RunState::running && !is_ending_;
        if (stage != nullptr && !is_wanted) stage->interrupt();
    };
    const auto on_step = [&](std::size_t step) {
        const std::lock_guard step_lock(mutex_);
        if (Run* now = look_up(id)) now->facts.step = step + 1;
    };
    auto played = play_run(order, limit_, on_stage, on_step);
    lock.lock();
    Run* now = look_up(id);
    if (now == nullptr || now->facts.state != RunState::running) return;
    now->facts.state = RunState::done;
    now->facts.played = std::move(played);
}

}  // namespace herd::control
