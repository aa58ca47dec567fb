// A server's answers to its clients.

#include <algorithm>
#include <charconv>
#include <variant>

#include "core/fields.hpp"
#include "core/server.hpp"

namespace herd::core {
namespace {

/// What of a line that is too long is copied to its answer.
constexpr std::size_t too_long_copy = 64;  // bytes

/// Receipts within this of the last one count as simultaneous, and are told apart by their order.
constexpr nanoseconds simultaneous = std::chrono::milliseconds(1);

/// Appends a document, each run of newlines as one, and without newlines at its end.
void append_document(std::string_view document, std::string& out) {
    while (document.ends_with('\n')) document.remove_suffix(1);
    while (!document.empty()) {
        const auto line = document.substr(0, document.find('\n'));
        out.append(line);
        document.remove_prefix(line.size());
        if (document.empty()) break;
        out.push_back('\n');
        document.remove_prefix(std::min(document.find_first_not_of('\n'), document.size()));
    }
}

void append_km(double km, std::string& out) {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, km, std::chars_format::fixed, 3).ptr;
    out.append(text, static_cast<std::size_t>(end - text));
}

}  // namespace

void Server::answer_line(Session& session, const LineBuffer::Line& line, Now now, Outbox& outbox) {
    ++counters_.commands;
    if (line.too_long) {
        session.closing = true;
        refuse(session, line.text.substr(0, too_long_copy), CommandFault::too_long, now);
        session.lines.clear();
        return;
    }
    const auto command = parse_command(line.text);
    if (!command) {
        refuse(session, line.text, command.error(), now);
        return;
    }
    std::visit([&](const auto& parsed) { answer(session, parsed, line.text, now, outbox); }, *command);
}

void Server::answer(Session& session, const Iamat& iamat, std::string_view line, Now now, Outbox& outbox) {
    Record record{iamat.client,       iamat.location, iamat.time, iamat.client_time,
                  stamp_receipt(now), self_,          nullptr};
    ShortRecord form;
    if (shorten(record, iamat.location_code, form)) record.short_form = &form;
    const auto [outcome, id] = store_.offer(record);
    if (outcome == Outcome::full) {
        refuse(session, line, CommandFault::store_full, now);
        return;
    }
    observe_command(session, line, now);
    const Stamp stamp{now, tick()};
    tick();
    if (observer_) observer_->on_received(session.id, record, outcome, stamp);
    const Record kept = outcome == Outcome::newer ? record : store_.record(id);
    write_at_line(kept);
    send_answer(session, now);
    counters_.stale += outcome == Outcome::older;
    counters_.duplicates += outcome == Outcome::same;
    if (outcome != Outcome::newer) return;
    ++counters_.updates;
    flood(kept, 1, no_neighbour, now, outbox);
}

void Server::answer(Session& session, const Whatsat& whatsat, std::string_view line, Now now,
                    Outbox& outbox) {
    const auto record = begin_answer(session, whatsat.client, line, now);
    if (!record) return;
    ++counters_.whatsats;
    const QueryId query = queries_.open(session.id, now.steady + options_.places_timeout);
    session.answers.await(query, answer_);
    outbox.queries.push_back(
        {query, *store_.find_location(whatsat.client), whatsat.radius_km, whatsat.bound});
}

void Server::answer(Session& session, const Nearby& nearby, std::string_view line, Now now, Outbox&) {
    if (!begin_answer(session, nearby.client, line, now)) return;
    ++counters_.nearbys;
    for (const NearHit& hit :
         store_.find_near(nearby.client, nearby.radius_km, static_cast<std::size_t>(nearby.bound))) {
        answer_.append("NEAR ");
        append_km(hit.km, answer_);
        answer_.push_back(' ');
        append_at_line(store_.record(hit.id), roster_, answer_);
        answer_.push_back('\n');
    }
    answer_.push_back('\n');
    send_answer(session, now);
}

/// Begins `answer_` to a question about a client with its AT line; refuses the line if the client is unknown.
std::optional<Record> Server::begin_answer(Session& session, std::string_view client, std::string_view line,
                                           Now now) {
    const auto record = store_.find(client);
    if (record) {
        observe_command(session, line, now);
        write_at_line(*record);
    } else {
        refuse(session, line, CommandFault::unknown_client, now);
    }
    return record;
}

/// Begins `answer_` with a record's AT line.
void Server::write_at_line(const Record& record) {
    answer_.clear();
    append_at_line(record, roster_, answer_);
    answer_.push_back('\n');
}

void Server::count_invalid(std::string_view line) {
    ++counters_.invalid;
    const std::string_view verb = first_field(line);
    counters_.invalid_iamats += verb == "IAMAT";
    counters_.invalid_whatsats += verb == "WHATSAT";
    counters_.invalid_nearbys += verb == "NEARBY";
}

void Server::refuse(Session& session, std::string_view line, CommandFault fault, Now now) {
    count_invalid(line);
    if (observer_) observer_->on_command(session.id, line, fault, now);
    answer_.assign("? ").append(line).push_back('\n');
    send_answer(session, now);
}

void Server::observe_command(const Session& session, std::string_view line, Now now) {
    if (observer_) observer_->on_command(session.id, line, std::nullopt, now);
}

/// Puts `answer_` behind what the client is owed.
void Server::send_answer(Session& session, Now now) {
    if (session.answers.add(answer_) && observer_) observer_->on_answer(session.id, answer_, now);
}

void Server::complete(const QueryTable::Query& query, std::string_view document, Now now, Outbox& outbox) {
    Session* session = sessions_.find(query.session);
    if (!session) return;
    answer_.clear();
    append_document(document, answer_);
    answer_.append("\n\n");
    session->answers.complete(query.id, answer_);
    session->answers.advance([&](std::string_view answer) {
        if (observer_) observer_->on_answer(session->id, answer, now);
    });
    pump(*session, now, outbox);
}

/// The time of receipt: the clock's, but never that of a command before, so that of two commands with equal
/// times the first wins. A clock that was set back is followed.
WallTime Server::stamp_receipt(Now now) {
    const bool is_simultaneous = now.wall <= last_receipt_ && last_receipt_ - now.wall < simultaneous;
    last_receipt_ = is_simultaneous ? last_receipt_ + nanoseconds(1) : now.wall;
    return last_receipt_;
}

}  // namespace herd::core
