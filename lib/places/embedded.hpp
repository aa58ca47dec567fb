#pragma once

#include <memory>

#include "places/gazetteer.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// The towns and airports of the world, within the executable. Nothing is loaded: pages of it are read when a
/// lookup touches them.
const Gazetteer& embedded_gazetteer();

/// `provider = "embedded"`
std::shared_ptr<const Provider> make_embedded_provider();

}  // namespace herd::places
