#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.hpp"
#include "trace/event.hpp"
#include "trace/server_names.hpp"

namespace herd::trace {

/// A JSON value that holds no others. Shape: integers that are not negative are `std::uint64_t`.
using JsonScalar = std::variant<std::monostate, bool, std::uint64_t, std::int64_t, double, std::string_view>;

/// Whether a text may name a server: there is some, and no control character in it.
bool is_server_name(std::string_view text);

/// Makes an event of the members of a JSON object.
/// Errors: of all functions: why, as `member: why`.
class EventReader {
public:
    /// Shape: `names` outlives it, and learns the names of servers.
    explicit EventReader(ServerNames& names) : names_(names) {}

    /// Begins an event. Shape: `place` is where in the text it stands.
    void begin(std::size_t place);
    /// Whether an event may have a member of that name; others are passed over.
    static bool knows(std::string_view member);
    Result<void, std::string> set(std::string_view member, const JsonScalar& value);
    Result<Event, std::string> finish();

private:
    struct Members {
        Event event;
        std::uint32_t given = 0;  // a bit for each member
        std::optional<std::string> client_bytes;
        std::optional<core::ServerIndex> from;
        std::optional<core::ServerIndex> to;
    };

    bool has(std::string_view member) const;
    Result<void, std::string> check_required() const;
    Result<void, std::string> check_update() const;
    Result<void, std::string> set_peer();

    ServerNames& names_;
    std::size_t place_ = 0;
    Members members_;
};

}  // namespace herd::trace
