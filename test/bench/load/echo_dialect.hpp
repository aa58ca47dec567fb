#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "bench/dialect.hpp"

namespace herd::bench {

/// Lines that are to be said back: `0 1`, `0 2`, and so on on connection 0, as long as is told.
class EchoDialect final : public Dialect {
public:
    explicit EchoDialect(std::size_t padding = 0) : padding_(padding) {}

    void append_request(std::size_t connection, std::string& out) override;
    Result<std::size_t, std::string> take_answer(std::size_t connection, std::string_view bytes) override;

    /// How many requests a connection has made.
    std::uint64_t made(std::size_t connection) const;

private:
    struct Counts {
        std::uint64_t made = 0;
        std::uint64_t answered = 0;
    };
    std::string make_line(std::size_t connection, std::uint64_t n) const;

    std::size_t padding_;
    std::map<std::size_t, Counts> counts_;  // by connection
};

}  // namespace herd::bench
