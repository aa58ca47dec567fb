#include "scenario/format_step.hpp"

#include "base/quantity.hpp"
#include "log/escape.hpp"

namespace herd::scenario {
namespace {

/// The head of what a client says, or a client's name, between quotes.
std::string quote(std::string_view text) {
    constexpr std::size_t longest = 100;  // bytes
    std::string quoted = "'";
    log::append_text_escaped(text.substr(0, longest), quoted);
    return quoted + (text.size() > longest ? "...'" : "'");
}

std::string name(std::string_view client) {
    std::string text;
    log::append_text_escaped(client, text);
    return text;
}

struct Format {
    std::string operator()(const Send& send) const {
        std::string text = "send " + (send.lines.empty() ? "nothing" : quote(send.lines.front()));
        if (send.lines.size() > 1) text += " and " + std::to_string(send.lines.size() - 1) + " more";
        return text + " to " + send.to;
    }
    std::string operator()(const Race& race) const {
        std::string text = "race of " + std::to_string(race.sends.size()) + " clients";
        return text;
    }
    std::string operator()(const Settle& settle) const { return "settle " + format_duration(settle.within); }
    std::string operator()(const Quiet& quiet) const { return "quiet " + format_duration(quiet.within); }
    std::string operator()(const Lifted& lifted) const { return "lifted " + format_duration(lifted.within); }
    std::string operator()(const Wait& wait) const { return "wait " + format_duration(wait.duration); }
    std::string operator()(const Order& order) const { return "order of " + name(order.client); }
    std::string operator()(const Messages& messages) const { return "messages of " + name(messages.client); }
    std::string operator()(const Reached& reached) const { return "reached by " + name(reached.client); }
    std::string operator()(const Hops& hops) const { return "hops of " + name(hops.client); }
    std::string operator()(const Converged& converged) const {
        return "converged on " + name(converged.client);
    }
    std::string operator()(const RecordIs& record) const {
        return "record of " + name(record.client) + " at " + record.at;
    }
    std::string operator()(const Absent& absent) const { return "absent " + name(absent.client); }
    std::string operator()(const fault::Fault& fault) const { return fault::format_fault(fault); }
};

}  // namespace

std::string format_step(const Verb& verb) {
    return std::visit(Format(), verb);
}

}  // namespace herd::scenario
