// The yardstick: sends whole lines back as they come. Nothing that answers each line of many connections on
// one thread can do less. Usage: line_echo [PORT]; without one, or with 0, any free one. It is the first line
// of output.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most_events = 256, buffer_size = 1 << 18 };

/// What a client is owed, if it is slow to read, and behind that the beginning of a line. As a rule neither.
struct connection {
    int socket;
    char* kept;
    size_t size;
    size_t owed;
};

static char buffer[buffer_size];

static void fail(const char* what) {
    perror(what);
    exit(1);
}

static void watch(int poll, int change, struct connection* connection, unsigned events) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(poll, change, connection->socket, &event) != 0) fail("epoll_ctl");
}

static void hang_up(struct connection* connection) {
    close(connection->socket);
    free(connection->kept);
    free(connection);
}

/// How much of the bytes is whole lines.
static size_t measure_lines(const char* bytes, size_t size) {
    const char* end = memrchr(bytes, '\n', size);
    return end == NULL ? 0 : (size_t)(end - bytes) + 1;
}

/// Keeps what lies in the buffer from `begin` on, of which some is owed.
static bool keep(struct connection* connection, size_t begin, size_t end, size_t owed) {
    connection->size = end - begin;
    connection->owed = owed;
    if (connection->size == 0) return true;
    if (connection->kept == NULL) connection->kept = malloc(buffer_size);
    if (connection->kept == NULL) return false;
    memcpy(connection->kept, buffer + begin, connection->size);
    return true;
}

/// Sends the lines that begin the `size` bytes of the buffer, and keeps the rest. False: the client is gone.
static bool send_lines(int poll, struct connection* connection, size_t size, bool was_owed) {
    const size_t whole = measure_lines(buffer, size);
    size_t sent = 0;
    while (sent < whole) {
        const ssize_t count =
            send(connection->socket, buffer + sent, whole - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno != EAGAIN) return false;
        if (count < 0) break;
        sent += (size_t)count;
    }
    const bool is_owed = sent < whole;
    if (is_owed != was_owed) watch(poll, EPOLL_CTL_MOD, connection, is_owed ? EPOLLOUT : EPOLLIN);
    return keep(connection, sent, size, whole - sent);
}

/// False: the client is gone, or never ends its line.
static bool serve(int poll, struct connection* connection) {
    size_t size = connection->size;
    const bool was_owed = connection->owed > 0;
    if (size > 0) memcpy(buffer, connection->kept, size);
    if (!was_owed) {
        if (size == buffer_size) return false;
        const ssize_t count = recv(connection->socket, buffer + size, buffer_size - size, MSG_DONTWAIT);
        if (count < 0) return errno == EAGAIN || errno == EINTR;
        if (count == 0) return false;
        size += (size_t)count;
    }
    return send_lines(poll, connection, size, was_owed);
}

static void welcome(int poll, int acceptor) {
    const int on = 1;
    const int socket = accept(acceptor, NULL, NULL);
    if (socket < 0) return;
    struct connection* connection = calloc(1, sizeof *connection);
    if (connection == NULL) fail("calloc");
    connection->socket = socket;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    watch(poll, EPOLL_CTL_ADD, connection, EPOLLIN);
}

static int listen_on(unsigned short port) {
    const int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    socklen_t size = sizeof address;
    const int acceptor = socket(AF_INET, SOCK_STREAM, 0);
    if (acceptor < 0) fail("socket");
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    setsockopt(acceptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(acceptor, (const struct sockaddr*)&address, sizeof address) != 0) fail("bind");
    if (listen(acceptor, SOMAXCONN) != 0) fail("listen");
    if (getsockname(acceptor, (struct sockaddr*)&address, &size) != 0) fail("getsockname");
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return acceptor;
}

int main(int argc, char** argv) {
    const int acceptor = listen_on(argc > 1 ? (unsigned short)atoi(argv[1]) : 0);
    const int poll = epoll_create1(0);
    if (poll < 0) fail("epoll_create1");
    struct epoll_event events[most_events] = {{.events = EPOLLIN, .data.ptr = NULL}};
    if (epoll_ctl(poll, EPOLL_CTL_ADD, acceptor, events) != 0) fail("epoll_ctl");
    for (;;) {
        const int count = epoll_wait(poll, events, most_events, -1);
        if (count < 0 && errno != EINTR) fail("epoll_wait");
        for (int i = 0; i < count; ++i) {
            struct connection* connection = events[i].data.ptr;
            if (connection == NULL) {
                welcome(poll, acceptor);
            } else if (!serve(poll, connection)) {
                hang_up(connection);
            }
        }
    }
}
