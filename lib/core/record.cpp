#include "core/record.hpp"

namespace herd::core {

std::strong_ordering compare_stamps(const Record& a, const Record& b, const Roster& roster) {
    if (const auto order = a.client_time <=> b.client_time; order != 0) return order;
    if (const auto order = b.receipt <=> a.receipt; order != 0) return order;
    if (a.origin == b.origin) return std::strong_ordering::equal;
    return roster.name(b.origin) <=> roster.name(a.origin);
}

std::strong_ordering compare_age(const Record& a, const Record& b, const Roster& roster) {
    if (const auto order = compare_stamps(a, b, roster); order != 0) return order;
    if (const auto order = b.location <=> a.location; order != 0) return order;
    return b.time <=> a.time;
}

void append_at_line(const Record& record, const Roster& roster, std::string& out) {
    out.append("AT ").append(roster.name(record.origin)).push_back(' ');
    append_skew(record.receipt, record.client_time, out);
    out.append(" ").append(record.client);
    out.append(" ").append(record.location);
    out.append(" ").append(record.time);
}

}  // namespace herd::core
