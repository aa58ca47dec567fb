#include "config/fault_list.hpp"

#include <algorithm>
#include <utility>

#include "base/quote.hpp"
#include "base/suggestion.hpp"

namespace herd::config {
namespace {

constexpr std::size_t most_compared = 200'000'000;  // pairs of letters; about half a second

}  // namespace

void FaultList::add(Position position, std::string key, std::string why) {
    found_.push_back({position, std::move(key), std::move(why)});
}

void FaultList::add_unknown(Position position, std::string key, std::string why, std::string_view word,
                            const std::vector<std::string_view>& candidates) {
    if (compared_ < most_compared) {
        for (const auto candidate : candidates) compared_ += (word.size() + 1) * (candidate.size() + 1);
        if (const auto near = find_near_word(word, candidates); !near.empty()) {
            why += "; did you mean " + format_quoted(near) + "?";
        }
    }
    add(position, std::move(key), std::move(why));
}

std::vector<Fault> FaultList::take() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return a.position < b.position; });
    std::vector<Fault> faults;
    faults.reserve(found_.size());
    for (auto& found : found_) {
        faults.push_back({file_, found.position.line, std::move(found.key), std::move(found.why)});
    }
    found_.clear();
    return faults;
}

std::string format_faults(const std::vector<Fault>& faults) {
    std::string text;
    for (const Fault& fault : faults) text += (text.empty() ? "" : "; ") + format_fault(fault);
    return text;
}

std::string format_fault(const Fault& fault) {
    std::string text = fault.file;
    if (fault.line > 0) text += ":" + std::to_string(fault.line);
    if (!text.empty()) text += ": ";
    if (!fault.key.empty()) text += fault.key + ": ";
    return text + fault.why;
}

}  // namespace herd::config
