#pragma once

#include <tl/expected.hpp>

namespace herd {

/// A value, or why there is none. Only what `tl::expected` shares with `std::expected` is used.
template <class T, class E>
using Result = tl::expected<T, E>;

using tl::unexpected;

}  // namespace herd
