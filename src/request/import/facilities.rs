//! A roster of facilities: rows to profiles, each new, changed, as it was, doubtful or left out. What a roster does not
//! say is never taken away, a bad value never replaces a good one, and the same file a second time changes nothing.

use super::heading::{FACILITY, Header, is_beside};
use super::keys::{Held, derived, filing, name_key};
use super::preview::{Fate, Preview, PreviewRow, Why};
use super::{Book, Planned, Sheet, value};
use crate::content::checklist::Words;
use crate::domain::check;
use crate::domain::event::{Event, ImportKind};
use crate::domain::facility::{Facility, FacilityType, Mark, MarkReason, Status};
use crate::domain::name::{EntryId, FacilityId};
use crate::domain::subject::Subject;
use crate::failure::import::Fault;
use crate::journal::entry::Draft;
use crate::views::facility::FacilityNow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One row as read: what it says and what it says badly.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    /// In the file, from 1.
    number: u32,
    says: Facility,
    /// Only whether the row has a state at all; `says.status` is 正常 where it has none.
    says_status: bool,
    bad: Vec<Mark>,
}

/// Plans the import of a roster. `before` are the heads of an earlier import of this very file, empty when there is none;
/// `answers` say of a doubtful row whether it is the same facility.
pub fn plan(book: &Book, held: &[FacilityNow], before: &[EntryId], answers: &BTreeMap<u32, bool>) -> Result<Planned, Fault> {
    let (sheet, header) = choose(book)?;
    let mut preview = Preview { sheet: sheet.name.clone(), again: !before.is_empty(), ..Preview::default() };
    let rows = read(sheet, &header, &mut preview);
    let mut drafts = Vec::new();
    let mut all = Held::of(held);
    for (row, told) in settle(&rows, &mut all, answers) {
        let Settled { matched, id, mut fate, same, mut why, .. } = told;
        let now = matched.map(|n| &held[n]);
        let base = now.map(|n| &n.profile.joined.value);
        let profile = merge(base, row, &mut why);
        let changed = match now {
            None => true,
            Some(now) if now.profile.read_only => {
                why.push(Why::Newer);
                false
            }
            Some(now) => profile != now.profile.joined.value && before.is_empty(),
        };
        if fate != Fate::Doubtful {
            fate = if now.is_none() { Fate::Added } else { fate_of(changed) };
        } else if now.is_some() && !changed {
            // Nothing to ask: being the same one changes nothing.
            fate = Fate::Unchanged;
        }
        if fate == Fate::Unchanged {
            why.retain(|w| !matches!(w, Why::Changes { .. }));
        }
        if changed {
            let replaces = now.map(|n| n.profile.heads.clone()).unwrap_or_default();
            drafts.push(Draft { subject: Subject::Facility(id), replaces, body: Event::Facility(profile) });
        }
        preview.rows.push(PreviewRow { row: row.number, name: row.says.name.clone(), fate, same, why });
    }
    for twice in doubles(&rows) {
        let name = rows[twice.0].says.name.clone();
        let why = vec![Why::SameAsRow(rows[twice.1].number)];
        preview.rows.push(PreviewRow { row: rows[twice.0].number, name, fate: Fate::Unchanged, same: None, why });
    }
    preview.rows.sort_by_key(|r| r.row);
    let gone = |(n, one): &(usize, &FacilityNow)| !all.is_taken(*n) && one.profile.joined.value.status != Status::Closed;
    let missing = held.iter().enumerate().filter(gone);
    preview.missing = missing.map(|(_, one)| (one.id, one.profile.joined.value.name.clone())).collect();
    Ok(Planned::of(ImportKind::Facilities, book, preview, drafts, before))
}

fn fate_of(changed: bool) -> Fate {
    if changed { Fate::Changed } else { Fate::Unchanged }
}

