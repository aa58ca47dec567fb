#include "places/gazetteer_builder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "base/assert.hpp"

namespace herd::places {
namespace {

struct Item {
    GazetteerNode node;
    std::uint32_t record;
};

std::uint32_t widest_axis(const Item* first, const Item* last) {
    float low[3], high[3];
    std::copy_n(first->node.position, 3, low);
    std::copy_n(first->node.position, 3, high);
    for (const Item* item = first + 1; item != last; ++item) {
        for (int axis = 0; axis < 3; ++axis) {
            low[axis] = std::min(low[axis], item->node.position[axis]);
            high[axis] = std::max(high[axis], item->node.position[axis]);
        }
    }
    std::uint32_t widest = 0;
    for (std::uint32_t axis = 1; axis < 3; ++axis) {
        if (high[axis] - low[axis] > high[widest] - low[widest]) widest = axis;
    }
    return widest;
}

/// Orders a range as GazetteerNode says. Halving keeps the recursion shallow, whatever the points.
void order(Item* first, Item* last) {
    if (static_cast<std::size_t>(last - first) <= gazetteer_leaf) return;
    Item* middle = first + (last - first) / 2;
    const std::uint32_t axis = widest_axis(first, last);
    std::nth_element(first, middle, last, [axis](const Item& a, const Item& b) {
        if (a.node.position[axis] != b.node.position[axis])
            return a.node.position[axis] < b.node.position[axis];
        return a.record < b.record;
    });
    middle->node.axis = axis;
    order(first, middle);
    order(middle + 1, last);
}

template <class T>
void append(std::vector<std::byte>& image, const T& value) {
    const auto bytes = std::as_bytes(std::span(&value, 1));
    image.insert(image.end(), bytes.begin(), bytes.end());
}

std::int32_t to_e7(double degrees) {
    return static_cast<std::int32_t>(std::llround(degrees * 1e7));
}

}  // namespace

void GazetteerBuilder::add(const GazetteerEntry& entry) {
    records_.push_back({to_e7(entry.at.lat), to_e7(entry.at.lng), store(entry.id), store(entry.name),
                        store_once(entry.vicinity), entry.population, find_place_type(entry.type)});
}

std::uint32_t GazetteerBuilder::store(std::string_view text) {
    HERD_ASSERT(text_.size() + text.size() < std::numeric_limits<std::uint32_t>::max());
    const auto offset = static_cast<std::uint32_t>(text_.size());
    text_ += text;
    text_ += '\0';
    return offset;
}

std::uint32_t GazetteerBuilder::store_once(std::string_view text) {
    if (const auto known = shared_.find(text); known != shared_.end()) return known->second;
    return shared_.emplace(text, store(text)).first->second;
}

std::vector<std::byte> GazetteerBuilder::build() {
    std::vector<Item> items(records_.size());
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        const UnitVector at = unit_vector({records_[i].lat_e7 / 1e7, records_[i].lng_e7 / 1e7});
        items[i] = {{{static_cast<float>(at.x), static_cast<float>(at.y), static_cast<float>(at.z)}, 0}, i};
    }
    order(items.data(), items.data() + items.size());

    if (text_.empty()) text_ += '\0';
    GazetteerHeader header{
        {}, static_cast<std::uint32_t>(items.size()), static_cast<std::uint32_t>(text_.size())};
    std::copy(std::begin(gazetteer_magic), std::end(gazetteer_magic), header.magic);
    std::vector<std::byte> image;
    image.reserve(sizeof header + items.size() * (sizeof(GazetteerNode) + sizeof(GazetteerRecord)) +
                  text_.size());
    append(image, header);
    for (const Item& item : items) append(image, item.node);
    for (const Item& item : items) append(image, records_[item.record]);
    const auto text = std::as_bytes(std::span(text_));
    image.insert(image.end(), text.begin(), text.end());
    *this = {};
    return image;
}

}  // namespace herd::places
