//! Several told things side by side, as many as fit: each a head and fields under one another, the rest in bands below. Knows what
//! neither of them is about.

use super::columns::{pad, width, wrap};
use super::line::Line;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The least a side needs to be read.
const LEAST: usize = 34;

/// Between two sides: a blank, a stroke, a blank.
const GAP: usize = 3;

/// One of them: a head, then labels with what stands at each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    pub head: String,
    pub fields: Vec<(String, String, Role)>,
}

impl Side {
    /// Its lines in so many columns.
    fn lines(&self, columns: usize) -> Vec<(String, Role)> {
        let label = self.fields.iter().map(|(label, ..)| width(label)).max().unwrap_or(0);
        let mut lines: Vec<(String, Role)> = wrap(&self.head, columns).into_iter().map(|l| (l, Role::Head)).collect();
        for (name, value, role) in &self.fields {
            for (row, part) in wrap(value, columns.saturating_sub(label + 1)).into_iter().enumerate() {
                let name = if row == 0 { name.as_str() } else { "" };
                lines.push((format!("{} {part}", pad(name, label)), *role));
            }
        }
        lines
    }
}

/// Draws them in `area` from their row `first` on, and gives how many rows they take in all.
pub fn draw(buffer: &mut Buffer, area: Rect, sides: &[Side], first: usize, theme: Theme) -> usize {
    let room = usize::from(area.width);
    let abreast = ((room + GAP) / (LEAST + GAP)).clamp(1, sides.len().max(1));
    let columns = ((room + GAP) / abreast).saturating_sub(GAP);
    let text = theme.style(Role::Text);
    let mut row = 0;
    for (n, band) in sides.chunks(abreast).enumerate() {
        row += usize::from(n > 0);
        let lines: Vec<Vec<(String, Role)>> = band.iter().map(|side| side.lines(columns)).collect();
        for at in 0..lines.iter().map(Vec::len).max().unwrap_or(0) {
            if let Some(y) = row.checked_sub(first).filter(|y| *y < usize::from(area.height)) {
                let mut line = Line::new(buffer, area, y as u16, text);
                for (n, side) in lines.iter().enumerate() {
                    if n > 0 {
                        line = line.add(" | ", theme.style(Role::Rule));
                    }
                    let (words, role) = side.get(at).map_or(("", Role::Text), |(words, role)| (words.as_str(), *role));
                    line = line.cell(words, columns, theme.style(role));
                }
            }
            row += 1;
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::print::print;

    fn side(head: &str, facts: &str) -> Side {
        Side { head: head.into(), fields: vec![("事实".into(), facts.into(), Role::Text)] }
    }

    fn drawn(columns: u16, rows: u16, sides: &[Side], first: usize) -> (String, usize) {
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        let rows = draw(&mut buffer, area, sides, first, Theme::default());
        (print(&buffer), rows)
    }

    #[test]
    fn two_stand_abreast_and_what_is_long_turns_in_its_own_column() {
        let long = "二楼东侧疏散门被自行车锁住，推不开，门口堆着纸箱和轮椅，现场叫人搬走";
        let (text, rows) = drawn(80, 6, &[side("1 检甲", long), side("2 检乙", "推得开")], 0);
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[0].contains("1 检甲") && lines[0].contains("2 检乙"), "{text}");
        assert!(lines[1].contains("二楼东侧") && lines[1].contains("推得开"), "{text}");
        assert_eq!(rows, 4, "{text}");
        assert!(lines[3].contains("搬走") && !lines[3].contains("推得开"), "{text}");
    }

    #[test]
    fn what_does_not_fit_abreast_stands_below_and_can_be_turned_to() {
        let sides = [side("1 检甲", "甲"), side("2 检乙", "乙"), side("3 检丙", "丙")];
        let (text, rows) = drawn(80, 3, &sides, 0);
        assert_eq!(rows, 5);
        assert!(text.contains("2 检乙") && !text.contains("3 检丙"), "{text}");
        assert!(drawn(80, 3, &sides, 2).0.contains("3 检丙"));
        assert!(drawn(120, 3, &sides, 0).0.contains("3 检丙"), "three abreast where there is room");
        assert_eq!(drawn(30, 9, &sides[..2], 0).1, 5, "one below the other where there is none");
    }
}
