#include "swarm/campaign.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <list>
#include <poll.h>
#include <string_view>
#include <utility>
#include <vector>

#include "base/quantity.hpp"
#include "core/hash.hpp"
#include "swarm/report_wire.hpp"
#include "swarm/worker.hpp"

namespace herd::swarm {
namespace {

using std::chrono::steady_clock;

Report make_report(std::uint64_t seed, const char* trouble, const std::string& why) {
    Report report;
    report.seed = seed;
    report.outcome = scenario::Outcome::failed;
    report.troubles = {trouble};
    report.text = why;
    return report;
}

class Campaign {
public:
    Campaign(const RunSeed& run_seed, const CampaignOptions& options)
        : options_(options),
          work_([&run_seed](std::string_view order) {
              std::uint64_t seed = 0;
              std::memcpy(&seed, order.data(), sizeof seed);
              return pack_report(run_seed(seed));
          }),
          next_(options.first) {
        summary_.first = options.first;
    }

    Summary run() {
        for (std::size_t i = 0; i < options_.jobs && has_next(); ++i) {
            busy_.push_back({Worker(work_), 0, {}});
            give(busy_.back());
        }
        while (!busy_.empty()) wait();
        return std::move(summary_);
    }

private:
    struct Busy {
        Worker worker;
        std::uint64_t seed = 0;
        steady_clock::time_point since;
    };

    bool has_next() {
        if (options_.is_stopped && options_.is_stopped()) summary_.is_stopped = true;
        if (summary_.is_stopped) return false;
        if (options_.seeds && next_ - options_.first >= *options_.seeds) return false;
        return !options_.time || steady_clock::now() - begin_ < *options_.time;
    }

    void give(Busy& busy) {
        busy.seed = next_++;
        busy.since = steady_clock::now();
        std::string order(sizeof busy.seed, '\0');
        std::memcpy(order.data(), &busy.seed, sizeof busy.seed);
        busy.worker.give(order);
    }

    /// Until something comes of a worker, or a moment has passed.
    void wait() {
        // Those whose program ends are followed by others, at which nobody has looked yet.
        std::vector<std::list<Busy>::iterator> looked;
        std::vector<pollfd> polled;
        for (auto busy = busy_.begin(); busy != busy_.end(); ++busy) {
            looked.push_back(busy);
            polled.push_back({busy->worker.descriptor(), POLLIN, 0});
        }
        poll(polled.data(), polled.size(), 100);
        for (std::size_t i = 0; i < looked.size(); ++i) {
            const auto busy = looked[i];
            if (polled[i].revents != 0) {
                look(busy);
            } else if (steady_clock::now() - busy->since > options_.patience) {
                busy->worker.kill("the program did not end in " + format_duration(options_.patience));
                look_at_end(busy, "hang");
            }
        }
    }

    void look(std::list<Busy>::iterator busy) {
        const auto answer = busy->worker.take();
        if (busy->worker.end()) return look_at_end(busy, "crash");
        if (!answer) return;
        take(unpack_report(*answer));
        if (has_next()) return give(*busy);
        busy_.erase(busy);
    }

    void look_at_end(std::list<Busy>::iterator busy, const char* trouble) {
        take(make_report(busy->seed, trouble, *busy->worker.end()));
        busy_.erase(busy);
        if (!has_next()) return;
        busy_.push_back({Worker(work_), 0, {}});
        give(busy_.back());
    }

    void take(Report report) {
        ++summary_.seeds;
        summary_.coverage += report.coverage;
        // A sum does not depend on the order in which seeds end.
        summary_.fingerprint +=
            core::hash_bytes(std::to_string(report.seed) + " " + std::to_string(report.fingerprint));
        if (options_.on_report) options_.on_report(report);
        if (report.outcome == scenario::Outcome::passed) return;
        ++(report.outcome == scenario::Outcome::unsettled ? summary_.unsettled : summary_.failed);
        keep(std::move(report));
    }

    void keep(Report report) {
        auto& failures = summary_.failures;
        const auto later = std::upper_bound(failures.begin(), failures.end(), report,
                                            [](const Report& a, const Report& b) { return a.seed < b.seed; });
        failures.insert(later, std::move(report));
        if (failures.size() > most_failures) failures.pop_back();
    }

    const CampaignOptions& options_;
    Work work_;
    std::uint64_t next_;
    steady_clock::time_point begin_ = steady_clock::now();
    std::list<Busy> busy_;
    Summary summary_;
};

}  // namespace

Summary run_campaign(const RunSeed& run_seed, const CampaignOptions& options) {
    return Campaign(run_seed, options).run();
}

Report run_apart(const std::function<Report()>& run, std::uint64_t seed) {
    CampaignOptions options;
    options.first = seed;
    options.seeds = 1;
    std::optional<Report> last;
    options.on_report = [&last](const Report& report) { last = report; };
    run_campaign([&run](std::uint64_t) { return run(); }, options);
    return std::move(*last);
}

}  // namespace herd::swarm
