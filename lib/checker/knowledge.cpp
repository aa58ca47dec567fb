#include "checker/knowledge.hpp"

#include <algorithm>

namespace herd::checker {

void Knowledge::learn(LifeId life, RecordId record, Span since) {
    if (life >= memories_.size()) memories_.resize(life + 1);
    Memory& memory = memories_[life];
    if (!memory.spans.emplace(record, since).second) return;
    memory.records.push_back(record);
    const TextId phone = records_[record].phone;
    History& history = memory.histories[phone];
    if (history.versions.empty()) memory.phones.push_back(phone);

    // Mostly it is the last one.
    auto& versions = history.versions;
    auto at = versions.end();
    while (at != versions.begin() && (at - 1)->must > since.must) --at;
    if (at != versions.begin() && !records_.is_newer(record, (at - 1)->newest)) return;
    auto older = at;
    while (older != versions.end() && records_.is_newer(record, older->newest)) ++older;
    at = versions.erase(at, older);
    versions.insert(at, {since.must, record});
}

Knowledge::History& Knowledge::history(LifeId life, TextId phone) {
    if (life >= memories_.size()) memories_.resize(life + 1);
    return memories_[life].histories[phone];
}

void Knowledge::open(LifeId life, TextId phone) {
    ++history(life, phone).open;
}

void Knowledge::close(LifeId life, TextId phone) {
    --history(life, phone).open;
}

void Knowledge::blur(LifeId life, TextId phone) {
    history(life, phone).is_blurred = true;
}

std::optional<Knowledge::Span> Knowledge::find(LifeId life, RecordId record) const {
    if (life >= memories_.size()) return std::nullopt;
    const auto known = memories_[life].spans.find(record);
    if (known == memories_[life].spans.end()) return std::nullopt;
    return known->second;
}

std::optional<RecordId> Knowledge::newest(LifeId life, TextId phone, FactIndex at) const {
    if (life >= memories_.size()) return std::nullopt;
    const auto known = memories_[life].histories.find(phone);
    if (known == memories_[life].histories.end()) return std::nullopt;
    const auto& versions = known->second.versions;
    const auto later = std::upper_bound(versions.begin(), versions.end(), at,
                                        [](FactIndex index, const Version& v) { return index < v.must; });
    if (later == versions.begin()) return std::nullopt;
    return (later - 1)->newest;
}

const std::vector<TextId>& Knowledge::phones(LifeId life) const {
    static const std::vector<TextId> none;
    return life < memories_.size() ? memories_[life].phones : none;
}

const std::vector<RecordId>& Knowledge::records(LifeId life) const {
    static const std::vector<RecordId> none;
    return life < memories_.size() ? memories_[life].records : none;
}

bool Knowledge::is_vague(LifeId life, TextId phone) const {
    if (life >= memories_.size()) return false;
    const auto known = memories_[life].histories.find(phone);
    return known != memories_[life].histories.end() && (known->second.is_blurred || known->second.open > 0);
}

}  // namespace herd::checker
