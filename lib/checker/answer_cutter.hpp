#pragma once

#include <cstddef>
#include <string_view>

#include "checker/facts.hpp"

namespace herd::checker {

/// An answer, and how many bytes it has.
struct CutAnswer {
    Answer answer;
    std::size_t size = 0;
};

/// Takes the answer to a command from the front of what a server said at once. Answers leave whole, so one
/// that is not is garbled, and so is all that follows.
CutAnswer cut_answer(std::string_view said, Verb verb, RecordPool& records);

}  // namespace herd::checker
