//! A report as one self-contained HTML file: no script, nothing loaded from anywhere, black on white. Plain tables and
//! absolute lengths only, so that it prints alike in browsers of 2020 and opens in word processors.

use super::pages::{LABEL, LINE, Piece, SIZE, SMALL, WIDTH, pages};
use super::typography::paper;
use super::{Report, Table};
use crate::text::Lang;
use crate::text::report as words;
use std::fmt::Write;

/// The file as text in UTF-8.
pub fn html(report: &Report) -> String {
    let say = |text: &str| escape(&paper(text, report.lang));
    let lang = if report.lang == Lang::Zh { "zh-CN" } else { "en" };
    let mut out = String::with_capacity(1 << 16);
    put(&mut out, format_args!("<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n"));
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    put(
        &mut out,
        format_args!("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n", say(&report.title), style()),
    );
    let pages = pages(report);
    let colon = words::COLON.get(report.lang);
    for (n, pieces) in pages.iter().enumerate() {
        out.push_str("<div class=\"page\">\n");
        if !report.across.is_empty() {
            put(&mut out, format_args!("<div class=\"across\">{}</div>\n", say(&report.across)));
        }
        out.push_str("<table class=\"sheet\"><tr><td class=\"body\">\n");
        if n == 0 {
            for (class, text) in [("letterhead", &report.letterhead), ("title", &report.title), ("under", &report.under)] {
                if !text.is_empty() {
                    put(&mut out, format_args!("<div class=\"{class}\">{}</div>\n", say(text)));
                }
            }
        }
        body(&mut out, pieces, &say);
        out.push_str("</td></tr><tr><td class=\"foot\">\n");
        if !report.strip.is_empty() {
            let line = |label: &String| format!("<span class=\"n\">{}{}______________</span>", say(label), colon);
            put(&mut out, format_args!("<div class=\"strip\">{}</div>\n", report.strip.iter().map(line).collect::<String>()));
        }
        let page = words::PAGE.fill(report.lang, &[&(n + 1), &pages.len()]);
        put(
            &mut out,
            format_args!("<div class=\"line\">{} <span class=\"n\">{}</span></div>\n", say(&report.foot), say(&page)),
        );
        out.push_str("</td></tr></table>\n</div>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn body(out: &mut String, pieces: &[Piece], say: &impl Fn(&str) -> String) {
    let mut open = "";
    for piece in pieces {
        let kind = match piece {
            Piece::Fields(..) => "fields",
            Piece::Head(_) => "",
            Piece::Row(_) => "rows",
            Piece::Columns(..) => "columns",
            _ => "",
        };
        if !open.is_empty() && kind != open {
            out.push_str("</table>\n");
            open = "";
        }
        match piece {
            Piece::Heading(text) => put(out, format_args!("<h2>{}</h2>\n", escape(text))),
            Piece::Text(text) => put(out, format_args!("<p>{}</p>\n", escape(text))),
            Piece::Fields(row, wide) => {
                if open != kind {
                    let half = WIDTH / 2.0 - LABEL;
                    let columns = [LABEL, half, LABEL, half].map(column).concat();
                    put(out, format_args!("<table class=\"grid\">{columns}\n"));
                }
                out.push_str("<tr>");
                let span = if *wide || row.len() == 1 { " colspan=\"3\"" } else { "" };
                for (label, value) in row {
                    put(out, format_args!("<th>{}</th><td{span}>{}</td>", escape(label), escape(value)));
                }
                out.push_str("</tr>\n");
            }
            Piece::Head(table) => head(out, table, say),
            Piece::Row(cells) => {
                out.push_str("<tr>");
                for cell in cells {
                    let lines: Vec<String> = cell.iter().map(|l| escape(l)).collect();
                    put(out, format_args!("<td>{}</td>", lines.join("<br>")));
                }
                out.push_str("</tr>\n");
            }
            Piece::Columns(n, row) => {
                if open != kind {
                    out.push_str("<table class=\"columns\">\n");
                }
                out.push_str("<tr>");
                for i in 0..*n {
                    put(out, format_args!("<td>{}</td>", row.get(i).map(|l| escape(l)).unwrap_or_default()));
                }
                out.push_str("</tr>\n");
            }
            Piece::Sign(text, lines) => {
                for text in text {
                    put(out, format_args!("<p>{}</p>\n", escape(text)));
                }
                for line in lines {
                    put(out, format_args!("<p class=\"sign\">{}</p>\n", escape(line)));
                }
            }
        }
        open = if matches!(piece, Piece::Head(_)) { "rows" } else { kind };
    }
    if !open.is_empty() {
        out.push_str("</table>\n");
    }
}

/// A column's share of the page's width.
fn column(mm: f64) -> String {
    format!("<col style=\"width:{:.2}%\">", mm / WIDTH * 100.0)
}

/// Opens a table and says its head; rows follow.
fn head(out: &mut String, table: &Table, say: &impl Fn(&str) -> String) {
    out.push_str("<table class=\"grid\">");
    for (_, mm) in &table.columns {
        out.push_str(&column(f64::from(*mm)));
    }
    out.push_str("\n<tr>");
    for (title, _) in &table.columns {
        put(out, format_args!("<th>{}</th>", say(title)));
    }
    out.push_str("</tr>\n");
}

/// Text as HTML says it.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn put(out: &mut String, text: std::fmt::Arguments) {
    out.write_fmt(text).expect("writing into a string never fails");
}

fn style() -> String {
    format!(
        "@page {{ size: A4 portrait; margin: 13mm 16mm 11mm 18mm }}
* {{ box-sizing: border-box }}
html, body {{ margin: 0; padding: 0; background: #fff; color: #000 }}
body {{ font: {SIZE}mm/{LINE}mm \"Noto Serif CJK SC\", \"Source Han Serif SC\", SimSun, STSong, serif;
  -webkit-print-color-adjust: exact; print-color-adjust: exact }}
.page {{ position: relative; z-index: 0; width: {WIDTH}mm; margin: 0 auto; page-break-after: always; break-after: page }}
.page:last-child {{ page-break-after: auto; break-after: auto }}
.sheet {{ width: {WIDTH}mm; height: 269mm; border-collapse: collapse; table-layout: fixed }}
.sheet > tbody > tr > td {{ padding: 0 }}
.body {{ vertical-align: top }}
.foot {{ vertical-align: bottom; height: 14mm }}
.across {{ position: absolute; z-index: -1; top: 95mm; left: 0; width: {WIDTH}mm; text-align: center; font-size: 26mm;
  line-height: 40mm; color: #dcdcdc; transform: rotate(-32deg) }}
.letterhead {{ text-align: center; font-size: 4.2mm; line-height: 6mm }}
.title {{ text-align: center; font-size: 6.4mm; line-height: 10mm; font-weight: bold }}
.under {{ text-align: center; line-height: 5.5mm }}
h2 {{ font-size: 3.7mm; line-height: 5mm; margin: 2mm 0 0.8mm }}
p {{ margin: 0 0 1mm; padding: 0 1.2mm; unicode-bidi: isolate }}
p.sign {{ margin: 0; height: 9.5mm; line-height: 13mm; white-space: nowrap; overflow: hidden }}
table.grid, table.columns {{ width: 175.6mm; margin-left: 0.2mm; border-collapse: collapse; table-layout: fixed }}
.grid th, .grid td {{ border: 0.2mm solid #000; padding: 0.5mm 1.1mm; line-height: 4.3mm; vertical-align: top; text-align: left;
  unicode-bidi: isolate; overflow-wrap: anywhere; word-break: break-word }}
.grid th {{ font-weight: bold }}
.columns td {{ padding: 0 1.1mm; font-size: {SMALL}mm; line-height: 4mm; vertical-align: top; unicode-bidi: isolate;
  overflow-wrap: anywhere; word-break: break-word }}
p, .line {{ overflow-wrap: anywhere; word-break: break-word }}
.strip {{ border-top: 0.2mm solid #000; line-height: 8mm; white-space: nowrap; overflow: hidden }}
.strip .n {{ margin-right: 4mm }}
.line {{ line-height: 5mm; height: 5mm; white-space: nowrap; overflow: hidden; font-size: {SMALL}mm }}
.line .n {{ float: right }}
@media screen {{ html {{ background: #888 }} .page {{ width: 210mm; padding: 13mm 16mm 11mm 18mm; margin: 6mm auto; background: #fff }} }}
"
    )
}
