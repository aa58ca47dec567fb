#pragma once

namespace herd::app {

/// Lets the process have as many connections as the system allows, not as many as it grants without being
/// asked.
void raise_file_limit();

}  // namespace herd::app
