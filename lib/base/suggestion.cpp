#include "base/suggestion.hpp"

#include <algorithm>

namespace herd {
namespace {

// Longer words are no slips of the pen, and the distance costs the product of the lengths.
constexpr std::size_t longest_word = 64;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t gap(std::size_t a, std::size_t b) {
    return a > b ? a - b : b - a;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    // Three rows of the table of distances between the heads of a and b.
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before_last.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
    }
    return row[b.size()];
}

std::string_view find_near_word(std::string_view word, const std::vector<std::string_view>& candidates) {
    std::string_view nearest;
    std::size_t least = longest_word;
    if (word.empty() || word.size() > longest_word) return nearest;
    for (const auto candidate : candidates) {
        const std::size_t allowed = std::max(word.size(), candidate.size()) / 3;
        if (candidate.size() > longest_word || gap(word.size(), candidate.size()) > allowed) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance <= allowed && distance < least) {
            nearest = candidate;
            least = distance;
        }
    }
    return nearest;
}

}  // namespace herd
