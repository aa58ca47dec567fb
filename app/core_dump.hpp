#pragma once

namespace herd::app {

/// Lets a crash leave no image of the memory, in which a provider's key would be.
void forbid_core_dumps();

}  // namespace herd::app
