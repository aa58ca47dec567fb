#pragma once

#include <string>
#include <vector>

#include "places/gazetteer.hpp"
#include "places/provider.hpp"

namespace herd::places {

/// Answers from a gazetteer, without waiting for anybody.
class GazetteerProvider : public Provider {
public:
    /// Shape: `attributions` are HTML. Whoever derives from this class keeps the gazetteer's image.
    GazetteerProvider(Gazetteer gazetteer, std::vector<std::string> attributions);

    Result<Answer, Failure> look_up(const Question& question, const Limits& limits) const override;

private:
    Gazetteer gazetteer_;
    std::vector<std::string> attributions_;
};

}  // namespace herd::places
