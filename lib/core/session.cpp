#include "core/session.hpp"

namespace herd::core {

Session::Status Session::status() {
    const bool has_line = lines.has_line();
    const bool is_open = !closing && !is_full();
    Status status;
    status.has_more = is_open && (has_line || ended);
    status.wants_input = is_open && !has_line && !ended;
    status.output = answers.output().size();
    status.is_finished = closing && answers.waiting() == 0;
    return status;
}

}  // namespace herd::core