/// The sheet with the most headings.
fn choose(book: &Book) -> Result<(&Sheet, Header), Fault> {
    let found = book.sheets.iter().filter_map(|s| Header::find(s, FACILITY, "name").map(|h| (s, h)));
    let columns = |h: &Header| FACILITY.iter().filter(|c| h.has(c.name)).count();
    found.rev().max_by_key(|(_, h)| columns(h)).ok_or_else(|| Fault::NoHeader { file: book.file.clone() })
}

/// The rows below the header; those without a name are told as left out at once.
fn read(sheet: &Sheet, header: &Header, preview: &mut Preview) -> Vec<Row> {
    let mut rows = Vec::new();
    for (n, cells) in sheet.rows.iter().enumerate().skip(header.row + 1) {
        if is_beside(cells, header, "name") || header.is_repeated(cells, FACILITY) {
            continue;
        }
        let number = n as u32 + 1;
        match value::text(header.cell(cells, "name")) {
            Some(name) => rows.push(read_row(number, name, |field| header.cell(cells, field))),
            None => {
                let why = vec![Why::NoName];
                preview.rows.push(PreviewRow { row: number, name: String::new(), fate: Fate::LeftOut, same: None, why });
            }
        }
    }
    rows
}

fn read_row<'c>(number: u32, name: String, cell: impl Fn(&str) -> &'c str) -> Row {
    let mut bad = Vec::new();
    let mut or_mark = |field: &str, why: MarkReason| bad.push(value::mark(field, why, cell(field)));
    let kind = value::facility_type(cell("type")).unwrap_or_else(|why| {
        or_mark("type", why);
        None
    });
    let beds = value::beds(cell("beds")).unwrap_or_else(|why| {
        or_mark("beds", why);
        None
    });
    let credit_code = value::code(cell("credit_code"));
    if let Some(why) = credit_code.as_deref().and_then(check::credit_code) {
        or_mark("credit_code", why);
    }
    let status = value::status(cell("status"));
    let former = value::text(cell("former_names"));
    let former = former.iter().flat_map(|f| f.split(['、', '，', ',', ';', '；'])).filter_map(value::text);
    let says = Facility {
        name,
        kind,
        street: value::street(cell("street")),
        address: value::text(cell("address")),
        filing_number: value::number(cell("filing_number")),
        credit_code,
        head: value::text(cell("head")),
        contact: value::text(cell("contact")),
        phone: value::phone(cell("phone")),
        beds,
        directions: value::text(cell("directions")),
        status: status.unwrap_or_default(),
        status_from: value::date(cell("status_from")),
        former_names: former.collect(),
        host: None,
        note: value::text(cell("note")),
        marks: Vec::new(),
    };
    Row { number, says, says_status: status.is_some(), bad }
}

/// What became clear about a row.
struct Settled {
    matched: Option<usize>,
    id: FacilityId,
    filing_tells: bool,
    ordinal: u32,
    fate: Fate,
    same: Option<bool>,
    why: Vec<Why>,
}

/// One way to be sure which of what is held a row is.
type Key = fn(&Held, &Row, &Settled) -> Option<usize>;

/// Rows that say nothing that an earlier row did not say: (row, the earlier one).
fn doubles(rows: &[Row]) -> Vec<(usize, usize)> {
    let mut first: HashMap<(super::keys::NameKey, Option<String>), Vec<usize>> = HashMap::new();
    let mut found = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let alike = first.entry((name_key(&row.says), filing(&row.says))).or_default();
        let like = |m: &&usize| {
            let other = &rows[**m];
            other.says == row.says && other.bad == row.bad && other.says_status == row.says_status
        };
        match alike.iter().find(like) {
            Some(m) => found.push((n, *m)),
            None => alike.push(n),
        }
    }
    found
}

