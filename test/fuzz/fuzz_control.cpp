// Any bytes as what the control API reads of a request: its head, path, query and body.

#include "base/assert.hpp"
#include "control/body.hpp"
#include "control/client_cursor.hpp"
#include "control/host_name.hpp"
#include "control/json_document.hpp"
#include "control/query.hpp"
#include "control/query_reader.hpp"
#include "control/request_head.hpp"
#include "control/router.hpp"
#include "fuzz_input.hpp"

using namespace herd::control;

namespace {

void read_any_body(std::string_view text) {
    Request request;
    request.body = text;
    const auto body = parse_body(request);
    if (!body) {
        HERD_ASSERT(body.error().status == 400 && !body.error().detail.empty());
        return;
    }
    const auto read = read_body(*body, [](herd::config::TableReader& reader, herd::config::FaultList&) {
        std::string word;
        herd::nanoseconds time{};
        reader.read_word("name", "a name", word);
        reader.read_duration("for", std::chrono::hours(1), time);
    });
    if (!read) HERD_ASSERT(!read.error().errors.empty());
}

void read_any_query(std::string_view text) {
    const auto query = parse_query(text);
    if (!query) return;
    QueryReader reader(*query);
    const auto limit = reader.read_integer("limit", 1, 1000, 100);
    HERD_ASSERT(limit >= 1 && limit <= 1000);
    const auto west = reader.read_number("west", -180, 180, 0);
    HERD_ASSERT(west >= -180 && west <= 180);
    reader.read_flag("stale");
    if (const auto good = reader.finish(); !good) make_response(good.error(), text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Router router = [] {
        Router made;
        made.add("GET", "/v1/clients/{id}", {});
        made.add("GET", "/v1/{all...}", {});
        made.add("POST", "/v1/links/{a}/{b}/cut", {});
        return made;
    }();
    herd::fuzz::Input input(data, size);
    const auto kind = input.byte();
    const auto text = input.rest();
    switch (kind % 5) {
        case 0:
            read_any_body(text);
            break;
        case 1:
            read_any_query(text);
            break;
        case 2:
            if (const auto head = parse_request_head(text)) HERD_ASSERT(head->content_length <= largest_body);
            break;
        case 3:
            if (const auto match = router.find("GET", text)) HERD_ASSERT(match->captures.size() == 1);
            break;
        default:
            if (const auto host = parse_host(text)) is_loopback_host(host->name);
            if (const auto cursor = parse_cursor(text)) HERD_ASSERT(parse_cursor(format_cursor(*cursor)));
            break;
    }
    return 0;
}
