#include "log/log_file.hpp"

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

#include "log_files.hpp"

namespace herd::log {
namespace {

/// Files may be no longer than `size` while it lives: a disk that fills up in the midst of a write.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t size) : signal_(std::signal(SIGXFSZ, SIG_IGN)) {
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
        const rlimit now{size, before_.rlim_max};
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &now) == 0);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, signal_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    void (*signal_)(int);
    rlimit before_{};
};

void check_written(const LogFile::Outcome& outcome, std::size_t size) {
    INFO(outcome.error.value_or("no error"));
    CHECK_FALSE(outcome.error);
    CHECK(outcome.written == size);
}

}  // namespace

TEST_CASE("a log file is made with its folders and appended to") {
    const TemporaryDirectory folder;
    const auto path = folder.path() / "deep" / "down" / "Ball.log";
    {
        LogFile file(path, 0, 3);
        check_written(file.append("one\n"), 4);
        check_written(file.append("two\nthree\n"), 10);
    }
    LogFile again(path, 0, 3);
    check_written(again.append("four\n"), 5);
    CHECK(read_file(path) == "one\ntwo\nthree\nfour\n");
}

TEST_CASE("a log file that ends in a torn line goes on with a fresh one") {
    const TemporaryDirectory folder;
    write_file(folder / "Ball.log", "whole\ntor");
    LogFile file(folder / "Ball.log", 0, 3);
    check_written(file.append("next\n"), 5);
    CHECK(read_file(folder / "Ball.log") == "whole\ntor\nnext\n");
}

TEST_CASE("a log file is rotated by size between two lines") {
    const TemporaryDirectory folder;
    LogFile file(folder / "Ball.log", 10, 2);
    check_written(file.append("1111\n2222\n3333\n4444\n5555\n66666\n"), 31);
    CHECK(read_file(folder / "Ball.log") == "66666\n");
    CHECK(read_file(folder / "Ball.log.1") == "5555\n");
    CHECK(read_file(folder / "Ball.log.2") == "3333\n4444\n");
    CHECK_FALSE(std::filesystem::exists(folder / "Ball.log.3"));
}

TEST_CASE("the size of an existing log file counts for its rotation") {
    const TemporaryDirectory folder;
    write_file(folder / "Ball.log", "1111\n");
    LogFile file(folder / "Ball.log", 8, 1);
    check_written(file.append("2222\n"), 5);
    CHECK(read_file(folder / "Ball.log") == "2222\n");
    CHECK(read_file(folder / "Ball.log.1") == "1111\n");
}

TEST_CASE("a line longer than the rotation size has a log file of its own") {
    const TemporaryDirectory folder;
    LogFile file(folder / "Ball.log", 8, 3);
    check_written(file.append("1\n22222222222222\n3\n"), 19);
    CHECK(read_file(folder / "Ball.log") == "3\n");
    CHECK(read_file(folder / "Ball.log.1") == "22222222222222\n");
    CHECK(read_file(folder / "Ball.log.2") == "1\n");
}

TEST_CASE("rotation that keeps nothing begins the log file anew") {
    const TemporaryDirectory folder;
    LogFile file(folder / "Ball.log", 8, 0);
    check_written(file.append("1111\n2222\n"), 10);
    CHECK(read_file(folder / "Ball.log") == "2222\n");
    CHECK_FALSE(std::filesystem::exists(folder / "Ball.log.1"));
}

TEST_CASE("rotation moves no file past the first free age") {
    const TemporaryDirectory folder;
    write_file(folder / "Ball.log", "now\n");
    write_file(folder / "Ball.log.2", "old\n");
    LogFile file(folder / "Ball.log", 5, 3);
    check_written(file.append("next\n"), 5);
    CHECK(read_file(folder / "Ball.log.1") == "now\n");
    CHECK(read_file(folder / "Ball.log.2") == "old\n");
    CHECK_FALSE(std::filesystem::exists(folder / "Ball.log.3"));
}

