#include "control/client/event_stream.hpp"

#include <utility>

namespace herd::control {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

}  // namespace

EventStream::EventStream(std::size_t longest, OnEvent on_event)
    : longest_(longest), on_event_(std::move(on_event)) {}

bool EventStream::on_bytes(std::string_view bytes) {
    for (const char byte : bytes) {
        const bool ends_pair = byte == '\n' && is_after_cr_;
        is_after_cr_ = byte == '\r';
        if (ends_pair) continue;
        if (byte == '\n' || byte == '\r') {
            if (!end_line()) return false;
            continue;
        }
        line_ += byte;
        if (line_.size() + event_.data.size() > longest_) {
            is_overlong_ = true;
            return false;
        }
    }
    return true;
}

bool EventStream::end_line() {
    std::string_view line = line_;
    if (std::exchange(is_first_line_, false) && line.starts_with(byte_order_mark))
        line.remove_prefix(byte_order_mark.size());
    bool goes_on = true;
    if (line.empty()) {
        goes_on = dispatch();
    } else if (line.front() != ':') {
        const auto colon = line.find(':');
        std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
        if (value.starts_with(' ')) value.remove_prefix(1);
        take_field(line.substr(0, colon), value);
    }
    line_.clear();
    return goes_on;
}

void EventStream::take_field(std::string_view name, std::string_view value) {
    if (name == "data") {
        if (std::exchange(has_data_, true)) event_.data += '\n';
        event_.data += value;
    } else if (name == "event") {
        event_.name = value;
    } else if (name == "id" && value.find('\0') == std::string_view::npos) {
        event_.id = value;
    }
}

bool EventStream::dispatch() {
    bool goes_on = true;
    if (has_data_) {
        if (event_.name.empty()) event_.name = "message";
        goes_on = on_event_(event_);
    }
    event_.name.clear();
    event_.data.clear();
    has_data_ = false;
    return goes_on;
}

}  // namespace herd::control
