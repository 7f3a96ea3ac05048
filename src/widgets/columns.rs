//! Text in display columns: measuring, cutting, padding, wrapping. A wide character is never halved.

use super::twins::safe;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns `text` takes, drawn with its twins.
pub fn width(text: &str) -> usize {
    safe(text).width()
}

/// As much of `text` as fits into `columns`; what is longer ends in `..`.
pub fn cut(text: &str, columns: usize) -> String {
    let text = safe(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mark = ".".repeat(columns.min(2));
    let mut out = head(&text, columns - mark.len());
    out.push_str(&mark);
    out
}

/// `text` cut or filled with blanks to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    out.push_str(&" ".repeat(columns.saturating_sub(out.width())));
    out
}

/// Like `pad`, with the blanks in front.
pub fn pad_left(text: &str, columns: usize) -> String {
    let out = cut(text, columns);
    " ".repeat(columns.saturating_sub(out.width())) + &out
}

/// `left` and `right` at the two ends of `columns`; the left one gives way.
pub fn ends(left: &str, right: &str, columns: usize) -> String {
    let right = cut(right, columns);
    let room = columns - right.width();
    pad(left, room) + &right
}

/// The parts of `text` that stand from column `from` on and fit into `columns`; a wide character that would be halved at
/// the left edge becomes a blank.
pub fn window(text: &str, from: usize, columns: usize) -> String {
    let text = safe(text);
    let (mut at, mut out) = (0, String::new());
    for symbol in text.graphemes(true) {
        let wide = symbol.width();
        if at >= from && at + wide <= from + columns {
            out.push_str(symbol);
        } else if at < from && at + wide > from {
            out.push(' ');
        }
        at += wide;
    }
    out
}

/// `text` in lines of at most `columns`. Latin words stay whole where they fit; Chinese breaks anywhere, but a closing
/// mark is not put at the start of a line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let text = safe(text);
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in words(&text) {
        let room = columns.saturating_sub(line.width());
        if word.trim_end().width() <= room {
            line.push_str(word);
            continue;
        }
        if closing(word) && word.width() <= 2 && line.width() >= 4 && !line.ends_with(' ') {
            let last = line.graphemes(true).next_back().unwrap_or_default().to_string();
            line.truncate(line.len() - last.len());
            lines.push(std::mem::take(&mut line));
            line = last + word;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        let mut rest = if lines.is_empty() { word } else { word.trim_start() };
        while rest.trim_end().width() > columns {
            let part = head(rest, columns);
            rest = &rest[part.len()..];
            lines.push(part);
        }
        line.push_str(rest);
    }
    lines.push(line);
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// As much as fits, without a mark. Always at least nothing, never half a character.
fn head(text: &str, columns: usize) -> String {
    let mut used = 0;
    let fits = text.graphemes(true).take_while(|s| {
        used += s.width();
        used <= columns
    });
    fits.collect()
}

/// The pieces a line may break between: single wide characters, Latin words with the blanks behind them.
fn words(text: &str) -> Vec<&str> {
    let (mut out, mut start) = (Vec::new(), 0);
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let breaks = match before {
            None => false,
            Some(b) => wide(b) || wide(c) || b == ' ' && c != ' ',
        };
        if breaks && at > start && (c != ' ' || before.is_some_and(wide)) {
            out.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        out.push(&text[start..]);
    }
    out
}

fn wide(c: char) -> bool {
    unicode_width::UnicodeWidthChar::width(c) == Some(2)
}

fn closing(word: &str) -> bool {
    word.chars().next().is_some_and(|c| "，。、；：？！）」』》】".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_wide_character_is_never_halved() {
        assert_eq!(cut("防火门能自关", 7), "防火..");
        assert_eq!(pad("防火门", 7), "防火门 ");
        assert_eq!(pad_left("米", 4), "  米");
        assert_eq!(window("防火门abc", 1, 4), " 火");
        assert_eq!(ends("左边很长很长", "右", 8), "左边..右");
    }

    #[test]
    fn chinese_breaks_anywhere_and_words_stay_whole() {
        assert_eq!(wrap("走一遍每层走道，推一推", 14), ["走一遍每层走", "道，推一推"]);
        assert_eq!(wrap("press the test key", 10), ["press the", "test key"]);
        assert_eq!(wrap("", 10), [""]);
    }

    proptest! {
        #[test]
        fn cut_pad_and_wrap_keep_to_their_columns(text in "[a-z 防火门，。]{0,40}", columns in 2usize..30) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert_eq!(width(&pad(&text, columns)), columns);
            let lines = wrap(&text, columns);
            prop_assert!(lines.iter().all(|l| width(l) <= columns), "{:?}", lines);
            let kept: String = lines.concat().chars().filter(|c| *c != ' ').collect();
            prop_assert_eq!(kept, text.chars().filter(|c| *c != ' ').collect::<String>());
        }
    }
}
