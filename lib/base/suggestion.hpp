#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace herd {

/// How many letters one has to insert, delete, replace or swap with their neighbour to make `a` of `b`.
/// Shape:  no letter is edited twice; the case of ASCII letters does not count.
/// Source: the optimal string alignment distance, a restricted form of Damerau and Levenshtein's.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate that `word` is most likely a slip of: at most one edit in three letters away, the nearest.
/// Shape:  the first of several that are as near; empty, if there is none.
std::string_view find_near_word(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace herd
