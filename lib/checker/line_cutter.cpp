#include "checker/line_cutter.hpp"

namespace herd::checker {

void LineCutter::append(std::string_view bytes) {
    if (is_over_) return;
    bytes_.erase(0, at_);
    at_ = 0;
    bytes_.append(bytes);
}

std::optional<LineCutter::Line> LineCutter::next() {
    if (is_over_) return std::nullopt;
    const auto end = bytes_.find('\n', at_);
    std::string_view text = rest();
    if (end != std::string::npos) {
        text = text.substr(0, end - at_);
        if (text.ends_with('\r')) text.remove_suffix(1);
        at_ = end + 1;
    } else if (text.size() <= max_line_ || (text.size() == max_line_ + 1 && text.ends_with('\r'))) {
        return std::nullopt;  // the CR may be that of a CR LF
    }
    is_over_ = text.size() > max_line_;
    return Line{std::string(text), is_over_};
}

std::optional<LineCutter::Line> LineCutter::take_rest() {
    if (is_over_ || rest().empty()) return std::nullopt;
    const std::string text(rest());
    at_ = bytes_.size();
    is_over_ = text.size() > max_line_;
    return Line{text, is_over_};
}

}  // namespace herd::checker
