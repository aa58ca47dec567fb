#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace herd::control {

/// One event of a stream of Server-Sent Events.
struct StreamEvent {
    std::string id;    // of the last event that had one
    std::string name;  // `message`, unless the stream says otherwise
    std::string data;
};

/// Cuts a stream of Server-Sent Events into events, however its bytes come.
/// Source: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
class EventStream {
public:
    /// Told of each event; false ends the stream.
    using OnEvent = std::function<bool(const StreamEvent&)>;

    /// Shape: no line and no event is longer than `longest` bytes.
    EventStream(std::size_t longest, OnEvent on_event);

    /// Takes what has come. False, once the stream is over: an event was too long, or `on_event` has said so.
    bool on_bytes(std::string_view bytes);

    /// Whether an event or a line was longer than the limit.
    bool is_overlong() const { return is_overlong_; }

private:
    bool end_line();
    bool dispatch();
    void take_field(std::string_view name, std::string_view value);

    std::size_t longest_;
    OnEvent on_event_;
    std::string line_;
    StreamEvent event_;
    bool has_data_ = false;
    bool is_first_line_ = true;
    bool is_after_cr_ = false;
    bool is_overlong_ = false;
};

}  // namespace herd::control
