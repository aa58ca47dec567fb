#include "trace/svg_style.hpp"

namespace herd::trace {

// Plain rules without custom properties, which few programs but browsers know. Hues after Okabe and Ito,
// "Color Universal Design", darker on white so that white text can be read on them, and lighter on black.
std::string_view svg_style() {
    return R"(<style>
text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;fill:#1f2328}
.bg{fill:#fff}
.title{font-size:16px;font-weight:600}
.name{font-weight:600;font-size:13px}
.note,.tick{fill:#59636e;font-size:11px}
.tick{font-variant-numeric:tabular-nums}
.head{fill:#f3f5f7;stroke:#d1d9e0}
.line{stroke:#8c959f;stroke-width:1.5}
.off{stroke:#c4ccd4;stroke-width:1.5;stroke-dasharray:2 5}
.held{stroke:#d4a72c;stroke-width:7;stroke-dasharray:3 3}
.mark{stroke:#59636e;stroke-width:2.5;fill:none;stroke-linecap:round}
.bad{stroke:#cf222e;stroke-width:2.5;fill:none;stroke-linecap:round}
.badtext{fill:#cf222e;font-size:11px}
.halo{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.shade{fill:#cf222e;fill-opacity:.09}
.softshade{fill:#bf8700;fill-opacity:.1}
.bar{fill:#cf222e;fill-opacity:.75}
.softbar{fill:#bf8700;fill-opacity:.75}
.lead{stroke:#8c959f;stroke-width:.75;fill:none}
.edge{stroke:#cf222e;stroke-width:1;stroke-dasharray:2 3;stroke-opacity:.7}
.softedge{stroke:#bf8700;stroke-width:1;stroke-dasharray:2 3}
.axis{stroke:#8c959f;stroke-width:1}
.grid{stroke:#d1d9e0;stroke-width:.75}
.break{fill:#f3f5f7}
.arrow{fill:none;stroke-width:1.7}
.again{stroke-dasharray:5 3;stroke-width:1.3}
.resync{stroke-dasharray:9 3}
.hop{font-size:10px;font-weight:600;stroke-width:6px}
.pill{stroke-width:1.7}
.pill.open{stroke-dasharray:3 2}
.l{font-size:10px;font-weight:600;text-anchor:middle}
.k{fill:#59636e;stroke:#59636e}
.o{fill:#fff}
.on{fill:#fff}
.c0{stroke:#0072b2}.t0{fill:#0072b2}
.c1{stroke:#c24e00}.t1{fill:#c24e00}
.c2{stroke:#00795a}.t2{fill:#00795a}
.c3{stroke:#9c2f80}.t3{fill:#9c2f80}
.c4{stroke:#8a6a00}.t4{fill:#8a6a00}
.c5{stroke:#374151}.t5{fill:#374151}
@media(prefers-color-scheme:dark){
text{fill:#e6edf3}
.bg{fill:#0d1117}
.halo{stroke:#0d1117}
.note,.tick{fill:#9198a1}
.head{fill:#161b22;stroke:#3d444d}
.line,.axis,.lead{stroke:#6e7681}
.off{stroke:#3d444d}
.mark{stroke:#9198a1}
.held{stroke:#bb8009}
.bad,.edge{stroke:#ff7b72}
.badtext{fill:#ff7b72}
.shade{fill:#ff7b72;fill-opacity:.13}
.bar{fill:#ff7b72}
.softbar{fill:#d29922}
.softedge{stroke:#d29922}
.grid{stroke:#2a313a}
.break{fill:#161b22}
.k{fill:#9198a1;stroke:#9198a1}
.o,.on{fill:#0d1117}
.c0{stroke:#56b4e9}.t0{fill:#56b4e9}
.c1{stroke:#ff9a5c}.t1{fill:#ff9a5c}
.c2{stroke:#34d3a4}.t2{fill:#34d3a4}
.c3{stroke:#e48fc6}.t3{fill:#e48fc6}
.c4{stroke:#e3c15a}.t4{fill:#e3c15a}
.c5{stroke:#d1d9e0}.t5{fill:#d1d9e0}
}
</style>
)";
}

}  // namespace herd::trace
