#include "core/support/store_contents.hpp"

#include "core/support/owned_record.hpp"

namespace herd::test {

Contents read_contents(const core::Store& store, const core::Roster& roster) {
    Contents contents;
    for (std::size_t bucket = 0; bucket < core::bucket_count; ++bucket) {
        core::Store::Cursor cursor;
        while (const auto record = store.next(bucket, cursor)) {
            contents[std::string(record->client)] = format_at_line(*record, roster);
        }
    }
    return contents;
}

}  // namespace herd::test
