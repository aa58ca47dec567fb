#pragma once

#include <cstddef>
#include <vector>

#include "base/assert.hpp"
#include "places/gazetteer.hpp"
#include "places/gazetteer_builder.hpp"

namespace herd::places {

/// A gazetteer together with the image that it views.
class GazetteerFixture {
public:
    explicit GazetteerFixture(GazetteerBuilder builder) : image_(builder.build()) {}

    Gazetteer gazetteer() const {
        const auto view = Gazetteer::from_image(image_);
        HERD_ASSERT(view.has_value());
        return *view;
    }

    const std::vector<std::byte>& image() const { return image_; }

private:
    std::vector<std::byte> image_;
};

}  // namespace herd::places
