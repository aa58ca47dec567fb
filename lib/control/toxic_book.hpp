#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "control/problem.hpp"
#include "control/toxic.hpp"
#include "control/toxic_effect.hpp"
#include "net/herd.hpp"

namespace herd::control {

/// A link, as the proxy that Toxiproxy's clients take it for: its first end is the client, and the second one
/// the server upstream.
struct LinkProxy {
    fault::LinkIndex link = 0;
    std::string first;
    std::string second;

    std::string name() const { return first + "-" + second; }
    fault::DirectionName direction(Stream stream) const {
        return stream == Stream::upstream ? fault::DirectionName{first, second}
                                          : fault::DirectionName{second, first};
    }
};

/// The toxics on the links of a herd. They are its faults: the book has but their names, and what becomes of
/// them later. Faults that others have set are toxics, too, where Toxiproxy has one that does the same.
/// Shape: on the loop; it ends there, or while the loop does not run.
class ToxicBook {
public:
    ToxicBook();
    ~ToxicBook();

    ToxicBook(const ToxicBook&) = delete;
    ToxicBook& operator=(const ToxicBook&) = delete;

    /// The toxics of a link that are in force, those upstream first.
    std::vector<Toxic> list(const net::Herd& herd, const LinkProxy& proxy) const;

    /// Errors: 404.
    Result<Toxic, Problem> find(const net::Herd& herd, const LinkProxy& proxy, std::string_view name) const;

    /// Errors: 409, if there is one of this name, or one that does the same to this stream; 400 for values
    /// that
    ///         are too great; 422 for what no fault does.
    Result<void, Problem> add(net::Herd& herd, const LinkProxy& proxy, const Toxic& toxic);

    /// Errors: likewise, and 404. Then the old one stays.
    Result<Toxic, Problem> update(net::Herd& herd, const LinkProxy& proxy, std::string_view name,
                                  const config::Value& body);

    /// Removes a toxic; one that has ended may be removed once more, since Toxiproxy's own would be there
    /// yet. Errors: 404.
    Result<void, Problem> remove(net::Herd& herd, const LinkProxy& proxy, std::string_view name);

    void remove_all(net::Herd& herd, const LinkProxy& proxy);

private:
    class Alarm;
    struct Entry {
        fault::LinkIndex link = 0;
        Toxic toxic;
        fault::Control::FaultId fault = 0;  // 0: none
        std::unique_ptr<Alarm> alarm;       // of the reset that is to come
    };
    using Entries = std::list<Entry>;
    using InForce = std::vector<fault::Control::InForce>;

    /// A toxic that is in force: of the book, or a fault that somebody else has set.
    struct Standing {
        Toxic toxic;
        fault::Control::FaultId fault = 0;
        const Entry* entry = nullptr;
    };

    static bool is_over(const Entry& entry, const InForce& faults);
    std::vector<Standing> look(const net::Herd& herd, const LinkProxy& proxy) const;
    Result<ToxicEffect, Problem> check(const net::Herd& herd, const LinkProxy& proxy, const Toxic& toxic,
                                       std::string_view replaced) const;
    Result<void, Problem> set(net::Herd& herd, const LinkProxy& proxy, const Toxic& toxic,
                              const ToxicEffect& effect);
    void take_off(net::Herd& herd, const LinkProxy& proxy, const Standing& standing);
    void ring(net::Herd& herd, const LinkProxy& proxy, const Entry& entry);
    void forget_ended(const net::Herd& herd);

    Entries entries_;
};

}  // namespace herd::control
