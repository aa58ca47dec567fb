#pragma once

#include <memory>
#include <string>

#include "places/provider.hpp"

namespace herd::places {

/// `provider = "none"`: there is nothing anywhere.
std::shared_ptr<const Provider> make_empty_provider();

/// Asks the first, and where that fails the second, whose answer then says so in its `info_messages`.
/// Shape:  the names are those of the configuration, "google". The second does not ask the network.
std::shared_ptr<const Provider> make_fallback_provider(std::shared_ptr<const Provider> first,
                                                       std::string first_name,
                                                       std::shared_ptr<const Provider> second,
                                                       std::string second_name);

}  // namespace herd::places
