// Any bytes in answer to a hello, and behind one: without the key nothing is proven.

#include "base/assert.hpp"
#include "fuzz_input.hpp"
#include "net/handshake.hpp"

using namespace herd::net;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    herd::fuzz::Input input(data, size);
    Handshake dialler = Handshake::dial("Alford", "Ball", "a key");
    Handshake dialled = Handshake::accept({"Alford", "Ball", std::string(32, '0'), "-"}, "a key");
    while (!input.empty()) {
        Handshake& side = input.byte() & 1 ? dialler : dialled;
        const auto bytes = input.piece(input.byte());
        HERD_ASSERT(side.on_bytes(bytes) != Handshake::State::proven);
        if (const auto hello = parse_hello(bytes)) HERD_ASSERT(!is_proven(*hello, "a key"));
    }
    return 0;
}
