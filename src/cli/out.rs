//! What a line form prints: one line of JSON, or words for people. Whatever came from elsewhere cannot steer a terminal:
//! control characters are escaped in JSON and shown as a replacement in words.

use crate::failure::{Failure, exit};
use crate::text::{Lang, cli as words};
use serde_json::{Value, json};
use std::io::Write;

/// The outcome of one call.
pub struct Out {
    pub json: Value,
    pub words: String,
    /// Said beside the result, on the standard error: a script that reads the result is not in its way.
    pub aside: String,
    pub code: i32,
}

impl Out {
    pub fn of(json: Value, words: impl Into<String>) -> Out {
        Out { json, words: words.into(), aside: String::new(), code: exit::DONE }
    }

    /// The same with another exit code.
    pub fn with_code(self, code: i32) -> Out {
        Out { code, ..self }
    }

    /// Prints to the standard output; a reader who went away is no fault.
    pub fn print(&self, as_json: bool) {
        let text = if as_json { one_line(&self.json) } else { harmless(&self.words) };
        let mut out = std::io::stdout().lock();
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        let _ = write!(out, "{text}{end}").and_then(|()| out.flush());
        if !as_json && !self.aside.is_empty() {
            let _ = writeln!(std::io::stderr(), "{}", harmless(&self.aside));
        }
    }
}

/// Prints a failure to the standard error, a sentence or with `--json` one line of JSON, and gives its exit code. The
/// standard output is for results and stays empty.
pub fn fail(failure: &Failure, lang: Lang, as_json: bool) -> i32 {
    let (said, hint) = (failure.say(lang), failure.hint(lang));
    let text = if as_json {
        one_line(&json!({ "error": said, "hint": hint, "code": failure.exit_code() }))
    } else {
        let hint = hint.map(|h| format!("\n{}{h}", words::HINT.get(lang))).unwrap_or_default();
        harmless(&format!("{}{said}{hint}", words::ERROR.get(lang)))
    };
    let _ = writeln!(std::io::stderr(), "{text}");
    failure.exit_code()
}

fn one_line(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) { out += &format!("\\u{:04x}", u32::from(c)) } else { out.push(c) }
    }
    out
}

pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if steers(c) && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// Characters that move the cursor, start an escape sequence, break a line or turn the writing direction.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imported_text_cannot_steer_the_terminal() {
        let name = "康宁\u{1b}[2J\u{9b}31m\u{202e}养老院";
        assert_eq!(harmless(name), "康宁\u{fffd}[2J\u{fffd}31m\u{fffd}养老院");
        let line = one_line(&json!({ "name": name }));
        assert!(line.chars().all(|c| !steers(c)), "{line}");
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["name"], name, "and nothing is lost");
    }
}
