#include <cstdlib>
#include <new>

#include "log/log.hpp"
#include "log_files.hpp"

namespace {

thread_local std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace herd::log {

TEST_CASE("writing a log allocates nothing in the steady state") {
    const TemporaryDirectory folder;
    Options options;
    options.directory = folder.path();
    options.flush_every = std::chrono::milliseconds(1);
    Writer writer(options, [](const std::string&) { std::abort(); });
    const auto log = writer.open("Ball");

    const std::string text(200, 'x');
    std::string line;
    const Entry entry{WallTime{}, "command", Direction::in, "client 17", text, "note"};
    append_entry(entry, options.format, line);
    log->write(entry);

    std::size_t allocated = 0;
    std::uintmax_t size = line.size();
    for (int round = 0; round < 20; ++round) {
        const std::size_t before = allocations;
        for (int i = 0; i < 200; ++i) log->write(entry);
        allocated += allocations - before;
        size += 200 * line.size();
        std::error_code missing;
        REQUIRE(eventually([&] { return std::filesystem::file_size(folder / "Ball.log", missing) == size; }));
    }
    CHECK(allocated == 0);
}

}  // namespace herd::log
