// `herd sim`: what it prints, and how it ends.

#include <string>
#include <vector>

#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

/// The last line of a text.
std::string last_line(const std::string& text) {
    const auto end = text.find_last_not_of('\n');
    const auto begin = text.rfind('\n', end);
    return text.substr(begin + 1, end - begin);
}

TEST_CASE("seeds that pass are told in a line with what was covered") {
    const HerdFile file;
    const auto outcome = file.run({"sim", "--seeds", "20"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(outcome.out.starts_with("20 seeds from 1: 20 passed, in "));
    for (const auto* word :
         {"\n  faults ", "\n    crash ", "\n  updates ", "\n  restarts ", "\n  of equal times ",
          "\n  queues that overflowed ", "\n  messages of resyncs ", "\n  virtual seconds "}) {
        CAPTURE(word);
        CHECK(contains(outcome.out, word));
    }
    CHECK(file.run({"sim", "--seed", "7"}).out.starts_with("1 seed from 7: 1 passed, in "));
    CHECK(file.run({"sim", "--seed", "7", "--seeds", "2"}).out.starts_with("2 seeds from 7: 2 passed, in "));
}

TEST_CASE("the same seeds go alike however many processes play them") {
    const HerdFile file;
    const auto one = file.run({"sim", "--seeds", "30", "--jobs", "1", "--fingerprint"});
    const auto two = file.run({"sim", "--seeds", "30", "--jobs", "3", "--fingerprint", "--twice"});
    CHECK(last_line(one.out).starts_with("fingerprint "));
    CHECK(last_line(one.out) == last_line(two.out));
    CHECK(last_line(one.out) != last_line(file.run({"sim", "--seeds", "31", "--fingerprint"}).out));
}

TEST_CASE("a drawn scenario is printed and played again as it went") {
    const HerdFile file;
    const auto shown = file.run({"sim", "--seed", "3", "--show"});
    CHECK(shown.status == 0);
    CHECK(shown.out.starts_with("name = \"seed 3\"\n\n[servers]\n"));
    file.directory().write("drawn.toml", shown.out);
    CHECK(file.run({"play", "--sim", "--seed", "3", "drawn.toml"}).status == 0);
}

TEST_CASE("options limit what is drawn") {
    const HerdFile file;
    const std::vector<std::string> command{
        "sim",           "--seed", "1",        "--show",      "--servers", "4",       "--topology", "star",
        "--propagation", "tree",   "--faults", "crash,pause", "--fault",   "crash=5", "--duration", "250ms"};
    const auto out = file.run(command).out;
    CHECK(contains(out, "propagation = \"tree\""));
    CHECK(contains(out, "\ncrash = "));
    CHECK_FALSE(contains(out, "\ncut = "));
    CHECK(file.run({"sim", "--seed", "1", "--faults", "none"}).status == 0);
}

TEST_CASE("a report for programs goes to standard output alone") {
    const HerdFile file;
    const auto outcome = file.run({"sim", "--seeds", "5", "--json"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.starts_with(
        "{\n  \"first\": 1,\n  \"seeds\": 5,\n  \"failed\": 0,\n  \"unsettled\": 0,\n"));
    CHECK(contains(outcome.out, "\"faults_by_kind\": {\"cut\": "));
    CHECK(outcome.out.ends_with("\"failures\": []\n}\n"));
    CHECK(outcome.err.starts_with("5 seeds from 1: 5 passed"));
}

TEST_CASE("a run for some time ends when it is over and has other seeds") {
    const HerdFile file;
    const auto outcome = file.run({"sim", "--minutes", "0.005", "--jobs", "1"});
    CHECK(outcome.status == 0);
    CHECK_FALSE(contains(outcome.out, "seeds from 1:"));
    CHECK(contains(outcome.out, " passed, in "));
}

TEST_CASE("what cannot be drawn is a usage error that says why") {
    const HerdFile file;
    struct Wrong {
        std::vector<std::string> arguments;
        std::string error;
    };
    for (const auto& [arguments, error] : std::vector<Wrong>{
             {{"--servers", "0"}, "--servers: '0' is no number of servers from 1 to 5000"},
             {{"--servers", "7-3"}, "--servers: '7-3' is no number"},
             {{"--topology", "rong"}, "--topology: 'rong' is no shape; did you mean 'ring'?"},
             {{"--propagation", "gossip"}, "is no propagation; there are flood, tree"},
             {{"--faults", "cut,crush"}, "--faults: 'crush' is no kind of fault; did you mean 'crash'?"},
             {{"--fault", "crash"}, "does not say how many come on average"},
             {{"--fault", "crash=-1"}, "a number from 0 to 1000, as in crash=2.5"},
             {{"--duration", "0s"}, "--duration: '0s' is no duration from 1ms to 1h"},
             {{"--seed", "-1"}, "'-1' is no number from 0 to"},
             {{"--seeds", "0"}, "--seeds"},
             {{"--jobs", "0"}, "--jobs"},
             {{"--minutes", "nan"}, "'nan' is no number from 0.001 to 100000"},
             {{"--exhaustive", "--servers", "3"}, "--exhaustive"},
             {{"--quick"}, "--study"}}) {
        std::vector<std::string> command{"sim"};
        command.insert(command.end(), arguments.begin(), arguments.end());
        const auto outcome = file.run(command);
        CAPTURE(arguments, outcome.err);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(contains(outcome.err, error));
    }
    // All that is wrong is told at once.
    const auto both = file.run({"sim", "--servers", "x", "--topology", "y"}).err;
    CHECK(contains(both, "--servers: "));
    CHECK(contains(both, "--topology: "));
}

}  // namespace
}  // namespace herd::app
