#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace herd::bench {

/// What a redis-server on 127.0.0.1 tells of itself. Errors: throws std::runtime_error if it does not.
std::string read_redis_info(std::uint16_t port, std::string_view name);
double read_redis_number(std::uint16_t port, std::string_view name);

}  // namespace herd::bench