/// Finds out of every row, doubles left aside, which facility it is. All sure matches come before any doubtful one.
fn settle<'r>(rows: &'r [Row], held: &mut Held, answers: &BTreeMap<u32, bool>) -> Vec<(&'r Row, Settled)> {
    let doubles: Vec<usize> = doubles(rows).into_iter().map(|(n, _)| n).collect();
    let own: Vec<&Row> = rows.iter().enumerate().filter(|(n, _)| doubles.binary_search(n).is_err()).map(|(_, r)| r).collect();
    let mut filings: HashMap<String, u32> = HashMap::new();
    for number in own.iter().filter_map(|r| filing(&r.says)) {
        *filings.entry(number).or_default() += 1;
    }
    let mut seen: HashMap<super::keys::NameKey, Vec<u32>> = HashMap::new();
    let mut settled: Vec<(&Row, Settled)> = Vec::new();
    for row in own {
        let mut why = Vec::new();
        let number = filing(&row.says);
        let filing_tells = number.as_ref().is_some_and(|f| filings[f] == 1);
        if let Some(number) = number.filter(|_| !filing_tells) {
            why.push(Why::FilingTwice { number });
        }
        let mut ordinal = 1;
        if !filing_tells {
            let alike = seen.entry(name_key(&row.says)).or_default();
            alike.push(row.number);
            ordinal = alike.len() as u32;
            if ordinal > 1 {
                why.push(Why::TwinOfRow(alike[0]));
            }
        }
        let id = derived(&row.says, filing_tells, ordinal);
        settled.push((row, Settled { matched: None, id, filing_tells, ordinal, fate: Fate::Added, same: None, why }));
    }
    let sure: [Key; 3] = [
        |held, row, told| told.filing_tells.then(|| held.by_filing(&row.says)).flatten(),
        |held, _, told| held.by_id(told.id),
        |held, row, told| (told.ordinal == 1).then(|| held.by_name(&row.says)).flatten(),
    ];
    for key in sure {
        for (row, told) in settled.iter_mut().filter(|(_, told)| told.matched.is_none()) {
            if let Some(n) = key(held, row, told) {
                held.take(n);
                (told.matched, told.id) = (Some(n), held.all[n].id);
            }
        }
    }
    ask(&mut settled, held, answers);
    let mut given = BTreeSet::new();
    for (row, told) in settled.iter_mut().filter(|(_, told)| told.matched.is_none()) {
        told.id = held.fresh(&row.says, told.filing_tells, told.ordinal, &given);
        given.insert(told.id);
    }
    settled
}

/// Rows that may be one that is there: taken for it where a person said so, or where that changes nothing.
fn ask(settled: &mut [(&Row, Settled)], held: &mut Held, answers: &BTreeMap<u32, bool>) {
    for (row, told) in settled.iter_mut().filter(|(_, told)| told.matched.is_none()) {
        // A twin within the file is one of its own by rule; there is nothing to ask.
        if told.why.iter().any(|w| matches!(w, Why::TwinOfRow(_))) {
            continue;
        }
        let Some((n, how)) = held.like(&row.says) else { continue };
        let theirs = &held.all[n];
        told.same = answers.get(&row.number).copied();
        // Where being the same one changes nothing, it is the same one: so a file taken in before asks nothing anew.
        let nothing_new = merge(Some(&theirs.profile.joined.value), row, &mut told.why.clone()) == theirs.profile.joined.value;
        told.fate = Fate::Doubtful;
        told.why.push(Why::Like { id: theirs.id, name: theirs.profile.joined.value.name.clone(), how });
        if told.same == Some(true) || told.same.is_none() && nothing_new {
            held.take(n);
            (told.matched, told.id) = (Some(n), theirs.id);
        }
    }
}

