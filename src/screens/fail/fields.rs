//! The fields of the form in their order, and how they read from a finding and write to it.

use super::{fixed, stage_of};
use crate::domain::point::{Finding, Handling, Step};
use crate::domain::subject::PointId;
use crate::keymap::fold_text;
use crate::screens::Typing;
use crate::screens::fields::due;
use crate::text::{Text, fail as words};
use crate::views::finding::FindingRow;
use crate::views::visit::Visit;
use crate::widgets::prompt::{Edit, Prompt, Takes};
use jiff::civil::Date;

/// A field, in the order Enter goes through them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Same,
    Place,
    Wording,
    Facts,
    Looked,
    Bad,
    Handling,
    Due,
    Interim,
    Photos,
    Reply,
    Next,
}

const ORDER: [Field; 12] = [
    Field::Same,
    Field::Place,
    Field::Wording,
    Field::Facts,
    Field::Looked,
    Field::Bad,
    Field::Handling,
    Field::Due,
    Field::Interim,
    Field::Photos,
    Field::Reply,
    Field::Next,
];

impl Field {
    fn place(self) -> usize {
        ORDER.iter().position(|f| *f == self).unwrap_or(0)
    }

    pub fn after(self) -> Field {
        ORDER[(self.place() + 1).min(ORDER.len() - 1)]
    }

    /// The field before; the question about last time only where it is asked.
    pub fn before(self, asks_same: bool) -> Field {
        ORDER[self.place().saturating_sub(1).max(usize::from(!asks_same))]
    }

    /// What it is called in a sentence.
    pub fn name(self) -> Text {
        match self {
            Field::Same => words::NAME_SAME,
            Field::Place => words::NAME_PLACE,
            Field::Wording | Field::Facts => words::NAME_FACTS,
            Field::Looked | Field::Bad => words::NAME_COUNT,
            Field::Handling | Field::Next => words::NAME_HANDLING,
            Field::Due => words::NAME_DUE,
            Field::Interim => words::NAME_INTERIM,
            Field::Photos => words::NAME_PHOTOS,
            Field::Reply => words::NAME_REPLY,
        }
    }

    pub fn typing(self) -> Typing {
        match self {
            Field::Place | Field::Facts | Field::Interim | Field::Photos | Field::Reply => Typing::Text,
            Field::Looked | Field::Bad | Field::Due => Typing::Plain,
            Field::Same | Field::Wording | Field::Handling | Field::Next => Typing::No,
        }
    }
}

/// What stands in the fields.
#[derive(Clone, Debug)]
pub struct Fields {
    pub same: Option<bool>,
    pub place: Prompt,
    pub wording: Option<usize>,
    pub facts: Prompt,
    pub looked: Prompt,
    pub bad: Prompt,
    pub handling: Option<Handling>,
    pub due: Prompt,
    /// 改后: what it looks like now that it was put right on the spot; stands in the place of a due date.
    pub after: Prompt,
    pub interim: Prompt,
    pub photos: Prompt,
    pub reply: Prompt,
    pub next: usize,
    /// The blank of a wording that the caret stands at, as its character; it gives way to what is typed.
    blank: Option<usize>,
}

/// The fields as read: what a finding is to say.
pub struct Told {
    place: Option<String>,
    facts: Option<String>,
    looked: Option<u32>,
    bad: Option<u32>,
    handling: Option<Handling>,
    due: Option<Date>,
    after: Option<String>,
    interim: Option<String>,
    photos: Vec<String>,
    reply: Option<String>,
}

