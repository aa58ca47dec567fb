#include "core/tree.hpp"

#include <algorithm>

namespace herd::core {
namespace {

constexpr std::size_t neighbours_a_byte = 4;

std::ptrdiff_t offset(std::size_t at) {
    return static_cast<std::ptrdiff_t>(at);
}

}  // namespace

SpanningTrees::SpanningTrees(ServerIndex self, std::size_t neighbours)
    : self_(self),
      neighbours_(neighbours),
      stride_((neighbours + neighbours_a_byte - 1) / neighbours_a_byte) {}

void SpanningTrees::add_neighbour() {
    ++neighbours_;
    const std::size_t stride = (neighbours_ + neighbours_a_byte - 1) / neighbours_a_byte;
    if (stride == stride_) return;
    std::vector<std::uint8_t> bits(origins_.size() * stride);
    for (std::size_t at = 0; at < origins_.size(); ++at)
        std::copy_n(bits_.begin() + offset(at * stride_), stride_, bits.begin() + offset(at * stride));
    bits_.swap(bits);
    stride_ = stride;
}

std::optional<std::size_t> SpanningTrees::find(ServerIndex origin) const {
    const auto found = std::lower_bound(origins_.begin(), origins_.end(), origin);
    if (found == origins_.end() || *found != origin) return std::nullopt;
    return static_cast<std::size_t>(found - origins_.begin());
}

std::size_t SpanningTrees::add(ServerIndex origin) {
    const auto found = std::lower_bound(origins_.begin(), origins_.end(), origin);
    const auto at = static_cast<std::size_t>(found - origins_.begin());
    if (found != origins_.end() && *found == origin) return at;
    origins_.insert(found, origin);
    parents_.insert(parents_.begin() + offset(at), nobody);
    bits_.insert(bits_.begin() + offset(at * stride_), stride_, 0);
    return at;
}

bool SpanningTrees::is(Bit bit, std::size_t at, NeighbourId id) const {
    return bits_[at * stride_ + id / 4] >> (id % 4 * 2) & bit;
}

void SpanningTrees::set(Bit bit, std::size_t at, NeighbourId id, bool value) {
    std::uint8_t& byte = bits_[at * stride_ + id / 4];
    const unsigned mask = unsigned{bit} << (id % 4 * 2);
    byte = static_cast<std::uint8_t>(value ? byte | mask : byte & ~mask);
}

SpanningTrees::Branches SpanningTrees::branches(ServerIndex origin) const {
    const auto at = find(origin);
    return Branches(at ? bits_.data() + *at * stride_ : nullptr);
}

std::optional<NeighbourId> SpanningTrees::parent(ServerIndex origin) const {
    const auto at = find(origin);
    if (!at || parents_[*at] == nobody) return std::nullopt;
    return parents_[*at];
}

std::optional<NeighbourId> SpanningTrees::on_pushed(ServerIndex origin, NeighbourId from, bool is_news) {
    const std::size_t at = add(origin);
    if (is(pruned, at, from)) return std::nullopt;
    if (origin == self_) return from;
    const std::uint32_t before = parents_[at];
    if (before == from) return std::nullopt;
    if (before != nobody && !is_news) return from;
    parents_[at] = from;
    return before == nobody ? std::nullopt : std::optional(before);
}

std::optional<NeighbourId> SpanningTrees::graft(ServerIndex origin, NeighbourId from) {
    const std::size_t at = add(origin);
    set(pruned, at, from, false);
    const std::uint32_t before = parents_[at];
    if (origin == self_ || before == from) return std::nullopt;
    parents_[at] = from;
    return before == nobody ? std::nullopt : std::optional(before);
}

void SpanningTrees::set_pruned(ServerIndex origin, NeighbourId id) {
    set(pruned, add(origin), id, true);
}

void SpanningTrees::set_lazy(ServerIndex origin, NeighbourId id, bool is_lazy) {
    set(lazy, add(origin), id, is_lazy);
}

void SpanningTrees::forget_pruned(NeighbourId id) {
    for (std::size_t at = 0; at < origins_.size(); ++at) set(pruned, at, id, false);
}

void SpanningTrees::forget(NeighbourId id) {
    for (std::size_t at = 0; at < origins_.size(); ++at) {
        set(lazy, at, id, false);
        set(pruned, at, id, false);
        if (parents_[at] == id) parents_[at] = nobody;
    }
}

}  // namespace herd::core
