//! A disputed point: each judgement with its author, time and facts; a person takes one, with a reason, or looks again on site
//! and says what it is now. Nothing is lost: the settling is an ordinary entry that replaces both.

#[cfg(test)]
mod tests;

use super::lists::scroll;
use super::twins::{beside, by};
use super::{Scene, Typing, Want, edit, frame};
use crate::domain::point::{NaReason, Point, Severity, Verdict};
use crate::domain::subject::PointId;
use crate::keymap::{Command, Scope};
use crate::request::{Reply, finding as drafts};
use crate::text::finding as words;
use crate::theme::Role;
use crate::views::finding::FindingView;
use crate::views::{Current, Voice};
use crate::widgets::beside::Side;
use crate::widgets::dialog::Dialog;
use crate::widgets::line::{Line, frame as boxed};
use crate::widgets::prompt::Prompt;
use ratatui::Frame;
use ratatui::layout::Rect;

/// Where the judgements are read from.
#[derive(Debug)]
enum From {
    /// The open visit holds them.
    Visit,
    /// A finding's page, as it was read.
    Finding(Box<FindingView>),
}

#[derive(Debug)]
enum Ask {
    /// Why this judgement is taken.
    Why(usize),
    Other(usize, Prompt),
    /// What was found, looked at again.
    Found,
    /// Why it does not apply, by digit or in words.
    Na,
    NaOther(Prompt),
}

/// The dispute of one point.
#[derive(Debug)]
pub struct Settle {
    point: PointId,
    from: From,
    ask: Option<Ask>,
    /// What is being written: whose judgement and why, in the language of now.
    written: Option<String>,
    first: usize,
}

/// One disputed point, as it stands.
struct Disputed {
    now: Current<Point>,
    voices: Vec<Voice<Point>>,
}

impl Settle {
    /// Of the open visit.
    pub fn in_visit(point: PointId) -> Settle {
        Settle { point, from: From::Visit, ask: None, written: None, first: 0 }
    }

    /// Of a finding's page.
    pub fn of(view: Box<FindingView>) -> Settle {
        let disputed = view.points.iter().find(|(_, now)| now.joined.disputed).map(|(id, _)| id.clone());
        let point = disputed.unwrap_or_else(|| view.row.id.clone());
        Settle { from: From::Finding(view), ..Settle::in_visit(point) }
    }

    pub fn scope(&self) -> Scope {
        match self.ask {
            Some(Ask::Other(..) | Ask::NaOther(_)) => Scope::Prompt,
            Some(_) => Scope::Choice,
            None => Scope::Beside,
        }
    }

    pub fn typing(&self) -> Typing {
        if matches!(self.ask, Some(Ask::Other(..) | Ask::NaOther(_))) { Typing::Text } else { Typing::No }
    }

    pub fn shown(&mut self, _: &Scene) -> Vec<Want> {
        Vec::new()
    }

    fn disputed(&self, scene: &Scene) -> Option<Disputed> {
        match &self.from {
            From::Visit => {
                let point = scene.visit?.point(&self.point)?;
                Some(Disputed { now: point.now.clone(), voices: point.voices.clone() })
            }
            From::Finding(view) => {
                let now = view.points.iter().find(|(id, _)| *id == self.point).map(|(_, now)| now.clone())?;
                let voices = view.voices.iter().filter(|(id, _)| *id == self.point).map(|(_, v)| v.clone());
                Some(Disputed { now, voices: voices.collect() })
            }
        }
    }

    pub fn command(&mut self, command: Command, scene: &Scene) -> Vec<Want> {
        match (command, &mut self.ask) {
            (Command::Back, None) => return vec![Want::Close],
            (Command::Back, _) => self.ask = None,
            (Command::Enter, Some(Ask::Other(voice, prompt))) if !prompt.text().trim().is_empty() => {
                let (voice, why) = (*voice, prompt.text().trim().to_string());
                return self.take(voice, &why, scene);
            }
            (Command::Enter, Some(Ask::NaOther(prompt))) if !prompt.text().trim().is_empty() => {
                let words = prompt.text().trim().to_string();
                return self.not_applicable(NaReason::Other, Some(words), scene);
            }
            (other, Some(Ask::Other(_, prompt) | Ask::NaOther(prompt))) => {
                if let Some(edit) = edit(other) {
                    prompt.edit(edit);
                }
            }
            (command, None) => self.first = scroll(self.first, command, 8).unwrap_or(self.first),
            _ => {}
        }
        Vec::new()
    }