impl Fields {
    /// The fields of a point's finding as it stands.
    pub fn of(visit: &Visit, point: &PointId) -> Fields {
        let finding = visit.point(point).and_then(|p| p.now.joined.value.finding.clone());
        let item = visit.item_of(point);
        let text = |t: Option<String>| Prompt::new(t.unwrap_or_default());
        let number = |n: Option<u32>| text(n.map(|n| n.to_string()));
        let f = finding.unwrap_or_else(|| crate::request::answer::preset(visit, item));
        let open = item.and_then(|i| visit.parts.open.get(&i.id));
        let joined = open.into_iter().flatten().any(|row| row.id != *point && row.points.contains(point));
        Fields {
            same: joined.then_some(true),
            place: text(f.place),
            wording: None,
            facts: text(f.facts),
            looked: number(f.looked),
            bad: number(f.bad),
            handling: f.handling,
            due: Prompt::preset(f.due.map(|d| d.to_string()).unwrap_or_default()),
            after: text(f.step.and_then(|s| s.words)),
            interim: text(f.interim),
            photos: Prompt::new(f.photos.join(" ")),
            reply: text(f.reply),
            next: 1,
            blank: None,
        }
    }

    /// How the keys of a field are taken: 改后 is text where a due date is not.
    pub fn typing(&self, field: Field) -> Typing {
        if field == Field::Due && fixed(self.handling) { Typing::Text } else { field.typing() }
    }

    /// Types into a field; a blank of a wording gives way. What the field does not take is left out whole, and told.
    #[must_use]
    pub fn insert(&mut self, field: Field, text: &str) -> Option<Takes> {
        let takes = self.takes(field);
        if let Some(at) = self.blank.take().filter(|_| field == Field::Facts) {
            let (before, rest): (String, String) =
                (self.facts.text().chars().take(at).collect(), self.facts.text().chars().skip(at).collect());
            self.facts.set_at(format!("{before}{}", rest.trim_start_matches('_')), at);
        }
        let fits = self.prompt(field).is_none_or(|prompt| prompt.insert_as(takes, text));
        if fits { None } else { Some(takes) }
    }

    fn takes(&self, field: Field) -> Takes {
        match field {
            Field::Looked | Field::Bad => Takes::Whole,
            Field::Due if !fixed(self.handling) => Takes::Date,
            _ => Takes::Text,
        }
    }

    /// An editing key in a field.
    pub fn edit(&mut self, field: Field, edit: Edit) {
        self.blank = None;
        if let Some(prompt) = self.prompt(field) {
            prompt.edit(edit);
        }
    }

    /// The text that a field is typed into.
    fn prompt(&mut self, field: Field) -> Option<&mut Prompt> {
        Some(match field {
            Field::Due if fixed(self.handling) => &mut self.after,
            Field::Place => &mut self.place,
            Field::Facts => &mut self.facts,
            Field::Looked => &mut self.looked,
            Field::Bad => &mut self.bad,
            Field::Due => &mut self.due,
            Field::Interim => &mut self.interim,
            Field::Photos => &mut self.photos,
            Field::Reply => &mut self.reply,
            Field::Same | Field::Wording | Field::Handling | Field::Next => return None,
        })
    }

    /// A field as it was saved; gives what stands there.
    pub fn restore(&mut self, field: Field, saved: &Fields) -> String {
        let mut saved = saved.clone();
        match (self.prompt(field), saved.prompt(field)) {
            (Some(here), Some(there)) => {
                here.clone_from(there);
                here.text().into()
            }
            _ => String::new(),
        }
    }

    /// Goes to the next blank of a wording; `false` when there is none further on. A blank stays until something is typed
    /// into it: what was left open shows, and stands as 待补.
    pub fn next_blank(&mut self) -> bool {
        let text: Vec<char> = self.facts.text().chars().collect();
        let from = self.blank.map_or(0, |at| at + text[at..].iter().take_while(|c| **c == '_').count());
        let found = text[from..].windows(2).position(|pair| pair == ['_', '_']).map(|at| from + at);
        self.blank = found;
        if let Some(at) = found {
            self.facts.set_at(text.iter().collect::<String>(), at);
        }
        found.is_some()
    }

    /// A field has the cursor now: in the facts, at the first blank that was left open.
    pub fn come_to(&mut self, field: Field) {
        self.blank = None;
        if field == Field::Facts {
            self.next_blank();
        }
    }

    /// A ready wording stands in the text, the caret in its first blank.
    pub fn take_wording(&mut self, digit: usize, words: &str) {
        (self.wording, self.blank) = (Some(digit), None);
        self.facts.set(words);
        self.next_blank();
    }

