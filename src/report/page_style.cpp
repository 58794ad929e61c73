#include "report/chart_svg.h"
#include "report/html_page.h"

namespace myotrend::report {

// Colours keep 4.5 to 1 against their ground in light and dark, and differ in lightness for grey print and colour
// blindness. Nothing is said by colour alone.
std::string_view page_style() {
  return R"(
:root{color-scheme:light dark;--paper:#fff;--ink:#17212b;--soft:#51606d;--rule:#d9e0e6;--tint:#f4f7f9;--right:#175a99;
--left:#a84a00;--tone:#51606d;--gap:#8a97a3;--limit:#6b3fa0}
@media (prefers-color-scheme:dark){:root{--paper:#11171d;--ink:#e7ecf1;--soft:#a6b3bf;--rule:#2d3843;--tint:#1a222b;
--right:#7fbaf0;--left:#f3a65c;--gap:#74828f;--limit:#c4a3ee}}
*{box-sizing:border-box}
html{font:100%/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;
-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere}
.page{max-width:76rem;margin:0 auto;padding:2rem clamp(1rem,4vw,3rem) 3rem}
h1,h2,h3{line-height:1.2;font-weight:650;margin:0;text-wrap:balance}
h1{font-size:clamp(1.6rem,4.6vw,2.3rem);letter-spacing:-.015em}
h2{font-size:1.3rem;letter-spacing:-.01em;margin:0 0 1rem}
h3{font-size:1.02rem}
p{margin:0 0 .6rem;max-width:46rem}
ul{margin:0;padding:0;list-style:none}
a{color:var(--right);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--right);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:1}
.soft,small,.key,#sources li{color:var(--soft)}
small,.key,#sources li{font-size:.86rem}#sources li{max-width:none}#sources ol{padding-left:1.6rem;margin:.8rem 0}
header{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;justify-content:space-between;align-items:baseline;
padding-bottom:1rem}
header p{margin:0}.who{font-size:1.1rem}.who b{font-weight:650;margin-right:.6rem}
.verdict{border-left:.45rem solid var(--tone);background:var(--tint);padding:1.5rem clamp(1rem,3vw,2rem);
border-radius:0 .5rem .5rem 0}
.verdict .lead{font-size:1.12rem;max-width:56rem;margin:.6rem 0 .8rem}
.verdict p:last-child{margin-bottom:0}
.emergency{--tone:#a3142e}.refer_urgent{--tone:#b1480a}.refer_routine{--tone:#8a6400}.reassess{--tone:#175a99}
.continue{--tone:#2e6b62}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;padding:1rem 0}
nav a{display:inline-block;padding:.35rem 0}
section{margin-top:3rem}.verdict{margin-top:0}
.flags{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,28rem),1fr));column-gap:2.6rem;
border-bottom:1px solid var(--rule)}
.flags>li{display:grid;grid-template-columns:7.2rem 1fr;gap:.2rem 1.2rem;padding:.45rem 0;
border-top:1px solid var(--rule)}
.flags>.met{padding:1rem 0;grid-column:1/-1}
.flags ul{padding:.35rem 0}
.flags ul li,.plain li{padding:.15rem 0;margin-left:1.1rem;list-style:disc;max-width:52rem}
.flags+details,.weight{margin-top:1rem}
.state{font-weight:600;white-space:nowrap}.state svg{vertical-align:-.12em;margin-right:.45rem}
.met .state{color:var(--ink)}
.not_met .state,.unknown .state,.not_met h3,.unknown h3{color:var(--soft);font-weight:500}
.charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,30rem),1fr));gap:2.4rem 2.6rem}
figure{margin:0;min-width:0;container-type:inline-size}.wide{grid-column:1/-1}
figure h3 small{font-weight:400}
figure h3{margin-bottom:.3rem}figure .moves{margin:0 0 .15rem;font-size:.95rem;max-width:60rem}.plot{margin-top:.6rem}
.moves b{font-weight:600}b.r{color:var(--right)}b.l{color:var(--left)}
.plot{display:grid;grid-template-columns:42px minmax(0,1fr) 12px}
.wide .plot,.plot.sided{grid-template-columns:42px minmax(0,1fr) 42px}
.plot svg{display:block;width:100%;overflow:visible;font-size:12px;fill:var(--soft)}
.plot svg.in{overflow:hidden}
.plot text.r{fill:var(--right);font-weight:600}.plot text.l{fill:var(--left);font-weight:600}
.in path,.in use{fill:none;vector-effect:non-scaling-stroke;stroke-linecap:round;stroke-linejoin:round}
.grid{stroke:var(--rule);stroke-width:1}.tick{stroke:var(--soft)}
.r{--hand:var(--right)}.l{--hand:var(--left)}
.in .dot{stroke:var(--hand);stroke-width:6;stroke-opacity:.8}
.in .dot.dense{stroke-width:4;stroke-opacity:.55}
.in .dot.l{stroke-width:7;stroke-opacity:1}.in .dot.l.dense{stroke-width:5;stroke-opacity:.75}
.in .hole{stroke:var(--paper);stroke-width:4}.in .hole.dense{stroke-width:2.6}
.in .trial{stroke:var(--hand);stroke-width:2.2;stroke-opacity:.32}
.in path.band,.band{fill:var(--hand);fill-opacity:.17;stroke:none}
.line{fill:none;stroke:var(--hand);stroke-width:2.2}.in .line.l{stroke-dasharray:7 4.5}
.limit{fill:none;stroke:var(--limit);stroke-width:1.5;stroke-dasharray:2 4}
.own{fill:none;stroke:var(--hand);stroke-width:1.2;stroke-dasharray:1 3}
.diff{fill:none;stroke:var(--ink);stroke-width:1.8}.zero{fill:none;stroke:var(--soft);stroke-width:1}
.gap{fill:url(#hatch)}.hb{fill:var(--tint)}.hl{stroke:var(--gap);stroke-opacity:.5;stroke-width:1.5}
.plot text.ev{fill:var(--ink);font-weight:600}.plot .evn{fill:var(--soft);font-weight:400}.evl{stroke:var(--ink);
stroke-opacity:.45;stroke-dasharray:2 3}
.evr{fill:var(--ink);fill-opacity:.5}
.dev{stroke:var(--soft);stroke-dasharray:6 3}
.mark{stroke:var(--hand,var(--soft));stroke-width:1.8;fill:none}
.mark text{fill:var(--soft);stroke:var(--paper);stroke-width:4;paint-order:stroke}
use.mark{fill:var(--paper);stroke:var(--soft)}
.was{stroke-width:1;stroke-dasharray:2 2}
.disc{fill:var(--hand)}.faint{fill-opacity:.4}.ring{fill:none;stroke:var(--hand);stroke-width:1.6}
.key{display:flex;flex-wrap:wrap;gap:.1rem 1.1rem;margin:.35rem 0 0 42px}
.key li{display:inline-flex;align-items:center;gap:.35rem}.key svg{flex:none}
.symbols{position:absolute}
@container (max-width:34rem){.minor{display:none}}@container (max-width:52rem){.evn{display:none}}
details{margin-top:.5rem}summary{cursor:pointer;padding:.3rem 0;color:var(--right);font-size:.92rem;width:fit-content}
.scroll{overflow:auto;max-height:24rem;border:1px solid var(--rule);border-radius:.4rem}
.scroll.free{max-height:none}
table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .8rem;border-bottom:1px solid var(--rule)}
th{font-weight:600;background:var(--tint)}thead th{position:sticky;top:0}
tr:last-child>*{border-bottom:0}
th,td{overflow-wrap:break-word}td.told{min-width:14rem;overflow-wrap:anywhere}
.figures td:not(.told),.figures th{white-space:nowrap}.signs td{min-width:6.5rem}.signs small{font-weight:400}
tbody th{white-space:nowrap}
.signs tbody th,.then-now tbody th{white-space:inherit}
.signs th.neuron{font-weight:500}
.signs .yes{font-weight:650}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.35rem 1.2rem;margin:0;font-size:.92rem}
dt{color:var(--soft)}dd{margin:0}code{font:.92em ui-monospace,"DejaVu Sans Mono",monospace}
section>h3,.scroll+h3{margin:1.6rem 0 .6rem}
.then-now td{width:42%}.then-now .changed td:last-child{font-weight:600}.pair figcaption{color:var(--soft);
font-size:.86rem}
.events{columns:2 22rem;column-gap:2.6rem}
.events li{break-inside:avoid;padding:.15rem 0 .15rem 2rem;text-indent:-2rem}
.events b{display:inline-block;min-width:1.6rem;text-indent:0;margin-right:.4rem}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule)}
@media (max-width:40rem){th,td{padding:.35rem .5rem}.page{padding-top:1rem}.flags>li{grid-template-columns:1fr}
dl{grid-template-columns:1fr;gap:0}
dd{margin-bottom:.6rem}section{margin-top:2.2rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--tint:#f4f4f4;--right:#0d4a85;
--left:#a84a00;--gap:#777}@page{margin:14mm}html{font-size:9.5pt}.page{padding:0;max-width:none}nav,.skip,
details:not([open]){display:none}section{margin-top:1.5rem}figure,.flags>li,tr{break-inside:avoid}
h2{break-after:avoid}
.verdict,.hb,.band,.gap{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.flags{grid-template-columns:1fr 1fr}
.charts{grid-template-columns:1fr 1fr;gap:1.2rem}.scroll{overflow:visible;max-height:none;border:0}}
)";
}

