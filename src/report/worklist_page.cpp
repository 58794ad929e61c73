#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "report/figures.h"
#include "report/html_page.h"
#include "report/safe_text.h"
#include "report/sparkline.h"
#include "report/words.h"
#include "report/worklist_words.h"

namespace myotrend::report {
namespace {

constexpr std::size_t rows_of_page = 250;

constexpr std::string_view list_style = R"(
.spark path{fill:none;stroke:var(--right);stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}
.spark circle{fill:var(--right)}
.wide-page{max-width:100rem}
.list td,.list tbody th{vertical-align:middle}
.list td:not(.why),.list th{white-space:nowrap}
.list .level{border-left:.3rem solid var(--tone);font-weight:600;white-space:nowrap}
.list .why{width:100%;min-width:20rem}
.list .late{font-weight:600}
.list th button{font:inherit;font-weight:600;color:inherit;background:none;border:0;padding:.2rem 0;cursor:pointer;
text-decoration:underline dotted;text-underline-offset:.25em}
.list th[aria-sort=ascending] button::after{content:" \\2191"}
.list th[aria-sort=descending] button::after{content:" \\2193"}
.narrow{display:flex;flex-wrap:wrap;gap:.6rem 1.4rem;align-items:end;margin:1.2rem 0}
.narrow label{display:grid;gap:.15rem;font-size:.9rem}
.narrow input,.narrow select{font:inherit;padding:.3rem .5rem;color:var(--ink);background:var(--paper);
border:1px solid var(--soft);border-radius:.3rem}
.narrow[hidden]{display:none}
.pages{display:flex;gap:1.4rem;margin:1rem 0}
@media (max-width:52rem){.list,.list tbody{display:block}
.list thead tr{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.3rem .7rem}.list thead th{border:0;padding:.2rem 0}
.list thead th:not([data-sort]){display:none}
.list tbody tr{display:flex;flex-wrap:wrap;gap:.1rem .9rem;align-items:baseline;padding:.7rem .8rem;
border-left:.3rem solid var(--tone);border-top:1px solid var(--rule)}.list tbody tr[hidden]{display:none}
.list tbody th,.list tbody td{display:block;border:0;padding:0;background:none}
.list tbody th{font-size:1.05rem}.list .level{margin-left:auto;border:0}.list .why{flex-basis:100%;min-width:0}
.list .course{order:1}.list .why{order:2}
.list td:nth-child(3)::before{content:"since ";color:var(--soft)}.list td:nth-child(4)::before{content:"act ";
color:var(--soft)}.list td:nth-child(5)::before{content:"strength ";color:var(--soft)}
.list td:nth-child(7)::before{content:"alerts ";color:var(--soft)}}
@media print{.narrow,.pages{display:none}.list tr{break-inside:avoid}}
)";

// Sorts and narrows the rows of this page. Without it the page reads the same.
constexpr std::string_view list_script = R"(
(()=>{const table=document.querySelector('.list'),body=table.tBodies[0],rows=[...body.rows],
form=document.querySelector('.narrow'),said=document.querySelector('[role=status]');
const narrow=()=>{const word=form.word.value.toLowerCase(),level=Number(form.level.value);let shown=0;
for(const row of rows){const fits=Number(row.dataset.level)>=level&&row.textContent.toLowerCase().includes(word);
row.hidden=!fits;shown+=fits}said.textContent=shown+' of '+rows.length+' shown'};
form.hidden=false;form.addEventListener('input',narrow);form.addEventListener('submit',e=>e.preventDefault());
[...table.tHead.rows[0].cells].forEach((head,column)=>{if(!head.dataset.sort)return;
const button=document.createElement('button');button.type='button';button.textContent=head.textContent;
head.replaceChildren(button);button.addEventListener('click',()=>{
const up=head.getAttribute('aria-sort')!=='ascending';
for(const other of table.tHead.rows[0].cells)other.removeAttribute('aria-sort');
head.setAttribute('aria-sort',up?'ascending':'descending');
const key=row=>{const told=row.cells[column].dataset.key;return head.dataset.sort==='number'?Number(told):told};
rows.sort((a,b)=>{const x=key(a),y=key(b);return (x<y?-1:x>y?1:0)*(up?1:-1)});
body.append(...rows)})})})();
)";

/// What the page allows: its own style and this one script, nothing from anywhere.
std::string allowed() {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(list_script.data()), list_script.size());
  std::array<char, sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)> text{};
  sodium_bin2base64(text.data(), text.size(), hash.data(), hash.size(), sodium_base64_VARIANT_ORIGINAL);
  return fmt::format("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'", text.data());
}

std::string file_of(std::string_view stem, std::size_t page) {
  return page == 0 ? fmt::format("{}.html", stem) : fmt::format("{}-{}.html", stem, page + 1);
}

/// Each column, and how its keys compare; empty: it is no order.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> columns{{{"Patient", "text"},
                                                                                {"Disposition", "number"},
                                                                                {"Since", "text"},
                                                                                {"Act", "number"},
                                                                                {"Last strength", "number"},
                                                                                {"26 weeks", ""},
                                                                                {"Alerts", ""},
                                                                                {"Why", ""}}};

/// Sorts like the words `due_words` gives.
long due_key(const WorklistRow& row) {
  if (row.act_within_days == 0) return -1'000'000;
  return row.act_by ? row.act_by->time_since_epoch().count() : 1'000'000;
}

