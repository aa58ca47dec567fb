#include "places/file_provider.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

#include "base/assert.hpp"
#include "places/gazetteer_provider.hpp"
#include "places/places_tsv.hpp"

namespace herd::places {
namespace {

using Image = std::vector<std::byte>;

/// Keeps the image that its gazetteer views; a base, so that it is there before the provider is.
struct ImageKeeper {
    Image image;
};

class FileProvider : ImageKeeper, public GazetteerProvider {
public:
    FileProvider(Image a_image, std::vector<std::string> attributions)
        : ImageKeeper{std::move(a_image)}, GazetteerProvider(view(image), std::move(attributions)) {}

private:
    static Gazetteer view(const Image& image) {
        const auto gazetteer = Gazetteer::from_image(image);
        HERD_ASSERT(gazetteer.has_value());
        return *gazetteer;
    }
};

Result<std::string, std::string> read_file(const std::filesystem::path& file) {
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (error && status.type() != std::filesystem::file_type::not_found) {
        return unexpected("cannot be read: " + error.message());
    }
    if (!std::filesystem::exists(status)) return unexpected(std::string("there is no such file"));
    if (!std::filesystem::is_regular_file(status)) return unexpected(std::string("not a regular file"));

    errno = 0;
    std::ifstream in(file, std::ios::binary);
    std::string text;
    std::vector<char> block(std::size_t{1} << 16);
    while (in && text.size() <= places_file_limit) {
        in.read(block.data(), static_cast<std::streamsize>(block.size()));
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (text.size() > places_file_limit) {
        return unexpected("larger than " + std::to_string(places_file_limit >> 20) + " MiB");
    }
    if (!in.eof()) return unexpected("cannot be read: " + std::generic_category().message(errno));
    return text;
}

std::vector<std::string> format_faults(const std::string& name, const TsvFaults& faults) {
    std::vector<std::string> lines;
    for (const TsvFault& fault : faults.first) {
        lines.push_back(name + (fault.line != 0 ? ":" + std::to_string(fault.line) : "") + ": " + fault.why);
    }
    if (faults.more != 0) {
        lines.push_back(name + ": and " + std::to_string(faults.more) +
                        (faults.more == 1 ? " more fault" : " more faults"));
    }
    return lines;
}

}  // namespace

Result<std::shared_ptr<const Provider>, std::vector<std::string>> make_file_provider(
    const std::filesystem::path& file) {
    const std::string name = file.string();
    const auto text = read_file(file);
    if (!text) return unexpected(std::vector{name + ": " + text.error()});
    auto tsv = parse_places_tsv(*text);
    if (!tsv) return unexpected(format_faults(name, tsv.error()));
    return std::make_shared<const FileProvider>(tsv->places.build(), std::move(tsv->attributions));
}

}  // namespace herd::places
