#include "places/google/legacy_response.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

namespace herd::places {
namespace {

constexpr int deepest = 64;

bool is_status(std::string_view text) {
    constexpr std::size_t longest = 64;
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

/// Takes the pieces of a JSON text as RapidJSON finds them, and notes where the results are. Each function
/// returns whether to go on. Brackets are told before the stream has taken them.
class ResultFinder {
public:
    ResultFinder(const rapidjson::MemoryStream& stream, std::size_t bound) : stream_(stream), bound_(bound) {}

    // What RapidJSON calls.
    bool Null() { return on_value(Kind::scalar); }
    bool Bool(bool) { return on_value(Kind::scalar); }
    bool Int(int) { return on_value(Kind::scalar); }
    bool Uint(unsigned) { return on_value(Kind::scalar); }
    bool Int64(std::int64_t) { return on_value(Kind::scalar); }
    bool Uint64(std::uint64_t) { return on_value(Kind::scalar); }
    bool Double(double) { return on_value(Kind::scalar); }
    bool RawNumber(const char*, rapidjson::SizeType, bool) { return on_value(Kind::scalar); }
    bool String(const char* text, rapidjson::SizeType size, bool);
    bool Key(const char* text, rapidjson::SizeType size, bool);
    bool StartObject() { return on_value(Kind::object) && descend(); }
    bool EndObject(rapidjson::SizeType);
    bool StartArray() { return on_value(Kind::array) && descend(); }
    bool EndArray(rapidjson::SizeType);

    /// What is wrong, if a function returned false or the text ended too soon; else nothing.
    const std::string& why() const { return why_; }
    /// Shape: the text was read to its end.
    Result<LegacyResponse, std::string> finish(std::string_view body);

private:
    enum class Kind { scalar, text, object, array };
    enum class Member { other, status, error_message, results };

    bool fail(std::string why) {
        why_ = std::move(why);
        return false;
    }
    bool on_value(Kind kind);
    bool on_member(Kind kind);
    bool descend() { return ++depth_ <= deepest || fail("it is nested too deeply"); }
    bool is_in_results() const { return is_reading_results_ && depth_ == 2; }

    const rapidjson::MemoryStream& stream_;
    std::size_t bound_;
    std::string why_;
    int depth_ = 0;
    Member member_ = Member::other;  // of the outermost object
    bool has_status_ = false;
    bool has_results_ = false;
    bool is_reading_results_ = false;
    std::size_t count_ = 0;      // of results
    std::size_t kept_end_ = 0;   // behind the last of those that may stay
    std::size_t found_end_ = 0;  // behind the last
    LegacyResponse response_;
};

bool ResultFinder::on_value(Kind kind) {
    if (depth_ == 0) return kind == Kind::object || fail("it is no JSON object");
    if (depth_ == 1) return on_member(kind);
    if (is_in_results()) return kind == Kind::object || fail("'results' has something that is no object");
    return true;
}

bool ResultFinder::on_member(Kind kind) {
    if (member_ == Member::status) {
        if (kind != Kind::text) return fail("'status' is no text");
        return !std::exchange(has_status_, true) || fail("'status' is there twice");
    }
    if (member_ == Member::results) {
        if (kind != Kind::array) return fail("'results' is no array");
        if (has_results_) return fail("'results' is there twice");
        has_results_ = true;
        is_reading_results_ = true;
        kept_end_ = found_end_ = stream_.Tell() + 1;
    }
    return true;
}

bool ResultFinder::Key(const char* text, rapidjson::SizeType size, bool) {
    if (depth_ != 1) return true;
    const std::string_view key(text, size);
    member_ = key == "status"          ? Member::status
              : key == "error_message" ? Member::error_message
              : key == "results"       ? Member::results
                                       : Member::other;
    return true;
}

bool ResultFinder::String(const char* text, rapidjson::SizeType size, bool) {
    if (!on_value(Kind::text)) return false;
    if (depth_ != 1) return true;
    const std::string_view value(text, size);
    if (member_ == Member::status && is_status(value)) response_.status = value;
    if (member_ == Member::error_message) response_.error_message = value;
    return true;
}

bool ResultFinder::EndObject(rapidjson::SizeType) {
    --depth_;
    if (!is_in_results()) return true;
    found_end_ = stream_.Tell() + 1;
    if (++count_ <= bound_) kept_end_ = found_end_;
    return true;
}

bool ResultFinder::EndArray(rapidjson::SizeType) {
    --depth_;
    if (!is_reading_results_ || depth_ != 1) return true;
    is_reading_results_ = false;
    // An array that loses all that it had is `[]`; others keep the white space before their end.
    if (kept_end_ < found_end_ && bound_ == 0) found_end_ = stream_.Tell();
    return true;
}

Result<LegacyResponse, std::string> ResultFinder::finish(std::string_view body) {
    if (!has_status_) return unexpected<std::string>("it has no 'status'");
    if (has_results_) response_.result_count = std::min(count_, bound_);
    response_.body.reserve(body.size());
    response_.body += body.substr(0, kept_end_);
    response_.body += body.substr(found_end_);
    return std::move(response_);
}

}  // namespace

Result<LegacyResponse, std::string> parse_legacy_response(std::string_view body, std::size_t bound) {
    rapidjson::MemoryStream stream(body.data(), body.size());
    ResultFinder finder(stream, bound);
    rapidjson::Reader reader;
    // Iterative: depth is no matter of the stack. Numbers stay as they are, whatever their range.
    constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                               rapidjson::kParseValidateEncodingFlag;
    const rapidjson::ParseResult parsed = reader.Parse<flags>(stream, finder);
    if (!finder.why().empty()) return unexpected(finder.why());
    if (parsed.IsError()) {
        return unexpected(std::string(rapidjson::GetParseError_En(parsed.Code())) + " (byte " +
                          std::to_string(parsed.Offset()) + ")");
    }
    // RapidJSON takes a zero byte for the end.
    if (stream.Tell() != body.size()) return unexpected<std::string>("something follows the JSON object");
    return finder.finish(body);
}

}  // namespace herd::places
