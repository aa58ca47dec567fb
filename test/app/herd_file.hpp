#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.hpp"
#include "support/reserved_port.hpp"
#include "support/temporary_directory.hpp"

namespace herd::app {

/// A directory with a herd.toml of its own: the pair Alford and Ball on free ports, linked.
class HerdFile {
public:
    /// Shape: `more` is put behind the servers and the topology.
    explicit HerdFile(std::string_view more = {});

    const test::TemporaryDirectory& directory() const { return directory_; }
    std::uint16_t port(std::size_t server) const { return ports_[server].number(); }

    /// The command line of `herd` with these arguments.
    static std::vector<std::string> command(const std::vector<std::string>& arguments);
    /// How to run a program in the directory.
    test::Process::Options options(std::string input = {}) const;

    /// Runs `herd` with these arguments in the directory until it ends.
    test::Process::Outcome run(const std::vector<std::string>& arguments, std::string input = {}) const;

private:
    test::TemporaryDirectory directory_;
    std::vector<test::ReservedPort> ports_;
};

/// Whether `text` holds `part`.
bool contains(const std::string& text, std::string_view part);

/// A running `herd up`, once it is ready.
class Up {
public:
    explicit Up(const HerdFile& file, const std::vector<std::string>& arguments = {});

    test::Process& process() { return process_; }
    /// What stands behind READY.
    const std::string& ready() const { return ready_; }

private:
    test::Process process_;
    std::string ready_;
};

}  // namespace herd::app
