//! The findings on the record, each with what the law asks of a written fault; and old findings that were rechecked.
//! What may not be said without a verified basis or two cards is softened here, never sharpened.

use super::{Source, all_of, head};
use crate::content::checklist::Item;
use crate::content::limit;
use crate::domain::join::Joined;
use crate::domain::point::{self, Handling, Point, Severity, Stage};
use crate::domain::subject::PointId;
use crate::report::{PEN, basis, day, or_pen};
use crate::text::report as words;
use crate::text::{Lang, Text};
use crate::views::closing::Totals;
use crate::views::finding::FindingRow;
use crate::views::recheck::due as due_then_and_now;
use jiff::civil::Date;

/// One finding in words; empty texts print as lines for the pen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub point: PointId,
    /// `3.05`, or 清单外.
    pub number: String,
    /// The item's short title; empty outside the list.
    pub short: String,
    pub place: String,
    pub facts: String,
    /// 改后, of what was fixed while we watched.
    pub after: Option<String>,
    pub readings: String,
    pub limit: String,
    pub photos: String,
    pub notes: Vec<String>,
    /// Empty: 「依据由检查机关核定后另行告知」.
    pub basis: Vec<String>,
    pub severity: String,
    /// As recorded; the paper may say less.
    pub noted: Option<Handling>,
    pub handling: Handling,
    pub handling_said: String,
    pub due: String,
    pub interim: Option<String>,
    pub reply: String,
    pub disputed: bool,
}

/// An old finding and what the recheck saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rechecked {
    /// The item's short title; empty where it is not in this program's lists.
    pub short: String,
    pub place: String,
    pub facts: String,
    /// When it was found, and by when it was due before this visit.
    pub found_due: String,
    pub result: String,
    /// The day that this visit set, where it is another.
    pub new_due: Option<String>,
    pub words: String,
}

/// The findings in the order of the rows, each row's further places behind it, then what is outside the lists.
pub fn findings(from: &Source) -> Vec<Finding> {
    let visit = from.visit;
    let own = |id: &PointId| id.inspection == Some(visit.parts.id);
    let in_record: Vec<PointId> = crate::views::record::points(visit, from.sections).filter(own).collect();
    in_record.iter().filter_map(|id| finding(from, id)).collect()
}

fn finding(from: &Source, id: &PointId) -> Option<Finding> {
    let now = from.visit.point(id)?;
    let joined = &now.now.joined;
    let found = joined.value.finding.as_ref()?;
    let item = from.visit.item_of(id);
    let row = item.and_then(|i| from.visit.row_of(&i.id));
    let text = |field: &str, value: &Option<String>| all_of(joined, field, value.as_deref().unwrap_or_default());
    let basis = basis(from, found, item);
    let (handling, handling_said) = handling(from, found, item, !basis.is_empty());
    let after = found.step.as_ref().and_then(|s| s.words.clone()).unwrap_or_default();
    Some(Finding {
        point: id.clone(),
        noted: found.handling,
        number: row.map_or_else(|| from.say(words::OUTSIDE).into(), |r| from.visit.rows[r].number.clone()),
        short: item.map(|i| i.short.get(from.lang).to_string()).unwrap_or_default(),
        place: text("place", &found.place),
        facts: text("facts", &found.facts),
        after: (handling == Handling::Fixed).then_some(after),
        readings: readings(from, joined, item),
        limit: item.map(|i| limit::words(i, from.lang)).unwrap_or_default(),
        photos: found.photos.join(from.say(words::AND)),
        notes: joined.value.notes.clone(),
        basis,
        severity: severity(from, found.severity, item.is_some_and(|i| i.red_line), now.major).into(),
        handling,
        handling_said,
        due: if handling == Handling::Fixed { String::new() } else { due(from, found.due) },
        interim: found.interim.as_ref().map(|_| text("interim", &found.interim)),
        reply: text("reply", &found.reply),
        disputed: joined.disputed,
    })
}

