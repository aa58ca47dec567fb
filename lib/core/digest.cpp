#include "core/digest.hpp"

namespace herd::core {

Buckets compare_digests(const Digest& a, const Digest& b) {
    Buckets differ;
    for (std::size_t bucket = 0; bucket < bucket_count; ++bucket) differ[bucket] = a[bucket] != b[bucket];
    return differ;
}

}  // namespace herd::core
