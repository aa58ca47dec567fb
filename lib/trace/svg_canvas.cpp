#include "trace/svg_canvas.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "log/escape.hpp"
#include "trace/text_table.hpp"

namespace herd::trace {
namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
}

std::string attribute(std::string_view name, double value) {
    return std::string(" ").append(name).append("=\"").append(format_px(value)).append("\"");
}

std::string style_attribute(std::string_view style) {
    return std::string(" class=\"").append(style).append("\"");
}

}  // namespace

std::string escape_xml(std::string_view text) {
    std::string escaped;
    log::append_text_escaped(text, escaped);
    replace_all(escaped, "&", "&amp;");
    replace_all(escaped, "<", "&lt;");
    replace_all(escaped, ">", "&gt;");
    replace_all(escaped, "\"", "&quot;");
    // U+FFFE and U+FFFF are UTF-8, but no characters of XML.
    replace_all(escaped, "\xEF\xBF\xBE", "\xEF\xBF\xBD");
    replace_all(escaped, "\xEF\xBF\xBF", "\xEF\xBF\xBD");
    return escaped;
}

std::string format_px(double value) {
    std::array<char, 32> digits{};
    const double tenths = std::round(value * 10) / 10;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), tenths, std::chars_format::fixed, 1).ptr;
    std::string text(digits.data(), end);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text == "-0" ? "0" : text;
}

void SvgCanvas::close(std::string_view element, std::string_view hint) {
    if (hint.empty()) {
        out_ += "/>\n";
        return;
    }
    out_.append("><title>").append(escape_xml(hint)).append("</title></").append(element).append(">\n");
}

void SvgCanvas::line(Point a, Point b, std::string_view style, std::string_view hint) {
    out_ += "<line" + attribute("x1", a.x) + attribute("y1", a.y) + attribute("x2", b.x) +
            attribute("y2", b.y) + style_attribute(style);
    close("line", hint);
}

void SvgCanvas::rectangle(Point corner, double width, double height, double radius, std::string_view style,
                          std::string_view hint) {
    out_ += "<rect" + attribute("x", corner.x) + attribute("y", corner.y) + attribute("width", width) +
            attribute("height", height);
    if (radius > 0) out_ += attribute("rx", radius);
    out_ += style_attribute(style);
    close("rect", hint);
}

void SvgCanvas::circle(Point centre, double radius, std::string_view style, std::string_view hint) {
    out_ += "<circle" + attribute("cx", centre.x) + attribute("cy", centre.y) + attribute("r", radius) +
            style_attribute(style);
    close("circle", hint);
}

void SvgCanvas::path(std::string_view path, std::string_view style, std::string_view hint) {
    out_.append("<path d=\"").append(path).append("\"").append(style_attribute(style));
    close("path", hint);
}

void SvgCanvas::text(Point at, std::string_view text, std::string_view style, std::string_view anchor) {
    out_ += "<text" + attribute("x", at.x) + attribute("y", at.y) + style_attribute(style);
    if (anchor != "start") out_.append(" text-anchor=\"").append(anchor).append("\"");
    out_.append(">").append(escape_xml(text)).append("</text>\n");
}

double estimate_width(std::string_view text, double font_size) {
    return 0.56 * font_size * static_cast<double>(text_width(text));
}

}  // namespace herd::trace
