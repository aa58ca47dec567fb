// `herd trace` and `herd explain`

#include <string>

#include "herd_file.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

namespace herd::app {
namespace {

/// A server receives an update, and its neighbour has it; another client's update stays where it is.
constexpr auto trace_text = R"({"servers":["Alford","Ball"],"links":[["Alford","Ball"]],"events":[
{"seq":1,"t_ns":1000,"server":"Alford","event":"received","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"hop":0,"lamport":1},
{"seq":2,"t_ns":1000,"server":"Alford","event":"accepted","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"hop":0,"lamport":2},
{"seq":3,"t_ns":1000,"server":"Alford","event":"forwarded","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"from":"Alford","to":"Ball","hop":1,"lamport":3},
{"seq":4,"t_ns":51000,"server":"Ball","event":"delivered","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"from":"Alford","to":"Ball","hop":1,"lamport":4},
{"seq":5,"t_ns":51000,"server":"Ball","event":"accepted","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"from":"Alford","hop":1,"lamport":5},
{"seq":6,"t_ns":99000,"server":"Ball","event":"link_down","to":"Alford","lamport":6},
{"seq":7,"t_ns":99000,"server":"Ball","event":"received","client":"moa","time":"5","origin":"Ball","receipt_ns":7,"hop":0,"lamport":7},
{"seq":8,"t_ns":99000,"server":"Ball","event":"accepted","client":"moa","time":"5","origin":"Ball","receipt_ns":7,"hop":0,"lamport":8}
],"dropped":0}
)";

/// A directory with that trace.
class TraceDirectory {
public:
    TraceDirectory() { file_.directory().write("trace.json", trace_text); }

    test::Process::Outcome run(const std::vector<std::string>& arguments, std::string input = {}) const {
        return file_.run(arguments, std::move(input));
    }
    std::string read(std::string_view name) const { return test::read_file(file_.directory() / name); }
    void write(std::string_view name, std::string_view text) const { file_.directory().write(name, text); }

private:
    HerdFile file_;
};

TEST_CASE("trace shows events as a table") {
    const TraceDirectory directory;
    const auto outcome = directory.run({"trace", "trace.json"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(contains(outcome.out, "4  +0.050 ms  L4  Ball    delivered  <- Alford  kiwi 5  hop 1\n"));
    const auto part =
        directory.run({"trace", "trace.json", "--since", "3", "--until", "6", "--client", "moa"});
    CHECK(part.out == "6  +0.000 ms  L6  Ball  link_down  -- Alford\n");
}

TEST_CASE("trace writes each kind of picture to its file") {
    const TraceDirectory directory;
    const auto outcome = directory.run({"trace", "trace.json", "--svg", "a.svg", "--mermaid", "a.mmd",
                                        "--perfetto", "a.json", "--shiviz", "a.log"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.empty());
    CHECK(directory.read("a.svg").starts_with("<svg "));
    CHECK(directory.read("a.mmd").starts_with("sequenceDiagram\n"));
    CHECK(directory.read("a.json").starts_with("{\"displayTimeUnit\""));
    CHECK(directory.read("a.log").starts_with("(?<event>"));
}

TEST_CASE("trace reads standard input and writes standard output") {
    const TraceDirectory directory;
    const auto outcome = directory.run({"trace", "-", "--mermaid", "-", "--client", "kiwi"}, trace_text);
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "s0->>s1: kiwi 5, hop 1, accepted\n"));
    CHECK_FALSE(contains(outcome.out, "moa"));
    const auto two = directory.run({"trace", "trace.json", "--mermaid", "-", "--svg", "-"});
    CHECK(two.status == 2);
    CHECK(contains(two.err, "only one picture can go to standard output"));
}

TEST_CASE("trace says what is wrong with a file or an option") {
    const TraceDirectory directory;
    directory.write("bad.json", "{\"events\":[\n{\"seq\":1}]}");
    const auto bad = directory.run({"trace", "bad.json"});
    CHECK(bad.status == 2);
    CHECK(bad.err == "herd: bad.json:2: event 1: t_ns: is missing\n");
    const auto none = directory.run({"trace", "none.json"});
    CHECK(none.status == 2);
    CHECK(none.err == "herd: none.json: no such file\n");
    const auto toml = directory.run({"trace", "herd.toml"});
    CHECK(toml.status == 2);
    CHECK(contains(toml.err, "herd.toml:1: is no "));
    const auto unwritable = directory.run({"trace", "trace.json", "--svg", "none/a.svg"});
    CHECK(unwritable.status == 2);
    CHECK(contains(unwritable.err, "cannot write none/a.svg"));
    for (const std::string number : {"-1", "x", "1.5", "18446744073709551616"}) {
        const auto outcome = directory.run({"trace", "trace.json", "--since=" + number});
        CHECK(outcome.status == 2);
        CHECK(contains(outcome.err, "is no sequence number"));
    }
}

TEST_CASE("explain tells why servers have the newest record or not") {
    const TraceDirectory directory;
    const auto kiwi = directory.run({"explain", "kiwi", "--trace", "trace.json"});
    CHECK(kiwi.status == 0);
    CHECK(contains(kiwi.out,
                   "Ball    has it  first delivery at hop 1 by way of Alford, 0.050 ms after Alford"));
    const auto moa = directory.run({"explain", "moa", "--trace", "-"}, trace_text);
    CHECK(moa.status == 0);
    CHECK(contains(moa.out,
                   "Alford  has none  missed it from Ball: the link Ball-Alford is down since +0.000 ms\n"));
    const auto json = directory.run({"explain", "moa", "--trace", "trace.json", "--json"});
    CHECK(json.status == 0);
    CHECK(json.out.starts_with("{\"client\":\"moa\","));
    CHECK(json.out.ends_with("\"dropped\":0}\n"));
}

TEST_CASE("explain tells which clients there are if it knows nothing of one") {
    const TraceDirectory directory;
    const auto outcome = directory.run({"explain", "kiwy", "--trace", "trace.json"});
    CHECK(outcome.status == 1);
    CHECK(outcome.out.empty());
    CHECK(outcome.err ==
          "herd: trace.json has nothing of the client 'kiwy'; did you mean 'kiwi'? it has kiwi, moa\n");
    const auto trace = directory.run({"trace", "trace.json", "--client", "emu"});
    CHECK(trace.status == 1);
    CHECK(contains(trace.err, "trace.json has nothing of the client 'emu'; it has kiwi, moa\n"));
    CHECK(directory.run({"explain", "kiwi"}).status == 2);
    CHECK(directory.run({"explain", "kiwi", "--trace", "herd.toml"}).status == 2);
}

}  // namespace
}  // namespace herd::app
