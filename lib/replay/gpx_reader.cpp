#include "replay/gpx_reader.hpp"

#include <algorithm>
#include <cstdint>
#include <expat.h>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/quote.hpp"
#include "replay/location_text.hpp"
#include "replay/timestamp.hpp"

namespace herd::replay {
namespace {

constexpr std::size_t deepest = 100;
constexpr std::size_t longest_name = 1000;
constexpr std::size_t piece_size = std::size_t{1} << 20;

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

std::string_view local_name(const char* name) {
    const std::string_view whole(name);
    const auto colon = whole.rfind(':');
    return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// The line that the parser is at. Later versions of Expat have a wider number of it, and would rather give
/// that.
template <class Handle>
std::uint64_t read_line_number(Handle parser) {
    if constexpr (requires { XML_GetCurrentLineNumber64(parser); }) {
        return XML_GetCurrentLineNumber64(parser);
    } else {
        return XML_GetCurrentLineNumber(parser);
    }
}

/// Makes points of a GPX file's elements as they come.
class GpxReader {
public:
    GpxReader(const std::string& client, Movement& movement)
        : parser_(XML_ParserCreate(nullptr)), client_(client), movement_(movement) {
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), on_start, on_end);
        XML_SetCharacterDataHandler(parser_.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), on_doctype);
    }

    Result<std::size_t, std::string> read(std::string_view text, const std::string& name) {
        for (;;) {
            const auto size = std::min(text.size(), piece_size);
            const bool is_last = size == text.size();
            const auto status =
                XML_Parse(parser_.get(), text.data(), static_cast<int>(size), is_last ? XML_TRUE : XML_FALSE);
            if (why_.empty() && status != XML_STATUS_OK)
                why_ = XML_ErrorString(XML_GetErrorCode(parser_.get()));
            if (!why_.empty()) return unexpected(name + ":" + std::to_string(line()) + ": " + why_);
            if (is_last) break;
            text.remove_prefix(size);
        }
        if (points_ == 0 && left_out_ == 0) return unexpected(name + ": has no tracks");
        if (points_ == 0)
            return unexpected(name + ": its points have no times, so nobody knows when to say them");
        return left_out_;
    }

private:
    static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
        static_cast<GpxReader*>(self)->start(local_name(name), attributes);
    }
    static void XMLCALL on_end(void* self, const XML_Char*) { static_cast<GpxReader*>(self)->end(); }
    static void XMLCALL on_text(void* self, const XML_Char* text, int size) {
        auto& reader = *static_cast<GpxReader*>(self);
        if (reader.text_.size() < longest_name) reader.text_.append(text, static_cast<std::size_t>(size));
    }
    // No GPX file needs one, and what entities it may declare grow without bound.
    static void XMLCALL on_doctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        static_cast<GpxReader*>(self)->stop("has a document type, which no GPX file needs");
    }

    std::uint64_t line() const { return stopped_line_ > 0 ? stopped_line_ : read_line_number(parser_.get()); }

    void stop(std::string why) {
        if (!why_.empty()) return;
        why_ = std::move(why);
        stopped_line_ = read_line_number(parser_.get());
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    void start(std::string_view name, const XML_Char** attributes) {
        text_.clear();
        if (path_.empty() && name != "gpx") return stop("is no GPX file: it is " + format_quoted(name));
        if (path_.size() >= deepest) return stop("is nested too deep");
        path_.emplace_back(name);
        if (name == "trk") {
            name_.clear();
            track_.clear();
        }
        if (name == "trkpt") start_point(attributes);
    }

    void start_point(const XML_Char** attributes) {
        std::string_view latitude;
        std::string_view longitude;
        for (; attributes[0] != nullptr; attributes += 2) {
            if (std::string_view(attributes[0]) == "lat") latitude = attributes[1];
            if (std::string_view(attributes[0]) == "lon") longitude = attributes[1];
        }
        const auto location = format_location(latitude, longitude);
        if (!location)
            return stop("lat and lon: " + format_quoted(latitude) + ", " + format_quoted(longitude) +
                        " is no place in degrees");
        location_ = *location;
        time_.reset();
    }

    void end() {
        const auto name = path_.empty() ? std::string() : std::move(path_.back());
        if (!path_.empty()) path_.pop_back();
        const std::string_view parent = path_.empty() ? std::string_view() : path_.back();
        if (name == "name" && parent == "trk") name_ = trimmed();
        if (name == "time" && parent == "trkpt") {
            time_ = parse_timestamp(trimmed());
            if (!time_) return stop(format_quoted(trimmed()) + " is no time, such as 2014-10-22T09:22:18Z");
        }
        if (name == "trkpt") end_point();
        if (name == "trk") end_track();
        text_.clear();
    }

    std::string trimmed() const {
        const auto first = text_.find_first_not_of(" \t\r\n");
        if (first == std::string::npos) return {};
        return text_.substr(first, text_.find_last_not_of(" \t\r\n") - first + 1);
    }

    void end_point() {
        if (!time_) {
            ++left_out_;
            return;
        }
        if (track_.size() >= most_points) return stop("has too many points");
        track_.push_back({0, *time_, location_});
    }

    // Only now the track's name is known for sure.
    void end_track() {
        if (track_.empty()) return;
        ++unnamed_;
        const auto number = unnamed_ > 1 ? "-" + std::to_string(unnamed_) : std::string();
        const auto client = movement_.find_or_add_client(name_.empty() ? client_ + number : name_);
        for (auto& point : track_) {
            point.client = client;
            if (!movement_.add(std::move(point))) return stop("has too many points");
        }
        points_ += track_.size();
        track_.clear();
    }

    Parser parser_;
    const std::string& client_;
    Movement& movement_;
    std::vector<std::string> path_;  // of the elements that are open
    std::string text_;               // of the innermost one
    std::string name_;
    std::vector<Point> track_;
    std::string location_;
    std::optional<core::ClientTime> time_;
    std::size_t points_ = 0;
    std::size_t left_out_ = 0;
    std::size_t unnamed_ = 0;
    std::string why_;
    std::uint64_t stopped_line_ = 0;
};

}  // namespace

Result<std::size_t, std::string> read_gpx(std::string_view text, const std::string& name,
                                          const std::string& client, Movement& movement) {
    return GpxReader(client, movement).read(text, name);
}

}  // namespace herd::replay
