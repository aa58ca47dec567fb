#include "scenario/step_writer.hpp"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/quantity.hpp"
#include "scenario/fault_writer.hpp"

namespace herd::scenario {
namespace {

/// One line as a string, several as an array.
std::string format_some_lines(const std::vector<std::string>& lines) {
    return lines.size() == 1 ? format_toml(lines.front()) : format_toml(lines);
}

void write_send(const Send& send, TomlTable& table) {
    table.add("send", format_some_lines(send.lines));
    table.add_text("to", send.to);
    if (send.expect) table.add("expect", format_some_lines(*send.expect));
    if (!send.awaits_answer) table.add("await", "false");
    if (send.within) table.add_text("within", format_duration(*send.within));
}

/// The table of a check, which begins with its client.
template <class Check>
TomlTable begin_check(const Check& check) {
    TomlTable table;
    table.add_text("client", check.client);
    return table;
}

struct StepWriter {
    TomlTable& step;

    void operator()(const Send& send) const { write_send(send, step); }
    void operator()(const Race& race) const {
        std::string text = "[\n";
        for (const auto& send : race.sends) {
            TomlTable client;
            write_send(send, client);
            text += "    " + client.format_inline() + ",\n";
        }
        step.add("race", text + "]");
    }
    void operator()(const Settle& settle) const { add_duration("settle", settle.within); }
    void operator()(const Quiet& quiet) const { add_duration("quiet", quiet.within); }
    void operator()(const Lifted& lifted) const { add_duration("lifted", lifted.within); }
    void operator()(const Wait& wait) const { add_duration("wait", wait.duration); }
    void operator()(const Order& order) const {
        auto table = begin_check(order);
        table.add("servers", format_toml(order.groups));
        step.add("order", table.format_inline());
    }
    void operator()(const Messages& messages) const {
        auto table = begin_check(messages);
        table.add("count", std::to_string(messages.count));
        step.add("messages", table.format_inline());
    }
    void operator()(const Reached& reached) const {
        auto table = begin_check(reached);
        table.add("servers", format_toml(reached.servers));
        step.add("reached", table.format_inline());
    }
    void operator()(const Hops& hops) const {
        TomlTable at;
        for (const auto& [server, hop] : hops.at) at.add(server, std::to_string(hop));
        auto table = begin_check(hops);
        table.add("at", at.format_inline());
        step.add("hops", table.format_inline());
    }
    void operator()(const Converged& converged) const { step.add_text("converged", converged.client); }
    void operator()(const RecordIs& record) const {
        auto table = begin_check(record);
        table.add_text("at", record.at);
        table.add_text("line", record.line);
        step.add("record", table.format_inline());
    }
    void operator()(const Absent& absent) const {
        auto table = begin_check(absent);
        table.add("at", format_toml(absent.at));
        step.add("absent", table.format_inline());
    }
    void operator()(const fault::Fault& fault) const { write_fault(fault, step); }

private:
    void add_duration(std::string_view key, nanoseconds duration) const {
        step.add_text(key, format_duration(duration));
    }
};

}  // namespace

TomlTable write_step(const Verb& verb) {
    TomlTable step;
    std::visit(StepWriter{step}, verb);
    return step;
}

}  // namespace herd::scenario
