//! Photographs a buffer for tests: one wide character is one character; the cell behind it is left out. The styles are
//! told by a short hash, so that a lost colour shows too.

use ratatui::buffer::Buffer;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The buffer as lines of text, each as wide as the buffer, ending without blanks.
pub fn print(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in buffer.area.top()..buffer.area.bottom() {
        let (mut line, mut x) = (String::new(), buffer.area.left());
        while x < buffer.area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += symbol.width().max(1) as u16;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// Eight hex digits over all styles and where they stand.
pub fn styles(buffer: &Buffer) -> String {
    let mut words = String::new();
    for (at, cell) in buffer.content().iter().enumerate() {
        let style = cell.style();
        if (style.fg, style.bg, style.add_modifier.bits()) != Default::default() {
            let _ = write!(words, "{at}{:?}{:?}{:?};", style.fg, style.bg, style.add_modifier);
        }
    }
    use sha2::Digest;
    data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(words.as_bytes())[..4])
}
