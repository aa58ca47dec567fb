#include "reading.hpp"

namespace herd::config {
namespace {

// The classic ring; the next line is line 5.
const std::string ring =
    "servers = { Alford = { port = 1 }, Ball = { port = 2 }, Hamilton = { port = 3 }, Holiday = { port = 4 "
    "}, "
    "Welsh = { port = 5 } }\n"
    "topology.Alford = [\"Hamilton\", \"Welsh\"]\n"
    "topology.Ball = [\"Holiday\", \"Welsh\"]\n"
    "topology.Hamilton = [\"Holiday\"]\n";

// The one fault of a table, as it is written for people. Its keys begin in line 6.
std::string planned(const std::string& keys) {
    const auto config = config_of(ring + "[[fault]]\n" + keys);
    REQUIRE(config.faults.size() == 1);
    return fault::format_fault(config.faults[0].fault);
}

// What is wrong with a table, from the line number on; more than one line for more than one.
std::string wrong(const std::string& keys) {
    std::string text;
    for (const auto& line : faults_of(ring + "[[fault]]\n" + keys))
        text += (text.empty() ? "" : "\n") + line.substr(10);
    return text;
}

TEST_CASE("each fault of a link is read") {
    CHECK(planned("cut = [\"Alford\", \"Welsh\"]") == "cut Alford-Welsh");
    CHECK(planned("cut = [\"Welsh\", \"Alford\"]") == "cut Welsh-Alford");
    CHECK(planned("refuse = [\"Alford\", \"Welsh\"]") == "refuse Alford-Welsh");
    CHECK(planned("reset = [\"Alford\", \"Welsh\"]") == "reset Alford-Welsh");
    CHECK(planned("heal = [\"Alford\", \"Welsh\"]") == "heal Alford-Welsh");
    CHECK(planned("heal = \"all\"") == "heal all");
    CHECK(planned("stall = { from = \"Alford\", to = \"Welsh\" }") == "stall Alford->Welsh");
    CHECK(planned("stall = { link = [\"Alford\", \"Welsh\"] }") == "stall Alford-Welsh");
    CHECK(planned("corrupt = { from = \"Welsh\", to = \"Alford\" }") == "corrupt Welsh->Alford");
    CHECK(planned("bandwidth = { link = [\"Alford\", \"Welsh\"], rate = \"10KiB\" }") ==
          "bandwidth Alford-Welsh 10KiB/s");
    CHECK(planned("bandwidth = { from = \"Alford\", to = \"Welsh\", rate = 1000 }") ==
          "bandwidth Alford->Welsh 1000 bytes/s");
    CHECK(planned("slice = { link = [\"Alford\", \"Welsh\"], size = 1, pause = \"1ms\" }") ==
          "slice Alford-Welsh 1 byte every 1ms");
    CHECK(planned("close_after = { link = [\"Alford\", \"Welsh\"], bytes = 100 }") ==
          "close_after Alford-Welsh 100 bytes");
    CHECK(planned("drop_first = { link = [\"Alford\", \"Welsh\"], messages = 2 }") ==
          "drop_first Alford-Welsh 2 messages");
    CHECK(planned("drop_first = { link = [\"Alford\", \"Welsh\"] }") == "drop_first Alford-Welsh 1 message");
    CHECK(planned("flap = { link = [\"Alford\", \"Welsh\"], period = \"100ms\" }") ==
          "flap Alford-Welsh every 100ms");
}

TEST_CASE("each form of latency is read") {
    CHECK(planned("latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\", jitter = \"10ms\" }") ==
          "latency Alford-Welsh 50ms +- 10ms");
    CHECK(planned("latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\" }") ==
          "latency Alford-Welsh 50ms");
    CHECK(planned("latency = { from = \"Alford\", to = \"Welsh\", delay = \"50ms\" }") ==
          "latency Alford->Welsh 50ms");
    CHECK(planned("[fault.latency]\nlink = [\"Alford\", \"Welsh\"]\ndelay = \"0s\"\njitter = \"10ms\"\n"
                  "distribution = \"exponential\"") == "latency Alford-Welsh 0s + 10ms exponential");
    CHECK(planned("latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\", jitter = \"10ms\", "
                  "distribution = \"normal\" }") == "latency Alford-Welsh 50ms +- 10ms normal");
    CHECK(planned("latency = { link = [\"Alford\", \"Welsh\"], delay = \"50ms\", distribution = "
                  "\"constant\" }") == "latency Alford-Welsh 50ms");
}

TEST_CASE("each fault of a server is read") {
    for (const std::string verb : {"stop", "crash", "start", "pause", "resume", "isolate"}) {
        CHECK(planned(verb + " = \"Ball\"") == verb + " Ball");
    }
    CHECK(planned("clock = { server = \"Ball\", offset = \"-2s\" }") == "clock Ball -2s");
    CHECK(planned("clock = { server = \"Ball\", offset = \"1s\" }") == "clock Ball +1s");
    CHECK(planned("clock = { server = \"Ball\", drift = \"200ppm\" }") == "clock Ball +200ppm");
    CHECK(planned("clock = { server = \"Ball\", offset = \"-2s\", drift = \"-0.5ppm\" }") ==
          "clock Ball -2s -0.5ppm");
}

TEST_CASE("each preset is read") {
    CHECK(planned("split = [[\"Alford\"], [\"Ball\", \"Welsh\"]]") == "split Alford | Ball, Welsh");
    CHECK(planned("bridge = { server = \"Ball\", groups = [[\"Alford\"], [\"Welsh\"]] }") ==
          "bridge Ball between Alford | Welsh");
    CHECK(planned("majorities = true") == "majorities");
    CHECK(planned("swizzle = { step = \"20ms\" }") == "swizzle every 20ms");
    CHECK(planned("swizzle = {}") == "swizzle every 50ms");
}

TEST_CASE("a fault may last and may wait") {
    const auto config = config_of(ring +
                                  "[[fault]]\ncut = [\"Alford\", \"Welsh\"]\nfor = \"2s\"\nafter = \"1.5s\"\n"
                                  "[[fault]]\nisolate = \"Ball\"\nafter = \"0s\"\n"
                                  "[[fault]]\nheal = \"all\"\n");
    REQUIRE(config.faults.size() == 3);
    CHECK(fault::format_fault(config.faults[0].fault) == "cut Alford-Welsh, for 2s");
    CHECK(config.faults[0].after == std::chrono::milliseconds(1500));
    CHECK(config.faults[1].after == nanoseconds(0));
    CHECK_FALSE(config.faults[1].fault.lasts.has_value());
    CHECK(config.faults[2].after == nanoseconds(0));
}

TEST_CASE("a fault that ends by itself does not last") {
    const auto for_2s = [](const std::string& keys) { return wrong(keys + "\nfor = \"2s\""); };
    CHECK(for_2s("heal = \"all\"") == "7: fault.for: 'heal' ends by itself, and cannot be for a time");
    CHECK(for_2s("heal = [\"Alford\", \"Welsh\"]") ==
          "7: fault.for: 'heal' ends by itself, and cannot be for a time");
    CHECK(for_2s("reset = [\"Alford\", \"Welsh\"]") ==
          "7: fault.for: 'reset' ends by itself, and cannot be for a time");
    CHECK(for_2s("start = \"Ball\"") == "7: fault.for: 'start' ends by itself, and cannot be for a time");
    CHECK(for_2s("resume = \"Ball\"") == "7: fault.for: 'resume' ends by itself, and cannot be for a time");
    CHECK(for_2s("corrupt = { link = [\"Alford\", \"Welsh\"] }") ==
          "7: fault.for: 'corrupt' ends by itself, and cannot be for a time");
    CHECK(for_2s("close_after = { link = [\"Alford\", \"Welsh\"], bytes = 1 }") ==
          "7: fault.for: 'close_after' ends by itself, and cannot be for a time");
    CHECK(for_2s("drop_first = { link = [\"Alford\", \"Welsh\"] }") ==
          "7: fault.for: 'drop_first' ends by itself, and cannot be for a time");
    for (const std::string verb : {"stop", "crash", "pause", "isolate"}) {
        CHECK(planned(verb + " = \"Ball\"\nfor = \"2s\"") == verb + " Ball, for 2s");
    }
}

TEST_CASE("a time that makes no sense is a fault") {
    CHECK(wrong("cut = [\"Alford\", \"Welsh\"]\nfor = \"0s\"") ==
          "7: fault.for: expected a duration above 0s and at most 24h, found the string '0s'");
    CHECK(wrong("cut = [\"Alford\", \"Welsh\"]\nafter = \"-1s\"") ==
          "7: fault.after: expected a duration from 0s to 24h, such as \"250ms\", found the string '-1s'");
    CHECK(wrong("cut = [\"Alford\", \"Welsh\"]\nfor = 2") ==
          "7: fault.for: expected a duration such as \"500us\", \"250ms\", \"1.5s\" or \"2m\", found the "
          "integer 2");
}

TEST_CASE("a table without a fault or with two is a fault") {
    CHECK(wrong("") ==
          "5: fault: says nothing to do; expected a fault such as cut = [\"Alford\", \"Welsh\"]");
    CHECK(wrong("for = \"2s\"") ==
          "5: fault: says nothing to do; expected a fault such as cut = [\"Alford\", \"Welsh\"]\n"
          "6: fault.for: unknown key 'for'");
    CHECK(wrong("stop = \"Ball\"\ncrash = \"Ball\"") ==
          "7: fault.crash: a second fault beside 'stop'; each has a [[fault]] of its own");
    CHECK(wrong("ctu = [\"Alford\", \"Welsh\"]") == "6: fault.ctu: unknown key 'ctu'; did you mean 'cut'?");
    CHECK(wrong("stop = \"Ball\"\nfro = \"2s\"") == "7: fault.fro: unknown key 'fro'; did you mean 'for'?");
}

TEST_CASE("faults that are no array of tables are faults") {
    CHECK(faults_of(ring + "[fault]\nheal = \"all\"") ==
          Lines{"herd.toml:5: fault: expected an array of tables, each headed by [[fault]], found a table"});
    CHECK(faults_of(ring + "fault = [1]") ==
          Lines{"herd.toml:5: fault: expected a table headed by [[fault]], found the integer 1"});
    CHECK(config_of(ring + "fault = [{ stop = \"Ball\" }]").faults.size() == 1);
}

TEST_CASE("servers that the herd does not have are faults on their lines") {
    CHECK(wrong("stop = \"Bal\"") == "6: fault.stop: unknown server 'Bal'; did you mean 'Ball'?");
    CHECK(wrong("cut = [\"Alford\",\n\"Wlesh\"]") ==
          "7: fault.cut: unknown server 'Wlesh'; did you mean 'Welsh'?");
    CHECK(wrong("stall = { from = \"Alfred\", to = \"Zzz\" }") ==
          "6: fault.stall.from: unknown server 'Alfred'; did you mean 'Alford'?\n"
          "6: fault.stall.to: unknown server 'Zzz'");
    CHECK(wrong("split = [[\"Alford\"],\n[\"Bell\"]]") ==
          "7: fault.split: unknown server 'Bell'; did you mean 'Ball'?");
    CHECK(wrong("clock = { server = \"X\", offset = \"1s\" }") ==
          "6: fault.clock.server: unknown server 'X'");
}

TEST_CASE("a pair that is no link is a fault that names both") {
    CHECK(wrong("cut = [\"Alford\", \"Ball\"]") ==
          "6: fault.cut: no link between 'Alford' and 'Ball'; Alford has links to Hamilton, Welsh");
    CHECK(wrong("stall = { from = \"Ball\", to = \"Hamilton\" }") ==
          "6: fault.stall.to: no link between 'Ball' and 'Hamilton'; Ball has links to Holiday, Welsh");
    CHECK(wrong("cut = [\"Ball\", \"Ball\"]") ==
          "6: fault.cut: 'Ball' is not linked to itself; a link has two ends");
    CHECK(faults_of("servers = { A = { port = 1 }, B = { port = 2 } }\n[[fault]]\ncut = [\"A\", \"B\"]") ==
          Lines{"herd.toml:3: fault.cut: no link between 'A' and 'B'; A has none"});
}

TEST_CASE("names that are faulty themselves stay on one line") {
    const auto faults = faults_of(
        "servers = { \"a\\nb\" = { port = 1 }, C = { port = 2 }, D = { port = 3 } }\n"
        "topology.C = [\"a\\nb\"]\n"
        "[[fault]]\ncut = [\"C\", \"D\"]\n");
    REQUIRE(faults.size() == 2);
    CHECK(faults[1] == "herd.toml:4: fault.cut: no link between 'C' and 'D'; C has links to a\\nb");
}

TEST_CASE("links are not looked for in a topology that is faulty itself") {
    CHECK(faults_of("servers = { A = { port = 1 }, B = { port = 2 } }\ntopology.A = [\"C\"]\n[[fault]]\n"
                    "cut = [\"A\", \"B\"]") == Lines{"herd.toml:2: topology.A: unknown server 'C'"});
}

TEST_CASE("what is no link is a fault") {
    const std::string ends = "expected the two ends of a link such as [\"Alford\", \"Welsh\"], found ";
    CHECK(wrong("cut = \"Alford\"") == "6: fault.cut: " + ends + "the string 'Alford'");
    CHECK(wrong("cut = [\"Alford\"]") == "6: fault.cut: " + ends + "1 name");
    CHECK(wrong("cut = []") == "6: fault.cut: " + ends + "0 names");
    CHECK(wrong("cut = [\"Alford\", \"Ball\", \"Welsh\"]") == "6: fault.cut: " + ends + "3 names");
    CHECK(wrong("cut = [\"Alford\", 1]") ==
          "6: fault.cut: expected the name of a server as a string, found an integer");
    CHECK(wrong("cut = [\"Alford\", \"\"]") == "6: fault.cut: is empty; expected the name of a server");
    CHECK(wrong("heal = \"al\"") ==
          "6: fault.heal: expected one of \"all\", found 'al'; did you mean 'all'?");
}

TEST_CASE("what is no direction is a fault") {
    CHECK(wrong("stall = [\"Alford\", \"Welsh\"]") ==
          "6: fault.stall: expected a table such as { from = \"Alford\", to = \"Welsh\" } or "
          "{ link = [\"Alford\", \"Welsh\"] }, found an array");
    CHECK(wrong("stall = {}") ==
          "6: fault.stall.link: is missing; expected the two ends of a link such as [\"Alford\", \"Welsh\"], "
          "or from and to for one direction");
    CHECK(wrong("stall = { from = \"Alford\" }") ==
          "6: fault.stall.to: is missing; expected the name of a server");
    CHECK(wrong("stall = { to = \"Alford\" }") ==
          "6: fault.stall.from: is missing; expected the name of a server");
    CHECK(wrong("stall = { link = [\"Alford\", \"Welsh\"], from = \"Alford\" }") ==
          "6: fault.stall.from: unknown key 'from'; link is for both directions, from and to are for one");
    CHECK(wrong("stall = { form = \"Alford\", to = \"Welsh\" }") ==
          "6: fault.stall.form: unknown key 'form'; did you mean 'from'?");
}

TEST_CASE("values of faults that make no sense are faults") {
    const std::string link = "link = [\"Alford\", \"Welsh\"]";
    CHECK(wrong("latency = { " + link + " }") ==
          "6: fault.latency.delay: is missing; expected a duration such as \"50ms\"");
    CHECK(wrong("latency = { " + link + ", delay = \"2h\" }") ==
          "6: fault.latency.delay: expected a duration from 0s to 1h, such as \"250ms\", found the string "
          "'2h'");
    CHECK(wrong("latency = { " + link + ", delay = \"1s\", jitter = \"1s\", distribution = \"constant\" }") ==
          "6: fault.latency.jitter: a constant delay has no jitter; leave one of them out");
    CHECK(wrong("latency = { " + link + ", delay = \"1s\", distribution = \"normal\" }") ==
          "6: fault.latency.distribution: needs a jitter, such as jitter = \"10ms\"");
    CHECK(wrong("latency = { " + link + ", delay = \"1s\", distribution = \"nromal\" }") ==
          "6: fault.latency.distribution: expected one of \"constant\", \"uniform\", \"normal\", "
          "\"exponential\", found 'nromal'; did you mean 'normal'?");
    CHECK(wrong("bandwidth = { " + link + " }") ==
          "6: fault.bandwidth.rate: is missing; expected bytes a second, such as \"10KiB\"");
    CHECK(wrong("bandwidth = { " + link + ", rate = 0 }") ==
          "6: fault.bandwidth.rate: expected a size from 1 byte to 1GiB, as an integer of bytes or as "
          "\"64KiB\", \"1MiB\" or \"1GiB\", found the integer 0");
    CHECK(wrong("slice = { " + link + ", size = 0 }") ==
          "6: fault.slice.size: expected a size from 1 byte to 1GiB, as an integer of bytes or as \"64KiB\", "
          "\"1MiB\" or \"1GiB\", found the integer 0");
    CHECK(wrong("close_after = { " + link + " }") ==
          "6: fault.close_after.bytes: is missing; expected how many bytes cross before, such as 100");
    CHECK(wrong("drop_first = { " + link + ", messages = 0 }") ==
          "6: fault.drop_first.messages: expected an integer from 1 to 1000000, found the integer 0");
    CHECK(wrong("drop_first = { messages = 1 }") ==
          "6: fault.drop_first.link: is missing; expected the two ends of a link such as [\"Alford\", "
          "\"Welsh\"]");
    CHECK(wrong("flap = { " + link + " }") ==
          "6: fault.flap.period: is missing; expected a duration such as \"100ms\"");
    CHECK(wrong("flap = { " + link + ", period = \"1us\" }") ==
          "6: fault.flap.period: expected a duration from 1ms to 1h, such as \"250ms\", found the string "
          "'1us'");
    CHECK(wrong("flap = { " + link + ", period = \"1s\", from = \"Alford\" }") ==
          "6: fault.flap.from: unknown key 'from'");
    CHECK(wrong("majorities = false") == "6: fault.majorities: expected true; heal = \"all\" undoes it");
    CHECK(wrong("majorities = 1") == "6: fault.majorities: expected true or false, found the integer 1");
    CHECK(wrong("swizzle = { step = \"0s\" }") ==
          "6: fault.swizzle.step: expected a duration from 1ms to 1h, such as \"250ms\", found the string "
          "'0s'");
}

TEST_CASE("clocks that make no sense are faults") {
    CHECK(wrong("clock = { server = \"Ball\" }") ==
          "6: fault.clock.offset: is missing; expected an offset such as \"-2s\", or a drift");
    CHECK(wrong("clock = { offset = \"1s\" }") ==
          "6: fault.clock.server: is missing; expected the name of a server");
    CHECK(
        wrong("clock = { server = \"Ball\", offset = \"2\" }") ==
        "6: fault.clock.offset: expected an offset such as \"-2s\" or \"+500ms\", at most 10000h, found the "
        "string '2'");
    CHECK(wrong("clock = { server = \"Ball\", drift = \"1000001ppm\" }") ==
          "6: fault.clock.drift: expected millionths such as \"200ppm\", from -1000000ppm to +1000000ppm, "
          "found the string '1000001ppm'");
    CHECK(
        wrong("clock = \"Ball\"") ==
        "6: fault.clock: expected a table such as { server = \"Ball\", offset = \"-2s\" }, found the string "
        "'Ball'");
}

TEST_CASE("groups that make no sense are faults") {
    const std::string groups =
        "expected an array of groups of servers such as [[\"Alford\"], [\"Ball\", \"Welsh\"]]";
    CHECK(wrong("split = \"Alford\"") == "6: fault.split: " + groups + ", found the string 'Alford'");
    CHECK(wrong("split = [\"Alford\", \"Ball\"]") ==
          "6: fault.split: " + groups + ", found the string 'Alford'\n6: fault.split: " + groups +
              ", found the string 'Ball'");
    CHECK(wrong("split = []") == "6: fault.split: is empty; " + groups);
    CHECK(wrong("split = [[\"Alford\"], []]") == "6: fault.split: has an empty group; " + groups);
    CHECK(wrong("split = [[\"Alford\"], [\"Alford\"]]") == "6: fault.split: 'Alford' is named twice");
    CHECK(wrong("bridge = { groups = [[\"Alford\"]] }") ==
          "6: fault.bridge.server: is missing; expected the name of a server");
    CHECK(wrong("bridge = { server = \"Ball\" }") ==
          "6: fault.bridge.groups: is missing; expected groups of servers such as [[\"Alford\"], [\"Ball\", "
          "\"Welsh\"]]");
}

TEST_CASE("faults of a herd without servers are not looked at") {
    CHECK(
        faults_of("[[fault]]\ncut = [\"A\", \"B\"]") ==
        Lines{"herd.toml: servers: is missing; expected a table of servers, as in Alford = { port = 8101 }"});
}

TEST_CASE("the trace has a buffer or is off") {
    CHECK(config_of(lone("")).trace.buffer == std::size_t{8} << 20);
    CHECK(config_of(lone("trace.buffer = \"1GiB\"")).trace.buffer == std::size_t{1} << 30);
    CHECK(config_of(lone("trace.buffer = \"off\"")).trace.buffer == 0);
    CHECK(config_of(lone("trace.buffer = 0")).trace.buffer == 0);
    CHECK(fault_of("trace.buffer = 1000") ==
          "2: trace.buffer: expected at least 64KiB, or \"off\" for no trace");
    CHECK(fault_of("trace.buffer = \"2GiB\"") ==
          "2: trace.buffer: expected a size from 0 bytes to 1GiB, as an integer of bytes or as \"64KiB\", "
          "\"1MiB\" or \"1GiB\", or \"off\", found the string '2GiB'");
    CHECK(fault_of("trace.bufer = 1") == "2: trace.bufer: unknown key 'bufer'; did you mean 'buffer'?");
}

}  // namespace
}  // namespace herd::config
