#include "herd_file.hpp"

#include <stdexcept>
#include <utility>

namespace herd::app {
namespace {

std::vector<std::string> up_command(const std::vector<std::string>& arguments) {
    auto command = HerdFile::command({"up"});
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

}  // namespace

HerdFile::HerdFile(std::string_view more) : ports_(2) {
    std::string text = "[servers]\nAlford = { port = " + std::to_string(port(0)) +
                       " }\nBall = { port = " + std::to_string(port(1)) +
                       " }\n[topology]\nAlford = [\"Ball\"]\n";
    directory_.write("herd.toml", text.append(more));
}

std::vector<std::string> HerdFile::command(const std::vector<std::string>& arguments) {
    std::vector<std::string> command{HERD_PROGRAM};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

test::Process::Options HerdFile::options(std::string input) const {
    return {.directory = directory_.path(), .input = std::move(input)};
}

test::Process::Outcome HerdFile::run(const std::vector<std::string>& arguments, std::string input) const {
    return test::Process(command(arguments), options(std::move(input))).finish();
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

Up::Up(const HerdFile& file, const std::vector<std::string>& arguments)
    : process_(up_command(arguments), file.options()) {
    const std::string line = process_.read_line();
    if (!line.starts_with("READY ")) throw std::runtime_error("not READY: " + line);
    ready_ = line.substr(6);
}

}  // namespace herd::app
