#pragma once

#include <string>
#include <vector>

#include "core/support/owned_record.hpp"

namespace herd::test {

/// Records of every kind: such as have short forms, and such as have none for one reason or another.
inline std::vector<OwnedRecord> all_kinds() {
    return {{"kiwi.cs.ucla.edu", "+34.068930-118.445127", "1479413884.392014450", nanoseconds(7), 1},
            {"k", "+0-0", "0", nanoseconds(-5), 0},
            {"k", "+0-0", "0.0"},
            {"k", "+0-0", "0.000000000"},
            {"k", "+0-0", "00"},
            {"k", "+0-0", "007.5"},
            {"k", "+1+2", "999999999999999999.999999999"},
            {"k", "-90.0000000+180.0000000", "5.50"},
            {"k", "+3404.5-11826.7", "5"},
            {"k", "+34-118/", "5"},
            {"k", "+34.12345678-118", "5"},
            {std::string(28, 'n'), "+1+2", "5"},
            {std::string(29, 'n'), "+1+2", "5"},
            {std::string(300, 'n'), "+1." + std::string(500, '0') + "+2", std::string(400, '0') + "5.1"},
            {std::string("a\xff\0b", 4), "+1+2", "5"}};
}

}  // namespace herd::test
