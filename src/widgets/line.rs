//! One line of styled pieces at sure columns, and the rules between the parts of a screen.

use super::columns::{cut, pad, width};
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A line under construction: pieces one after another, each cut to what is left.
pub struct Line<'a> {
    buffer: &'a mut Buffer,
    x: u16,
    y: u16,
    end: u16,
    base: Style,
}

impl<'a> Line<'a> {
    /// A line over the whole width of `area` at row `row` of it, filled with `base`.
    pub fn new(buffer: &'a mut Buffer, area: Rect, row: u16, base: Style) -> Line<'a> {
        let (y, end) = (area.y.saturating_add(row), area.right());
        if row < area.height {
            buffer.set_style(Rect { x: area.x, y, width: area.width, height: 1 }, base);
        }
        let x = if row < area.height { area.x } else { end };
        Line { buffer, x, y, end, base }
    }

    /// How many columns are left.
    pub fn left(&self) -> usize {
        usize::from(self.end - self.x)
    }

    /// Where the next piece will stand.
    pub fn column(&self) -> u16 {
        self.x
    }

    /// Adds `text`, cut to what is left.
    pub fn add(mut self, text: &str, style: Style) -> Line<'a> {
        self.put(text, style);
        self
    }

    /// Adds `text` in exactly `columns`.
    pub fn cell(mut self, text: &str, columns: usize, style: Style) -> Line<'a> {
        let text = pad(text, columns);
        self.put(&text, style);
        self
    }

    /// Fills up with blanks so that `text` ends `margin` columns before the right edge, then adds it.
    pub fn right(mut self, text: &str, margin: usize, style: Style) -> Line<'a> {
        let text = cut(text, self.left().saturating_sub(margin));
        let gap = self.left().saturating_sub(width(&text) + margin);
        self.put(&" ".repeat(gap), self.base);
        self.put(&text, style);
        self
    }

    fn put(&mut self, text: &str, style: Style) {
        if self.left() == 0 || text.is_empty() {
            return;
        }
        let text = cut(text, self.left());
        let (x, _) = self.buffer.set_stringn(self.x, self.y, &text, self.left(), self.base.patch(style));
        self.x = x;
    }
}

/// A rule over the whole width of `area` at row `row`.
pub fn rule(buffer: &mut Buffer, area: Rect, row: u16, theme: Theme) {
    if row < area.height {
        let text = theme.rule().repeat(usize::from(area.width));
        buffer.set_string(area.x, area.y + row, text, theme.style(Role::Rule));
    }
}

/// Empties `area` for something drawn over what is there. A wide character that the left edge would halve is blanked
/// whole, and so is one that starts on the last column, else the border beside it disappears.
pub fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if area.x > buffer.area.x && width(buffer[(area.x - 1, y)].symbol()) == 2 {
            buffer[(area.x - 1, y)].set_symbol(" ");
        }
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
}

/// A box: cleared, bordered, with its title in the upper border. Gives the area inside.
pub fn frame(buffer: &mut Buffer, area: Rect, title: &str, theme: Theme) -> Rect {
    let area = area.intersection(buffer.area);
    clear(buffer, area);
    if area.width < 4 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    let style = theme.style(Role::Rule);
    let [tl, tr, bl, br] = theme.corners();
    let middle = usize::from(area.width) - 2;
    for (y, left, right) in [(area.top(), tl, tr), (area.bottom() - 1, bl, br)] {
        buffer.set_string(area.x, y, format!("{left}{}{right}", theme.rule().repeat(middle)), style);
    }
    for y in area.top() + 1..area.bottom() - 1 {
        buffer.set_string(area.left(), y, theme.upright(), style);
        buffer.set_string(area.right() - 1, y, theme.upright(), style);
    }
    if !title.is_empty() {
        buffer.set_string(area.x + 2, area.y, format!(" {} ", cut(title, middle.saturating_sub(4))), theme.style(Role::Head));
    }
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::print::print;

    /// The borders of a popup stand whole over Chinese, at odd and even columns.
    #[test]
    fn a_box_over_chinese_keeps_its_borders() {
        for x in 0..6 {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 5));
            for y in 0..5 {
                buffer.set_string(0, y, "防火门能自关没被顶开着呢", Style::new());
            }
            let area = Rect::new(x, 1, 12, 3);
            let inside = frame(&mut buffer, area, "问", Theme::default());
            buffer.set_string(inside.x, inside.y, "答", Style::new());
            let lines = print(&buffer);
            let picture: Vec<&str> = lines.lines().collect();
            let start = |line: &str, sign: &str| line.find(sign).map(|at| width(&line[..at]));
            // The print's own measure: box drawing counts one column.
            let column = |line: &str, sign: &str| {
                start(&line.replace('─', "-").replace('│', "|").replace('┌', "+").replace('└', "*"), sign)
            };
            assert_eq!(column(picture[1], "+"), Some(usize::from(x)));
            assert_eq!(column(picture[2], "|"), Some(usize::from(x)));
            assert_eq!(column(picture[3], "*"), Some(usize::from(x)));
            assert!(picture[2].contains("│ 答       │"), "{lines}");
        }
    }
}
