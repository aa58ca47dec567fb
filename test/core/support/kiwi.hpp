#pragma once

#include <string>

namespace herd::test {

/// What a client says of itself, without LF, and what Alford answers if that is the very time that it names.
inline const std::string kiwi = "IAMAT kiwi +34-118 1000000";
inline const std::string kiwi_at = "AT Alford +0.000000000 kiwi +34-118 1000000\n";

}  // namespace herd::test
