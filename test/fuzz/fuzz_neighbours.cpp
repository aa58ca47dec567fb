// A neighbour that sends anything: damaged frames are noticed, and frames that are whole are read or refused.
// The first byte says whether the fuzzer's bytes are frames' bodies, which get a right header here, or a raw
// stream, and whether the server has trees.

#include <string>

#include "base/assert.hpp"
#include "core/hash.hpp"
#include "core/server.hpp"
#include "fuzz_input.hpp"

using namespace herd;
using namespace herd::core;

namespace {

void append_number(std::uint32_t number, std::string& out) {
    for (int byte = 0; byte < 4; ++byte, number >>= 8) out.push_back(static_cast<char>(number & 0xff));
}

std::string frame(std::string_view body) {
    std::string bytes;
    append_number(static_cast<std::uint32_t>(body.size()), bytes);
    append_number(static_cast<std::uint32_t>(hash_bytes(body)), bytes);
    return bytes.append(body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::Input input(data, size);
    const Roster roster({"Alford", "Ball", "Welsh"});
    ServerOptions options;
    options.store_limit = 65536;
    options.neighbour_queue_limit = 4096;
    const auto choice = input.byte();
    const bool has_frames = choice & 1;
    options.propagation = choice & 2 ? Propagation::tree : Propagation::flood;
    Server server(roster, 0, {1, 2}, options, nullptr);
    Now now{SteadyTime(std::chrono::seconds(1)), WallTime(std::chrono::seconds(1500000000))};
    Outbox outbox;
    server.on_neighbour_up(0, outbox);
    server.on_neighbour_up(1, outbox);
    std::string taken;
    while (!input.empty()) {
        const auto piece = input.piece(input.byte());
        server.on_neighbour_bytes(0, has_frames ? frame(piece) : std::string(piece), now, outbox);
        HERD_ASSERT(outbox.faulty.size() <= 1);
        if (!outbox.faulty.empty()) break;
        taken.clear();
        const auto turn = input.byte();
        server.take_output(NeighbourId{turn & 1U}, now, taken);
        now.steady += std::chrono::milliseconds(turn);
        server.on_deadline(now, outbox);
        HERD_ASSERT(taken.size() < 200000);
    }
    return 0;
}
