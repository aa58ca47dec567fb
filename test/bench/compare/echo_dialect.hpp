#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bench/dialect.hpp"
#include "phone_walk.hpp"

namespace herd::bench {

/// Lines that have to come back as they are.
class EchoDialect final : public Dialect {
public:
    /// Shape: `walk` outlives it.
    EchoDialect(PhoneWalk& walk, std::size_t connections, std::size_t depth);

    void append_request(std::size_t connection, std::string& out) override;
    Result<std::size_t, std::string> take_answer(std::size_t connection, std::string_view bytes) override;

private:
    /// The lines that a connection waits for, one behind the other.
    struct Ring {
        std::string lines;
        std::size_t write = 0;
        std::size_t read = 0;
    };

    PhoneWalk& walk_;
    std::vector<Ring> rings_;
};

}  // namespace herd::bench
