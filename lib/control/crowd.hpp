#pragma once

#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>

#include "base/time.hpp"
#include "control/client_socket.hpp"
#include "control/descriptor.hpp"

namespace herd::control {

/// The connections of a service, each with a thread of its own, and never more than so many. When all are
/// taken, the one that has let the service wait for a request for the longest time makes room; so clients
/// that say nothing, or dribble, keep nobody out.
class Crowd {
public:
    struct Limits {
        std::size_t connections = 128;
        std::size_t streams = 32;  // of these, the ones that are sent events
    };

    /// One connection's place, for the thread that serves it.
    class Seat {
    public:
        /// The client is to send something, and may have to make room until it has.
        void wait();
        /// The client has asked for something.
        void work();
        /// The answer is a stream without an end; false, if there are too many already. It lasts until the
        /// client is waited for again, or gone.
        bool begin_stream();

    private:
        friend class Crowd;
        enum class State { waiting, working, streaming, over };

        Crowd* crowd = nullptr;
        State state = State::waiting;
        SteadyTime since;
        int socket = -1;
        bool is_leaving = false;  // was told to make room
        std::thread thread;
    };

    using Serve = std::function<void(ClientSocket&, Seat&)>;

    /// Shape: `serve` returns soon after its connection is shut down.
    Crowd(Serve serve, Limits limits) : serve_(std::move(serve)), limits_(limits) {}
    /// Shuts all connections down and waits for their threads.
    ~Crowd();

    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;

    /// Serves a connection on a thread of its own; closes it, if all are busy. From one thread.
    void admit(Descriptor socket);

    std::size_t most_streams() const { return limits_.streams; }

private:
    void reap(std::unique_lock<std::mutex>& lock);
    bool make_room(std::unique_lock<std::mutex>& lock);
    std::size_t count(Seat::State state) const;
    void run(Seat& seat, Descriptor socket);

    Serve serve_;
    Limits limits_;
    mutable std::mutex mutex_;  // of all below
    std::condition_variable left_;
    std::list<Seat> seats_;
};

}  // namespace herd::control
