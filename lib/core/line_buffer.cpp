#include "core/line_buffer.hpp"

#include <algorithm>

namespace herd::core {
namespace {

/// A buffer that has grown past this is given back when it is empty, so that an idle connection costs little.
constexpr std::size_t kept_capacity = 16384;

}  // namespace

void LineBuffer::append(std::string_view bytes) {
    if (empty()) {
        clear();
    } else if (at_ > 0) {
        buffer_.erase(0, at_);
        scanned_ -= at_;
        at_ = 0;
    }
    buffer_.append(bytes);
}

std::size_t LineBuffer::find_end() {
    scanned_ = std::min(buffer_.find('\n', scanned_), buffer_.size());
    return scanned_;
}

bool LineBuffer::has_line() {
    const std::size_t end = find_end();
    if (end < buffer_.size()) return true;
    const std::size_t size = end - at_;
    // One byte past the limit may be the CR of a CR LF.
    return size > max_line_ + 1 || (size == max_line_ + 1 && buffer_.back() != '\r');
}

std::optional<LineBuffer::Line> LineBuffer::next() {
    if (!has_line()) return std::nullopt;
    const std::size_t end = scanned_;
    std::string_view text = std::string_view(buffer_).substr(at_, end - at_);
    if (end < buffer_.size()) {
        at_ = scanned_ = end + 1;
        if (text.ends_with('\r')) text.remove_suffix(1);
    } else {
        at_ = end;
    }
    return Line{text, text.size() > max_line_};
}

std::optional<LineBuffer::Line> LineBuffer::take_rest() {
    if (empty()) return std::nullopt;
    const std::string_view text = std::string_view(buffer_).substr(at_);
    at_ = scanned_ = buffer_.size();
    return Line{text, text.size() > max_line_};
}

void LineBuffer::clear() {
    buffer_.clear();
    if (buffer_.capacity() > kept_capacity) buffer_.shrink_to_fit();
    at_ = scanned_ = 0;
}

}  // namespace herd::core