    pub fn typed(&mut self, text: &str, scene: &Scene) -> Vec<Want> {
        let Some(now) = self.disputed(scene) else { return Vec::new() };
        match &mut self.ask {
            Some(Ask::Other(_, prompt) | Ask::NaOther(prompt)) => {
                prompt.insert(text);
            }
            Some(Ask::Found) => match found(scene).taken(text).map(|n| FOUND[n]) {
                Some(Verdict::Fail) => return self.found(&now, Verdict::Fail, scene),
                Some(_) if now.voices.iter().all(|v| v.value.verdict == Verdict::Fail) => {
                    self.ask = None;
                    return vec![Want::Warn(scene.say(words::BOTH_FAIL).into())];
                }
                Some(Verdict::Na) if now.voices.iter().all(|v| v.value.verdict != Verdict::Na) => self.ask = Some(Ask::Na),
                Some(verdict) => return self.found(&now, verdict, scene),
                None => {}
            },
            Some(Ask::Na) => match why_na(scene).taken(text).map(|n| NaReason::ALL[n]) {
                Some(NaReason::Other) => self.ask = Some(Ask::NaOther(Prompt::default())),
                Some(why) => return self.not_applicable(why, None, scene),
                None => {}
            },
            Some(Ask::Why(voice)) => {
                let voice = *voice;
                match now.voices.get(voice).and_then(|v| why(v, scene).taken(text)) {
                    Some(4) => self.ask = Some(Ask::Other(voice, Prompt::default())),
                    // The reason is a note on the point, so in the language of the paper.
                    Some(n) => return self.take(voice, words::REASONS[n].zh, scene),
                    None => {}
                }
            }
            None => {
                let choice = text.parse::<usize>().unwrap_or(0);
                if (1..=now.voices.len()).contains(&choice) {
                    self.ask = Some(Ask::Why(choice - 1));
                } else if choice == now.voices.len() + 1 {
                    self.ask = Some(Ask::Found);
                }
            }
        }
        Vec::new()
    }

    /// 现场重看: what it is now, with the reason that it was looked at on site.
    fn found(&mut self, now: &Disputed, verdict: Verdict, scene: &Scene) -> Vec<Want> {
        let sides: Vec<&Point> = now.voices.iter().map(|v| &v.value).collect();
        let row = scene.visit.and_then(|visit| Some((visit, visit.rows.iter().position(|row| row.point == self.point)?)));
        let severity = row.map_or(Severity::Serious, |(visit, row)| visit.item(row).severity);
        self.seen(now, drafts::found_again(&now.now, &sides, verdict, severity), scene)
    }

    fn not_applicable(&mut self, why: NaReason, reason: Option<String>, scene: &Scene) -> Vec<Want> {
        let Some(now) = self.disputed(scene) else { return Vec::new() };
        let point = Point { na: Some(why), reason, ..drafts::found_again(&now.now, &[], Verdict::Na, Severity::Serious) };
        self.seen(&now, point, scene)
    }

    fn seen(&mut self, now: &Disputed, point: Point, scene: &Scene) -> Vec<Want> {
        self.ask = None;
        self.written = Some(words::SEEN_AGAIN.fill(scene.lang, &[&scene.say(point.verdict.words())]));
        // The reason is a note on the point, so in the language of the paper.
        vec![Want::Append(vec![drafts::settle(&self.point, &now.now, &point, words::REASONS[0].zh)])]
    }

    fn take(&mut self, voice: usize, why: &str, scene: &Scene) -> Vec<Want> {
        self.ask = None;
        let Some(now) = self.disputed(scene) else { return Vec::new() };
        let Some(taken) = now.voices.get(voice) else { return Vec::new() };
        self.written = Some(words::SETTLED.fill(scene.lang, &[&whose(taken, scene), &why]));
        vec![Want::Append(vec![drafts::settle(&self.point, &now.now, &taken.value, why)])]
    }

