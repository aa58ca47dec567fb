#pragma once

#include <vector>

#include "core/nearest_phones.hpp"

namespace herd::test {

/// Which phones were found, nearest first.
inline std::vector<core::ClientId> phone_ids(const std::vector<core::NearHit>& hits) {
    std::vector<core::ClientId> ids;
    for (const core::NearHit& hit : hits) ids.push_back(hit.id);
    return ids;
}

}  // namespace herd::test
