#include "core/session.hpp"

namespace herd::core {

Session::Status Session::status() {
    const bool has_line = !closing && lines.has_line();
    Status status;
    status.has_more = has_line && !is_full();
    status.wants_input = !closing && !ended && !has_line && !is_full();
    status.is_finished = closing && answers.waiting() == 0;
    return status;
}

}  // namespace herd::core
