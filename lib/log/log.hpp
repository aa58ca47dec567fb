#pragma once

// All of the library: entries, the log of one server, and the writer of all logs.
#include "log/entry.hpp"
#include "log/server_log.hpp"
#include "log/writer.hpp"
