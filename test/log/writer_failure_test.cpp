#include <atomic>
#include <mutex>

#include "log/log.hpp"
#include "log_files.hpp"

namespace herd::log {
namespace {

/// What the writer complained of, gathered on its thread.
class Complaints {
public:
    void add(const std::string& complaint) {
        const std::lock_guard lock(mutex_);
        all_.push_back(complaint);
    }
    std::vector<std::string> all() const {
        const std::lock_guard lock(mutex_);
        return all_;
    }
    std::size_t count() const { return all().size(); }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> all_;
};

Entry entry_of(std::string_view text) {
    return {WallTime{}, "command", Direction::in, "client 1", text, ""};
}

/// A log whose file is a full disk, to begin with.
struct FullDisk {
    TemporaryDirectory folder;
    Complaints complaints;
    Options options;

    FullDisk() {
        options.directory = folder.path();
        options.format = Format::text;
        options.flush_every = std::chrono::milliseconds(1);
        fill();
    }
    std::filesystem::path file() const { return folder / "Ball.log"; }
    void fill() const { std::filesystem::create_symlink("/dev/full", file()); }
    void clear() const { std::filesystem::remove(file()); }
    std::function<void(const std::string&)> complain() {
        return [this](const std::string& complaint) { complaints.add(complaint); };
    }
};

}  // namespace

TEST_CASE("a full disk is told once a file and hinders nobody") {
    FullDisk disk;
    std::filesystem::create_symlink("/dev/full", disk.folder / "Welsh.log");
    {
        Writer writer(disk.options, disk.complain());
        const auto ball = writer.open("Ball");
        const auto welsh = writer.open("Welsh");
        const auto alford = writer.open("Alford");
        for (int i = 0; i < 5000; ++i) {
            ball->write(entry_of("x"));
            welsh->write(entry_of("x"));
        }
        alford->write(entry_of("still here"));
        CHECK(eventually([&] { return disk.complaints.count() == 2; }));
        CHECK(eventually([&] { return !read_file(disk.folder / "Alford.log").empty(); }));
        for (int i = 0; i < 5000; ++i) ball->write(entry_of("x"));
    }
    REQUIRE(disk.complaints.count() == 2);
    CHECK(disk.complaints.all()[0] ==
          "log of Ball: " + disk.file().string() + ": cannot write: No space left on device");
}

TEST_CASE("lines wait for a full disk and are written when it has room") {
    FullDisk disk;
    Writer writer(disk.options, disk.complain());
    const auto log = writer.open("Ball");
    log->write(entry_of("one"));
    REQUIRE(eventually([&] { return disk.complaints.count() == 1; }));
    log->write(entry_of("two"));
    disk.clear();
    CHECK(eventually([&] { return lines_of(read_file(disk.file())).size() == 2; }));

    SECTION("and its next failure is told again") {
        disk.clear();
        disk.fill();
        log->write(entry_of("three"));
        CHECK(eventually([&] { return disk.complaints.count() == 2; }));
    }
}

TEST_CASE("lines past the limit are lost and the log says how many") {
    FullDisk disk;
    const std::string line = "1970-01-01T00:00:00.000000000Z in  client 1  command  x";
    disk.options.backlog_limit = 10 * (line.size() + 1);
    Writer writer(disk.options, disk.complain());
    const auto log = writer.open("Ball");
    for (int i = 0; i < 17; ++i) log->write(entry_of("x"));
    REQUIRE(eventually([&] { return disk.complaints.count() == 1; }));
    disk.clear();

    std::vector<std::string> expected(10, line);
    expected.push_back("1970-01-01T00:00:00.000000000Z -   -  lines_lost  7");
    CHECK(eventually([&] { return lines_of(read_file(disk.file())) == expected; }));

    log->write(entry_of("x"));
    expected.push_back(line);
    CHECK(eventually([&] { return lines_of(read_file(disk.file())) == expected; }));
}

TEST_CASE("the end of the writer tells of lost lines") {
    FullDisk disk;
    disk.clear();
    disk.options.flush_every = std::chrono::hours(1);
    disk.options.backlog_limit = 100;
    {
        Writer writer(disk.options, disk.complain());
        const auto log = writer.open("Ball");
        for (int i = 0; i < 3; ++i) log->write(entry_of("x"));
    }
    CHECK(lines_of(read_file(disk.file())).back() == "1970-01-01T00:00:00.000000000Z -   -  lines_lost  2");
    CHECK(disk.complaints.count() == 0);
}

TEST_CASE("a folder that cannot be made is told and used once it can be") {
    FullDisk disk;
    disk.clear();
    write_file(disk.folder / "in the way", "");
    disk.options.directory = disk.folder / "in the way";
    Writer writer(disk.options, disk.complain());
    const auto log = writer.open("Ball");
    log->write(entry_of("one"));
    REQUIRE(eventually([&] { return disk.complaints.count() == 1; }));
    CHECK(disk.complaints.all()[0].find("cannot open: Not a directory") != std::string::npos);
    std::filesystem::remove(disk.folder / "in the way");
    CHECK(eventually([&] { return !read_file(disk.options.directory / "Ball.log").empty(); }));
}

}  // namespace herd::log
