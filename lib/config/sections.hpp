#pragma once

#include <filesystem>
#include <vector>

#include "config/config.hpp"
#include "config/document.hpp"
#include "config/endpoint.hpp"
#include "config/fault_list.hpp"
#include "config/listener_keys.hpp"
#include "config/name_reader.hpp"
#include "config/table_reader.hpp"

namespace herd::config {

// Each reads one table of the file into its options, which hold the defaults before, and reports its faults.
// Relative paths start from `base`.

/// `[servers]`. Each server of the table is there afterwards, a faulty one too, so that links to it are
/// known.
void read_servers(const Entry& section, std::vector<Server>& servers, std::vector<Endpoint>& endpoints,
                  FaultList& faults, PortKey port_key = PortKey::required);

/// `[topology]`
void read_topology(const Entry& section, const std::vector<Server>& servers, std::vector<Link>& links,
                   FaultList& faults);

/// `[herd]`. Reads the secret from where the table says it is.
void read_herd(const Entry& section, const std::filesystem::path& base, HerdOptions& options,
               FaultList& faults);

/// `[clients]`
void read_clients(const Entry& section, ClientOptions& options, FaultList& faults);

/// `[places]`
void read_places(const Entry& section, const std::filesystem::path& base, PlacesOptions& options,
                 FaultList& faults);

/// `[control]`
void read_control(const Entry& section, ControlOptions& options, std::vector<Endpoint>& endpoints,
                  FaultList& faults);

/// `[log]`
void read_log(const Entry& section, const std::filesystem::path& base, LogOptions& options,
              FaultList& faults);

/// `[trace]`
void read_trace(const Entry& section, TraceOptions& options, FaultList& faults);

/// `[[fault]]`, one table of it.
void read_planned_fault(TableReader& table, const NameReader& names,
                        std::vector<fault::PlannedFault>& planned);

}  // namespace herd::config
