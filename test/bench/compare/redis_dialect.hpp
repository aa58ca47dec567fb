#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "bench/dialect.hpp"
#include "phone_walk.hpp"

namespace herd::bench {

/// How one copy of an update is kept in Redis: `SET <client> "<location> <time>"`, or without the time in
/// the set of all, `GEOADD phones <longitude> <latitude> <client>`.
enum class RedisCommand { set, geoadd };

/// Updates in the protocol of Redis. Source: https://redis.io/docs/latest/develop/reference/protocol-spec
class RedisDialect final : public Dialect {
public:
    /// Shape: `walk` outlives it.
    RedisDialect(PhoneWalk& walk, RedisCommand command) : walk_(walk), command_(command) {}

    void append_request(std::size_t connection, std::string& out) override;
    Result<std::size_t, std::string> take_answer(std::size_t connection, std::string_view bytes) override;

private:
    bool is_right(std::string_view answer) const;

    PhoneWalk& walk_;
    RedisCommand command_;
};

}  // namespace herd::bench
