#pragma once

#include <vector>

#include "core/observer.hpp"

namespace herd::core {

/// Tells several observers, in their order.
class ObserverList final : public Observer {
public:
    void add(Observer& observer) { observers_.push_back(&observer); }

    /// What a server is to tell: null if there is nobody, and nobody in between if there is just one.
    Observer* get() {
        if (observers_.empty()) return nullptr;
        return observers_.size() == 1 ? observers_.front() : this;
    }

    void on_command(SessionId session, std::string_view line, const std::optional<CommandFault>& fault,
                    Now now) override {
        for (auto* observer : observers_) observer->on_command(session, line, fault, now);
    }
    void on_answer(SessionId session, std::string_view answer, Now now) override {
        for (auto* observer : observers_) observer->on_answer(session, answer, now);
    }
    void on_received(SessionId session, const Record& record, Outcome outcome, const Stamp& stamp) override {
        for (auto* observer : observers_) observer->on_received(session, record, outcome, stamp);
    }
    void on_delivered(NeighbourId from, const Record& record, std::uint16_t hop, bool flooded,
                      Outcome outcome, const Stamp& stamp) override {
        for (auto* observer : observers_) observer->on_delivered(from, record, hop, flooded, outcome, stamp);
    }
    void on_forwarded(NeighbourId to, const Record& record, std::uint16_t hop, bool flooded,
                      const Stamp& stamp) override {
        for (auto* observer : observers_) observer->on_forwarded(to, record, hop, flooded, stamp);
    }
    void on_overflow(NeighbourId to, const Stamp& stamp) override {
        for (auto* observer : observers_) observer->on_overflow(to, stamp);
    }
    void on_recovered(NeighbourId to, const Stamp& stamp) override {
        for (auto* observer : observers_) observer->on_recovered(to, stamp);
    }

private:
    std::vector<Observer*> observers_;
};

}  // namespace herd::core
