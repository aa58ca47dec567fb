#include "checker/record_pool.hpp"

#include "checker/model_command.hpp"
#include "checker/model_location.hpp"

namespace herd::checker {

std::size_t RecordPool::Hash::operator()(const Key& key) const {
    std::uint64_t hash = static_cast<std::uint64_t>(key.receipt);
    for (const std::uint64_t part : {key.phone, key.location, key.time, key.origin}) {
        hash = (hash ^ part) * 0x9e3779b97f4a7c15;
        hash ^= hash >> 29;
    }
    return static_cast<std::size_t>(hash);
}

RecordId RecordPool::add(std::string_view phone, std::string_view location, std::string_view time,
                         core::ServerIndex origin, WallTime receipt) {
    const Key key{texts_.add(phone), texts_.add(location), texts_.add(time), origin,
                  receipt.time_since_epoch().count()};
    const auto [known, is_new] = ids_.try_emplace(key, static_cast<RecordId>(records_.size()));
    if (is_new) {
        const auto at = parse_place(location);
        const auto exact = parse_exact_time(time);
        records_.push_back({key.phone, key.location, key.time, origin, receipt, exact.value_or(ExactTime{}),
                            at.value_or(LatLng{}), at && exact});
    }
    return known->second;
}

std::optional<RecordId> RecordPool::add_line(std::string_view line) {
    const auto fields = split_line(line);
    if (fields.size() != 6 || fields[0] != "AT") return std::nullopt;
    const auto origin = roster_.find(fields[1]);
    const auto time = parse_exact_time(fields[5]);
    if (!origin || !time || !parse_place(fields[4])) return std::nullopt;
    const auto receipt = parse_skew(fields[2], *time);
    if (!receipt) return std::nullopt;
    // Fields that are whole and apart by more than one space make another line.
    std::size_t size = fields.size() - 1;
    for (const auto field : fields) size += field.size();
    if (size != line.size() || line.find_first_of("\t\r\f\v") != std::string_view::npos) return std::nullopt;
    return add(fields[3], fields[4], fields[5], *origin, *receipt);
}

bool RecordPool::is_newer(RecordId a, RecordId b) const {
    if (a == b) return false;
    const SeenRecord& x = records_[a];
    const SeenRecord& y = records_[b];
    if (x.exact_time != y.exact_time) return x.exact_time > y.exact_time;
    if (x.receipt != y.receipt) return x.receipt < y.receipt;
    if (x.origin != y.origin) return roster_.name(x.origin) < roster_.name(y.origin);
    if (x.location != y.location) return texts_[x.location] < texts_[y.location];
    return texts_[x.time] < texts_[y.time];
}

std::string RecordPool::format_line(RecordId id) const {
    const SeenRecord& record = records_[id];
    return "AT " + roster_.name(record.origin) + " " + format_skew(record.receipt, record.exact_time) + " " +
           texts_[record.phone] + " " + texts_[record.location] + " " + texts_[record.time];
}

}  // namespace herd::checker
