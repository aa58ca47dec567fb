#include "replay/movement_file.hpp"

#include "config/text_file.hpp"
#include "replay/csv_reader.hpp"
#include "replay/gpx_reader.hpp"

namespace herd::replay {

Result<std::size_t, std::string> read_movement(const std::filesystem::path& file, Movement& movement) {
    const auto text = config::read_text_file(file, longest_file);
    if (!text) return unexpected(file.string() + ": " + text.error().why);
    const std::string client = file.stem().string();
    const auto first = text->find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (first != std::string::npos && (*text)[first] == '<')
        return read_gpx(std::string_view(*text).substr(first), file.string(), client, movement);
    const auto read = read_csv(*text, file.string(), client, movement);
    if (!read) return unexpected(read.error());
    return std::size_t{0};
}

}  // namespace herd::replay
