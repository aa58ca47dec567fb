#include "places/open_location_code.hpp"

#include "support/catch.hpp"

using herd::LatLng;
using herd::places::format_open_location_code;

TEST_CASE("plus codes are those of the specification's test vectors") {
    struct Vector {
        LatLng at;
        int digits;
        const char* code;
    };
    // From test_data/encoding.csv of github.com/google/open-location-code: all with 10 or 11 digits and a
    // longitude within -180..180.
    const Vector vectors[] = {
        {{20.3700625, 2.7821875}, 10, "7FG49QCJ+2V"},
        {{20.3701125, 2.782234375}, 11, "7FG49QCJ+2VX"},
        {{47.0000625, 8.0000625}, 10, "8FVC2222+22"},
        {{-41.2730625, 174.7859375}, 10, "4VCPPQGP+Q9"},
        {{-89.9999375, -179.9999375}, 10, "22222222+22"},
        {{1, 1}, 11, "6FH32222+222"},
        {{90, 1}, 10, "CFX3X2X2+X2"},
        {{1.2, 3.4}, 10, "6FH56C22+22"},
        {{35.6, 3.033}, 10, "8F75J22M+26"},
        {{2.5, -64.23}, 11, "67JQGQ2C+222"},
        {{66.89, -106}, 10, "95RPV2R2+22"},
        {{-37.014, -159.936}, 10, "43J2X3P7+CJ"},
        {{58.66, 149.17}, 10, "9RCFM56C+22"},
        {{10.734, -168.294}, 10, "722HPPM4+JC"},
        {{35.019, 148.827}, 11, "8R7C2R9G+JR2"},
        {{50.2, -162.8}, 11, "922V6622+222"},
        {{-25.798, -59.812}, 10, "5862652Q+R6"},
        {{67.2, 115.1}, 11, "9PVQ6422+222"},
        {{-56.3, 114.5}, 11, "3PMPPG22+222"},
        {{-19.212, 107.423}, 10, "5PG9QCQF+66"},
        {{-68.54504, -62.81725}, 11, "373VF53M+X4J"},
        {{-18.32, 96.397}, 10, "5MHRM9JW+2R"},
        {{-30.3, 76.5}, 11, "4JXRPG22+222"},
    };
    for (const auto& [at, digits, code] : vectors) CHECK(format_open_location_code(at, digits) == code);
}

TEST_CASE("plus codes go round the antimeridian and stop at the poles") {
    CHECK(format_open_location_code({1, 180}) == format_open_location_code({1, -180}));
    CHECK(format_open_location_code({1, 180}) == "62H22222+22");
    CHECK(format_open_location_code({-90, 0}) == "2F222222+22");
    CHECK(format_open_location_code({90, 180}) == "C2X2X2X2+X2");
}
