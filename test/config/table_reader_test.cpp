#include "config/table_reader.hpp"

#include "config/name_reader.hpp"
#include "reading.hpp"

namespace herd::config {
namespace {

// A document and a list for its faults.
struct Reading {
    explicit Reading(std::string_view text) : document(parse_document(text)) {
        REQUIRE(document.has_value());
    }

    // What was reported, a line each.
    std::string told() {
        std::string text;
        for (const auto& fault : faults.take()) text += (text.empty() ? "" : "\n") + format_fault(fault);
        return text;
    }

    Result<Value, SyntaxError> document;
    FaultList faults{"x.toml"};
    TableReader root{*document, faults};
};

std::string join(const std::vector<ListItem>& items) {
    std::string text;
    for (const auto& item : items) text += "[" + item.text + "]";
    return text;
}

TEST_CASE("contents are kept as deep as a group of names in a step") {
    Reading reading(
        "[[step]]\norder = { client = \"kiwi\", servers = [[\"A\"], [\"B\",\n\"C\"]] }\n"
        "[[step]]\nrace = [{ to = \"A\", send = [\"x\", \"y\"] }]\n");
    auto steps = reading.root.open_tables("step");
    REQUIRE(steps.size() == 2);
    auto order = steps[0].open_table("order");
    REQUIRE(order.has_value());
    std::vector<std::vector<ListItem>> groups;
    REQUIRE(order->read_lists("servers", "groups", "a name", groups));
    REQUIRE(groups.size() == 2);
    CHECK(join(groups[0]) == "[A]");
    CHECK(join(groups[1]) == "[B][C]");
    CHECK(groups[1][1].position.line == 3);
    auto race = steps[1].open_tables("race");
    REQUIRE(race.size() == 1);
    std::vector<ListItem> lines;
    CHECK(race[0].read_lines("send", "lines", lines));
    CHECK(join(lines) == "[x][y]");
}

TEST_CASE("values below everything that a key can have are read without their contents") {
    Reading reading("a = [[[[[[[[[[\"deep\"]]]]]]]]]]");
    std::vector<std::vector<ListItem>> lists;
    CHECK_FALSE(reading.root.read_lists("a", "lists", "a name", lists));
    CHECK(reading.told() == "x.toml:1: a: expected a name as a string, found an array");
}

TEST_CASE("a table of an array stands where its header is") {
    Reading reading("a = 1\n\n[[step]]\n\n[[step]]\nb = 1\n");
    auto steps = reading.root.open_tables("step");
    REQUIRE(steps.size() == 2);
    steps[0].require("b", "something");
    steps[1].finish();
    CHECK(reading.told() ==
          "x.toml:3: step.b: is missing; expected something\nx.toml:6: step.b: unknown key 'b'");
}

TEST_CASE("lines are one string or an array of strings of any bytes") {
    Reading reading("a = \"x\\t\"\nb = [\"\", \"y\"]\nc = [1]\nd = 2\ne = []\n");
    std::vector<ListItem> lines;
    CHECK(reading.root.read_lines("a", "lines", lines));
    CHECK(join(lines) == "[x\t]");
    CHECK(reading.root.read_lines("b", "lines", lines));
    CHECK(join(lines) == "[][y]");
    CHECK(reading.root.read_lines("e", "lines", lines));
    CHECK(lines.empty());
    CHECK_FALSE(reading.root.read_lines("c", "lines", lines));
    CHECK_FALSE(reading.root.read_lines("d", "lines", lines));
    CHECK_FALSE(reading.root.read_lines("none", "lines", lines));
    CHECK(reading.told() ==
          "x.toml:3: c: expected lines as a string or an array of strings, found an array of other things\n"
          "x.toml:4: d: expected lines as a string or an array of strings, found the integer 2");
}

TEST_CASE("each faulty string of a list is told where it stands") {
    Reading reading("a = [\"x\",\n\"\",\n\"y\\n\",\n3]\n");
    std::vector<ListItem> items;
    CHECK_FALSE(reading.root.read_list("a", "a list", "a name", items));
    CHECK(items.empty());
    CHECK(reading.told() ==
          "x.toml:2: a: is empty; expected a name\n"
          "x.toml:3: a: has a control character; expected a name\n"
          "x.toml:4: a: expected a name as a string, found an integer");
}

TEST_CASE("servers of an array are known and named once") {
    Reading reading("a = [\"Ball\", \"Alford\"]\nb = []\nc = [\"Ball\", \"Bal\", \"Ball\"]\nd = \"Ball\"\n");
    std::vector<Server> servers(2);
    servers[0].name = "Alford";
    servers[1].name = "Ball";
    const NameReader names(servers, nullptr, reading.faults);
    std::vector<std::string> list;
    CHECK(names.read_servers(reading.root, "a", list));
    CHECK(list == std::vector<std::string>{"Ball", "Alford"});
    CHECK_FALSE(names.read_servers(reading.root, "b", list));
    CHECK_FALSE(names.read_servers(reading.root, "c", list));
    CHECK_FALSE(names.read_servers(reading.root, "d", list));
    CHECK(list == std::vector<std::string>{"Ball", "Alford"});
    CHECK(reading.told() ==
          "x.toml:2: b: is empty; expected an array of servers such as [\"Alford\"]\n"
          "x.toml:3: c: unknown server 'Bal'; did you mean 'Ball'?\n"
          "x.toml:3: c: 'Ball' is named twice\n"
          "x.toml:4: d: expected an array of servers such as [\"Alford\"], found the string 'Ball'");
}

}  // namespace
}  // namespace herd::config
