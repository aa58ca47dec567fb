// What is read of recordings: GPX files and tables.

#include "replay/movement_file.hpp"

#include "replay/csv_reader.hpp"
#include "replay/gpx_reader.hpp"
#include "replay/location_text.hpp"
#include "replay/timestamp.hpp"
#include "support/catch.hpp"
#include "support/temporary_directory.hpp"

namespace herd::replay {
namespace {

std::string csv_error(std::string_view text) {
    Movement movement;
    const auto read = read_csv(text, "a.csv", "a", movement);
    return read ? "" : read.error();
}

std::string gpx_error(std::string_view text) {
    Movement movement;
    const auto read = read_gpx(text, "a.gpx", "a", movement);
    return read ? "" : read.error();
}

TEST_CASE("degrees become a location without losing a digit") {
    CHECK(format_location("34.068930", "-118.445127") == "+34.068930-118.445127");
    CHECK(format_location("+034.5", "007") == "+34.5+7");
    CHECK(format_location("-.5", "0.") == "-0.5+0");
    CHECK(format_location("00", "-00.000") == "+0-0.000");
    for (const auto* latitude : {"", "-", "x", "1e1", "--1", "91", "1.2.3", "nan", "+-1", "."}) {
        CAPTURE(latitude);
        CHECK_FALSE(format_location(latitude, "1"));
    }
    CHECK_FALSE(format_location("1", "180.1"));
}

TEST_CASE("times are POSIX seconds, or a date and a time of day") {
    CHECK(parse_timestamp("1410593072") == core::ClientTime{1410593072, 0});
    CHECK(parse_timestamp("1.25") == core::ClientTime{1, 250'000'000});
    CHECK(parse_timestamp("1.0000000019") == core::ClientTime{1, 1});
    CHECK(parse_timestamp("2014-10-22T09:22:18Z") == core::ClientTime{1413969738, 0});
    CHECK(parse_timestamp("2014-10-22 09:22:18") == core::ClientTime{1413969738, 0});
    CHECK(parse_timestamp("2014-10-22T11:22:18.5+02:00") == core::ClientTime{1413969738, 500'000'000});
    CHECK(parse_timestamp("2014-10-22T05:52:18-0330") == core::ClientTime{1413969738, 0});
    CHECK(parse_timestamp("1970-01-01T00:00:00Z") == core::ClientTime{0, 0});
    for (const auto* text : {"", "-1", "1970-01-01T00:00:00+01:00", "2014-13-01T00:00:00Z",
                             "2014-02-30T00:00:00Z", "2014-10-22", "2014-10-22T09:22", "2014-10-22T24:00:00Z",
                             "2014-10-22T09:22:18.Z", "2014-10-22T09:22:18Zulu", "1e9", "yesterday"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_timestamp(text));
    }
    CHECK(format_time({5, 0}) == "5");
    CHECK(format_time({5, 1000}) == "5.000001000");
}

TEST_CASE("a table's columns are found by their names") {
    for (const auto* text : {"id,lat,lon,time\nkiwi,1.5,-2,10\nfig,3,4,11\n",
                             "\xef\xbb\xbfTime;Longitude;Latitude;Client\r\n10;-2;1.5;kiwi\r\n\r\n11;4;3;fig",
                             "unix_time\tspeed\tlng\tlat\tname\n10\t99\t-2\t1.5\tkiwi\n11\t98\t4\t3\tfig\n",
                             "\"id\",\"lat\",\"lon\",\"time\"\n\"kiwi\",\"1.5\",-2,10\nfig , 3 ,4, 11\n"}) {
        CAPTURE(text);
        Movement movement;
        REQUIRE(read_csv(text, "a.csv", "a", movement));
        CHECK(movement.clients() == std::vector<std::string>{"kiwi", "fig"});
        CHECK(movement.points() == std::vector<Point>{{0, {10, 0}, "+1.5-2"}, {1, {11, 0}, "+3+4"}});
    }
}

TEST_CASE("a table without a column of clients is of one client") {
    Movement movement;
    REQUIRE(read_csv("lat,lon,time\n1,2,3\n", "bus.csv", "bus", movement));
    CHECK(movement.clients() == std::vector<std::string>{"bus"});
}

TEST_CASE("a name with a blank or a line end in it is one word") {
    Movement movement;
    REQUIRE(read_csv("id,lat,lon,time\n\"my \"\"bus\"\"\nhere\",1,2,3\n", "a.csv", "a", movement));
    CHECK(movement.clients() == std::vector<std::string>{"my-\"bus\"-here"});
}

TEST_CASE("what is wrong with a table is told with its line") {
    CHECK(csv_error("") == "a.csv:1: is empty");
    CHECK(csv_error("id,lat,time\n") ==
          "a.csv:1: the header has no column for the longitude: lon, lng, long or longitude");
    CHECK(csv_error("id,lat,lon,time\nkiwi,1,2,3\n\nkiwi,91,2,3\n") ==
          "a.csv:4: '91', '2' is no place in degrees");
    CHECK(csv_error("id,lat,lon,time\nkiwi,1,2,soon\n") ==
          "a.csv:2: 'soon' is no time, such as 1410593072 or 2014-10-22T09:22:18Z");
    CHECK(csv_error("id,lat,lon,time\nkiwi,1\n").starts_with("a.csv:2: has 2 of the header's columns"));
    CHECK(csv_error("id,lat,lon,time\n ,1,2,3\n") == "a.csv:2: has no client");
    CHECK(csv_error("id,lat,lon,time\n\"a\nb\",1,2,3\nkiwi,x,2,3\n").starts_with("a.csv:4: "));
}

TEST_CASE("each track of a GPX file is a client") {
    Movement movement;
    const auto left_out = read_gpx(
        "<?xml version='1.0'?><gpx xmlns='http://www.topografix.com/GPX/1/1'>"
        "<metadata><name>no track</name><time>2000-01-01T00:00:00Z</time></metadata>"
        "<wpt lat='1' lon='1'><name>no track</name></wpt>"
        "<trk><name> morning run </name><trkseg>"
        "<trkpt lat='1.5' lon='-2'><ele>3</ele><time>1970-01-01T00:00:10Z</time></trkpt>"
        "<trkpt lat='1.6' lon='-2'/></trkseg><trkseg>"
        "<trkpt lat='1.7' lon='-2'><time>1970-01-01T00:00:12.5Z</time></trkpt></trkseg></trk>"
        "<trk><trkseg><trkpt lat='3' lon='4'><time>1970-01-01T00:00:11Z</time></trkpt></trkseg></trk></gpx>",
        "a.gpx", "a", movement);
    REQUIRE(left_out);
    CHECK(*left_out == 1);
    CHECK(movement.clients() == std::vector<std::string>{"morning-run", "a-2"});
    movement.sort();
    CHECK(movement.points() ==
          std::vector<Point>{{0, {10, 0}, "+1.5-2"}, {1, {11, 0}, "+3+4"}, {0, {12, 500'000'000}, "+1.7-2"}});
}

TEST_CASE("what is wrong with a GPX file is told with its line") {
    CHECK(gpx_error("<gpx>\n<trk>\n</gpx>").starts_with("a.gpx:3: mismatched tag"));
    CHECK(gpx_error("<kml/>") == "a.gpx:1: is no GPX file: it is 'kml'");
    CHECK(gpx_error("<gpx/>") == "a.gpx: has no tracks");
    CHECK(gpx_error("<gpx>\n<trk><trkseg>\n<trkpt lat='x' lon='1'/></trkseg></trk></gpx>") ==
          "a.gpx:3: lat and lon: 'x', '1' is no place in degrees");
    CHECK(gpx_error(
              "<gpx><trk><trkseg><trkpt lat='1' lon='1'>\n<time>noon</time></trkpt></trkseg></trk></gpx>") ==
          "a.gpx:2: 'noon' is no time, such as 2014-10-22T09:22:18Z");
    CHECK(gpx_error("<gpx><trk><trkseg><trkpt lat='1' lon='1'/></trkseg></trk></gpx>") ==
          "a.gpx: its points have no times, so nobody knows when to say them");
}

TEST_CASE("a GPX file cannot grow by entities or by depth") {
    CHECK(gpx_error("<!DOCTYPE gpx [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>\n<gpx>&b;</gpx>") ==
          "a.gpx:1: has a document type, which no GPX file needs");
    std::string deep = "<gpx>";
    for (int i = 0; i < 100'000; ++i) deep += "<x>";
    CHECK(gpx_error(deep) == "a.gpx:1: is nested too deep");
}

TEST_CASE("a file is what its beginning says") {
    const test::TemporaryDirectory directory;
    Movement movement;
    const auto table = directory.write("bus.gpx", "lat,lon,time\n1,2,3\n");
    const auto track =
        directory.write("tram.csv",
                        "\n<gpx><trk><trkseg><trkpt lat='3' "
                        "lon='4'><time>1970-01-01T00:00:11Z</time></trkpt></trkseg></trk></gpx>");
    CHECK(read_movement(table, movement));
    CHECK(read_movement(track, movement));
    CHECK(movement.clients() == std::vector<std::string>{"bus", "tram"});
    const auto missing = read_movement(directory / "none.gpx", movement);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().find("none.gpx: no such file") != std::string::npos);
}

TEST_CASE("recorded tracks are read whole") {
    const std::filesystem::path folder = HERD_SHARED_DATA "/tracks";
    const std::vector<std::pair<std::string, std::pair<std::size_t, std::size_t>>> files{
        {"liverpool-bus14.csv", {16, 1533}},
        {"liverpool-bus14.gpx", {16, 1533}},
        {"gotrack-sample.gpx", {4, 1890}}};
    for (const auto& file : files) {
        CAPTURE(file.first);
        Movement movement;
        REQUIRE(read_movement(folder / file.first, movement));
        CHECK(movement.clients().size() == file.second.first);
        CHECK(movement.points().size() == file.second.second);
    }
    // The same in both forms.
    Movement table;
    Movement tracks;
    REQUIRE(read_movement(folder / "liverpool-bus14.csv", table));
    REQUIRE(read_movement(folder / "liverpool-bus14.gpx", tracks));
    CHECK(table.clients() == tracks.clients());
    CHECK(table.points() == tracks.points());
}

TEST_CASE("only some clients may be kept, and all be given other names") {
    Movement movement;
    REQUIRE(read_csv("id,lat,lon,time\na,1,2,3\nb,1,2,4\na,1,2,5\nc,1,2,6\n", "a.csv", "a", movement));
    movement.keep_clients(1);
    movement.prefix_clients("x-");
    CHECK(movement.clients() == std::vector<std::string>{"x-a"});
    CHECK(movement.points().size() == 2);
    CHECK(movement.find_or_add_client("x-a") == 0);
    CHECK(movement.find_or_add_client("b") == 1);
}

}  // namespace
}  // namespace herd::replay
