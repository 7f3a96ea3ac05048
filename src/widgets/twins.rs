//! How foreign text is drawn: what people typed, imported or cited is stored as it is and *drawn* with twins of sure
//! width. One table; no control character, escape sequence or direction mark ever reaches the terminal.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_width::UnicodeWidthChar;

/// Characters that Chinese consoles may draw two columns wide, and what is drawn in their place.
const TWINS: &[(char, &str)] = &[
    ('…', "..."),
    ('—', "-"),
    ('–', "-"),
    ('―', "-"),
    ('‐', "-"),
    ('‑', "-"),
    ('·', "."),
    ('•', "."),
    ('‧', "."),
    ('“', "「"),
    ('”', "」"),
    ('‘', "'"),
    ('’', "'"),
    ('°', "度"),
    ('℃', "摄氏度"),
    ('×', "x"),
    ('÷', "/"),
    ('±', "+-"),
    ('≤', "<="),
    ('≥', ">="),
    ('≦', "<="),
    ('≧', ">="),
    ('≠', "!="),
    ('≈', "~"),
    ('→', "->"),
    ('←', "<-"),
    ('↑', "^"),
    ('↓', "v"),
    ('⇒', "=>"),
    ('√', "v"),
    ('²', "2"),
    ('³', "3"),
    ('¹', "1"),
    ('½', "1/2"),
    ('¼', "1/4"),
    ('§', "S."),
    ('¶', "P."),
    ('№', "No."),
    ('℡', "Tel"),
    ('★', "*"),
    ('☆', "*"),
    ('●', "*"),
    ('○', "o"),
    ('◎', "o"),
    ('■', "#"),
    ('□', "[]"),
    ('◆', "*"),
    ('◇', "*"),
    ('▲', "^"),
    ('△', "^"),
    ('▼', "v"),
    ('▽', "v"),
    ('※', "*"),
    ('¡', "!"),
    ('¿', "?"),
    ('¤', "$"),
    ('®', "(R)"),
    ('¨', "\""),
    ('´', "'"),
    ('¸', ","),
    ('ª', "a"),
    ('º', "o"),
    ('\u{ad}', "-"),
    ('‰', "%0"),
    ('∞', "~"),
    ('∶', ":"),
    ('㎡', "平方米"),
    ('㎜', "mm"),
    ('㎝', "cm"),
    ('㎏', "kg"),
];

/// `text` as it is safe to draw: one line, every character of a width all terminals agree on.
pub fn safe(text: &str) -> Cow<'_, str> {
    if text.chars().all(sure) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        push(&mut out, c);
    }
    Cow::Owned(out)
}

/// Whether a character is drawn as it is.
fn sure(c: char) -> bool {
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    let wide = c.width() == Some(2) && !picture(c);
    let narrow = c.width() == Some(1) && c.width_cjk() == Some(1) && !hidden(c) && !right_to_left(c) && !marked(c);
    wide || narrow
}

fn push(out: &mut String, c: char) {
    if sure(c) {
        out.push(c);
    } else if let Some((_, twin)) = TWINS.iter().find(|(from, _)| *from == c) {
        out.push_str(twin);
    } else if matches!(c, '\n' | '\t' | '\r') {
        out.push(' ');
    } else if c.is_control() {
        out.push('?');
    } else if c.width() == Some(0) || hidden(c) {
        // Joiners, combining marks, direction marks: nothing is drawn.
    } else {
        // é as e, circled and Roman numbers as plain ones.
        let parts: String = std::iter::once(c).nfkd().filter(|p| sure(*p)).collect();
        match (parts.is_empty(), c.width()) {
            (false, _) => out.push_str(&parts),
            (true, Some(2)) => out.push_str("??"),
            (true, _) => out.push('?'),
        }
    }
}

/// Direction and format marks that change how their neighbours are drawn.
fn hidden(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}')
}

/// Latin letters with marks: old Chinese consoles draw them wide.
fn marked(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{24f}')
}

/// Scripts that a terminal may turn around, moving what stands beside them.
fn right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// Pictures of people and things: terminals disagree about their width.
fn picture(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{231a}'..='\u{23ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn foreign_signs_are_drawn_with_twins_of_sure_width() {
        assert_eq!(safe("“3—5℃”…①Ⅳé"), "「3-5摄氏度」...1IVe");
        assert_eq!(safe("防火门\u{1b}[31m红\u{202e}abc\n下"), "防火门?[31m红abc 下");
        assert_eq!(safe("e\u{301}clair"), "eclair");
        assert!(matches!(safe("康宁养老院（演示）"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn whatever_was_typed_is_drawn_in_columns_all_terminals_agree_on(text in "\\PC{0,12}|[\\x00-\\x{7ff}\u{2000}-\u{2fff}\u{1f300}-\u{1f9ff}]{0,12}") {
            let drawn = safe(&text);
            prop_assert!(drawn.chars().all(sure));
            prop_assert_eq!(drawn.width(), drawn.width_cjk());
            let again = safe(&drawn).into_owned();
            prop_assert_eq!(again, drawn.clone());
        }
    }
}
