#include "log/entry.hpp"

#include <algorithm>
#include <string>

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>

#include "support/catch.hpp"

namespace herd::log {
namespace {

const WallTime some_time{nanoseconds(1479413884'392014450)};

std::string format(const Entry& entry, Format format) {
    std::string line;
    append_entry(entry, format, line);
    return line;
}

Entry message(std::string_view text) {
    return {some_time, "command", Direction::in, "client 17", text, ""};
}

/// What another implementation thinks of `text`.
bool is_utf8(std::string_view text) {
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::StringBuffer sink;
    while (stream.Tell() < text.size()) {
        if (!rapidjson::UTF8<>::Validate(stream, sink)) return false;
    }
    return stream.Tell() == text.size();
}

std::string parse_hex(std::string_view digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

std::string string_of(const rapidjson::Document& document, const char* member) {
    const auto& value = document[member];
    return {value.GetString(), value.GetStringLength()};
}

/// Whether an entry of any bytes is one line of JSON that gives them back.
bool survives_json(std::string_view bytes) {
    const std::string line = format(message(bytes), Format::json);
    if (std::count(line.begin(), line.end(), '\n') != 1 || line.back() != '\n') return false;
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag>(line.data(), line.size() - 1);
    if (document.HasParseError() || !document.IsObject()) return false;
    if (is_utf8(bytes)) return string_of(document, "text") == bytes && !document.HasMember("hex");
    return document.HasMember("text") && parse_hex(string_of(document, "hex")) == bytes;
}

/// Whether an entry of any bytes is one line of text without controls.
bool survives_text(std::string_view bytes) {
    const std::string line = format(message(bytes), Format::text);
    const auto control = [](unsigned char byte) { return byte < 0x20 || byte == 0x7F; };
    return line.back() == '\n' && std::count_if(line.begin(), line.end(), control) == 1 && is_utf8(line);
}

}  // namespace

TEST_CASE("a JSON entry has its fields in a fixed order") {
    CHECK(format({some_time, "update", Direction::out, "link Welsh", "AT Ball", "hop 2"}, Format::json) ==
          "{\"time\":\"2016-11-17T20:18:04.392014450Z\",\"event\":\"update\",\"dir\":\"out\",\"conn\":\"link "
          "Welsh\","
          "\"text\":\"AT Ball\",\"note\":\"hop 2\"}\n");
}

TEST_CASE("a JSON entry leaves out what there is none of") {
    CHECK(format({some_time, "link_up", Direction::none, "link Welsh", "", ""}, Format::json) ==
          "{\"time\":\"2016-11-17T20:18:04.392014450Z\",\"event\":\"link_up\",\"conn\":\"link Welsh\"}\n");
    CHECK(format({some_time, "client_close", Direction::none, "", "reset", ""}, Format::json) ==
          "{\"time\":\"2016-11-17T20:18:04.392014450Z\",\"event\":\"client_close\",\"text\":\"reset\"}\n");
}

TEST_CASE("a JSON entry of an empty message says that it is empty") {
    CHECK(format(message(""), Format::json) ==
          "{\"time\":\"2016-11-17T20:18:04.392014450Z\",\"event\":\"command\",\"dir\":\"in\",\"conn\":"
          "\"client 17\","
          "\"text\":\"\"}\n");
}

TEST_CASE("a JSON entry has the bytes of text that is no UTF-8 in hexadecimal") {
    CHECK(format({some_time, "command", Direction::in, "", "a\xFFz", "n"}, Format::json) ==
          "{\"time\":\"2016-11-17T20:18:04.392014450Z\",\"event\":\"command\",\"dir\":\"in\","
          "\"text\":\"a\xEF\xBF\xBDz\",\"hex\":\"61ff7a\",\"note\":\"n\"}\n");
}

TEST_CASE("every field of a JSON entry is safe for any bytes") {
    const std::string line =
        format({some_time, "e\"\n", Direction::in, "c\xFF\n", "t\n", "n\"\n"}, Format::json);
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag>(line.data(), line.size());
    REQUIRE_FALSE(document.HasParseError());
    CHECK(string_of(document, "event") == "e\"\n");
    CHECK(string_of(document, "conn") == "c\xEF\xBF\xBD\n");
    CHECK(string_of(document, "note") == "n\"\n");
    CHECK(std::count(line.begin(), line.end(), '\n') == 1);
}

TEST_CASE("a text entry is columns for people") {
    CHECK(format({some_time, "command", Direction::in, "client 17", "IAMAT", ""}, Format::text) ==
          "2016-11-17T20:18:04.392014450Z in  client 17  command  IAMAT\n");
    CHECK(format({some_time, "update", Direction::out, "link Welsh", "AT Ball", "hop 2"}, Format::text) ==
          "2016-11-17T20:18:04.392014450Z out link Welsh  update  AT Ball  [hop 2]\n");
    CHECK(format({some_time, "link_up", Direction::none, "", "", ""}, Format::text) ==
          "2016-11-17T20:18:04.392014450Z -   -  link_up\n");
}

TEST_CASE("every field of a text entry is safe for any bytes") {
    CHECK(format({some_time, "e\n", Direction::in, "c\xFF", "t\r\n", "n\xE2\x80\xA8"}, Format::text) ==
          "2016-11-17T20:18:04.392014450Z in  c\\xff  e\\x0a  t\\x0d\\x0a  [n\\xe2\\x80\\xa8]\n");
}

TEST_CASE("every byte and every pair of bytes is one line that reads back") {
    std::string all;
    int wrong = 0;
    for (int first = 0; first < 256; ++first) {
        const std::string one(1, static_cast<char>(first));
        all += one;
        wrong += !survives_json(one) + !survives_text(one);
        for (int second = 0; second < 256; ++second) {
            const std::string two = one + static_cast<char>(second);
            wrong += !survives_json(two) + !survives_text(two);
        }
    }
    CHECK(wrong == 0);
    CHECK(survives_json(all));
    CHECK(survives_text(all));
}

TEST_CASE("every three and four bytes around the bounds of UTF-8 are one line that reads back") {
    const std::string edges =
        "\x7F\x80\x8F\x90\x9F\xA0\xA8\xA9\xBF\xC0\xC2\xDF\xE0\xE2\xED\xEF\xF0\xF1\xF4\xF5\xFF"
        "a";
    int wrong = 0;
    for (const char a : edges) {
        for (const char b : edges) {
            for (const char c : edges) {
                const std::string three{a, b, c};
                wrong += !survives_json(three) + !survives_text(three);
                wrong += !survives_json(three + '\x80') + !survives_json(three + '\xC0');
            }
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("messages have a level of their own and all other events are about connections") {
    for (const char* event : {"command", "answer", "update", "resync", "overflow"})
        CHECK(level_of(event) == Level::messages);
    for (const char* event : {"client_open", "client_close", "link_up", "link_down", "lines_lost", "new"}) {
        CHECK(level_of(event) == Level::connections);
    }
}

TEST_CASE("lost lines are an entry that counts them") {
    std::string line;
    append_lines_lost(18446744073709551615U, some_time, Format::json, line);
    CHECK(line ==
          "{\"time\":\"2016-11-17T20:18:04.392014450Z\",\"event\":\"lines_lost\",\"text\":"
          "\"18446744073709551615\"}\n");
}

}  // namespace herd::log