std::string_view letter_style() {
  return R"(
.letter{max-width:46rem}.letter h1{margin-bottom:1rem}.letter h2{margin:1.8rem 0 .6rem}
.letter .lead{font-size:1.2rem;line-height:1.5;border-left:.35rem solid var(--right);padding-left:1rem;
margin:0 0 1.2rem}
.letter p,.letter li{max-width:44rem}.letter ul{margin-bottom:.8rem}.letter .plain li{padding:.25rem 0}
.letter figure{margin:1rem 0}.letter .plot{grid-template-columns:42px minmax(0,1fr) 62px}
footer.letter{padding-top:0;color:var(--soft);font-size:.9rem;border:0;margin-top:0}
.draft{color:var(--soft);border:1px dashed var(--soft);border-radius:.4rem;padding:.4rem .8rem}
.signature{margin-top:1.6rem}
@media print{.draft{display:none}}
)";
}

// Black on white and in grey alike: the hands differ in shape and lightness.
std::string_view print_chart_style() {
  return R"(
svg{overflow:visible}svg.in{overflow:hidden}
text{font:12px "DejaVu Sans",sans-serif;fill:#444}text.r{fill:#0d4a85;font-weight:600}text.l{fill:#a84a00;
font-weight:600}
.in path,.in use{fill:none;stroke-linecap:round;stroke-linejoin:round}
.grid{stroke:#ddd;stroke-width:1}.tick{stroke:#444}
.in .dot{stroke-width:5;stroke-opacity:.8}.in .dot.dense{stroke-width:3.4;stroke-opacity:.5}
.in .dot.l{stroke-width:6;stroke-opacity:1}.in .dot.l.dense{stroke-width:4.4;stroke-opacity:.75}
.in .hole{stroke:#fff;stroke-width:3.4}.in .hole.dense{stroke-width:2.4}
.in .trial{stroke-width:2;stroke-opacity:.3}
.dot.r,.trial.r,.line.r,.own.r,.mark.r{stroke:#0d4a85}.dot.l,.trial.l,.line.l,.own.l,.mark.l{stroke:#a84a00}
.in path.band{fill-opacity:.16;stroke:none}.in path.band.r{fill:#0d4a85}.in path.band.l{fill:#a84a00}
.line{fill:none;stroke-width:2.2}.in .line.l{stroke-dasharray:7 4.5}
.limit{fill:none;stroke:#5b2f8f;stroke-width:1.5;stroke-dasharray:2 4}
.own{fill:none;stroke-width:1.3;stroke-dasharray:1 3}
.diff{fill:none;stroke:#000;stroke-width:1.8}.zero{fill:none;stroke:#777;stroke-width:1}
.gap{fill:url(#hatch)}.hb{fill:#f4f4f4}.hl{stroke:#777;stroke-opacity:.5;stroke-width:1.5}
text.ev{fill:#000;font-weight:600}.evn{fill:#444;font-weight:400}
.evl{stroke:#000;stroke-opacity:.45;stroke-dasharray:2 3}.evr{fill:#000;fill-opacity:.5}
.dev{stroke:#444;stroke-dasharray:6 3}
.mark{stroke:#444;stroke-width:1.8;fill:none}.mark text{fill:#444;stroke:none}
use.mark{fill:#fff;stroke:#444}.was{stroke-width:1;stroke-dasharray:2 2}
)";
}

}  // namespace myotrend::report
