#pragma once

#include <filesystem>
#include <vector>

#include "config/config.hpp"
#include "config/fault_list.hpp"
#include "config/table_reader.hpp"

namespace herd::scenario {

/// The five servers and five links of the classic ring: Alford, Ball, Hamilton, Holiday, Welsh.
config::Config make_classic_herd();

/// Puts a herd in nobody's way: its servers on free ports of the loopback address, no control port, and
/// nothing that breaks by itself.
void make_private(config::Config& config);

/// Reads which herd a scenario is about: a herd.toml that `herd` names, or the file's own [servers] and
/// [topology], or the classic ring; and the file's own options, which hold instead of those of the herd.toml.
/// The herd is made private: see above. Whether the servers and links are known.
/// Shape:  `config.base` is where relative paths start.
/// Errors: of the file in `faults`, of the herd.toml in `others`.
bool read_herd_source(config::TableReader& table, config::Config& config, config::FaultList& faults,
                      std::vector<config::Fault>& others);

}  // namespace herd::scenario
