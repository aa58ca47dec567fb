#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "support/temporary_directory.hpp"

namespace herd::test {

/// What a server proves itself with, in PEM.
struct Certificate {
    std::string chain;
    std::string key;
};

struct CertificateOptions {
    std::vector<std::string> names = {"localhost"};             // of hosts
    std::vector<std::string> addresses = {"127.0.0.1", "::1"};  // IPv4 or IPv6
    // From now on.
    std::chrono::hours begins{-24};
    std::chrono::hours ends{24};
};

/// Somebody who signs certificates, made for one test and trusted by whoever trusts its file.
class CertificateAuthority {
public:
    CertificateAuthority();

    /// Its own certificate, in PEM.
    const std::filesystem::path& file() const { return file_; }

    Certificate issue() const { return issue(CertificateOptions()); }
    Certificate issue(const CertificateOptions& options) const;

private:
    TemporaryDirectory directory_;
    Certificate own_;
    std::filesystem::path file_;
};

}  // namespace herd::test
