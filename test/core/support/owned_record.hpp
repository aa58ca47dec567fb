#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "core/location.hpp"
#include "core/record.hpp"

namespace herd::test {

/// A record that owns its texts.
struct OwnedRecord {
    std::string client;
    std::string location;
    std::string time;
    WallTime receipt{};
    core::ServerIndex origin = 0;

    OwnedRecord(std::string the_client, std::string the_location, std::string the_time,
                nanoseconds the_receipt = {}, core::ServerIndex the_origin = 0)
        : client(std::move(the_client)),
          location(std::move(the_location)),
          time(std::move(the_time)),
          receipt(the_receipt),
          origin(the_origin) {}

    explicit OwnedRecord(const core::Record& record)
        : client(record.client), receipt(record.receipt), origin(record.origin) {
        core::RecordTexts texts;
        const core::Record whole = core::complete(record, texts);
        location = whole.location;
        time = whole.time;
    }

    /// Shape: `location` and `time` are valid.
    core::Record view() const {
        return {client, location, time, *core::parse_client_time(time), receipt, origin};
    }

    LatLng at() const { return *core::parse_location(location); }
};

/// A record's AT line.
inline std::string format_at_line(const core::Record& record, const core::Roster& roster) {
    std::string line;
    core::append_at_line(record, roster, line);
    return line;
}

}  // namespace herd::test