    /// A number of days becomes the date it means.
    pub fn date_due(&mut self, on: Date) {
        if let Some(day) = due(&fold_text(self.due.text()), on) {
            self.due = Prompt::preset(day.to_string());
        }
    }

    /// What was put right on the spot is due on no day; what is not any more is due as proposed.
    pub fn due_again(&mut self, visit: &Visit, point: &PointId) {
        if !fixed(self.handling) && self.due.text().trim().is_empty() {
            let day = crate::request::answer::preset(visit, visit.item_of(point)).due;
            self.due = Prompt::preset(day.map(|d| d.to_string()).unwrap_or_default());
        }
    }

    /// Place and facts of the finding that is still open, where nothing was typed yet.
    pub fn take_over(&mut self, row: &FindingRow) {
        if self.place.is_empty() {
            self.place = Prompt::preset(row.place.clone());
        }
        if self.facts.is_empty() {
            self.facts = Prompt::preset(row.facts.clone());
        }
    }

    /// Whether more are said to be bad than were looked at.
    pub fn more_bad_than_looked(&self) -> bool {
        let number = |p: &Prompt| fold_text(p.text().trim()).parse::<u32>().ok();
        matches!((number(&self.looked), number(&self.bad)), (Some(looked), Some(bad)) if bad > looked)
    }

    /// Reads the fields; the first that cannot be read is named with its text.
    pub fn read(&self, on: Date) -> Result<Told, (Field, String)> {
        let text = |p: &Prompt| Some(p.text().trim().to_string()).filter(|t| !t.is_empty());
        let number = |field, p: &Prompt| match text(p) {
            None => Ok(None),
            Some(t) => fold_text(&t).parse().map(Some).map_err(|_| (field, t)),
        };
        let due = match text(&self.due) {
            _ if fixed(self.handling) => None,
            None => None,
            Some(t) => Some(due(&fold_text(&t), on).ok_or((Field::Due, t))?),
        };
        Ok(Told {
            place: text(&self.place),
            facts: text(&self.facts),
            looked: number(Field::Looked, &self.looked)?,
            bad: number(Field::Bad, &self.bad)?,
            handling: self.handling,
            due,
            after: text(&self.after),
            interim: text(&self.interim),
            photos: self.photos.text().split([' ', ',', '，', '、']).filter(|p| !p.is_empty()).map(String::from).collect(),
            reply: text(&self.reply),
        })
    }
}

/// In which field two states of a finding differ, by its name; the first that does.
pub fn differs(a: &Finding, b: &Finding) -> Option<Text> {
    let pairs = [
        (a.place != b.place, words::NAME_PLACE),
        (a.facts != b.facts, words::NAME_FACTS),
        ((a.looked, a.bad) != (b.looked, b.bad), words::NAME_COUNT),
        (a.handling != b.handling || a.stage != b.stage, words::NAME_HANDLING),
        (a.due != b.due, words::NAME_DUE),
        (a.step != b.step, words::NAME_AFTER),
        (a.interim != b.interim, words::NAME_INTERIM),
        (a.photos != b.photos, words::NAME_PHOTOS),
        (a.reply != b.reply, words::NAME_REPLY),
        (a.severity != b.severity || a.severity_why != b.severity_why, words::NAME_SEVERITY),
    ];
    pairs.into_iter().find(|(differs, _)| *differs).map(|(_, name)| name)
}

impl Told {
    /// Writes what was told into a finding; all else of it stays.
    pub fn put(self, finding: &mut Finding, on: Date) {
        finding.place = self.place;
        finding.facts = self.facts;
        finding.looked = self.looked;
        finding.bad = self.bad;
        finding.due = self.due;
        finding.interim = self.interim;
        finding.photos = self.photos;
        finding.reply = self.reply;
        if finding.handling != self.handling {
            finding.handling = self.handling;
            let stage = stage_of(self.handling, finding.stage);
            if stage != finding.stage {
                finding.stage = stage;
                finding.step = fixed(self.handling).then(|| Step { on: Some(on), ..Step::default() });
            }
        }
        if fixed(self.handling) {
            finding.step.get_or_insert_default().words = self.after;
        }
    }
}