/// Clauses that were verified; one that a person entered stands first. An order has only those that bind the place.
fn basis(from: &Source, found: &point::Finding, item: Option<&Item>) -> Vec<String> {
    let order = from.official && found.handling == Some(Handling::Order) && found.stage != Stage::FixedOnSpot;
    let typed = basis::typed(found.clause.as_deref(), from.place, from.norms, order, from.lang);
    let verified = item.map(|i| basis::printed(i, from.place, from.norms, from.on, order, from.lang)).unwrap_or_default();
    typed.into_iter().chain(verified).collect()
}

/// 重大 only once a second person said so, else 疑似重大; never lower than written otherwise.
fn severity(from: &Source, written: Severity, red_line: bool, judged: Option<bool>) -> &'static str {
    let said: Text = match (judged, written) {
        (Some(true), _) => Severity::Major.words(),
        (None, Severity::Major) => words::SUSPECTED,
        (None, _) if red_line => words::SUSPECTED,
        (Some(false), Severity::Major) => Severity::Serious.words(),
        (_, other) => other.words(),
    };
    from.say(said)
}

/// What the paper says about handling: no order without two cards, no transfer without a verified clause.
fn handling(from: &Source, found: &point::Finding, item: Option<&Item>, verified: bool) -> (Handling, String) {
    let advise = |text: Text| (Handling::Advise, from.say(text).to_string());
    match found.handling {
        _ if found.stage == Stage::FixedOnSpot => (Handling::Fixed, Handling::Fixed.words().get(from.lang).into()),
        Some(Handling::Order) if from.official => (Handling::Order, from.say(words::ORDER).into()),
        Some(Handling::Order) => advise(words::ADVISE_NOT_ORDER),
        Some(Handling::Transfer) if verified => {
            let named = |i: &Item| match crate::content::rules().authority(i) {
                Some(to) => to.authority.get(from.lang).to_string(),
                None => i.owner.words().get(from.lang).into(),
            };
            let to = item.map_or(PEN.into(), named);
            (Handling::Transfer, words::TRANSFER_TO.fill(from.lang, &[&to]))
        }
        Some(Handling::Transfer) => advise(words::ADVISE_NOT_TRANSFER),
        Some(Handling::Fixed | Handling::Advise) | None => advise(words::ADVISE),
    }
}

/// What the paper says instead of what is meant; nothing where it says that.
pub fn softened(from: &Source, id: &PointId, meant: Option<Handling>) -> Option<String> {
    let found = from.visit.point(id)?.now.joined.value.finding.as_ref()?;
    let item = from.visit.item_of(id);
    let stage = if meant == Some(Handling::Fixed) { Stage::FixedOnSpot } else { Stage::Open };
    let found = point::Finding { handling: meant, stage, ..found.clone() };
    let verified = !basis(from, &found, item).is_empty();
    let (printed, said) = handling(from, &found, item, verified);
    meant.filter(|meant| *meant != printed).map(|_| said)
}

/// A date with its weekday.
fn due(from: &Source, due: Option<Date>) -> String {
    match due {
        None => String::new(),
        Some(by) if by <= from.on => from.say(words::AT_ONCE).into(),
        Some(by) => {
            let weekday = words::WEEKDAYS[by.weekday().to_monday_zero_offset() as usize];
            words::BY_DATE.fill(from.lang, &[&day(by, from.lang), &from.say(weekday)])
        }
    }
}

/// Readings with what was planned; counts typed into the form where there are no readings.
pub fn readings(from: &Source, joined: &Joined<Point>, item: Option<&Item>) -> String {
    let point = &joined.value;
    let mut said: Vec<String> = point
        .readings
        .iter()
        .map(|r| match item {
            Some(item) => limit::said(item, r, from.lang),
            None => format!("{} {}", r.label, r.value).trim().into(),
        })
        .collect();
    let counted = point.finding.as_ref().and_then(|f| Some((f.looked?, f.bad?)));
    if let (true, Some((looked, bad))) = (said.is_empty(), counted) {
        said.push(words::COUNTED.fill(from.lang, &[&looked, &bad]));
    }
    if let Some(planned) = point.planned {
        let tested = |r: &point::Reading| r.value.split_once('/').and_then(|(_, tested)| tested.trim().parse::<u32>().ok());
        let looked: u32 = point.readings.iter().filter_map(tested).sum();
        said.push(words::PLANNED.fill(from.lang, &[&planned, &looked]));
    }
    said.join(from.say(words::THEN))
}

