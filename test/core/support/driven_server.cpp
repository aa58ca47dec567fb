#include "core/support/driven_server.hpp"

#include <utility>

#include "base/assert.hpp"

namespace herd::test {

DrivenServer::DrivenServer(const core::Roster& roster, core::ServerIndex self,
                           const std::vector<core::ServerIndex>& neighbours, core::Observer* observer,
                           core::ServerOptions options)
    : server_(roster, self, neighbours, std::move(options), observer),
      now_{SteadyTime(std::chrono::hours(1)), WallTime(std::chrono::seconds(1'795'300'000))},
      client_(server_.open_session(now_)) {}

void DrivenServer::bring_up(core::NeighbourId neighbour) {
    server_.on_neighbour_up(neighbour, outbox_);
}

std::string_view DrivenServer::tell(std::string_view lines) {
    server_.on_client_bytes(client_, lines, pass(), outbox_);
    return read_answers();
}

std::string_view DrivenServer::answer_places(std::string_view document) {
    for (const auto& query : outbox_.queries) server_.on_places(query.id, document, pass(), outbox_);
    outbox_.queries.clear();
    return read_answers();
}

void DrivenServer::deliver(core::NeighbourId from, std::string_view bytes) {
    server_.on_neighbour_bytes(from, bytes, pass(), outbox_);
    HERD_ASSERT(outbox_.faulty.empty());
    outbox_.missed.clear();
}

std::string_view DrivenServer::read_answers() {
    answers_.clear();
    for (;;) {
        const auto status = server_.session_status(client_);
        if (status.output > 0) {
            server_.take_output(client_, client_bytes_);
            answers_.append(client_bytes_);
            client_bytes_.clear();
            server_.on_client_written(client_, now_, outbox_);
        } else if (status.has_more) {
            server_.on_client_turn(client_, now_, outbox_);
        } else {
            break;
        }
    }
    outbox_.sessions.clear();
    outbox_.missed.clear();
    return answers_;
}

Now DrivenServer::pass() {
    constexpr auto step = std::chrono::microseconds(1);
    now_.steady += step;
    now_.wall += step;
    return now_;
}

}  // namespace herd::test
