#include "echo_dialect.hpp"

#include <cstring>

namespace herd::bench {

EchoDialect::EchoDialect(PhoneWalk& walk, std::size_t connections, std::size_t depth)
    : walk_(walk), rings_(connections, {std::string(depth * walk.line_length(), ' ')}) {}

void EchoDialect::append_request(std::size_t connection, std::string& out) {
    const auto line = walk_.next(connection);
    Ring& ring = rings_[connection];
    std::memcpy(ring.lines.data() + ring.write, line.data(), line.size());
    ring.write += line.size();
    if (ring.write == ring.lines.size()) ring.write = 0;
    out.append(line);
}

Result<std::size_t, std::string> EchoDialect::take_answer(std::size_t connection, std::string_view bytes) {
    const auto size = walk_.line_length();
    if (bytes.size() < size) return 0;
    Ring& ring = rings_[connection];
    const std::string_view expected(ring.lines.data() + ring.read, size);
    if (bytes.substr(0, size) != expected)
        return unexpected("not the same: " + std::string(expected) + std::string(bytes.substr(0, size)));
    ring.read += size;
    if (ring.read == ring.lines.size()) ring.read = 0;
    return size;
}

}  // namespace herd::bench