/// Counts handlings as they are printed, so that totals and table say the same.
pub fn count(findings: &[Finding], totals: &mut Totals) {
    let of = |handling| findings.iter().filter(|f| f.handling == handling).count() as u32;
    totals.findings = findings.len() as u32;
    totals.fixed = of(Handling::Fixed);
    totals.to_order = of(Handling::Order);
    totals.to_transfer = of(Handling::Transfer);
    totals.advised = of(Handling::Advise);
}

/// Old findings of a recheck visit, in the order of its head.
pub fn rechecked(from: &Source) -> Vec<Rechecked> {
    let in_record: Vec<PointId> = crate::views::record::points(from.visit, from.sections).collect();
    let held = |row: &&FindingRow| in_record.contains(&row.id) || row.points.iter().any(|id| in_record.contains(id));
    from.visit.parts.to_recheck.iter().filter(held).map(|row| one_rechecked(from, row)).collect()
}

fn one_rechecked(from: &Source, row: &FindingRow) -> Rechecked {
    let steps = row.points.iter().chain([&row.id]).filter_map(|id| from.visit.point(id)).filter_map(|now| {
        let found = now.now.joined.value.finding.as_ref()?;
        let step = found.step.as_ref().filter(|s| s.visit == Some(from.visit.parts.id))?;
        Some((found.stage, step))
    });
    let seen = steps.min_by_key(|(stage, _)| *stage);
    let day = |d: Option<Date>| d.map_or(PEN.to_string(), |d| day(d, from.lang));
    let result = match (seen, seen.and_then(|(_, step)| step.unchecked)) {
        (None, _) => from.say(words::NOT_RECHECKED).into(),
        (_, Some(why)) => format!("{}{}{}", from.say(words::NOT_RECHECKED), from.say(words::COLON), from.say(why.words())),
        (Some((Stage::Closed | Stage::FixedOnSpot, _)), _) => from.say(words::FIXED).into(),
        (Some((Stage::Reported, _)), _) => from.say(words::FIXED_NOT_CLOSED).into(),
        (Some((other, _)), _) => from.say(other.words()).into(),
    };
    let said = seen.and_then(|(_, step)| step.words.clone()).unwrap_or_default();
    let short = row.item.as_deref().and_then(crate::content::short_title);
    let (was, now) = due_then_and_now(from.visit, row);
    let moved = now.filter(|_| seen.is_some() && now != was);
    let found = if moved.is_some() { words::FOUND_WAS_DUE } else { words::FOUND_DUE };
    Rechecked {
        short: short.map(|s| s.get(from.lang).to_string()).unwrap_or_default(),
        place: row.place.clone(),
        facts: row.facts.clone(),
        found_due: found.fill(from.lang, &[&day(row.found_on), &day(was)]),
        result,
        new_due: moved.map(|by| day(Some(by))),
        words: said,
    }
}

impl Finding {
    /// Place and facts in one line, for what is read aloud or copied by hand.
    pub fn line(&self, lang: Lang) -> String {
        let colon = words::COLON.get(lang);
        let title = format!("{} {}", self.number, self.short);
        let place = or_pen(&self.place);
        format!("{}{colon}{place}{}{}", title.trim_end(), words::THEN.get(lang), or_pen(&self.facts))
    }
}

impl Rechecked {
    /// The result, with the day by which it is to be put right now.
    pub fn outcome(&self, lang: Lang) -> String {
        match &self.new_due {
            None => self.result.clone(),
            Some(by) => words::NEW_DUE.fill(lang, &[&self.result, by]),
        }
    }

    /// Place, old facts and result in one line.
    pub fn line(&self, lang: Lang) -> String {
        let (colon, then) = (words::COLON.get(lang), words::THEN.get(lang));
        let facts = format!("{}{then}{}", or_pen(&self.place), or_pen(&self.facts));
        // The result first: a long fact is cut at the edge of the screen.
        format!("{}{colon}{facts}", self.outcome(lang))
    }
}

/// Who returns, in words.
pub fn name(from: &Source, id: Option<crate::domain::name::PersonId>) -> String {
    id.map(|id| head::name(from, &id)).unwrap_or_default()
}