    pub fn receive(&mut self, reply: &Reply, _: &Scene) -> Vec<Want> {
        match (reply, self.written.take()) {
            (Reply::Appended(_), Some(said)) => vec![Want::Close, Want::Say(said)],
            _ => Vec::new(),
        }
    }

    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let what = match (&self.from, scene.visit) {
            (From::Visit, Some(visit)) => {
                let (number, name) = super::closing::rows::name(&self.point, visit, scene);
                format!("{number} {name}")
            }
            (From::Finding(view), _) => {
                let item = view.row.item.as_deref().map(|i| super::say::item(i, scene.lang)).unwrap_or_default();
                format!("{}  {item}", view.row.facility_name)
            }
            _ => String::new(),
        };
        let body = frame::page(f, area, scene, &words::SETTLE.fill(scene.lang, &[&what]), "");
        let text = scene.theme.style(Role::Text);
        match self.disputed(scene).filter(|d| d.voices.len() > 1) {
            None => {
                Line::new(f.buffer_mut(), body, 1, text).add("   ", text).add(scene.say(words::NOT_DISPUTED), text);
            }
            Some(now) => {
                let choices = self.choices(&now, scene);
                let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
                self.first =
                    beside(f, body, scene, scene.say(words::SETTLE_HEAD), &self.sides(&now, scene), &choices, self.first);
            }
        }
        frame::foot(f, area, scene, self.scope(), "");
        match &self.ask {
            Some(Ask::Why(voice)) => {
                if let Some(voice) = self.disputed(scene).and_then(|d| d.voices.get(*voice).cloned()) {
                    why(&voice, scene).draw(f, area, scene.theme);
                }
            }
            Some(Ask::Found) => found(scene).draw(f, area, scene.theme),
            Some(Ask::Na) => why_na(scene).draw(f, area, scene.theme),
            Some(Ask::Other(_, prompt) | Ask::NaOther(prompt)) => {
                let middle = Rect { x: area.x + 4, y: area.y + area.height / 2 - 2, width: area.width - 8, height: 3 };
                let inside = boxed(f.buffer_mut(), middle, scene.say(words::OTHER_WHY), scene.theme);
                prompt.draw(f, inside, true, scene.theme);
            }
            None => {}
        }
    }

    /// Each judgement with its digit, author, laptop, time and what it says.
    fn sides(&self, now: &Disputed, scene: &Scene) -> Vec<Side> {
        let side = |(n, voice): (usize, &Voice<Point>)| {
            let told = by(&voice.who, &voice.laptop, &voice.at, scene);
            let fields = told_of(&voice.value, scene).into_iter().map(|(label, value, role)| (label.to_string(), value, role));
            Side { head: format!("{}  {told}", n + 1), fields: fields.collect() }
        };
        now.voices.iter().enumerate().map(side).collect()
    }

    fn choices(&self, now: &Disputed, scene: &Scene) -> Vec<String> {
        let take = |voice: &Voice<Point>| words::TAKE.fill(scene.lang, &[&whose(voice, scene)]);
        now.voices.iter().map(take).chain([scene.say(words::LOOK_AGAIN).to_string()]).collect()
    }
}

/// Whose judgement it is: a person with the laptop, never a letter that another person might be called by.
fn whose(voice: &Voice<Point>, scene: &Scene) -> String {
    match voice.laptop.is_empty() {
        true => voice.who.clone(),
        false => words::WHOSE.fill(scene.lang, &[&voice.who, &voice.laptop]),
    }
}

fn why(voice: &Voice<Point>, scene: &Scene) -> Dialog {
    let title = words::WHY_TAKEN.fill(scene.lang, &[&whose(voice, scene)]);
    Dialog::new(title, words::REASONS.map(|r| scene.say(r).to_string()).to_vec())
}

/// What a second look can find, on the digits that the items have.
const FOUND: [Verdict; 3] = [Verdict::Pass, Verdict::Fail, Verdict::Na];

fn found(scene: &Scene) -> Dialog {
    Dialog::new(scene.say(words::FOUND_NOW), FOUND.map(|v| scene.say(v.words()).to_string()).to_vec())
}

fn why_na(scene: &Scene) -> Dialog {
    Dialog::new(scene.say(words::WHY_NA), NaReason::ALL.iter().map(|n| scene.say(n.words()).to_string()).collect())
}

/// One judgement, field by field; what says nothing is left out.
fn told_of(point: &Point, scene: &Scene) -> Vec<(&'static str, String, Role)> {
    let say = |text| scene.say(text);
    let role = if point.verdict == Verdict::Fail { Role::Fail } else { Role::Text };
    let mut verdict = say(point.verdict.words()).to_string();
    if let Some(finding) = &point.finding {
        verdict = format!("{verdict}  {}  {}", say(finding.severity.words()), say(finding.stage.words()));
    }
    let mut fields = vec![(say(words::VERDICT), verdict, role)];
    let readings = point.readings.iter().map(|r| format!("{} {}", r.label, r.value).trim().to_string());
    let finding = point.finding.as_ref();
    let reasons = [point.na.map(|n| say(n.words()).to_string()), point.reason.clone()];
    let rest = [
        (say(words::VALUES), readings.collect::<Vec<_>>().join("  ")),
        (say(words::PLACE), finding.and_then(|f| f.place.clone()).unwrap_or_default()),
        (say(words::FACTS), finding.and_then(|f| f.facts.clone()).unwrap_or_default()),
        (say(words::WHY), reasons.into_iter().flatten().collect::<Vec<_>>().join("  ")),
        (say(words::NOTES), point.notes.join("  ")),
    ];
    fields.extend(rest.into_iter().filter(|(_, v)| !v.is_empty()).map(|(label, value)| (label, value, Role::Text)));
    fields
}
