#include "sim_limits.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.hpp"
#include "base/quantity.hpp"
#include "base/quote.hpp"
#include "base/suggestion.hpp"
#include "config/choice.hpp"
#include "herd_file.hpp"

namespace herd::app {
namespace {

constexpr std::uint64_t most_servers = 5000;
constexpr std::uint64_t most_faults = 1000;  // of a kind, a run, on average
constexpr nanoseconds shortest_duration = std::chrono::milliseconds(1);
constexpr nanoseconds longest_duration = std::chrono::hours(1);

std::vector<std::string_view> shape_words() {
    std::vector<std::string_view> words;
    for (const auto shape : topology::all_shapes) words.push_back(topology::format_shape(shape));
    return words;
}

std::vector<std::string_view> fault_words() {
    const auto& words = swarm::fault_kind_words();
    return {words.begin(), words.end()};
}

/// The parts of a text between commas.
std::vector<std::string_view> split_list(std::string_view text) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto comma = text.find(',');
        parts.push_back(text.substr(0, comma));
        if (comma == std::string_view::npos) return parts;
        text.remove_prefix(comma + 1);
    }
}

class Reading {
public:
    explicit Reading(const SimArguments& arguments) : arguments_(arguments) {}

    std::optional<swarm::Limits> read() {
        if (!arguments_.servers.empty()) read_servers(arguments_.servers);
        if (!arguments_.topology.empty()) read_shape(arguments_.topology);
        if (!arguments_.propagation.empty()) read_propagation(arguments_.propagation);
        if (!arguments_.duration.empty()) read_duration(arguments_.duration);
        if (!arguments_.faults.empty()) read_faults(arguments_.faults);
        for (const auto& rate : arguments_.fault) read_rate(rate);
        limits_.updates = arguments_.updates;
        return is_good_ ? std::optional(limits_) : std::nullopt;
    }

private:
    void complain(std::string_view option, std::string_view text, const std::string& why) {
        say(std::string(option) + ": " + format_quoted(text) + " " + why);
        is_good_ = false;
    }
    void complain_of_word(std::string_view option, std::string_view text, const std::string& noun,
                          const std::vector<std::string_view>& words) {
        std::string why = "is no " + noun;
        if (const auto near = find_near_word(text, words); !near.empty()) {
            why += "; did you mean '" + std::string(near) + "'?";
        } else {
            why += "; there are ";
            for (const auto word : words) why += (word == words.front() ? "" : ", ") + std::string(word);
        }
        complain(option, text, why);
    }

    void read_servers(std::string_view text) {
        const auto dash = text.find('-');
        const auto least = parse_integer(text.substr(0, dash), most_servers);
        const auto most =
            dash == std::string_view::npos ? least : parse_integer(text.substr(dash + 1), most_servers);
        if (!least || !most || *least < 1 || *most < *least)
            return complain("--servers", text,
                            "is no number of servers from 1 to 5000, nor a range such as 3-7");
        limits_.least_servers = *least;
        limits_.most_servers = *most;
    }

    void read_shape(std::string_view text) {
        limits_.shape = topology::parse_shape(text);
        if (!limits_.shape) complain_of_word("--topology", text, "shape", shape_words());
    }

    void read_propagation(std::string_view text) {
        for (const auto& choice : config::propagation_choices) {
            if (choice.word == text) limits_.propagation = choice.value;
        }
        if (!limits_.propagation) complain_of_word("--propagation", text, "propagation", {"flood", "tree"});
    }

    void read_duration(std::string_view text) {
        const auto duration = parse_duration(text);
        if (!duration || *duration < shortest_duration || *duration > longest_duration)
            return complain("--duration", text, "is no duration from 1ms to 1h, such as 500ms");
        limits_.duration = duration;
    }

    void read_faults(std::string_view text) {
        for (auto& rate : limits_.faults) rate.is_allowed = false;
        if (text == "none") return;
        for (const auto word : split_list(text)) {
            if (const auto kind = swarm::parse_fault_kind(word)) {
                limits_.of(*kind).is_allowed = true;
            } else {
                complain_of_word("--faults", word, "kind of fault", fault_words());
            }
        }
    }

    /// `crash=2.5`
    void read_rate(std::string_view text) {
        const auto equals = text.find('=');
        const auto word = text.substr(0, equals);
        const auto kind = swarm::parse_fault_kind(word);
        if (!kind) return complain_of_word("--fault", word, "kind of fault", fault_words());
        const auto number =
            equals == std::string_view::npos ? std::nullopt : parse_decimal(text.substr(equals + 1));
        const auto whole = number ? parse_integer(number->integer, most_faults) : std::nullopt;
        if (!whole || number->fraction.size() > 3 || number->compare(most_faults) > 0) {
            return complain("--fault", text,
                            "does not say how many come on average: a number from 0 to 1000, as in " +
                                std::string(word) + "=2.5");
        }
        std::string fraction(number->fraction);
        fraction.resize(3, '0');
        auto& rate = limits_.of(*kind);
        rate.is_allowed = true;
        rate.thousandths = *whole * 1000 + *parse_integer(fraction, 999);
    }

    const SimArguments& arguments_;
    swarm::Limits limits_;
    bool is_good_ = true;
};

}  // namespace

std::optional<swarm::Limits> read_limits_or_complain(const SimArguments& arguments) {
    return Reading(arguments).read();
}

}  // namespace herd::app
