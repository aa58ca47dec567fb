#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>

namespace herd::core {

/// A store's records fall into buckets by the hash of their client; two servers compare the buckets' digests
/// and exchange only the buckets that differ.
inline constexpr std::size_t bucket_count = 1024;

/// The sum of the hashes of a bucket's records, for each bucket; 0 for an empty one. Equal exactly when the
/// records are, but for a chance of 2^-64.
using Digest = std::array<std::uint64_t, bucket_count>;

/// A set of buckets.
using Buckets = std::bitset<bucket_count>;

/// The buckets in which two stores differ.
Buckets compare_digests(const Digest& a, const Digest& b);

}  // namespace herd::core
