#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "config/config.hpp"
#include "http/secret.hpp"
#include "places/pool.hpp"

namespace herd::net {

/// The provider that a configuration names, ready to be asked; keys come from the environment.
/// Shape:  `notify` hears, on any thread, of what people should know of a provider on the network: that it is
///         left alone for a while, that the day's budget is spent.
/// Errors: what is wrong with a key of the configuration, whose file is not named; or, without a key, with a
///         file of places. None repeats the provider's key.
Result<places::Source, std::vector<config::Fault>> choose_provider(
    const config::PlacesOptions& options, std::function<void(const std::string&)> notify);

/// The key that these options name; an empty one for a provider that takes none.
/// Errors: in words, if the environment lacks it.
Result<http::Secret, std::string> read_key(const config::PlacesOptions& options);

/// The same without the network, for what has to come out the same every time: the fallback, or else the
/// embedded places, instead of a service.
config::PlacesOptions local_places(config::PlacesOptions options);

/// How answers look.
places::Layout choose_layout(const config::PlacesOptions& options);

/// The pool of a configuration.
places::PoolOptions make_pool_options(const config::PlacesOptions& options);

}  // namespace herd::net
