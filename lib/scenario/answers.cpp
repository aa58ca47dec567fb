#include "scenario/answers.hpp"

#include "core/fields.hpp"

namespace herd::scenario {
namespace {

/// Whether the answer to a line goes on up to an empty line, if it is no `?`.
bool asks_for_block(std::string_view line) {
    const auto verb = core::first_field(line);
    return verb == "WHATSAT" || verb == "NEARBY";
}

}  // namespace

void Answers::append(std::string_view bytes) {
    bytes_.append(bytes);
    while (!is_whole()) {
        const bool is_block = asks_for_block(lines_[complete_]);
        // An answer's first byte tells its form.
        if (begin_ == bytes_.size()) return;
        const std::string_view mark = is_block && bytes_[begin_] != '?' ? "\n\n" : "\n";
        const auto at = bytes_.find(mark, seen_);
        if (at == std::string::npos) {
            // The mark may have half come.
            seen_ = bytes_.size() - begin_ < mark.size() ? begin_ : bytes_.size() + 1 - mark.size();
            return;
        }
        begin_ = seen_ = at + mark.size();
        ++complete_;
    }
}

}  // namespace herd::scenario