TEST_CASE("a log file that cannot be rotated grows on and says so") {
    const TemporaryDirectory folder;
    std::filesystem::create_directory(folder / "Ball.log.1");
    LogFile file(folder / "Ball.log", 8, 1);
    const LogFile::Outcome outcome = file.append("1111\n2222\n3333\n");
    CHECK(outcome.written == 15);
    REQUIRE(outcome.error);
    CHECK(outcome.error->find("cannot rotate: Is a directory") != std::string::npos);
    CHECK(read_file(folder / "Ball.log") == "1111\n2222\n3333\n");

    std::filesystem::remove(folder / "Ball.log.1");
    check_written(file.append("4444\n"), 5);
    CHECK(read_file(folder / "Ball.log") == "4444\n");
    CHECK(read_file(folder / "Ball.log.1") == "1111\n2222\n3333\n");
}

TEST_CASE("a log file that someone moved or removed or cut is made anew") {
    const TemporaryDirectory folder;
    LogFile file(folder / "Ball.log", 0, 3);
    check_written(file.append("one\n"), 4);
    SECTION("moved") {
        std::filesystem::rename(folder / "Ball.log", folder / "moved");
        check_written(file.append("two\n"), 4);
        CHECK(read_file(folder / "moved") == "one\n");
    }
    SECTION("removed") {
        std::filesystem::remove(folder / "Ball.log");
        check_written(file.append("two\n"), 4);
    }
    SECTION("removed with its folder") {
        std::filesystem::remove_all(folder.path());
        check_written(file.append("two\n"), 4);
    }
    SECTION("cut") {
        std::filesystem::resize_file(folder / "Ball.log", 0);
        check_written(file.append("two\n"), 4);
    }
    CHECK(read_file(folder / "Ball.log") == "two\n");
}

TEST_CASE("a write that ends in the midst of a line takes that line back") {
    const TemporaryDirectory folder;
    LogFile file(folder / "Ball.log", 0, 3);
    check_written(file.append("one\n"), 4);
    {
        const FileSizeLimit full(10);
        const LogFile::Outcome outcome = file.append("two\nthree\nfour\n");
        CHECK(outcome.written == 4);
        REQUIRE(outcome.error);
        CHECK(*outcome.error == (folder / "Ball.log").string() + ": cannot write: File too large");
        CHECK(file.append("three\nfour\n").written == 0);
    }
    CHECK(read_file(folder / "Ball.log") == "one\ntwo\n");
    check_written(file.append("three\nfour\n"), 11);
    CHECK(read_file(folder / "Ball.log") == "one\ntwo\nthree\nfour\n");
}

TEST_CASE("a device can be a log file but is neither cut nor rotated") {
    const TemporaryDirectory folder;
    std::filesystem::create_symlink("/dev/full", folder / "Ball.log");
    LogFile file(folder / "Ball.log", 2, 3);
    const LogFile::Outcome outcome = file.append("one\ntwo\n");
    CHECK(outcome.written == 0);
    REQUIRE(outcome.error);
    CHECK(outcome.error->find("cannot write: No space left on device") != std::string::npos);
    CHECK(std::filesystem::is_symlink(folder / "Ball.log"));
}

TEST_CASE("a pipe that nobody reads does not block a log file") {
    const TemporaryDirectory folder;
    REQUIRE(::mkfifo((folder / "Ball.log").c_str(), 0600) == 0);
    LogFile file(folder / "Ball.log", 0, 3);
    const std::string lines = std::string(1 << 20, 'x') + "\n";
    const LogFile::Outcome outcome = file.append(lines);
    CHECK(outcome.written == 0);
    CHECK(outcome.error);
}

TEST_CASE("a log file that cannot be opened says which and why") {
    const TemporaryDirectory folder;
    write_file(folder / "file", "");
    LogFile file(folder.path() / "file" / "Ball.log", 0, 3);
    const LogFile::Outcome outcome = file.append("one\n");
    CHECK(outcome.written == 0);
    REQUIRE(outcome.error);
    CHECK(*outcome.error ==
          (folder.path() / "file" / "Ball.log").string() + ": cannot open: Not a directory");
}

}  // namespace herd::log
