#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/histogram.hpp"
#include "base/time.hpp"
#include "core/client_time.hpp"
#include "core/roster.hpp"
#include "trace/event.hpp"

namespace herd::control {

/// Upper ends of the intervals that times of propagation are counted in; a last one has no end.
inline constexpr std::array<nanoseconds, 18> propagation_buckets{
    std::chrono::microseconds(100), std::chrono::microseconds(250),  std::chrono::microseconds(500),
    std::chrono::milliseconds(1),   std::chrono::microseconds(2500), std::chrono::milliseconds(5),
    std::chrono::milliseconds(10),  std::chrono::milliseconds(25),   std::chrono::milliseconds(50),
    std::chrono::milliseconds(100), std::chrono::milliseconds(250),  std::chrono::milliseconds(500),
    std::chrono::seconds(1),        std::chrono::milliseconds(2500), std::chrono::seconds(5),
    std::chrono::seconds(10),       std::chrono::seconds(30),        std::chrono::seconds(60)};

/// Upper ends of the intervals that hops are counted in; a last one has no end.
inline constexpr std::array<std::uint16_t, 12> hop_buckets{1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 64, 128};

/// How quickly updates have come to the last server.
struct PropagationFigures {
    // Of all since the herd began.
    std::array<std::uint64_t, propagation_buckets.size() + 1> times{};
    nanoseconds total_time{};
    std::array<std::uint64_t, hop_buckets.size() + 1> hops{};
    std::uint64_t total_hops = 0;
    std::uint64_t forgotten = 0;  // updates that were seen to begin, and were not followed to their end
    std::uint64_t unread = 0;     // events that were not looked at, since there were too many
    std::size_t waiting = 0;      // updates that have not come to every server yet

    // Of those that came to their last server within the window.
    nanoseconds window{};
    std::uint64_t count = 0;
    bool is_sampled = false;  // events were left out
    nanoseconds p50{};
    nanoseconds p90{};
    nanoseconds p99{};
    nanoseconds max{};
};

/// What tells which of two updates of a client is the newer one.
struct UpdateAge {
    core::ClientTime time;
    WallTime receipt{};
    friend bool operator==(const UpdateAge&, const UpdateAge&) = default;
};

/// Follows updates through the trace, from their receipt until every server has them.
///
/// An update is awaited at the servers that run when it is received. A server has it once it keeps the update
/// or a newer one of the same client; one that stops is awaited no longer. So an update that a cut holds back
/// is everywhere when the heal has brought it, or what has replaced it, and counts with all that time. Of
/// each client the oldest update that is under way is followed, and of all no more at once than there is room
/// for.
class Propagation {
public:
    static constexpr nanoseconds window = std::chrono::seconds(10);
    /// Updates that are followed at once.
    static constexpr std::size_t room = 1024;
    /// What takes longer is forgotten.
    static constexpr nanoseconds longest = std::chrono::minutes(10);
    /// An update whose end was missed counts all the same once it has been under way for so long, since then
    /// the time at which it was missed tells enough.
    static constexpr nanoseconds vague_after = std::chrono::seconds(1);

    /// The age of what a server keeps of a client, by the hash of its name; nothing, if it keeps nothing.
    using FindAge = std::function<std::optional<UpdateAge>(core::ServerIndex server, std::uint64_t client)>;

    Propagation() : seconds_(static_cast<std::size_t>(window / std::chrono::seconds(1))) {}

    /// What has happened since the last time.
    /// Shape: `left_out` events before the first of `events` are not told of. At the end of it all, at `now`,
    ///        these servers run, and have what `find_age` says.
    void read(std::span<const trace::Event> events, std::uint64_t left_out, const std::vector<bool>& running,
              nanoseconds now, const FindAge& find_age);

    /// Shape: with the last `window` before `now`.
    PropagationFigures figures(nanoseconds now) const;

private:
    enum class At : std::uint8_t { nothing, awaited, there };

    struct UnderWay {
        UpdateAge age;
        nanoseconds begun{};
        nanoseconds last{};  // when it came to the latest server
        std::vector<At> at;  // by server
        std::size_t awaited = 0;
        std::size_t there = 0;
        std::uint16_t hops = 0;
        bool is_flooded = true;  // it came to every server by itself, and as it spread
        bool is_unsure = false;  // events were left out since it began
        bool is_vague = false;   // when it came to the latest server is not known exactly
    };
    using Table = std::unordered_map<std::uint64_t, UnderWay>;  // by the hash of the client

    struct Second {
        std::int64_t number = -1;  // of the second, since the trace began
        Histogram times;
    };

    void on_event(const trace::Event& event);
    void on_outcome(const trace::Event& event);
    void begin(std::uint64_t client, const UpdateAge& age, const trace::Event& event);
    void arrive(UnderWay& update, core::ServerIndex server, nanoseconds t);
    void set_running(core::ServerIndex server, bool runs);
    Table::iterator settle(Table::iterator at);
    void look_up(const FindAge& find_age, nanoseconds now);
    void record(const UnderWay& update);

    std::vector<bool> running_;  // by server
    Table under_way_;
    PropagationFigures all_;
    std::vector<Second> seconds_;  // by number, again and again
    std::optional<nanoseconds> left_out_at_;
    nanoseconds now_{};
};

}  // namespace herd::control
