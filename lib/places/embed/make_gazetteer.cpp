// Run by the build: turns the packed places into the image that the executable carries, index and all.

#include <cstddef>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "places/embed/packed_places.hpp"
#include "places/gazetteer_builder.hpp"

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fprintf(stderr, "usage: make_gazetteer PACKED IMAGE\n");
        return 2;
    }
    std::ifstream in(argv[1], std::ios::binary);
    const std::string packed{std::istreambuf_iterator<char>(in), {}};
    herd::places::GazetteerBuilder builder;
    if (const auto read = herd::places::read_packed_places(packed, builder); !read) {
        std::fprintf(stderr, "%s: %s\n", argv[1], read.error().c_str());
        return 1;
    }
    const std::vector<std::byte> image = builder.build();
    std::ofstream out(argv[2], std::ios::binary);
    const void* bytes = image.data();
    out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(image.size()));
    out.close();
    if (!out) {
        std::fprintf(stderr, "%s: cannot be written\n", argv[2]);
        return 1;
    }
    return 0;
}
