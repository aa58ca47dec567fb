#include "places/json.hpp"

#include <algorithm>
#include <cstddef>

#include "places/json_text.hpp"

namespace herd::places {
namespace {

class Writer {
public:
    explicit Writer(std::string& out) : out_(out) {}

    void write(const Json& json) { std::visit(*this, json.value); }

    void operator()(const std::string& text) { append_json_text(text, out_); }
    void operator()(double number) { append_json_number(number, out_); }

    void operator()(const JsonArray& array) {
        if (array.elements.empty()) {
            out_ += "[]";
        } else if (array.style == ArrayStyle::row) {
            write_row(array);
        } else {
            write_block('[', ']', array.elements, [this](const Json& element) { write(element); });
        }
    }

    void operator()(const JsonObject& object) {
        if (object.empty()) {
            out_ += "{}";
            return;
        }
        std::vector<const JsonObject::value_type*> members;
        for (const auto& member : object) members.push_back(&member);
        std::sort(members.begin(), members.end(), [](auto* a, auto* b) { return a->first < b->first; });
        write_block('{', '}', members, [this](auto* member) {
            append_json_text(member->first, out_);
            out_ += " : ";
            write(member->second);
        });
    }

private:
    void write_row(const JsonArray& array) {
        const char* separator = "[ ";
        for (const Json& element : array.elements) {
            out_ += separator;
            write(element);
            separator = ", ";
        }
        out_ += " ]";
    }

    template <class Items, class WriteItem>
    void write_block(char open, char close, const Items& items, WriteItem write_item) {
        out_ += open;
        ++level_;
        const char* separator = "";
        for (const auto& item : items) {
            out_ += separator;
            start_line();
            write_item(item);
            separator = ",";
        }
        --level_;
        start_line();
        out_ += close;
    }

    void start_line() {
        out_ += '\n';
        out_.append(3 * level_, ' ');
    }

    std::string& out_;
    std::size_t level_ = 0;
};

}  // namespace

void write_json(const Json& document, std::string& out) {
    Writer(out).write(document);
}

}  // namespace herd::places
