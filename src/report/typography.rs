//! The typography of papers: what people typed made harmless, screen twins turned into the signs of official papers,
//! and how many lines a text takes. Widths are guessed on the wide side, since fonts differ from machine to machine.

use crate::text::Lang;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// More marks on one letter than any language writes would paint over the lines around it.
const MARKS: usize = 3;

/// Text as it stands on a paper: harmless, with proper quotes, units and dots.
pub fn paper(text: &str, lang: Lang) -> String {
    let mut text = clean(text).replace('「', "“").replace('」', "”").replace('『', "‘").replace('』', "’");
    text = text.replace("[ ]", "□").replace("->", "→").replace("...", if lang == Lang::Zh { "……" } else { "…" });
    for (words, sign) in [("摄氏度", "℃"), ("平方米", "m²"), ("立方米", "m³"), ("degrees C", "℃"), ("deg C", "℃"), ("m2", "m²")]
    {
        text = unit(&text, words, sign);
    }
    text
}

/// A unit's words as its sign, where they stand behind a number or the blank for one.
fn unit(text: &str, words: &str, sign: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(words) {
        let (before, after) = (&rest[..at], &rest[at + words.len()..]);
        out.push_str(before);
        let number = before.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit() || c == '_');
        let whole = !after.starts_with(|c: char| c.is_ascii_alphanumeric());
        if number && whole {
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\u{a0}');
            out.push_str(sign);
        } else {
            out.push_str(words);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Without control characters, direction overrides and other invisible signs; with few marks on a letter. Line ends
/// and tabs become blanks.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    for c in text.chars() {
        let c = if matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}') { ' ' } else { c };
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if !invisible(c) && marks <= MARKS {
            out.push(c);
        }
    }
    out.trim().to_string()
}

/// Signs that change what the reader sees without being seen. Joiners stay: scripts and emoji need them.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// The lines a text takes in so many millimetres at this font size. Latin words stay whole where they fit.
pub fn wrap(text: &str, mm: f64, size: f64) -> Vec<String> {
    // Punctuation that may not begin a line pulls a character down with it: half a character is kept free.
    let room = (mm / size - 0.5).max(1.0);
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
    for word in words(text) {
        let width: f64 = word.chars().map(em).sum();
        let seen: f64 = word.trim_end().chars().map(em).sum();
        if used + seen > room && used > 0.0 {
            lines.push(std::mem::take(&mut line));
            used = 0.0;
        }
        if seen <= room {
            line.push_str(word);
            used += width;
            continue;
        }
        for c in word.chars() {
            if used + em(c) > room {
                lines.push(std::mem::take(&mut line));
                used = 0.0;
            }
            line.push(c);
            used += em(c);
        }
    }
    lines.push(line);
    lines
}

/// Pieces between which a line may end: each wide character, each run of others up to and with its blank.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = if wide(first) {
            first.len_utf8()
        } else {
            let until = rest.char_indices().find(|(_, c)| *c == ' ' || wide(*c));
            until.map_or(rest.len(), |(at, c)| if c == ' ' { at + 1 } else { at })
        };
        let (word, after) = rest.split_at(end.max(first.len_utf8()));
        rest = after;
        Some(word)
    })
}

fn wide(c: char) -> bool {
    c.width() == Some(2)
}

/// The width of a character in units of the font size.
fn em(c: char) -> f64 {
    match c {
        'M' | 'W' | 'm' | 'w' | '@' | '%' | '&' => 0.95,
        'A'..='Z' => 0.75,
        'a'..='z' | '0'..='9' => 0.57,
        ' ' => 0.35,
        '!'..='~' => 0.55,
        c if wide(c) && ('\u{1f000}'..).contains(&c) => 1.4,
        c if c.width() == Some(0) => 0.0,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_write_quotes_and_units_as_official_papers_do() {
        let zh = |text| paper(text, Lang::Zh);
        assert_eq!(zh("贴「禁止吸烟」，实测 12 摄氏度，约__平方米"), "贴“禁止吸烟”，实测 12\u{a0}℃，约__\u{a0}m²");
        assert_eq!(zh("单位：平方米"), "单位：平方米", "a unit without a number stays a word");
        assert_eq!(zh("[ ] 属实 -> ..."), "□ 属实 → ……");
        assert_eq!(paper("12 deg C, 3 m2, room m24", Lang::En), "12\u{a0}℃, 3\u{a0}m², room m24");
    }

    #[test]
    fn what_cannot_be_seen_does_not_reach_the_paper() {
        assert_eq!(paper("门\u{202e}锁\u{200b}着\u{1b}[31m\u{7}\n第二行\u{0}", Lang::Zh), "门锁着[31m 第二行");
        assert_eq!(paper("e\u{301}\u{301}\u{301}\u{301}\u{301}x", Lang::Zh).chars().count(), 5);
    }

    #[test]
    fn a_text_takes_as_many_lines_as_its_width_and_nothing_of_it_is_lost() {
        assert_eq!(wrap("走道楼梯出口畅通", 21.0, 5.0), ["走道楼", "梯出口", "畅通"]);
        assert_eq!(wrap("one two three", 25.0, 5.0), ["one two ", "three"]);
        let long = "x".repeat(100);
        let lines = wrap(&long, 30.0, 5.0);
        assert!(lines.len() > 8 && lines.concat() == long);
        assert_eq!(wrap("", 30.0, 5.0), [""]);
    }
}
