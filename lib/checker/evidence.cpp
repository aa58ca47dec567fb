#include "checker/evidence.hpp"

#include <algorithm>
#include <utility>

#include "base/assert.hpp"
#include "checker/model_document.hpp"

namespace herd::checker {
namespace {

/// What a record may take in a store beside its texts. Units: bytes.
constexpr std::size_t record_overhead = 300;

}  // namespace

Evidence::Evidence(const sim::Setup& setup)
    : roster_(setup.names),
      links_(setup.links),
      options_(setup.options),
      places_(setup.places),
      layout_(setup.layout),
      records_(roster_),
      knowledge_(records_),
      lives_now_(roster_.size()),
      clocks_(roster_.size()) {}

void Evidence::add(core::ServerIndex server, Now now, decltype(Fact::what) what) {
    ClockRange& clock = clocks_[server];
    const auto error = now.wall.time_since_epoch() - now.steady.time_since_epoch();
    clock.least = std::min<nanoseconds>(clock.least, error);
    clock.most = std::max<nanoseconds>(clock.most, error);
    facts_.push_back({now.steady, now.wall, server, std::move(what)});
}

void Evidence::on_server_up(core::ServerIndex server, Now now) {
    cut_quiet_lines(now);
    const auto life = static_cast<LifeId>(lives_.size());
    lives_.push_back({server, next_index(), std::nullopt, false});
    lives_now_[server] = life;
    texts_of_life_.push_back(options_.max_line + record_overhead);
    add(server, now, ServerUp{});
}

void Evidence::on_server_down(core::ServerIndex server, bool is_crash, Now now) {
    cut_quiet_lines(now);
    if (const auto life = std::exchange(lives_now_[server], std::nullopt)) {
        lives_[*life].until = next_index();
        lives_[*life].has_crashed = is_crash;
        for (const auto& session : sessions_) {
            if (session && session->life == *life) session->is_open = false;
        }
    }
    add(server, now, ServerDown{is_crash});
}

void Evidence::on_link_up(core::ServerIndex self, core::ServerIndex peer, Now now) {
    cut_quiet_lines(now);
    ear(self, peer).left.begin();
    ear(peer, self).came.begin();
    add(self, now, LinkUp{peer});
}

void Evidence::on_link_down(core::ServerIndex self, core::ServerIndex peer, Now now) {
    cut_quiet_lines(now);
    ear(self, peer).left.is_up = false;
    ear(peer, self).came.is_up = false;
    add(self, now, LinkDown{peer});
}

void Evidence::on_link_sent(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) {
    cut_quiet_lines(now);
    hear(from, to, bytes, false, now);
}

void Evidence::on_link_came(core::ServerIndex from, core::ServerIndex to, std::string_view bytes, Now now) {
    cut_quiet_lines(now);
    hear(to, from, bytes, true, now);
}

void Evidence::hear(core::ServerIndex at, core::ServerIndex peer, std::string_view bytes, bool has_come,
                    Now now) {
    LinkEar::Stream& stream = has_come ? ear(peer, at).came : ear(at, peer).left;
    const auto life = lives_now_[at];
    if (!stream.is_up || stream.is_deaf || !life) return;
    stream.reader.append(bytes);
    for (;;) {
        auto frame = stream.reader.next();
        if (!frame) {
            stream.is_deaf = true;
            add(at, now, Garbled{peer, has_come, core::format_fault(frame.error())});
            return;
        }
        if (!*frame) return;
        auto* const passed = std::get_if<core::RecordFrame>(&**frame);
        if (!passed) continue;
        core::RecordTexts texts;
        const core::Record record = core::complete(passed->with_form(), texts);
        const RecordId id =
            records_.add(record.client, record.location, record.time, record.origin, record.receipt);
        const FactIndex index = next_index();
        if (has_come) {
            learn(*life, id, {index, index});
        } else {
            find_birth(*life, id, index, now);
        }
        add(at, now, Passed{peer, id, passed->lamport, passed->hop, has_come, passed->flooded});
    }
}

void Evidence::on_places(core::ServerIndex server, std::string_view document, Now now) {
    cut_quiet_lines(now);
    add(server, now, PlacesCame{records_.texts().add(squeeze_document(document))});
}

void Evidence::on_queue(core::ServerIndex self, core::ServerIndex peer, std::size_t bytes) {
    if (bytes <= queue_peak_.bytes) return;
    queue_peak_ = {bytes, self, peer, facts_.empty() ? SteadyTime{} : facts_.back().at};
}

void Evidence::on_fault(bool is_set, std::string_view what, SteadyTime now) {
    clocks_change_ = clocks_change_ || what.starts_with("clock");
    facts_.push_back({now, {}, 0, FaultChanged{is_set, records_.texts().add(what)}});
}

void Evidence::learn(LifeId life, RecordId record, Knowledge::Span since) {
    const std::size_t known = knowledge_.records(life).size();
    knowledge_.learn(life, record, since);
    if (knowledge_.records(life).size() == known) return;
    const SeenRecord& seen = records_[record];
    const std::size_t size =
        record_overhead + text(seen.phone).size() + text(seen.location).size() + text(seen.time).size();
    texts_of_life_[life] += size;
    longest_record_ = std::max(longest_record_, size);
}

LinkEar& Evidence::ear(core::ServerIndex from, core::ServerIndex to) {
    auto& ear = ears_[std::uint64_t{from} << 32 | to];
    if (!ear) ear = std::make_unique<LinkEar>(roster_);
    return *ear;
}

std::optional<CommandId> Evidence::birth(RecordId record) const {
    const auto known = births_.find(record);
    if (known == births_.end()) return std::nullopt;
    return known->second;
}

}  // namespace herd::checker
