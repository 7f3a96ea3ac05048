//! A form before it is taken in: what cannot be carried or stands otherwise, by sheet and row, each sentence whole.

use crate::keymap::Command;
use crate::request::Request;
use crate::request::xlsform::FormPreview;
use crate::screens::{Scene, Want};
use crate::text::import as words;
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

#[derive(Debug)]
pub struct Form {
    preview: FormPreview,
    /// The first line that is drawn, of so many, in so many rows.
    first: usize,
    lines: usize,
    height: usize,
    /// Enter was pressed; the file is being written.
    pub(super) taking: bool,
}

impl Form {
    pub(super) fn new(preview: FormPreview) -> Form {
        Form { preview, first: 0, lines: 0, height: 1, taking: false }
    }

    pub(super) fn command(&mut self, command: Command) -> Vec<Want> {
        let last = self.lines.saturating_sub(self.height);
        self.first = match command {
            Command::Enter if !self.taking => {
                self.taking = true;
                return vec![Want::Ask(Request::FormTake { path: self.preview.path.clone() })];
            }
            Command::Up => self.first.saturating_sub(1),
            Command::Down => self.first + 1,
            Command::PageUp => self.first.saturating_sub(self.height),
            Command::PageDown => self.first + self.height,
            _ => self.first,
        }
        .min(last);
        Vec::new()
    }

    pub(super) fn draw(&mut self, f: &mut Frame, body: Rect, scene: &Scene) {
        let (lang, text) = (scene.lang, scene.theme.style(Role::Text));
        let of = &self.preview;
        let left_out = of.lines.iter().filter(|l| l.left_out).count();
        let head = words::FORM_HEAD.fill(lang, &[&of.id, &of.items, &left_out, &(of.lines.len() - left_out)]);
        Line::new(f.buffer_mut(), body, 0, text).add("   ", text).add(&head, scene.theme.style(Role::Head));
        let room = usize::from(body.width).saturating_sub(6);
        let mut lines = Vec::new();
        for line in &of.lines {
            let mark = if line.left_out { scene.say(words::FORM_LEFT_OUT) } else { "" };
            let said = words::FORM_ROW.fill(lang, &[&line.sheet, &line.row, &mark, &line.said.get(lang)]);
            let role = if line.left_out { Role::Warning } else { Role::Text };
            // What goes on below stands in.
            lines.extend(
                wrap(&said, room - 2).into_iter().enumerate().map(|(n, l)| (if n == 0 { l } else { format!("  {l}") }, role)),
            );
        }
        if lines.is_empty() {
            lines.push((scene.say(words::FORM_WHOLE).into(), Role::Text));
        }
        self.height = usize::from(body.height.saturating_sub(2));
        self.lines = lines.len();
        self.first = self.first.min(self.lines.saturating_sub(self.height));
        for (row, (line, role)) in lines.iter().skip(self.first).take(self.height).enumerate() {
            Line::new(f.buffer_mut(), body, 2 + row as u16, text).add("   ", text).add(line, scene.theme.style(*role));
        }
    }
}
