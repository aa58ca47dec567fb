#include "study/wires.hpp"

#include "core/frame.hpp"

namespace herd::study {

std::optional<std::size_t> Wires::find_size(std::string_view bytes) {
    if (bytes.size() < core::frame_header_bytes) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 4; i-- > 0;) size = size << 8 | static_cast<unsigned char>(bytes[i]);
    size += core::frame_header_bytes;
    if (bytes.size() < size) return std::nullopt;
    return size;
}

}  // namespace herd::study
