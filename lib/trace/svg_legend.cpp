#include "trace/svg_legend.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

#include "trace/elapsed.hpp"
#include "trace/svg_style.hpp"

namespace herd::trace {
namespace {

// Updates that the head lists.
constexpr std::size_t most_listed = 10;
constexpr double row_height = 19;

std::size_t count_rows(const SpaceTime& picture) {
    const std::size_t updates = picture.updates.size();
    return std::min(updates, most_listed) + (updates > most_listed ? 1 : 0);
}

/// The first event about an update that the picture shows.
std::optional<std::size_t> find_first(const SpaceTime& picture, std::size_t update) {
    const auto step = std::find_if(picture.steps.begin(), picture.steps.end(),
                                   [update](const Step& candidate) { return candidate.update == update; });
    if (step == picture.steps.end()) return std::nullopt;
    return step->first;
}

/// A sign and what it means.
struct Sign {
    double width;
    std::string meaning;
    std::function<void(SvgCanvas&, Point)> draw;
};

Sign pill(std::string_view style, std::string_view text_style, double radius, std::string meaning) {
    return {24, std::move(meaning), [style, text_style, radius](SvgCanvas& canvas, Point at) {
                canvas.rectangle({at.x, at.y - 9}, 24, 18, radius, "pill k " + std::string(style));
                canvas.text({at.x + 12, at.y + 3.5}, "n", "l " + std::string(text_style));
            }};
}

Sign arrow(std::string_view style, std::string meaning) {
    return {34, std::move(meaning), [style](SvgCanvas& canvas, Point at) {
                const std::string y = " " + format_px(at.y);
                canvas.path("M" + format_px(at.x) + y + "h27", "arrow k " + std::string(style));
                canvas.path("M" + format_px(at.x + 34) + y + "l-8 -3.6v7.2Z", "k");
            }};
}

std::vector<Sign> find_signs(const SpaceTime& picture) {
    const auto has = [&picture](Kind kind) {
        return std::any_of(picture.steps.begin(), picture.steps.end(),
                           [kind](const Step& step) { return step.kind == kind; });
    };
    const auto has_arrow = [&picture](auto condition) {
        return std::any_of(picture.arrows.begin(), picture.arrows.end(), condition);
    };
    std::vector<Sign> signs;
    if (has(Kind::accepted)) signs.push_back(pill("", "on", 9, "accepted; n: Lamport time"));
    if (has(Kind::duplicate)) signs.push_back(pill("open o", "", 9, "duplicate: it has it"));
    if (has(Kind::stale)) signs.push_back(pill("open o", "", 2, "stale: it has a newer one"));
    if (has_arrow([](const Arrow& each) { return each.is_resync; }))
        signs.push_back(arrow("resync", "sent in a resync"));
    if (has_arrow([](const Arrow& each) { return each.is_lost; })) {
        signs.push_back({10, "lost", [](SvgCanvas& canvas, Point at) {
                             canvas.path(
                                 "M" + format_px(at.x) + " " + format_px(at.y - 5) + "l10 10m0 -10l-10 10",
                                 "bad");
                         }});
    }
    return signs;
}

std::string format_count(std::size_t count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

std::string format_svg_title(const SpaceTime& picture) {
    if (picture.updates.size() != 1)
        return "How " + format_count(picture.updates.size(), "update") + " spread";
    return "How " + picture.updates.front().client.substr(0, 40) + " spread";
}

double svg_head_height(const SpaceTime& picture) {
    return 58 + row_height * static_cast<double>(count_rows(picture));
}

void draw_svg_head(const Trace& trace, const SpaceTime& picture, nanoseconds start, Point at,
                   SvgCanvas& canvas) {
    canvas.text({at.x, at.y + 14}, format_svg_title(picture), "title");
    double y = at.y + 38;
    for (std::size_t i = 0; i < std::min(picture.updates.size(), most_listed); ++i, y += row_height) {
        const auto& update = picture.updates[i];
        canvas.rectangle({at.x, y - 9}, 12, 12, 3, "t" + std::to_string(i % palette_size));
        std::string text =
            update.client.substr(0, 40) + " " + update.time + ", received by " + trace.servers[update.origin];
        const auto first = find_first(picture, i);
        if (first && trace.events[*first].kind == Kind::received)
            text += " at " + format_offset(trace.events[*first].t - start);
        canvas.text({at.x + 19, y + 1}, text, "");
    }
    if (picture.updates.size() > most_listed) {
        canvas.text({at.x + 19, y + 1},
                    "and " + format_count(picture.updates.size() - most_listed, "update") + " more", "note");
    }
}

double draw_svg_foot(const Trace& trace, const SpaceTime& picture, Point at, double width,
                     SvgCanvas& canvas) {
    double x = at.x;
    double y = at.y + 12;
    for (const auto& sign : find_signs(picture)) {
        const double needed = sign.width + 7 + estimate_width(sign.meaning, 11) + 20;
        if (x > at.x && x + needed > at.x + width) {
            x = at.x;
            y += 24;
        }
        sign.draw(canvas, {x, y});
        canvas.text({x + sign.width + 7, y + 4}, sign.meaning, "note");
        x += needed;
    }
    const auto note = [&](const std::string& text, std::string_view style) {
        y += 20;
        canvas.text({at.x, y + 4}, text, style);
    };
    note("Time runs down: to scale, but stretched where much happens at once, and cut where nothing does.",
         "note");
    if (trace.dropped > 0)
        note("The trace has lost the " + format_count(trace.dropped, "event") + " before its first one.",
             "badtext");
    if (picture.left_out > 0 && picture.end > 0) {
        note("Left out are " + format_count(picture.left_out, "event") + " from " +
                 std::to_string(trace.events[picture.end].seq) +
                 " on: narrow it with --client, --since or --until.",
             "badtext");
    }
    return y + 6;
}

}  // namespace herd::trace
