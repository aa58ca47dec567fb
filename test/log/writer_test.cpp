#include "log/writer.hpp"

#include <cstdio>
#include <cstdlib>
#include <thread>

#include "log/log.hpp"
#include "log_files.hpp"

namespace herd::log {
namespace {

void fail_on_complaint(const std::string& complaint) {
    FAIL(complaint);
}

Options options_in(const TemporaryDirectory& folder) {
    Options options;
    options.directory = folder.path();
    options.format = Format::text;
    return options;
}

Entry command(std::string_view text) {
    return {WallTime{}, "command", Direction::in, "client 1", text, ""};
}

std::string command_line(const std::string& text) {
    return "1970-01-01T00:00:00.000000000Z in  client 1  command  " + text + "\n";
}

}  // namespace

TEST_CASE("each server has a log of its own and the end of the writer writes all") {
    const TemporaryDirectory folder;
    Options options = options_in(folder);
    options.flush_every = std::chrono::hours(1);
    {
        Writer writer(options, fail_on_complaint);
        const auto ball = writer.open("Ball");
        const auto welsh = writer.open("W\xC3\xA9lsh");
        ball->write(command("one"));
        welsh->write(command("two"));
        ball->write(command("three"));
        CHECK(read_file(folder / "Ball.log").empty());
    }
    CHECK(read_file(folder / "Ball.log") == command_line("one") + command_line("three"));
    CHECK(read_file(folder / "W\xC3\xA9lsh.log") == command_line("two"));
}

TEST_CASE("a line reaches the disk without being told") {
    const TemporaryDirectory folder;
    Options options = options_in(folder);
    options.flush_every = std::chrono::milliseconds(10);
    Writer writer(options, fail_on_complaint);
    const auto log = writer.open("Ball");
    log->write(command("one"));
    CHECK(eventually([&] { return read_file(folder / "Ball.log") == command_line("one"); }));
    log->write(command("two"));
    CHECK(eventually(
        [&] { return read_file(folder / "Ball.log") == command_line("one") + command_line("two"); }));
}

TEST_CASE("much that has gathered reaches the disk before the time to flush") {
    const TemporaryDirectory folder;
    Options options = options_in(folder);
    options.flush_every = std::chrono::hours(1);
    Writer writer(options, fail_on_complaint);
    const auto log = writer.open("Ball");
    for (int i = 0; i < 4000; ++i) log->write(command("one of many"));
    CHECK(eventually([&] { return !read_file(folder / "Ball.log").empty(); }));
}

TEST_CASE("a log that is opened again goes on in the same file") {
    const TemporaryDirectory folder;
    {
        Writer writer(options_in(folder), fail_on_complaint);
        writer.open("Ball")->write(command("one"));
        writer.open("Ball")->write(command("two"));
    }
    {
        Writer writer(options_in(folder), fail_on_complaint);
        writer.open("Ball")->write(command("three"));
    }
    CHECK(read_file(folder / "Ball.log") ==
          command_line("one") + command_line("two") + command_line("three"));
}

TEST_CASE("a log outlives its writer harmlessly") {
    const TemporaryDirectory folder;
    std::unique_ptr<ServerLog> log;
    {
        Writer writer(options_in(folder), fail_on_complaint);
        log = writer.open("Ball");
    }
    log->write(command("into the void"));
    CHECK(read_file(folder / "Ball.log").empty());
}

TEST_CASE("the level picks what is logged") {
    const TemporaryDirectory folder;
    Options options = options_in(folder);
    SECTION("off") {
        options.level = Level::off;
        Writer writer(options, fail_on_complaint);
        CHECK(writer.open("Ball") == nullptr);
    }
    SECTION("connections") {
        options.level = Level::connections;
        {
            Writer writer(options, fail_on_complaint);
            const auto log = writer.open("Ball");
            CHECK(log->logs(Level::connections));
            CHECK_FALSE(log->logs(Level::messages));
            log->write(command("one"));
            log->write({WallTime{}, "link_up", Direction::none, "link Welsh", "", ""});
        }
        CHECK(read_file(folder / "Ball.log") == "1970-01-01T00:00:00.000000000Z -   link Welsh  link_up\n");
    }
    SECTION("messages") {
        Writer writer(options, fail_on_complaint);
        CHECK(writer.open("Ball")->logs(Level::messages));
    }
}

TEST_CASE("the writer rotates by size and loses no line") {
    const TemporaryDirectory folder;
    Options options = options_in(folder);
    options.rotate_size = 10000;
    options.rotate_keep = 100;
    options.flush_every = std::chrono::milliseconds(1);
    constexpr int count = 5000;
    {
        Writer writer(options, fail_on_complaint);
        const auto log = writer.open("Ball");
        for (int i = 0; i < count; ++i) log->write(command(std::to_string(i)));
    }
    std::string text;
    int age = 100;
    while (age > 0 && !std::filesystem::exists(folder / ("Ball.log." + std::to_string(age)))) --age;
    CHECK(age > 10);
    for (; age > 0; --age) {
        const std::string part = read_file(folder / ("Ball.log." + std::to_string(age)));
        CHECK(part.size() <= options.rotate_size);
        text += part;
    }
    text += read_file(folder / "Ball.log");
    std::string expected;
    for (int i = 0; i < count; ++i) expected += command_line(std::to_string(i));
    CHECK((text == expected));
}

TEST_CASE("the loop writes and opens logs while the writer's thread is at work") {
    const TemporaryDirectory folder;
    Options options = options_in(folder);
    options.flush_every = std::chrono::milliseconds(1);
    options.backlog_limit = std::size_t{1} << 30;
    constexpr int count = 20000;
    {
        Writer writer(options, fail_on_complaint);
        std::thread loop([&] {
            std::vector<std::unique_ptr<ServerLog>> logs;
            for (int i = 0; i < 5; ++i) {
                logs.push_back(writer.open("S" + std::to_string(i)));
                for (int j = 0; j < count; ++j)
                    logs[static_cast<std::size_t>(j % (i + 1))]->write(command("x"));
            }
        });
        loop.join();
    }
    std::size_t lines = 0;
    for (int i = 0; i < 5; ++i)
        lines += lines_of(read_file(folder / ("S" + std::to_string(i) + ".log"))).size();
    CHECK(lines == 5 * count);
}

}  // namespace herd::log
