#include "ctl_verbs.hpp"

#include "ctl_requests.hpp"
#include "ctl_tables.hpp"

namespace herd::app {
namespace {

using control::ApiRequest;

constexpr char herd_path[] = "/v1/herd";
constexpr char servers_path[] = "/v1/servers";
constexpr char links_path[] = "/v1/links";
constexpr char faults_path[] = "/v1/faults";
constexpr char topology_path[] = "/v1/topology";
constexpr char config_path[] = "/v1/config";
constexpr char metrics_path[] = "/metrics";
constexpr char health_path[] = "/healthz";
constexpr char ready_path[] = "/readyz";

std::vector<CtlVerb> make_questions() {
    return {
        {"status", "", "", "Servers, links and faults at a glance", ask_for<herd_path>, show_herd},
        {"servers", "", "", "All servers, with their counters", ask_for<servers_path>, show_servers},
        {"server", "NAME", "", "One of them", ask_for_server, show_server},
        {"links", "", "", "All links, with what crossed them", ask_for<links_path>, show_links},
        {"link", "A B", "", "One of them", ask_for_link, show_link},
        {"faults", "", "", "What is broken", ask_for<faults_path>, show_faults},
        {"clients", "", "search server stale after limit", "Clients, page by page", ask_for_clients,
         show_clients},
        {"client", "ID", "", "One client: what each server holds of it, and which are stale", ask_for_client,
         show_client},
        {"map", "", "west south east north columns rows limit", "Where clients are", ask_for_map, show_map},
        {"trace", "", "client server since limit", "What happened", ask_for_trace, show_trace},
        {"events", "", "client server since thin", "What happens, as it happens, until Ctrl-C"},
        {"logs", "", "server lines", "The last lines of a server's log", ask_for_logs, show_logs},
        {"topology", "", "", "What the topology costs, and where it breaks", ask_for<topology_path>,
         show_as_it_is},
        {"config", "", "", "The herd's configuration", ask_for<config_path>, show_config},
        {"metrics", "", "", "Metrics, as Prometheus reads them", ask_for<metrics_path>, show_as_it_is},
        {"health", "", "", "Whether the herd answers", ask_for<health_path>, show_as_it_is, true},
        {"ready", "", "", "Whether all servers run and their links are up", ask_for<ready_path>,
         show_as_it_is, true},
    };
}

template <const char* verb>
ApiRequest to_server(const CtlCall& call) {
    return change_server(verb, call);
}

template <const char* verb>
ApiRequest to_link(const CtlCall& call) {
    return change_link(verb, call);
}

constexpr char stop_verb[] = "stop";
constexpr char crash_verb[] = "crash";
constexpr char start_verb[] = "start";
constexpr char pause_verb[] = "pause";
constexpr char resume_verb[] = "resume";
constexpr char isolate_verb[] = "isolate";
constexpr char cut_verb[] = "cut";
constexpr char refuse_verb[] = "refuse";
constexpr char reset_verb[] = "reset";

std::vector<CtlVerb> make_orders_to_servers() {
    return {
        {stop_verb, "NAME", "for", "Stop a server in order", to_server<stop_verb>, show_server_state},
        {crash_verb, "NAME", "for", "Let it be gone at once", to_server<crash_verb>, show_server_state},
        {start_verb, "NAME", "", "Start it again", to_server<start_verb>, show_server_state},
        {pause_verb, "NAME", "for", "Let it do nothing", to_server<pause_verb>, show_server_state},
        {resume_verb, "NAME", "", "Let it go on", to_server<resume_verb>, show_server_state},
        {isolate_verb, "NAME", "for", "Cut all its links", to_server<isolate_verb>, show_server_state},
        {"clock", "NAME OFFSET", "drift", "Set its clock wrong: -2s, +500ms; 0s sets it right", set_clock,
         show_clock},
        {"add-server", "NAME", "port host neighbours", "Add a server", add_server, show_added_server},
        {"remove-server", "NAME", "", "Remove one, and its links", remove_server, show_nothing},
    };
}

ApiRequest make_stall(const CtlCall& call) {
    return shape_link("stall", {}, {}, call);
}
ApiRequest make_latency(const CtlCall& call) {
    return shape_link("latency", "delay", {"jitter", "distribution"}, call);
}
ApiRequest make_bandwidth(const CtlCall& call) {
    return shape_link("bandwidth", "rate", {}, call);
}
ApiRequest make_slice(const CtlCall& call) {
    return shape_link("slice", {}, {"size", "pause"}, call);
}
ApiRequest make_close_after(const CtlCall& call) {
    return shape_link("close_after", "bytes", {}, call);
}
ApiRequest make_drop_first(const CtlCall& call) {
    return shape_link("drop_first", "messages", {}, call);
}
ApiRequest make_flap(const CtlCall& call) {
    return shape_link("flap", "period", {}, call);
}
ApiRequest make_corrupt(const CtlCall& call) {
    return shape_link("corrupt", {}, {}, call);
}

std::vector<CtlVerb> make_orders_to_links() {
    return {
        {cut_verb, "A B", "for", "Cut a link", to_link<cut_verb>, show_link_state},
        {"heal", "[A] [B]", "", "Heal a link; without one, everything", heal, show_healed},
        {refuse_verb, "A B", "for", "Let it make no new connection", to_link<refuse_verb>, show_link_state},
        {reset_verb, "A B", "", "Reset its connection, once", to_link<reset_verb>, show_link_state},
        {"stall", "A B", "one-way for", "Let nothing move on it", make_stall, show_fault},
        {"latency", "A B DELAY", "jitter distribution one-way for", "Let everything take longer: 50ms",
         make_latency, show_fault},
        {"bandwidth", "A B RATE", "one-way for", "So many bytes a second: 10KiB", make_bandwidth, show_fault},
        {"slice", "A B", "size pause one-way for", "Write in small pieces", make_slice, show_fault},
        {"close-after", "A B BYTES", "one-way", "Close it when so many bytes have crossed", make_close_after,
         show_fault},
        {"drop-first", "A B MESSAGES", "", "Lose so many messages", make_drop_first, show_fault},
        {"flap", "A B PERIOD", "for", "Cut and heal it again and again: 100ms", make_flap, show_fault},
        {"corrupt", "A B", "one-way", "Let a bit of the next message be wrong", make_corrupt, show_fault},
        {"fault", "JSON", "", "Any fault, as docs/faults.md has them: '{\"cut\":[\"Alford\",\"Welsh\"]}'",
         set_fault, show_fault},
        {"lift", "ID", "", "Lift one fault", lift_fault, show_nothing},
        {"add-link", "A B", "", "Add a link", add_link, show_link_state},
        {"remove-link", "A B", "", "Remove one", remove_link, show_nothing},
    };
}

std::vector<CtlVerb> make_other_orders() {
    return {
        {"send", "SERVER LINE", "within", "Say a line as a client, and print the answer", send_line,
         show_answer},
        {"run", "FILE", "sim seed name", "Play a scenario on a herd of its own, and tell how it went"},
        {"runs", "[ID]", "", "Scenarios that were played", ask_for_runs, show_runs},
        {"cancel", "ID", "", "Do not play a scenario that waits", cancel_run, show_nothing},
    };
}

}  // namespace

const std::vector<CtlVerb>& ctl_verbs() {
    static const auto verbs = [] {
        std::vector<CtlVerb> all;
        for (const auto& part :
             {make_questions(), make_orders_to_servers(), make_orders_to_links(), make_other_orders()})
            all.insert(all.end(), part.begin(), part.end());
        return all;
    }();
    return verbs;
}

const std::vector<CtlOption>& ctl_options() {
    static const std::vector<CtlOption> options{
        {"for", "TIME", "Undo it after so long, such as 2s"},
        {"one-way", "", "Only from A to B"},
        {"jitter", "TIME", "How much delays differ"},
        {"distribution", "NAME", "constant, uniform, normal or exponential"},
        {"size", "BYTES", "Of a piece at most"},
        {"pause", "TIME", "Between pieces"},
        {"drift", "PPM", "Millionths by which the clock goes wrong more and more"},
        {"port", "N", "Where its clients connect; without it, a free one"},
        {"host", "HOST", "The address it listens on"},
        {"neighbours", "NAME,...", "Servers to link it with"},
        {"search", "TEXT", "Only clients with this in their names"},
        {"server", "NAME", "Only of this server"},
        {"client", "ID", "Only of this client"},
        {"stale", "", "Only clients of which some server has no newest record"},
        {"after", "CURSOR", "Go on where a page has ended"},
        {"limit", "N", "At most so many"},
        {"since", "SEQ", "After this event; -N: the last N"},
        {"thin", "N", "At most some N events a second"},
        {"lines", "N", "How many lines"},
        {"west", "DEGREES", "Of the part that is shown"},
        {"south", "DEGREES", "Of the part that is shown"},
        {"east", "DEGREES", "Of the part that is shown"},
        {"north", "DEGREES", "Of the part that is shown"},
        {"columns", "N", "Cells from west to east"},
        {"rows", "N", "Cells from south to north"},
        {"within", "TIME", "How long the server may take"},
        {"sim", "", "Under virtual time"},
        {"seed", "N", "What is drawn from"},
        {"name", "TEXT", "How its report calls it"},
    };
    return options;
}

}  // namespace herd::app