/// What is held with what the row says put over it. What the row does not say stays.
fn merge(base: Option<&Facility>, row: &Row, why: &mut Vec<Why>) -> Facility {
    let mut profile = base.cloned().unwrap_or_default();
    let says = &row.says;
    if profile.name != says.name {
        let former = std::mem::replace(&mut profile.name, says.name.clone());
        changes(why, base.is_some(), "name", &former, &says.name);
        if !former.is_empty() {
            profile.former_names.push(former);
        }
    }
    profile.former_names.extend(says.former_names.iter().cloned());
    profile.former_names.sort();
    profile.former_names.dedup();
    profile.former_names.retain(|n| *n != profile.name);

    let mut over = |field: &'static str, to: &mut Option<String>, from: &Option<String>| {
        if from.is_some() && from != to {
            changes(why, base.is_some(), field, to.as_deref().unwrap_or(""), from.as_deref().unwrap_or(""));
            to.clone_from(from);
        }
    };
    over("street", &mut profile.street, &says.street);
    over("address", &mut profile.address, &says.address);
    over("filing_number", &mut profile.filing_number, &says.filing_number);
    over("head", &mut profile.head, &says.head);
    over("contact", &mut profile.contact, &says.contact);
    over("phone", &mut profile.phone, &says.phone);
    over("directions", &mut profile.directions, &says.directions);
    over("note", &mut profile.note, &says.note);
    let bad = |field: &str| row.bad.iter().find(|m| m.field == field);
    let good_held = profile.credit_code.as_deref().is_some_and(|c| check::credit_code(c).is_none());
    if bad("credit_code").is_none() || !good_held {
        over("credit_code", &mut profile.credit_code, &says.credit_code);
    }
    if let Some(kind) = says.kind.filter(|k| profile.kind != Some(*k)) {
        let words = |k: FacilityType| Words { zh: k.words().zh.into(), en: k.words().en.into() };
        let from = profile.kind.map(words).unwrap_or_default();
        if base.is_some() {
            why.push(Why::Changes { field: "type", from, to: words(kind) });
        }
        profile.kind = Some(kind);
    }
    if let Some(beds) = says.beds.filter(|b| profile.beds != Some(*b)) {
        changes(why, base.is_some(), "beds", &profile.beds.map(|b| b.to_string()).unwrap_or_default(), &beds.to_string());
        profile.beds = Some(beds);
    }
    if row.says_status && profile.status != says.status {
        let words = |s: Status| Words { zh: s.words().zh.into(), en: s.words().en.into() };
        if base.is_some() {
            why.push(Why::Changes { field: "status", from: words(profile.status), to: words(says.status) });
        }
        profile.status = says.status;
        profile.status_from = says.status_from;
    } else if says.status_from.is_some() && row.says_status {
        profile.status_from = says.status_from;
    }
    let twin = why.iter().any(|w| matches!(w, Why::TwinOfRow(_)));
    let filing_twice = why.iter().any(|w| matches!(w, Why::FilingTwice { .. }));
    profile.marks = marks(&profile, row, twin, filing_twice, why);
    profile
}

fn changes(why: &mut Vec<Why>, told: bool, field: &'static str, from: &str, to: &str) {
    if told {
        let same = |text: &str| Words { zh: text.into(), en: text.into() };
        why.push(Why::Changes { field, from: same(from), to: same(to) });
    }
}

/// 待补正 of a profile: what the row said badly where nothing good is held, what is missing, what is twice.
fn marks(profile: &Facility, row: &Row, twin: bool, filing_twice: bool, why: &mut Vec<Why>) -> Vec<Mark> {
    let good = |mark: &&Mark| match mark.field.as_str() {
        "credit_code" => profile.credit_code.as_deref().is_some_and(|c| check::credit_code(c).is_none()),
        "type" => profile.kind.is_some(),
        _ => profile.beds.is_some(),
    };
    why.extend(row.bad.iter().filter(good).map(|m| Why::Kept(m.clone())));
    // What this row says comes first; what an earlier file left stays until its field is filled.
    let mut earlier: Vec<Mark> = row.bad.iter().filter(|m| !good(m)).cloned().collect();
    earlier.extend(profile.marks.iter().cloned());
    if twin {
        earlier.push(value::mark("name", MarkReason::Twin, ""));
    }
    if filing_twice {
        earlier.push(value::mark("filing_number", MarkReason::Twin, profile.filing_number.as_deref().unwrap_or("")));
    }
    let all = check::marks(profile, &earlier);
    for mark in all.iter().filter(|m| m.why != MarkReason::Twin) {
        let found = if mark.field == "credit_code" { profile.credit_code.clone() } else { mark.found.clone() };
        why.push(Why::Marked(Mark { found, ..mark.clone() }));
    }
    all
}

#[cfg(test)]
mod tests;
