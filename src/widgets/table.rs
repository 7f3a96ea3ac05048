//! Rows of cells in fixed columns, one of them current. The first column that may grow takes what is left.

use super::columns::{pad, pad_left};
use super::line::Line;
use super::list::List;
use crate::theme::{CURSOR, Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One column: its head, how wide it is, on which side its text stands.
#[derive(Clone, Debug)]
pub struct Column {
    pub head: String,
    /// 0 = takes what is left.
    pub columns: usize,
    pub right: bool,
}

/// One cell: text and what it means.
pub type Cell = (String, Role);

impl Column {
    pub fn new(head: impl Into<String>, columns: usize) -> Column {
        Column { head: head.into(), columns, right: false }
    }

    /// A column of figures.
    pub fn right(self) -> Column {
        Column { right: true, ..self }
    }
}

/// Draws heads (when any has words) and those of `count` rows that are seen; only these are made. Gives the number of rows
/// that fit, for `List::settle`.
pub fn table(
    buffer: &mut Buffer,
    area: Rect,
    columns: &[Column],
    (count, made): (usize, impl Fn(usize) -> Vec<Cell>),
    list: &List,
    theme: Theme,
) -> usize {
    let headed = columns.iter().any(|c| !c.head.is_empty());
    let fixed: usize = columns.iter().map(|c| c.columns + 1).sum::<usize>() + 3;
    let rest = usize::from(area.width).saturating_sub(fixed);
    let growing = columns.iter().filter(|c| c.columns == 0).count().max(1);
    let wide = |c: &Column| if c.columns == 0 { rest / growing } else { c.columns };
    let cell = |c: &Column, text: &str| if c.right { pad_left(text, wide(c)) } else { pad(text, wide(c)) };
    if headed {
        let mut line = Line::new(buffer, area, 0, theme.style(Role::Quiet)).add("   ", theme.style(Role::Quiet));
        for column in columns {
            line = line.add(&cell(column, &column.head), theme.style(Role::Quiet)).add(" ", theme.style(Role::Quiet));
        }
    }
    let top = u16::from(headed);
    let height = usize::from(area.height.saturating_sub(top));
    for (row, at) in list.seen(count, height).enumerate() {
        let current = at == list.current;
        let base = theme.style(if current { Role::Current } else { Role::Text });
        let mark = if current { CURSOR } else { " " };
        let mut line = Line::new(buffer, area, top + row as u16, base).add(&format!(" {mark} "), base);
        for (column, (text, role)) in columns.iter().zip(made(at)) {
            line = line.add(&cell(column, &text), theme.style(role)).add(" ", base);
        }
    }
    height
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::print::print;

    #[test]
    fn columns_stand_under_their_heads_also_with_chinese_in_them() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 4));
        let columns = [Column::new("机构", 0), Column::new("街镇", 8), Column::new("床位", 4).right()];
        let rows = [("康宁养老院", "友谊路", "120"), ("福", "吴淞", "8"), ("第三家", "", "")]
            .map(|(a, b, c)| vec![(a.to_string(), Role::Text), (b.into(), Role::Quiet), (c.into(), Role::Text)]);
        let area = buffer.area;
        table(&mut buffer, area, &columns, (rows.len(), |at| rows[at].clone()), &List::at(1), Theme::default());
        let want = "   机构         街镇     床位\n   康宁养老院   友谊路    120\n > 福           吴淞        8\n   第三家\n";
        assert_eq!(print(&buffer), want);
    }
}
