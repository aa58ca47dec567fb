#include "swarm/report_wire.hpp"

#include <cstring>
#include <type_traits>

namespace herd::swarm {
namespace {

template <class Value>
void append(const Value& value, std::string& out) {
    static_assert(std::is_trivially_copyable_v<Value>);
    const auto begin = out.size();
    out.resize(begin + sizeof value);
    std::memcpy(out.data() + begin, &value, sizeof value);
}

void append_text(std::string_view text, std::string& out) {
    append(text.size(), out);
    out += text;
}

template <class Value>
void take(std::string_view& in, Value& value) {
    static_assert(std::is_trivially_copyable_v<Value>);
    std::memcpy(&value, in.data(), sizeof value);
    in.remove_prefix(sizeof value);
}

void take_text(std::string_view& in, std::string& text) {
    std::size_t size = 0;
    take(in, size);
    text = in.substr(0, size);
    in.remove_prefix(size);
}

}  // namespace

std::string pack_report(const Report& report) {
    std::string out;
    append(report.seed, out);
    append(report.outcome, out);
    append(report.fingerprint, out);
    append(report.coverage, out);
    append(report.troubles.size(), out);
    for (const auto& trouble : report.troubles) append_text(trouble, out);
    append_text(report.text, out);
    return out;
}

Report unpack_report(std::string_view bytes) {
    Report report;
    take(bytes, report.seed);
    take(bytes, report.outcome);
    take(bytes, report.fingerprint);
    take(bytes, report.coverage);
    std::size_t troubles = 0;
    take(bytes, troubles);
    report.troubles.resize(troubles);
    for (auto& trouble : report.troubles) take_text(bytes, trouble);
    take_text(bytes, report.text);
    return report;
}

}  // namespace herd::swarm
