// Two clients of one server: bytes in pieces, time passing, places answering late or never, output taken or
// left. Every answer is owed to a command, memory is bounded, and a session that has ended can be finished.

#include <string>
#include <vector>

#include "base/assert.hpp"
#include "core/server.hpp"
#include "fuzz_input.hpp"

using namespace herd;
using namespace herd::core;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const Roster roster({"Alford", "Ball"});
    ServerOptions options;
    options.max_line = 200;
    options.unterminated_after = std::chrono::seconds(1);
    options.close_after = std::chrono::seconds(3);
    options.places_timeout_document = "{}";
    options.store_limit = 65536;
    options.neighbour_queue_limit = 4096;
    Server server(roster, 0, {1}, options, nullptr);
    Outbox outbox;
    Now now{SteadyTime(std::chrono::seconds(1)), WallTime(std::chrono::seconds(1500000000))};
    std::vector<QueryId> queries;
    std::string taken;
    SessionId sessions[] = {server.open_session(now), server.open_session(now)};
    server.on_neighbour_up(0, outbox);

    while (!input.empty()) {
        const std::uint8_t choice = input.byte();
        SessionId& session = sessions[choice & 1];
        switch (choice >> 1 & 7) {
            case 0:
            case 1:
                if (server.session_status(session).wants_input) {
                    server.on_client_bytes(session, input.piece(input.byte()), now, outbox);
                }
                break;
            case 2:
                server.on_client_end(session, now, outbox);
                break;
            case 3:
                taken.clear();
                server.take_output(session, taken);
                server.on_client_written(session, now, outbox);
                break;
            case 4:
                server.on_client_turn(session, now, outbox);
                break;
            case 5: {
                const auto passed = std::chrono::milliseconds(input.byte() * 20);
                now.steady += passed;
                now.wall += passed;
                server.on_deadline(now, outbox);
                HERD_ASSERT(!server.next_deadline() || *server.next_deadline() > now.steady);
                break;
            }
            case 6:
                if (!queries.empty()) {
                    const std::size_t index = input.byte() % queries.size();
                    server.on_places(queries[index], input.piece(input.byte() & 15), now, outbox);
                }
                break;
            case 7:
                taken.clear();
                server.take_output(NeighbourId{0}, now, taken);
                HERD_ASSERT(taken.size() < 200000);
                break;
        }
        for (const auto& query : outbox.queries) queries.push_back(query.id);
        outbox.clear();
        HERD_ASSERT(server.store().bytes() <= 65536 + 1024);
        if (server.session_status(session).is_finished) {
            server.close_session(session);
            session = server.open_session(now);
        }
    }
    server.on_shutdown(now, outbox);
    return 0;
}
