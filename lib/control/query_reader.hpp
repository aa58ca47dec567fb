#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "control/problem.hpp"
#include "control/query.hpp"

namespace herd::control {

/// Takes the parameters out of a query. Each read names one; `finish` then tells what was wrong with any, and
/// which ones nothing has asked for.
class QueryReader {
public:
    /// Shape: `query` outlives it.
    explicit QueryReader(const Query& query) : query_(query) {}

    /// The text of a parameter; nothing, if the query lacks it.
    std::optional<std::string> read_text(std::string_view name);
    /// An integer from `least` to `most`.
    std::int64_t read_integer(std::string_view name, std::int64_t least, std::int64_t most,
                              std::int64_t usual);
    /// A decimal number from `least` to `most`, without an exponent.
    double read_number(std::string_view name, double least, double most, double usual);
    /// `true` or `false`.
    bool read_flag(std::string_view name);

    /// Reports a fault of a parameter.
    void fault(std::string_view name, std::string why);

    /// Errors: 400, in words.
    Result<void, Problem> finish();

private:
    const std::string* ask(std::string_view name);

    const Query& query_;
    std::vector<std::string_view> known_;
    std::vector<std::string> faults_;
};

}  // namespace herd::control
