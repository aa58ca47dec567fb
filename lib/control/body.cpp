#include "control/body.hpp"

#include "control/json_document.hpp"

namespace herd::control {
namespace {

constexpr std::size_t most_told = 20;

}  // namespace

Result<config::Value, Problem> parse_body(const Request& request) {
    if (request.body.empty()) return config::Value();
    auto value = parse_json(request.body);
    if (!value) {
        const auto& error = value.error();
        return unexpected(Problem{400,
                                  "the body is no JSON that is understood: line " +
                                      std::to_string(error.position.line) + ", column " +
                                      std::to_string(error.position.column) + ": " + error.why,
                                  {},
                                  {}});
    }
    if (value->kind != config::Kind::table) {
        return unexpected(Problem{
            400,
            "the body has to be a JSON object, and not " + std::string(config::format_kind(value->kind)),
            {},
            {}});
    }
    return std::move(*value);
}

Result<void, Problem> check_faults(config::FaultList& faults) {
    if (faults.empty()) return {};
    Problem problem{400, {}, {}, {}};
    for (const auto& fault : faults.take()) {
        if (problem.errors.size() == most_told) {
            problem.errors.emplace_back("and more");
            break;
        }
        problem.errors.push_back(fault.key.empty() ? fault.why : fault.key + ": " + fault.why);
    }
    problem.detail = problem.errors.front();
    return unexpected(std::move(problem));
}

}  // namespace herd::control
