// `herd config`

#include "herd_file.hpp"
#include "support/catch.hpp"

namespace herd::app {
namespace {

TEST_CASE("config prints the herd that a file describes") {
    const HerdFile file;
    const auto outcome = file.run({"config"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(contains(outcome.out, "servers: 2\n"));
    CHECK(contains(outcome.out, "Alford  127.0.0.1:" + std::to_string(file.port(0)) + "  neighbours Ball"));
    CHECK(contains(outcome.out, "links: 1\n"));
    CHECK(contains(outcome.out, "an isolated update costs 1 message"));
}

TEST_CASE("config reads the file that it is given") {
    const HerdFile file;
    file.directory().write("other.toml", "servers.Moa.port = 1\n");
    const auto outcome = file.run({"config", "--config", "other.toml"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "Moa"));
    const auto missing = file.run({"config", "--config", "none.toml"});
    CHECK(missing.status == 2);
    CHECK(contains(missing.err, "none.toml: no such file"));
}

TEST_CASE("config tells programs everything") {
    const HerdFile file;
    file.directory().write(
        "ring.toml",
        "servers = { A = { port = 0 }, B = { port = 7, host = \"::1\" }, C = { port = 0 } }\n"
        "topology = { A = [\"B\", \"C\"], B = [\"C\"] }\n");
    const auto outcome = file.run({"config", "--config", "ring.toml", "--json"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.starts_with(
        R"({"servers":[{"name":"A","host":"127.0.0.1","port":0,"neighbours":["B","C"]},)"
        R"({"name":"B","host":"::1","port":7,"neighbours":["A","C"]},)"));
    CHECK(contains(outcome.out,
                   R"("topology":{"parts":[{"servers":["A","B","C"],"links":3,"messages":4,"duplicates":2,)"
                   R"("diameter":{"least":1,"most":1},"least_cut":{"least":2,"most":2},)"
                   R"("worst_hops":{"A":{"least":1,"most":1},)"));
    CHECK(contains(outcome.out,
                   R"("bridges":[],"articulation_servers":[],)"
                   R"("pairs_that_cut":{"count":3,"any_two_of":[[["A","B"],["A","C"],["B","C"]]]}})"));
    CHECK(contains(outcome.out, R"({"key":"clients.max_line","value":"64KiB","default":true})"));
    CHECK(outcome.out.ends_with(R"("faults":[]})"
                                "\n"));
}

// A herd of three in a line, and an update that one of them did not hear of, for it was cut off.
constexpr const char* trace_of_three =
    R"({"servers":["Alford","Ball","Welsh"],"links":[["Alford","Ball"],["Ball","Welsh"]],"events":[
{"seq":1,"t_ns":0,"server":"Ball","event":"fault_set","from":"Ball","to":"Welsh","detail":"cut","lamport":0},
{"seq":2,"t_ns":1,"server":"Ball","event":"link_down","from":"Ball","to":"Welsh","detail":"cut","lamport":1},
{"seq":3,"t_ns":2,"server":"Alford","event":"received","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"hop":0,"lamport":1},
{"seq":4,"t_ns":2,"server":"Alford","event":"accepted","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"hop":0,"lamport":1},
{"seq":5,"t_ns":3,"server":"Alford","event":"forwarded","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"from":"Alford","to":"Ball","hop":1,"lamport":2},
{"seq":6,"t_ns":4,"server":"Ball","event":"delivered","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"from":"Alford","to":"Ball","hop":1,"lamport":3},
{"seq":7,"t_ns":4,"server":"Ball","event":"accepted","client":"kiwi","time":"5","origin":"Alford","receipt_ns":7,"from":"Alford","hop":1,"lamport":3}
],"dropped":0}
)";

TEST_CASE("config compares a trace with what its topology predicts") {
    const HerdFile file;
    file.directory().write("run.json", trace_of_three);
    const auto outcome = file.run({"config", "--trace", "run.json"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(contains(outcome.out, "links: 2\n  connected; an isolated update costs 2 messages\n"));
    CHECK(contains(
        outcome.out,
        "updates: 1\n"
        "  kiwi 5 at Alford:\n"
        "    messages    2 predicted, 1 on the links that were up  1 measured  -1 link Ball-Welsh was cut\n"
        "    worst hops  2 predicted                               1 measured  -1 it did not come to Welsh\n"
        "    servers     3 predicted                               2 measured  -1 link Ball-Welsh was cut\n"
        "    resyncs     0 predicted                               0 measured\n"));
    const auto json = file.run({"config", "--trace", "run.json", "--json", "--updates", "1"});
    CHECK(json.status == 0);
    CHECK(contains(json.out,
                   R"("newest":[{"client":"kiwi","time":"5","origin":"Alford","as_predicted":false,)"
                   R"("messages":{"predicted":2,"measured":1,"reasons":[{"difference":-1,)"
                   R"("why":"link Ball-Welsh was cut"}]},"messages_on_links_up":1,)"));
}

TEST_CASE("config says what is wrong with a trace") {
    const HerdFile file;
    CHECK(file.run({"config", "--trace", "none.json"}).status == 2);
    CHECK(contains(file.run({"config", "--trace", "none.json"}).err, "none.json: no such file"));
    file.directory().write("bad.json", "{\n\"events\": 7}\n");
    CHECK(file.run({"config", "--trace", "bad.json"}).status == 2);
    CHECK(contains(file.run({"config", "--trace", "bad.json"}).err, "bad.json:2: "));
    CHECK(file.run({"config", "--trace", "bad.json", "--config", "herd.toml"}).status == 2);
    CHECK(file.run({"config", "--updates", "3"}).status == 2);
}

TEST_CASE("config shows no secret") {
    const HerdFile file("[herd]\nsecret_file = \"secret\"\n");
    file.directory().write("secret", "correct horse battery staple\n");
    const auto outcome = file.run({"config"});
    CHECK(outcome.status == 0);
    CHECK(contains(outcome.out, "secret"));
    CHECK_FALSE(contains(outcome.out, "horse"));
    CHECK_FALSE(contains(file.run({"config", "--json"}).out, "horse"));
}

}  // namespace
}  // namespace herd::app
