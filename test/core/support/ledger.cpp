#include "core/support/ledger.hpp"

namespace herd::test {

void Ledger::on_command(core::SessionId, std::string_view, const std::optional<core::CommandFault>& fault,
                        Now) {
    ++commands;
    if (fault) ++invalid;
}

void Ledger::on_answer(core::SessionId, std::string_view, Now) {
    ++answers;
}

void Ledger::on_received(core::SessionId, const core::Record& record, core::Outcome outcome,
                         const core::Stamp& stamp) {
    pass(stamp);
    if (outcome == core::Outcome::newer) ++updates;
    keep(record, std::nullopt, outcome);
}

void Ledger::on_delivered(core::NeighbourId from, const core::Record& record, std::uint16_t hop,
                          bool is_flooded, core::Outcome outcome, const core::Stamp& stamp) {
    pass(stamp);
    deliveries.push_back({from, format_at_line(record, roster_), hop, is_flooded, outcome, stamp.lamport});
    keep(record, from, outcome);
}

void Ledger::on_forwarded(core::NeighbourId to, const core::Record& record, std::uint16_t, bool is_flooded,
                          const core::Stamp& stamp) {
    pass(stamp);
    forwards.push_back({to, format_at_line(record, roster_), stamp.lamport});
    ++(is_flooded ? flooded : resynced);
    if (!is_flooded) return;
    const auto kept = kept_.find(std::string(record.client));
    const std::string at_line = format_at_line(record, roster_);
    if (kept == kept_.end() || std::is_neq(compare_age(kept->second.record.view(), record, roster_))) {
        violations.push_back("forwarded what is not kept: " + at_line);
        return;
    }
    if (kept->second.from == to) violations.push_back("forwarded to whom it came from: " + at_line);
    if (!kept->second.told.insert(to).second) violations.push_back("forwarded twice: " + at_line);
}

void Ledger::on_overflow(core::NeighbourId, const core::Stamp&) {
    ++overflows;
}

void Ledger::on_recovered(core::NeighbourId, const core::Stamp&) {
    ++recoveries;
}

void Ledger::pass(const core::Stamp& stamp) {
    if (stamp.lamport <= lamport_) violations.push_back("a Lamport time that does not rise");
    lamport_ = stamp.lamport;
}

void Ledger::keep(const core::Record& record, std::optional<core::NeighbourId> from, core::Outcome outcome) {
    const auto kept = kept_.find(std::string(record.client));
    const bool is_newer =
        kept == kept_.end() || std::is_gt(compare_age(record, kept->second.record.view(), roster_));
    if (is_newer != (outcome == core::Outcome::newer)) {
        violations.push_back("a record that was not treated by its age: " + format_at_line(record, roster_));
    }
    if (outcome == core::Outcome::newer) {
        kept_.insert_or_assign(std::string(record.client), Kept{OwnedRecord(record), from, {}});
    }
}

}  // namespace herd::test
