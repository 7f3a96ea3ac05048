//! What may stand twice, pair by pair and side by side: one finding or two, one visit or two, one facility, one person. A digit says
//! it; nothing is moved or deleted, so that Ctrl-Z takes it back.

#[cfg(test)]
mod tests;

use super::lists::scroll;
use super::{Scene, Typing, Want, frame, say};
use crate::keymap::{Command, Scope};
use crate::request::{Reply, Request, same};
use crate::text::{Text, finding as found, twins as words};
use crate::theme::Role;
use crate::views::PersonRow;
use crate::views::facility::{FacilityRow, VisitRow};
use crate::views::finding::FindingRow;
use crate::views::twins::{Pair, Writer};
use crate::widgets::beside::{Side, draw};
use crate::widgets::columns::wrap;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// The pairs that are asked about.
#[derive(Debug, Default)]
pub struct Twins {
    pairs: Option<Vec<Pair>>,
    /// Which of them is asked about now: those before it were put off.
    at: usize,
    first: usize,
    /// What is being written, in the words of the answer.
    written: Option<&'static str>,
}

impl Twins {
    pub fn scope(&self) -> Scope {
        Scope::Beside
    }

    pub fn typing(&self) -> Typing {
        Typing::No
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        vec![Want::Ask(Request::Pairs)]
    }

    fn pair(&self) -> Option<&Pair> {
        self.pairs.as_ref()?.get(self.at)
    }