std::string row_html(const WorklistRow& row) {
  const std::string since = iso_text(row.zone.day_of(row.since));
  return fmt::format(
      "<tr role=\"row\" class=\"{0}\" data-level=\"{1}\"><th role=\"rowheader\" scope=\"row\" data-key=\"{2}\">{2}</th>"
      "<td role=\"cell\" class=\"level\" data-key=\"{1}\">{3}</td><td role=\"cell\" data-key=\"{4}\">{4}</td>"
      "<td role=\"cell\" data-key=\"{5}\">{6}</td><td role=\"cell\" data-key=\"{7:.3f}\"{12}>{8}</td>"
      "<td role=\"cell\" class=\"course\">{9}</td><td role=\"cell\">{10}</td><td role=\"cell\" "
      "class=\"why\">{11}</td></tr>\n",
      word_of(row.disposition), static_cast<int>(row.disposition), html_text(row.patient.text),
      html_text(short_name(row.disposition)), since, due_key(row), due_words(row), row.strength_days_ago.value_or(1e6),
      strength_words(row), svg_sparkline(row.course), alert_words(row), html_told(row.reason),
      row.data_stopped ? " class=\"late\"" : "");
}

std::string neighbours(std::string_view stem, std::size_t page, std::size_t count) {
  if (count < 2) return {};
  std::string html = "<nav class=\"pages\" aria-label=\"Pages\">";
  if (page > 0)
    html += fmt::format("<a rel=\"prev\" href=\"{}\">Page {}</a>", html_text(file_of(stem, page - 1)), page);
  html += fmt::format("<span>Page {} of {}</span>", page + 1, count);
  if (page + 1 < count)
    html += fmt::format("<a rel=\"next\" href=\"{}\">Page {}</a>", html_text(file_of(stem, page + 1)), page + 2);
  return html + "</nav>\n";
}

std::string narrowing(bool of_many) {
  std::string html = fmt::format(
      "<form class=\"narrow\" hidden=\"hidden\"><label>{} <input name=\"word\" type=\"search\"/></label>"
      "<label>At least <select name=\"level\">",
      of_many ? "On this page, contains" : "Contains");
  for (int level = 0; level <= static_cast<int>(Disposition::emergency); ++level)
    html += fmt::format("<option value=\"{}\">{}</option>", level,
                        level == 0 ? "everyone" : html_text(short_name(static_cast<Disposition>(level))));
  return html + "</select></label><span role=\"status\" class=\"soft\"></span></form>\n";
}

std::string counts(std::span<const WorklistRow> rows) {
  std::array<std::size_t, static_cast<std::size_t>(Disposition::emergency) + 1> of{};
  for (const auto& row : rows) ++of[static_cast<std::size_t>(row.disposition)];
  std::string words;
  for (std::size_t level = of.size(); level-- > 0;)
    if (of[level])
      words += fmt::format("{}{} {}", words.empty() ? "" : ", ", of[level],
                           html_text(short_name(static_cast<Disposition>(level))));
  return words;
}

}  // namespace

std::vector<WorklistPage> html_worklist(std::span<const WorklistRow> rows, std::string_view stem, Instant as_of) {
  const std::size_t count = std::max<std::size_t>(1, (rows.size() + rows_of_page - 1) / rows_of_page);
  const std::string all =
      rows.empty()
          ? std::string("No patient.")
          : fmt::format("{}: {}.", count_of(static_cast<long>(rows.size()), "patient", "patients"), counts(rows));
  std::vector<WorklistPage> pages;
  for (std::size_t page = 0; page < count; ++page) {
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\"/>"
        "<meta name=\"robots\" content=\"noindex\"/><title>Worklist{}</title><style>{}{}</style></head><body>"
        "<div class=\"page wide-page\"><header><h1>Worklist</h1><p class=\"soft\">{}</p></header><main>"
        "<p>{} This list supports and does not replace clinical judgement; nobody is called by it. Where no criterion "
        "is met, nothing is excluded.</p>\n",
        allowed(), count > 1 ? fmt::format(", page {} of {}", page + 1, count) : "", page_style(), list_style,
        "As known on " + plain_text(Zone().day_of(as_of)), all);
    html += neighbours(stem, page, count) + narrowing(count > 1);
    html +=
        "<div class=\"scroll free\" role=\"region\" tabindex=\"0\" aria-label=\"Patients\"><table role=\"table\" "
        "class=\"list\"><thead role=\"rowgroup\"><tr role=\"row\">";
    for (const auto& [title, kind] : columns)
      html += fmt::format("<th role=\"columnheader\" scope=\"col\"{}>{}</th>",
                          kind.empty() ? "" : fmt::format(" data-sort=\"{}\"", kind), title);
    html += "</tr></thead><tbody role=\"rowgroup\">\n";
    const std::size_t end = std::min(rows.size(), (page + 1) * rows_of_page);
    for (std::size_t index = page * rows_of_page; index < end; ++index) html += row_html(rows[index]);
    html += "</tbody></table></div>\n" + neighbours(stem, page, count);
    html += fmt::format("</main></div><script>{}</script></body></html>\n", list_script);
    pages.push_back({file_of(stem, page), std::move(html)});
  }
  return pages;
}

}  // namespace myotrend::report
