#pragma once

#include <string>
#include <string_view>

namespace herd::trace {

/// Text as XML and a terminal can show it, whatever its bytes are: what is not printable is `\xNN`.
std::string escape_xml(std::string_view text);

/// A coordinate, to a tenth. Units: pixels.
std::string format_px(double value);

struct Point {
    double x = 0;
    double y = 0;
};

/// Gathers the elements of an SVG picture. Shape: `style` is a list of CSS classes, `hint` is shown when the
/// mouse is over the element, and is escaped here as other texts are.
class SvgCanvas {
public:
    void line(Point a, Point b, std::string_view style, std::string_view hint = {});
    void rectangle(Point corner, double width, double height, double radius, std::string_view style,
                   std::string_view hint = {});
    void circle(Point centre, double radius, std::string_view style, std::string_view hint = {});
    /// Shape: `path` is the `d` of an SVG path.
    void path(std::string_view path, std::string_view style, std::string_view hint = {});
    /// Shape: `anchor` is `start`, `middle` or `end`.
    void text(Point at, std::string_view text, std::string_view style, std::string_view anchor = "start");
    void raw(std::string_view markup) { out_ += markup; }

    const std::string& markup() const { return out_; }

private:
    void close(std::string_view element, std::string_view hint);

    std::string out_;
};

/// How wide a text is, more or less: fonts differ. Units: pixels.
double estimate_width(std::string_view text, double font_size);

}  // namespace herd::trace
