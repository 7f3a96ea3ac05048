//! A ledger of findings (问题台账) from before this program: every row that says what was wrong becomes a finding without
//! item and visit, open unless the row plainly says that it is closed. A row is left out only when there is nobody or
//! nothing to write down, and it is told; the same row never comes in twice, whatever file brings it.

mod told;
mod who;

use super::heading::{Header, LEDGER, is_beside};
use super::preview::{Fate, Preview, PreviewRow, Why};
use super::{Book, Planned, Sheet, value};
use crate::domain::derive::{self, normal};
use crate::domain::event::{Event, ImportKind};
use crate::domain::facility::Facility;
use crate::domain::name::{EntryId, FacilityId};
use crate::domain::point::{Finding, LedgerLine, Point, Severity, Stage, Step, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::import::Fault;
use crate::journal::entry::Draft;
use crate::text::Lang;
use crate::text::ledger as words;
use crate::views::Current;
use crate::views::facility::FacilityNow;
use crate::views::ledger::HeldFinding;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use who::{Found, Named};

/// What the log holds that a ledger is compared with.
pub struct Held<'a> {
    pub facilities: &'a [FacilityNow],
    pub findings: &'a [HeldFinding],
}

/// One row as read.
struct Row {
    number: u32,
    /// Which of the named facilities.
    at: usize,
    on: Option<Date>,
    people: Vec<String>,
    finding: Finding,
    notes: Vec<String>,
    internal: Vec<String>,
    why: Vec<Why>,
}

/// The facilities that a ledger names, each once.
#[derive(Default)]
struct Places {
    all: Vec<Named>,
    by_name: HashMap<super::keys::NameKey, usize>,
}

impl Places {
    fn place(&mut self, row: u32, says: Facility) -> usize {
        let next = self.all.len();
        let at = *self.by_name.entry(super::keys::name_key(&says)).or_insert(next);
        if at == next {
            self.all.push(Named { row, says });
        }
        at
    }
}

/// By what two findings are taken for one: facility, day, place, what was wrong.
type Key = (FacilityId, Option<Date>, String, String);

/// Plans the import of a ledger. `before` are the heads of an earlier import of this very file; `answers` say of a row
/// whose facility is doubtful whether it is the one that is there.
pub fn plan(book: &Book, held: &Held, before: &[EntryId], answers: &BTreeMap<u32, bool>) -> Result<Planned, Fault> {
    let mut preview = Preview { again: !before.is_empty(), ..Preview::default() };
    let (mut rows, mut named) = (Vec::new(), Places::default());
    let mut sheets = Vec::new();
    for (n, sheet) in book.sheets.iter().enumerate() {
        let found = Header::find(sheet, LEDGER, "name").filter(|h| h.has("facts"));
        if let Some(header) = found {
            sheets.push(sheet.name.as_str());
            read(sheet, n as u32 * LedgerLine::SHEET, &header, &mut named, &mut rows, &mut preview);
        }
    }
    if sheets.is_empty() {
        return Err(Fault::NoLedger { file: book.file.clone() });
    }
    preview.sheet = sheets.join(" ");
    let named = named.all;
    let places = who::find(&named, held.facilities, answers);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut settled = Settled::of(held);
    for row in rows {
        settled.row(book, row, &places, &named, &mut drafts, &mut preview);
    }
    for place in places.iter().filter(|p| settled.needed.contains(&p.id)) {
        if let Some(profile) = &place.new {
            preview.new_places.push(profile.name.clone());
            let body = Event::Facility(profile.clone());
            drafts.insert(0, Draft { subject: Subject::Facility(place.id), replaces: Vec::new(), body });
        }
    }
    preview.rows.sort_by_key(|r| r.row);
    Ok(Planned::of(ImportKind::Ledger, book, preview, drafts, before))
}

/// What a row shares with the row above where its own cell is empty.
const HEAD: [&str; 6] = ["name", "type", "street", "on", "people", "kind"];

