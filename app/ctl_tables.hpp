#pragma once

#include <string>

#include "ctl_call.hpp"

namespace herd::app {

// How answers look to people: a table, or a line. Source: docs/control.md

/// The body, and a line end if it has none.
void show_as_it_is(const CtlAnswer& answer, std::string& out);
/// Nothing, since all has gone well.
void show_nothing(const CtlAnswer& answer, std::string& out);

// Of the herd.
void show_herd(const CtlAnswer& answer, std::string& out);
void show_servers(const CtlAnswer& answer, std::string& out);
void show_server(const CtlAnswer& answer, std::string& out);
void show_links(const CtlAnswer& answer, std::string& out);
void show_link(const CtlAnswer& answer, std::string& out);
void show_faults(const CtlAnswer& answer, std::string& out);

// Of what was done to it.
void show_server_state(const CtlAnswer& answer, std::string& out);
void show_clock(const CtlAnswer& answer, std::string& out);
void show_added_server(const CtlAnswer& answer, std::string& out);
void show_link_state(const CtlAnswer& answer, std::string& out);
void show_healed(const CtlAnswer& answer, std::string& out);
void show_fault(const CtlAnswer& answer, std::string& out);

// Of clients, and of what happened.
void show_clients(const CtlAnswer& answer, std::string& out);
void show_client(const CtlAnswer& answer, std::string& out);
void show_map(const CtlAnswer& answer, std::string& out);
void show_trace(const CtlAnswer& answer, std::string& out);
void show_logs(const CtlAnswer& answer, std::string& out);
void show_config(const CtlAnswer& answer, std::string& out);
void show_answer(const CtlAnswer& answer, std::string& out);
void show_runs(const CtlAnswer& answer, std::string& out);

}  // namespace herd::app