    pub fn command(&mut self, command: Command, _: &Scene) -> Vec<Want> {
        match command {
            Command::Back => return vec![Want::Close],
            command => self.first = scroll(self.first, command, 8).unwrap_or(self.first),
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(pair) = self.pair().filter(|_| self.written.is_none()) else { return Vec::new() };
        let [one, two, _] = choices(pair);
        let answer = match text {
            "1" => (true, one),
            "2" => (false, two),
            "3" => {
                (self.at, self.first) = (self.at + 1, 0);
                return vec![Want::Say(scene.say(words::SKIPPED).into())];
            }
            _ => return Vec::new(),
        };
        let draft = same::answered(pair, answer.0);
        self.written = Some(scene.say(answer.1));
        vec![Want::Append(vec![draft])]
    }

    pub fn receive(&mut self, reply: &Reply, scene: &Scene) -> Vec<Want> {
        match reply {
            Reply::Pairs(pairs) => {
                self.pairs = Some(pairs.clone());
                self.at = self.at.min(pairs.len());
                self.first = 0;
            }
            Reply::Appended(_) => {
                let said = self.written.take().map(|said| Want::Say(words::SAID.fill(scene.lang, &[&said])));
                return said.into_iter().chain([Want::Ask(Request::Pairs)]).collect();
            }
            Reply::Undone { .. } => return vec![Want::Ask(Request::Pairs)],
            Reply::Failed(_) => self.written = None,
            _ => {}
        }
        Vec::new()
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let count = self.pairs.as_ref().map_or(0, Vec::len);
        let right = match self.pair() {
            Some(_) => words::COUNT.fill(scene.lang, &[&(self.at + 1), &count]),
            None => String::new(),
        };
        let body = frame::page(f, area, scene, scene.say(words::TITLE), &right);
        let text = scene.theme.style(Role::Text);
        match (self.pair(), &self.pairs) {
            (Some(pair), _) => {
                let choices = choices(pair).map(|choice| scene.say(choice));
                self.first = beside(f, body, scene, &question(pair, scene), &sides(pair, scene), &choices, self.first);
            }
            (None, Some(_)) => {
                Line::new(f.buffer_mut(), body, 1, text).add("   ", text).add(scene.say(words::NOTHING), text);
            }
            (None, None) => {}
        }
        frame::foot(f, area, scene, self.scope(), "");
    }
}

/// A question, what stands side by side, and the answers at the foot of the page, each on its digit. Gives the first row that is
/// shown, no further than the last.
pub fn beside(f: &mut Frame, body: Rect, scene: &Scene, question: &str, sides: &[Side], choices: &[&str], first: usize) -> usize {
    let style = |role| scene.theme.style(role);
    let columns = usize::from(body.width).saturating_sub(6);
    let asked = wrap(question, columns);
    for (row, line) in asked.iter().enumerate() {
        Line::new(f.buffer_mut(), body, row as u16, style(Role::Text))
            .add("   ", style(Role::Text))
            .add(line, style(Role::Quiet));
    }
    let top = asked.len() as u16 + 1;
    let foot = body.height.saturating_sub(choices.len() as u16);
    let middle =
        Rect { x: body.x + 3, y: body.y + top, width: body.width.saturating_sub(6), height: foot.saturating_sub(top + 1) };
    let shown = |f: &mut Frame, first| draw(f.buffer_mut(), middle, sides, first, scene.theme);
    let rows = shown(f, first);
    let last = rows.saturating_sub(usize::from(middle.height));
    if first > last {
        shown(f, last);
    }
    for (n, choice) in choices.iter().enumerate() {
        let chosen = style(Role::Chosen);
        let line = format!("   {} {choice}", n + 1);
        Line::new(f.buffer_mut(), body, foot + n as u16, style(Role::Text)).add(&line, chosen);
    }
    first.min(last)
}

fn kind(pair: &Pair) -> usize {
    match pair {
        Pair::Findings(_) => 0,
        Pair::Visits(_) => 1,
        Pair::Facilities(_) => 2,
        Pair::People(_) => 3,
    }
}

fn choices(pair: &Pair) -> [Text; 3] {
    [words::ONE[kind(pair)], words::TWO[kind(pair)], words::LATER]
}

fn question(pair: &Pair, scene: &Scene) -> String {
    let fill = |text: Text, parts: &[&dyn std::fmt::Display]| text.fill(scene.lang, parts);
    match pair {
        Pair::Findings(of) => {
            let row = &of[0].0;
            let item = row.item.as_deref().map(|i| say::item(i, scene.lang)).unwrap_or_default();
            fill(words::FINDINGS, &[&row.facility_name, &item])
        }
        Pair::Visits(of) => fill(words::VISITS, &[&of[0].facility_name, &of[0].on]),
        Pair::Facilities(of) => fill(words::FACILITIES, &[&of[0].name]),
        Pair::People(of) => fill(words::PEOPLE, &[&of[0].person.name]),
    }
}

fn sides(pair: &Pair, scene: &Scene) -> Vec<Side> {
    match pair {
        Pair::Findings(of) => of.iter().map(|(row, writer)| finding(row, writer, scene)).collect(),
        Pair::Visits(of) => of.iter().map(|row| visit(row, scene)).collect(),
        Pair::Facilities(of) => of.iter().map(|row| facility(row, scene)).collect(),
        Pair::People(of) => of.iter().map(|row| person(row, scene)).collect(),
    }
}

/// A side with the fields that say something.
fn side(head: String, fields: Vec<(Text, String)>, scene: &Scene) -> Side {
    let said = fields.into_iter().filter(|(_, value)| !value.is_empty());
    Side { head, fields: said.map(|(label, value)| (scene.say(label).to_string(), value, Role::Text)).collect() }
}

/// Who, on which laptop, when: the head of what somebody said.
pub fn by(who: &str, laptop: &str, at: &str, scene: &Scene) -> String {
    let at = at.get(..16).unwrap_or(at).replace('T', " ");
    words::WRITTEN.fill(scene.lang, &[&who, &laptop, &at])
}

fn finding(row: &FindingRow, writer: &Writer, scene: &Scene) -> Side {
    let severity = scene.say(say::severity(row));
    let stage = row.stage.map(|s| scene.say(s.words())).unwrap_or_default();
    let due = row.due.map(|d| d.to_string()).unwrap_or_default();
    let fields = vec![
        (found::SEVERITY, format!("{severity}  {stage}")),
        (found::PLACE, row.place.clone()),
        (found::FACTS, row.facts.clone()),
        (found::HANDLING, row.handling.map(|h| scene.say(h.words()).to_string()).unwrap_or_default()),
        (found::DUE_ON, due),
    ];
    side(by(&writer.who, &writer.laptop, &writer.at, scene), fields, scene)
}

fn visit(row: &VisitRow, scene: &Scene) -> Side {
    let head = words::VISIT.fill(scene.lang, &[&row.on, &scene.say(row.kind.words())]);
    let fields = vec![
        (words::OFFICERS, row.people.join(" ")),
        (words::RECORDED, words::ANSWERS.fill(scene.lang, &[&row.answered, &row.failed])),
        (words::KIND, format!("{}  {}", scene.say(row.kind.words()), words::TEAM.fill(scene.lang, &[&row.team]))),
    ];
    side(head, fields, scene)
}

fn facility(row: &FacilityRow, scene: &Scene) -> Side {
    let fields = vec![
        (words::TYPE, row.kind.map(|k| scene.say(k.words()).to_string()).unwrap_or_default()),
        (words::ADDRESS, format!("{} {}", row.street, row.address).trim().to_string()),
        (words::FILING, row.filing_number.clone()),
        (words::CODE, row.credit_code.clone()),
        (words::BEDS, row.beds.map(|b| b.to_string()).unwrap_or_default()),
        (words::PHONE, row.phone.clone()),
        (words::OPEN, row.open_findings.to_string()),
    ];
    side(row.name.clone(), fields, scene)
}

fn person(row: &PersonRow, scene: &Scene) -> Side {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let fields = vec![
        (words::UNIT, text(&row.person.unit)),
        (words::CARD, text(&row.person.card)),
        (words::PHONE, text(&row.person.phone)),
    ];
    side(row.person.name.clone(), fields, scene)
}