/// Reads a sheet below its header. An empty cell of the facility means the row above: that is how merged cells arrive.
fn read(sheet: &Sheet, from: u32, header: &Header, named: &mut Places, rows: &mut Vec<Row>, preview: &mut Preview) {
    let mut above: Option<Vec<String>> = None;
    for (n, own) in sheet.rows.iter().enumerate().skip(header.row + 1) {
        if is_beside(own, header, "name") || header.is_repeated(own, LEDGER) {
            continue;
        }
        let number = from + n as u32 + 1;
        let mut cells = own.clone();
        for field in HEAD {
            show_merged(&mut cells, sheet, n, header, field);
        }
        let mut why = Vec::new();
        let left_out = |name: &str, why| PreviewRow { row: number, name: name.into(), fate: Fate::LeftOut, same: None, why };
        if value::text(header.cell(&cells, "name")).is_none()
            && let Some(above) = &above
        {
            for field in HEAD {
                take_from_above(&mut cells, above, header, field);
            }
            why.push(Why::AsAbove { name: header.cell(&cells, "name").into() });
        }
        let Some(name) = value::text(header.cell(&cells, "name")) else {
            preview.rows.push(left_out("", vec![Why::NoFacility]));
            continue;
        };
        above = Some(cells.clone());
        let facts = header.cell(&cells, "facts");
        if told::is_no_finding(facts) {
            let why = vec![Why::NoFinding];
            preview.rows.push(PreviewRow { row: number, name, fate: Fate::Unchanged, same: None, why });
            continue;
        }
        let Some(facts) = value::text(facts) else {
            preview.rows.push(left_out(&name, vec![Why::NoFacts]));
            continue;
        };
        let says = Facility {
            name,
            kind: value::facility_type(header.cell(&cells, "type")).ok().flatten(),
            street: value::street(header.cell(&cells, "street")),
            ..Facility::default()
        };
        let at = named.place(number, says);
        rows.push(read_row(number, at, facts, |field| header.cell(&cells, field), why));
    }
}

fn show_merged(cells: &mut Vec<String>, sheet: &Sheet, row: usize, header: &Header, field: &str) {
    let Some(place) = header.place(field) else { return };
    let shown = sheet.shown(row, place);
    if cells.get(place).is_none_or(|c| normal(c).is_empty()) && !shown.is_empty() {
        cells.resize(cells.len().max(place + 1), String::new());
        cells[place] = shown.into();
    }
}

fn take_from_above(cells: &mut Vec<String>, above: &[String], header: &Header, field: &str) {
    let Some(place) = header.place(field) else { return };
    let empty = cells.get(place).is_none_or(|c| normal(c).is_empty());
    if let (true, Some(cell)) = (empty, above.get(place)) {
        cells.resize(cells.len().max(place + 1), String::new());
        cells[place].clone_from(cell);
    }
}

fn read_row<'c>(number: u32, at: usize, facts: String, cell: impl Fn(&str) -> &'c str, mut why: Vec<Why>) -> Row {
    let mut internal = Vec::new();
    let mut note = |field: &'static str, told: bool, why: &mut Vec<Why>| {
        if let Some(found) = value::text(cell(field)) {
            let name = super::preview::field_words(field).map_or(field, |w| w.zh);
            internal.push(words::NOTE.fill(Lang::Zh, &[&name, &found]));
            why.extend(told.then_some(Why::KeptAsNote { field, found }));
        }
    };
    let place = value::text(cell("place")).filter(|p| p != words::TO_FILL.zh);
    why.insert(0, Why::Finding { place: place.clone(), facts: facts.clone() });
    let on = value::date(cell("on"));
    if on.is_none() {
        note("on", true, &mut why);
    }
    let mut day = |field: &'static str, why: &mut Vec<Why>| {
        let day = told::day(cell(field), on);
        if day.is_none() {
            note(field, true, why);
        }
        day
    };
    let (due, checked_on) = (day("due", &mut why), day("checked_on", &mut why));
    note("basis", false, &mut why);
    note("item", false, &mut why);
    let (stage, contradicts) = told::stage(cell("state"), cell("closed"));
    let to = value::text(cell("to"));
    let stage = if stage == Stage::Open && to.is_some() { Stage::Transferred } else { stage };
    // The day it was closed stands in either column.
    let closed_on = value::date(cell("closed")).or(checked_on);
    let mut said: Vec<String> = value::text(cell("state")).into_iter().collect();
    said.extend(value::text(cell("checked_by")).map(|who| words::CHECKED_BY.fill(Lang::Zh, &[&who])));
    let words = (!said.is_empty()).then(|| said.join("；"));
    let step = Step { on: closed_on, to, words, ..Step::default() };
    why.insert(1, Why::Standing { stage, due });
    if contradicts {
        why.insert(2, Why::Contradicts);
    }
    let finding = Finding {
        stage,
        place,
        facts: Some(facts),
        handling: told::handling(cell("handling")),
        due,
        reply: value::text(cell("reply")),
        step: (step != Step::default()).then_some(step),
        ..Finding::open(told::severity(cell("severity")).unwrap_or(Severity::Serious))
    };
    let notes = value::text(cell("note")).into_iter().collect();
    Row { number, at, on, people: told::names(cell("people")), finding, notes, internal, why }
}

