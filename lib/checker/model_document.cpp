#include "checker/model_document.hpp"

namespace herd::checker {

std::string squeeze_document(std::string_view document) {
    std::string squeezed;
    for (const char c : document) {
        if (c != '\n' || !squeezed.ends_with('\n')) squeezed.push_back(c);
    }
    if (squeezed.ends_with('\n')) squeezed.pop_back();
    return squeezed;
}

}  // namespace herd::checker
