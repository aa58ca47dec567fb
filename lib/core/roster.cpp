#include "core/roster.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "base/assert.hpp"

namespace herd::core {

Roster::Roster(std::vector<std::string> names) : names_(std::move(names)), by_name_(names_.size()) {
    std::iota(by_name_.begin(), by_name_.end(), ServerIndex{0});
    std::sort(by_name_.begin(), by_name_.end(),
              [this](ServerIndex a, ServerIndex b) { return names_[a] < names_[b]; });
    for (std::size_t i = 1; i < by_name_.size(); ++i) {
        HERD_ASSERT(names_[by_name_[i - 1]] != names_[by_name_[i]]);
    }
}

std::optional<ServerIndex> Roster::find(std::string_view name) const {
    const auto at = std::lower_bound(by_name_.begin(), by_name_.end(), name,
                                     [this](ServerIndex a, std::string_view b) { return names_[a] < b; });
    if (at == by_name_.end() || names_[*at] != name) return std::nullopt;
    return *at;
}

}  // namespace herd::core
