#include "checker/answer_cutter.hpp"

#include <optional>

namespace herd::checker {
namespace {

constexpr auto none = std::string_view::npos;

CutAnswer garbled(std::string_view said, RecordPool& records) {
    CutAnswer cut;
    cut.answer.kind = Answer::Kind::garbled;
    cut.answer.text = records.texts().add(said);
    cut.size = said.size();
    return cut;
}

/// `NEAR <km> AT ...` without LF.
std::optional<Hit> parse_hit(std::string_view line, RecordPool& records) {
    if (!line.starts_with("NEAR ")) return std::nullopt;
    line.remove_prefix(5);
    const auto space = line.find(' ');
    if (space == none) return std::nullopt;
    const auto record = records.add_line(line.substr(space + 1));
    if (!record) return std::nullopt;
    return Hit{records.texts().add(line.substr(0, space)), *record};
}

}  // namespace

CutAnswer cut_answer(std::string_view said, Verb verb, RecordPool& records) {
    auto end = said.find('\n');
    if (end == none) return garbled(said, records);
    CutAnswer cut;
    if (said.starts_with("? ")) {
        cut.answer.kind = Answer::Kind::refusal;
        cut.answer.text = records.texts().add(said.substr(2, end - 2));
        cut.size = end + 1;
        return cut;
    }
    const auto record = records.add_line(said.substr(0, end));
    if (!record) return garbled(said, records);
    cut.answer.kind = Answer::Kind::record;
    cut.answer.record = *record;
    cut.size = end + 1;
    if (verb == Verb::whatsat) {
        const auto close = said.find("\n\n", cut.size);
        if (close == none) return garbled(said, records);
        cut.answer.text = records.texts().add(said.substr(cut.size, close - cut.size));
        cut.size = close + 2;
    }
    while (verb == Verb::nearby) {
        const auto begin = cut.size;
        end = said.find('\n', begin);
        if (end == none) return garbled(said, records);
        cut.size = end + 1;
        if (end == begin) break;
        const auto hit = parse_hit(said.substr(begin, end - begin), records);
        if (!hit) return garbled(said, records);
        cut.answer.hits.push_back(*hit);
    }
    return cut;
}

}  // namespace herd::checker
