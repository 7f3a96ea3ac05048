use super::key::fold;
use super::*;
use crate::widgets::twins::safe;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::collections::HashSet;

#[test]
fn no_key_stands_twice_in_a_scope_and_no_scope_twice() {
    let mut scopes = HashSet::new();
    for (scope, rows) in TABLE {
        assert!(scopes.insert(scope), "{scope:?} stands twice");
        let mut seen = HashSet::new();
        for key in rows.iter().flat_map(|r| r.keys) {
            assert!(seen.insert(key), "{key:?} stands twice in {scope:?}");
        }
    }
}

#[test]
fn no_letter_and_no_sign_that_is_not_its_own_twin_acts() {
    for key in TABLE.iter().flat_map(|(_, rows)| *rows).flat_map(|r| r.keys) {
        if let Key::Char(c) = key {
            assert!(!c.is_alphabetic() && fold(*c) == *c, "{c} acts");
        }
    }
}

#[test]
fn every_word_is_of_sure_width_and_the_key_lines_fit_80_columns() {
    for (scope, rows) in TABLE {
        for text in rows.iter().flat_map(|r| [r.help, r.word]) {
            assert_eq!((safe(text.zh), safe(text.en)), (text.zh.into(), text.en.into()));
        }
        for (line, lang) in (1..=3).flat_map(|line| [(line, Lang::Zh), (line, Lang::En)]) {
            let text: String =
                key_line(*scope, line, lang, false, |_| None).into_iter().map(|p| p.before + &p.key + &p.words).collect();
            assert!(crate::widgets::columns::width(&text) <= 80, "{scope:?}: {text}");
        }
    }
}

#[test]
fn what_an_input_method_sends_counts_as_its_half_width_twin() {
    for (from, to) in "１２。．、，？：－【】　ｑ防".chars().zip("12../,?:-[] q防".chars()) {
        assert_eq!(fold(from), to);
    }
    let key = |c, m| Key::of(KeyEvent::new(KeyCode::Char(c), m)).map(Key::folded);
    assert_eq!(key('２', KeyModifiers::NONE), Some(Key::Char('2')));
    assert_eq!(key('Z', KeyModifiers::CONTROL | KeyModifiers::SHIFT), Some(Key::Ctrl('z')));
    assert_eq!(key('@', KeyModifiers::CONTROL | KeyModifiers::ALT), Some(Key::Char('@')));
    assert_eq!(key('x', KeyModifiers::ALT), None);
}

#[test]
fn the_innermost_scope_decides() {
    assert_eq!(command(&[Scope::Fail, Scope::Global], Key::Ctrl('z')), Some(Command::Withdraw));
    assert_eq!(command(&[Scope::List, Scope::Global], Key::Ctrl('z')), Some(Command::Undo));
    assert_eq!(command(&[Scope::Run, Scope::Global], Key::Char('x')), None);
}

/// The README's key list is the table, in both languages. `XUNCHA_BLESS=1` writes it anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "writes the README anew when it is asked to")]
fn the_readme_lists_the_keys_of_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let before = std::fs::read_to_string(path).unwrap();
    let mut text = before.clone();
    for (lang, mark) in [(Lang::Zh, "<!-- keys:zh -->\n"), (Lang::En, "<!-- keys:en -->\n")] {
        let start = text.find(mark).expect("the README marks where the keys stand") + mark.len();
        let end = start + text[start..].find("<!-- /keys -->").expect("and where they end");
        text.replace_range(start..end, &format!("{}\n", readme(lang)));
    }
    if std::env::var_os("XUNCHA_BLESS").is_some() {
        std::fs::write(path, text).unwrap();
        return;
    }
    assert!(before == text, "README.md lists other keys than the table; XUNCHA_BLESS=1 cargo test writes it anew");
}
