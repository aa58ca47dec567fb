// What is installed besides the program knows all that the program knows.

#include <filesystem>
#include <sstream>

#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

using namespace test;

/// The subcommands and options that a help text lists.
struct Listed {
    std::vector<std::string> commands;
    std::vector<std::string> options;  // with their dashes
};

Listed list_words(const std::string& help) {
    Listed listed;
    std::istringstream lines(help);
    std::string section;
    for (std::string line; std::getline(lines, line);) {
        if (line.ends_with(":") && !line.starts_with(' ')) section = line;
        if (line.size() < 3 || !line.starts_with("  ") || line[2] == ' ') continue;
        const std::string word = line.substr(2, line.find_first_of(" {", 2) - 2);
        if (section == "Subcommands:") listed.commands.push_back(word);
        const auto dashes = word.find("--");
        if (section == "Options:" && dashes != std::string::npos)
            listed.options.push_back(word.substr(dashes));
    }
    return listed;
}

// Whether a completion or the manual has an option. (fish writes `-l config`, a manual `\-\-config`.)
bool has_option(const std::string& text, const std::string& option) {
    std::string in_manual;
    for (const char c : option) in_manual.append(c == '-' ? "\\-" : std::string(1, c));
    return contains(text, option) || contains(text, " -l " + option.substr(2)) || contains(text, in_manual);
}

bool has_word(const std::string& text, std::string word) {
    if (contains(text, word)) return true;
    for (std::size_t at = word.find('-'); at != std::string::npos; at = word.find('-', at + 2))
        word.insert(at, "\\");
    return contains(text, word);
}

TEST_CASE("completions and the manual know every command and option") {
    const HerdFile file;
    const std::filesystem::path folder = HERD_INSTALL_FOLDER;
    const auto all = list_words(file.run({"--help"}).out);
    REQUIRE(all.commands.size() > 10);
    const auto verbs = list_words(file.run({"ctl", "--help"}).out);
    REQUIRE(verbs.commands.size() > 40);
    for (const auto* name : {"herd.bash", "_herd", "herd.fish", "herd.1"}) {
        CAPTURE(name);
        const auto text = read_file(folder / name);
        for (const auto& command : all.commands) {
            CAPTURE(command);
            CHECK(has_word(text, command));
            for (const auto& option : list_words(file.run({command, "--help"}).out).options) {
                CAPTURE(option);
                CHECK((option == "--help" || has_option(text, option)));
            }
        }
        for (const auto& verb : verbs.commands) {
            CAPTURE(verb);
            CHECK(has_word(text, verb));
        }
    }
}

TEST_CASE("shells can read the completions") {
    const std::filesystem::path folder = HERD_INSTALL_FOLDER;
    const auto check = [&](const std::string& shell, const char* name) {
        if (!std::filesystem::exists(shell)) return;
        CAPTURE(shell);
        CHECK(Process({shell, "-n", (folder / name).string()}).finish().status == 0);
    };
    check("/bin/bash", "herd.bash");
    check("/usr/bin/zsh", "_herd");
    check("/usr/bin/fish", "herd.fish");
}

TEST_CASE("bash completes commands, verbs and options") {
    const std::filesystem::path folder = HERD_INSTALL_FOLDER;
    const auto complete = [&](const std::string& words, int count) {
        const std::string script = "source '" + (folder / "herd.bash").string() + "'; COMP_WORDS=(" + words +
                                   "); COMP_CWORD=" + std::to_string(count) +
                                   "; _herd; echo \"${COMPREPLY[*]}\"";
        return Process({"/bin/bash", "-c", script}).finish().out;
    };
    CHECK(complete("herd re", 1) == "replay\n");
    CHECK(complete("herd ctl hea", 2) == "health heal\n");
    CHECK(complete("herd ctl --url x cut A B --f", 7) == "--for\n");
    CHECK(complete("herd up --rea", 2) == "--ready-file\n");
}

}  // namespace
}  // namespace herd::app