/// What has become clear so far.
struct Settled<'a> {
    held: &'a [HeldFinding],
    by_id: HashMap<&'a PointId, usize>,
    by_key: HashMap<Key, usize>,
    /// Rows of this file.
    seen: HashMap<Key, u32>,
    /// Facilities that a finding comes in for.
    needed: BTreeSet<FacilityId>,
}

impl<'a> Settled<'a> {
    fn of(held: &Held<'a>) -> Settled<'a> {
        let mut by_key = HashMap::new();
        for (n, one) in held.findings.iter().enumerate() {
            let row = &one.row;
            by_key.entry(key(row.facility, row.found_on, &row.place, &row.facts)).or_insert(n);
        }
        let by_id = held.findings.iter().enumerate().map(|(n, one)| (&one.row.id, n)).collect();
        Settled { held: held.findings, by_id, by_key, seen: HashMap::new(), needed: BTreeSet::new() }
    }

    fn row(&mut self, book: &Book, row: Row, places: &[Found], named: &[Named], drafts: &mut Vec<Draft>, preview: &mut Preview) {
        let place = &places[row.at];
        let mut why = row.why;
        let id = PointId { inspection: None, key: derive::import(&book.hash, Some(row.number)).to_string() };
        let (on, f) = (row.on, &row.finding);
        let key = key(place.id, on, f.place.as_deref().unwrap_or(""), f.facts.as_deref().unwrap_or(""));
        let mut same = None;
        let fate = if let Some(first) = self.seen.get(&key) {
            why.push(Why::SameAsRow(*first));
            Fate::Unchanged
        } else if let Some(n) = self.by_id.get(&id).or_else(|| self.by_key.get(&key)) {
            let held = &self.held[*n];
            match moved_on(held, &row.finding) {
                Some(now) => {
                    let from = held.row.stage.unwrap_or(Stage::Open).words();
                    why.push(changes(from, row.finding.stage.words()));
                    drafts.push(closed(held, now, &row.finding));
                    Fate::Changed
                }
                None => {
                    why.push(Why::InLog);
                    Fate::Unchanged
                }
            }
        } else {
            self.needed.insert(place.id);
            let mut fate = Fate::Added;
            if let Some((like, name, how, answer)) = &place.like {
                if named[row.at].row != row.number {
                    why.push(Why::NamedAsRow(named[row.at].row));
                } else {
                    why.insert(0, Why::Like { id: *like, name: name.clone(), how: *how });
                    (same, fate) = (*answer, if answer.is_none() { Fate::Doubtful } else { Fate::Added });
                }
            }
            why.extend(place.new.as_ref().map(|_| Why::NewPlace));
            let import = derive::import(&book.hash, None);
            let line = LedgerLine { import, row: row.number, on, people: row.people };
            let point = Point {
                facility: Some(place.id),
                notes: row.notes,
                internal: row.internal,
                finding: Some(row.finding),
                ledger: Some(line),
                ..Point::of(Verdict::Fail)
            };
            drafts.push(Draft { subject: Subject::Point(id), replaces: Vec::new(), body: Event::Point(point) });
            fate
        };
        self.seen.entry(key).or_insert(row.number);
        preview.rows.push(PreviewRow { row: row.number, name: place.name.clone(), fate, same, why });
    }
}

fn key(facility: FacilityId, on: Option<Date>, place: &str, facts: &str) -> Key {
    (facility, on, normal(place), normal(facts))
}

fn changes(from: crate::text::Text, to: crate::text::Text) -> Why {
    let words = |t: crate::text::Text| crate::content::checklist::Words { zh: t.zh.into(), en: t.en.into() };
    Why::Changes { field: "state", from: words(from), to: words(to) }
}

/// A line that came in open and that nobody has worked on since, while a later ledger says that it is closed.
fn moved_on<'h>(held: &'h HeldFinding, says: &Finding) -> Option<&'h Current<Point>> {
    let now = held.imported.as_ref()?;
    let f = now.joined.value.finding.as_ref()?;
    let worked_on = f.step.as_ref().is_some_and(|s| s.visit.is_some() || !s.officers.is_empty());
    let free = !now.read_only && !now.joined.disputed && !worked_on && !f.stage.is_closed() && f.stage != Stage::Ordered;
    (free && says.stage.is_closed()).then_some(now)
}

fn closed(held: &HeldFinding, now: &Current<Point>, says: &Finding) -> Draft {
    let mut point = now.joined.value.clone();
    if let Some(finding) = &mut point.finding {
        (finding.stage, finding.step) = (says.stage, says.step.clone());
    }
    Draft { subject: Subject::Point(held.row.id.clone()), replaces: now.heads.clone(), body: Event::Point(point) }
}

#[cfg(test)]
mod tests;
