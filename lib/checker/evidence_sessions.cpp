// What clients say, and what they are answered.

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "checker/answer_cutter.hpp"
#include "checker/evidence.hpp"
#include "checker/model_command.hpp"
#include "core/session.hpp"

namespace herd::checker {
namespace {

/// So many lines that are said at once have their turn at once, if so many answers are owed at most.
constexpr std::size_t lines_in_turn = 32;
constexpr std::size_t answers_owed = core::Session::waiting_limit - 2;

/// A receipt may be ahead of the clock by this, so that receipts differ.
constexpr nanoseconds receipt_slack = std::chrono::milliseconds(1);

std::uint64_t mix(std::uint64_t hash, std::uint64_t part) {
    hash = (hash ^ part) * 0x9e3779b97f4a7c15;
    return hash ^ hash >> 31;
}

std::uint64_t key_of(LifeId life, TextId phone, TextId location, TextId time) {
    return mix(mix(mix(life, phone), location), time);
}

}  // namespace

void Evidence::on_client_open(sim::ClientId client, core::ServerIndex server, Now now) {
    cut_quiet_lines(now);
    HERD_ASSERT(lives_now_[server]);
    if (client >= sessions_.size()) sessions_.resize(client + 1);
    sessions_[client] = std::make_unique<SessionEar>(*lives_now_[server], options_.max_line);
    add(server, now, ClientOpened{client});
}

void Evidence::on_client_said(sim::ClientId client, std::string_view bytes, Now now) {
    cut_quiet_lines(now);
    SessionEar& session = *sessions_[client];
    if (!session.is_open) return;
    session.lines.append(bytes);
    session.quiet_since = now.steady;
    session.lines_at_once = 0;
    const bool was_vague = !session.vague_rest.empty();
    while (const auto line = session.lines.next()) {
        if (!session.vague_rest.empty()) {
            // Perhaps it was no line yet when this was said, and this is its end.
            LineCutter::Line joined{std::exchange(session.vague_rest, {}) + line->text, false};
            add_command(client, joined, true, now);
        }
        add_command(client, *line, was_vague, now);
    }
    if (was_vague) session.is_clear = false;
    if (options_.unterminated_after && !session.lines.rest().empty())
        quiet_.push_back({now.steady + *options_.unterminated_after, client});
}

void Evidence::on_client_ended(sim::ClientId client, Now now) {
    cut_quiet_lines(now);
    SessionEar& session = *sessions_[client];
    if (!session.is_open) return;
    session.lines_at_once = 0;
    if (const auto rest = session.lines.take_rest())
        add_command(client, *rest, !session.vague_rest.empty(), now);
    add(lives_[session.life].server, now, ClientEnded{client});
}

void Evidence::on_client_closed(sim::ClientId client, Now now) {
    cut_quiet_lines(now);
    SessionEar& session = *sessions_[client];
    session.is_open = false;
    add(lives_[session.life].server, now, ClientClosed{client});
}

void Evidence::cut_quiet_lines(Now now) {
    while (!quiet_.empty() && quiet_.front().until <= now.steady) {
        const auto [until, client] = quiet_.front();
        quiet_.pop_front();
        SessionEar& session = *sessions_[client];
        if (!session.is_open || session.quiet_since + *options_.unterminated_after != until) continue;
        const auto rest = session.lines.take_rest();
        if (!rest) continue;
        session.vague_rest = rest->text;
        // The clock that counts is that of its server, which need not be the one where something happens.
        const nanoseconds error = clocks_[lives_[session.life].server].most;
        add_command(client, *rest, true, {until, WallTime(until.time_since_epoch() + error)});
    }
}

void Evidence::add_command(sim::ClientId client, const LineCutter::Line& line, bool is_vague, Now now) {
    SessionEar& session = *sessions_[client];
    const auto id = static_cast<CommandId>(commands_.size());
    Command command;
    command.client = client;
    command.life = session.life;
    command.said = next_index();
    command.line = records_.texts().add(line.text);
    command.is_too_long = line.is_too_long;
    command.is_vague = is_vague;
    const Meaning meaning = line.is_too_long ? Meaning{} : parse_line(line.text);
    if (const auto* update = std::get_if<Update>(&meaning)) {
        command.verb = Verb::iamat;
        command.phone = records_.texts().add(update->phone);
        command.location = records_.texts().add(update->location);
        command.time = records_.texts().add(update->time);
        command.exact_time = update->exact_time;
        unborn_[key_of(session.life, command.phone, command.location, command.time)].push_back(id);
    } else if (const auto* question = std::get_if<Question>(&meaning)) {
        command.verb = question->is_nearby ? Verb::nearby : Verb::whatsat;
        command.phone = records_.texts().add(question->phone);
        command.radius_km = question->radius_km;
        command.bound = question->bound;
    }
    session.open.push_back(id);
    ++session.lines_at_once;
    session.open_weight += weigh(command);
    command.is_prompt = !is_vague && session.is_clear && has_turn_at_once(session);
    if (command.verb == Verb::iamat) {
        longest_record_ = std::max(longest_record_, line.text.size() + 100);
        knowledge_.open(command.life, command.phone);
        if (!command.is_prompt) knowledge_.blur(command.life, command.phone);
    }
    commands_.push_back(command);
    add(lives_[session.life].server, now, Said{id});
}

bool Evidence::has_turn_at_once(const SessionEar& session) const {
    // Nothing is said to a session that has lines left.
    return session.lines_at_once <= lines_in_turn && session.open.size() <= answers_owed &&
           session.open_weight < core::Session::output_limit;
}

std::size_t Evidence::weigh(const Command& command) const {
    const std::size_t hits =
        command.verb == Verb::nearby ? std::min(command.bound, knowledge_.phones(command.life).size()) : 0;
    return std::max(text(command.line).size(), longest_record_) + hits * longest_record_ + 100;
}

void Evidence::on_client_answered(sim::ClientId client, std::string_view bytes, Now now) {
    cut_quiet_lines(now);
    SessionEar& session = *sessions_[client];
    if (bytes.size() > output_peak_.bytes)
        output_peak_ = {bytes.size(), lives_[session.life].server, client, now.steady};
    if (!session.is_open || !session.is_clear) return;
    take_answers(client, bytes, now);
}

void Evidence::take_answers(sim::ClientId client, std::string_view bytes, Now now) {
    SessionEar& session = *sessions_[client];
    while (!bytes.empty() && session.is_clear) {
        const auto id = static_cast<AnswerId>(answers_.size());
        Answer answer;
        if (session.open.empty()) {
            answer.kind = Answer::Kind::uncalled;
            answer.text = records_.texts().add(bytes);
            session.is_clear = false;
        } else {
            const CommandId asked = session.open.front();
            CutAnswer cut = cut_answer(bytes, commands_[asked].verb, records_);
            largest_answer_ = std::max(largest_answer_, cut.size);
            bytes.remove_prefix(cut.size);
            answer = std::move(cut.answer);
            answer.command = asked;
            session.open.pop_front();
            if (commands_[asked].verb == Verb::iamat) knowledge_.close(session.life, commands_[asked].phone);
            session.open_weight -= std::min(session.open_weight, weigh(commands_[asked]));
            if (answer.kind == Answer::Kind::garbled) session.is_clear = false;
            if (session.open.empty()) {
                session.open_weight = 0;
                session.vague_rest.clear();
            }
        }
        answer.client = client;
        answer.at = next_index();
        if (answer.kind == Answer::Kind::record) {
            find_birth(session.life, answer.record, answer.at, now);
            for (const Hit& hit : answer.hits) find_birth(session.life, hit.record, answer.at, now);
        }
        if (answer.kind != Answer::Kind::uncalled) commands_[answer.command].answer = id;
        answers_.push_back(std::move(answer));
        add(lives_[session.life].server, now, Answered{id});
    }
}

void Evidence::find_birth(LifeId life, RecordId record, FactIndex seen, Now now) {
    const SeenRecord& born = records_[record];
    if (born.origin != lives_[life].server || knowledge_.find(life, record)) return;
    const auto said = unborn_.find(key_of(life, born.phone, born.location, born.time));
    if (said == unborn_.end()) return;
    auto& candidates = said->second;
    // Of lines that are alike, it may have been any that has no answer yet; one that had its turn at once
    // fits fewer receipts than the others.
    std::optional<std::size_t> chosen;
    Knowledge::Span span{seen, seen};
    std::size_t fitting = 0;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const Command& command = commands_[candidates[i]];
        if (command.answer || !fits(command, born, now)) continue;
        ++fitting;
        span.may = std::min(span.may, command.said);
        if (!chosen || (command.is_prompt && !commands_[candidates[*chosen]].is_prompt)) chosen = i;
    }
    if (!chosen) return;
    const CommandId from = candidates[*chosen];
    if (fitting == 1 && commands_[from].is_prompt) {
        span.must = span.may;
    } else {
        knowledge_.blur(life, born.phone);
    }
    learn(life, record, span);
    births_.emplace(record, from);
    candidates.erase(candidates.begin() + static_cast<std::ptrdiff_t>(*chosen));
}

/// Whether a record may come of a command, by the time of its receipt.
bool Evidence::fits(const Command& command, const SeenRecord& record, Now seen) const {
    if (command.phone != record.phone || command.location != record.location || command.time != record.time)
        return false;
    const Fact& said = facts_[command.said];
    if (command.is_prompt) return record.receipt >= said.wall && record.receipt <= said.wall + receipt_slack;
    // Nobody can see when the line had its turn, and so not what a clock told that has been set meanwhile.
    if (clocks_change_) return true;
    const ClockRange& clock = clocks_[record.origin];
    return record.receipt >= WallTime(said.at.time_since_epoch() + clock.least) &&
           record.receipt <= WallTime(seen.steady.time_since_epoch() + clock.most + receipt_slack);
}

}  // namespace herd::checker
