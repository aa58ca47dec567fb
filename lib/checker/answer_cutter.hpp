#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "checker/facts.hpp"

namespace herd::checker {

/// Takes the answer to a command from the front of what a server said; `size` is how many bytes it has.
/// Returns nothing, if it has not all come yet.
struct CutAnswer {
    Answer answer;
    std::size_t size = 0;
};
std::optional<CutAnswer> cut_answer(std::string_view said, Verb verb, RecordPool& records);

}  // namespace herd::checker
