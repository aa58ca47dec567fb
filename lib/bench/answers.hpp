#pragma once

#include <cstddef>
#include <string_view>

#include "base/result.hpp"

namespace herd::bench {

/// What a right AT line says: `AT <server> <skew> <client> <location> <time>`.
struct ExpectedAt {
    std::string_view head;    // `AT Alford `
    std::string_view client;  // `kiwi`
    std::string_view tail;    // ` +34.068930-118.445127 1479413884.392014450\n`
};

/// The size of a whole answer at the beginning of some bytes, 0 if it is not all there yet.
/// Errors: what is wrong with it.
using AnswerSize = Result<std::size_t, std::string_view>;

/// An IAMAT's: the AT line.
AnswerSize take_at_line(std::string_view bytes, const ExpectedAt& expected);

/// A WHATSAT's: the AT line, and JSON up to an empty line.
AnswerSize take_places(std::string_view bytes, const ExpectedAt& expected);

/// A NEARBY's: the AT line, at most `bound` NEAR lines, nearest first, and an empty line.
AnswerSize take_phones(std::string_view bytes, const ExpectedAt& expected, std::size_t bound);

/// Whether it is how much later than the client's time a server heard of it: `+0.263873386`.
bool is_skew(std::string_view text);

}  // namespace herd::bench
