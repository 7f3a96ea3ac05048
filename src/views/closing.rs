//! What stands in the way of closing a visit, and what should be looked at again, in the order of FIELD 19.
//! A function of the visit alone.

use super::finding::FindingRow;
use super::visit::{SectionNow, Visit};
use crate::content::checklist::AnswerKind;
use crate::domain::inspection::Activity;
use crate::domain::point::{Finding, Handling, NaReason, Severity, Stage, UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::text::{Text, closing as words};

/// A field of a finding that is still missing (待补).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    Place,
    Facts,
    /// None at fault, or more than were looked at: no count of a fail.
    Count,
    /// 临时措施 of what may be a major hazard and is not fixed on the spot.
    Interim,
    /// Who returns by which date, for a red-line item that was not checked.
    ReturnBy,
    /// Why it was not checked or does not apply, or the words to 其他.
    Reason,
}

impl Missing {
    pub fn words(self) -> Text {
        match self {
            Missing::Place => words::MISSING_PLACE,
            Missing::Facts => words::MISSING_FACTS,
            Missing::Count => words::MISSING_COUNT,
            Missing::Interim => words::MISSING_INTERIM,
            Missing::ReturnBy => words::MISSING_RETURN,
            Missing::Reason => words::MISSING_REASON,
        }
    }
}

/// The closing list. Only `red_unanswered` and `disputes` stop the freezing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    /// Rows of red-line items without any answer.
    pub red_unanswered: Vec<usize>,
    /// Other rows without any answer.
    pub unanswered: Vec<usize>,
    /// Findings to be rechecked without any answer, as indexes into `to_recheck`.
    pub not_rechecked: Vec<usize>,
    pub incomplete: Vec<(PointId, Vec<Missing>)>,
    pub disputes: Vec<PointId>,
    /// Candidates for major hazard, also those that a second person judged.
    pub candidates: Vec<PointId>,
    /// Those of them that are not fixed on the spot and have no interim measure.
    pub no_interim: Vec<PointId>,
    /// Passes recorded within 1 s of each other, five or more in a run.
    pub hasty: Vec<PointId>,
    pub batch: Vec<PointId>,
    /// Samples smaller than planned, or passed without a word of how many.
    pub short: Vec<PointId>,
    /// Fields of the gate that are empty, by their names.
    pub blank: Vec<&'static str>,
    pub totals: Totals,
}

/// Counts of a visit. 应查 leaves out what a trait switches off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub due: u32,
    pub pass: u32,
    pub fail: u32,
    pub na: u32,
    pub unchecked: u32,
    pub blank: u32,
    pub batch: u32,
    /// Findings: more than fails where an item fails in several places.
    pub findings: u32,
    pub fixed: u32,
    pub to_order: u32,
    pub to_transfer: u32,
    pub advised: u32,
}

/// Rows in the scope of today: of the sections in scope all, of the others (未列入本次) what was pulled in or recorded.
pub fn rows_in_scope(visit: &Visit) -> impl Iterator<Item = usize> {
    visit.sections.iter().flat_map(move |s| in_scope(visit, s))
}

/// The same of one section.
pub fn in_scope<'v>(visit: &'v Visit, section: &'v SectionNow) -> impl Iterator<Item = usize> + 'v {
    let taken = &visit.parts.head.joined.value.taken_in;
    let counts = move |row: &usize| taken.contains(&visit.item(*row).id) || is_answered(visit, *row);
    section.rows.iter().copied().filter(move |row| !section.out || counts(row))
}

/// Whether anything was recorded on a row: a judgement or 未查 with its reason.
pub fn is_answered(visit: &Visit, row: usize) -> bool {
    let point = visit.point(&visit.rows[row].point);
    point.is_some_and(|p| p.now.joined.value.verdict != Verdict::Cleared) || fails_elsewhere(visit, row)
}

/// Whether a further place of the row fails; one that was withdrawn says nothing.
fn fails_elsewhere(visit: &Visit, row: usize) -> bool {
    let fails = |id: &PointId| visit.point(id).is_some_and(|p| p.now.joined.value.verdict == Verdict::Fail);
    visit.rows[row].further.iter().any(fails)
}

/// The verdict of a row with its further places.
pub fn verdict(visit: &Visit, row: usize) -> Verdict {
    let own = visit.point(&visit.rows[row].point).map_or(Verdict::Cleared, |p| p.now.joined.value.verdict);
    if fails_elsewhere(visit, row) { Verdict::Fail } else { own }
}

/// Makes the closing list.
pub fn closing(visit: &Visit) -> Closing {
    let mut list = Closing { totals: totals(visit), ..Closing::default() };
    for row in rows_in_scope(visit) {
        if !is_answered(visit, row) {
            if visit.item(row).red_line { list.red_unanswered.push(row) } else { list.unanswered.push(row) }
        }
    }
    for (key, now) in &visit.parts.points {
        let id = PointId::new(visit.parts.id, key.clone());
        let (value, item) = (&now.now.joined.value, visit.item_of(&id));
        let red = item.is_some_and(|i| i.red_line);
        let missing = missing(value, red);
        if !missing.is_empty() {
            list.incomplete.push((id.clone(), missing));
        }
        if now.now.joined.disputed {
            list.disputes.push(id.clone());
        }
        if value.finding.as_ref().is_some_and(|f| candidate(f, red)) {
            list.candidates.push(id.clone());
            if value.finding.as_ref().is_some_and(|f| lacks_interim(f, red)) {
                list.no_interim.push(id.clone());
            }
        }
        if value.batch {
            list.batch.push(id.clone());
        }
        let unsaid = value.verdict == Verdict::Pass && value.readings.is_empty();
        if (value.planned.is_some() || unsaid) && item.is_some_and(|i| i.kind == AnswerKind::Sample) {
            list.short.push(id.clone());
        }
    }
    let open = |row: &FindingRow| super::recheck::rechecked(visit, row).is_none();
    list.not_rechecked = (0..visit.parts.to_recheck.len()).filter(|&r| open(&visit.parts.to_recheck[r])).collect();
    list.hasty = hasty(visit);
    list.blank = blank(visit);
    list
}

/// Whether a finding may be a major hazard: it is written as one, or its item is a red line.
pub fn candidate(finding: &Finding, red_line: bool) -> bool {
    red_line || finding.severity == Severity::Major
}

fn lacks_interim(finding: &Finding, red_line: bool) -> bool {
    candidate(finding, red_line) && finding.stage != Stage::FixedOnSpot && finding.interim.is_none()
}

/// Whether a count can be one of a fail: something at fault, and no more than were looked at.
pub fn counts_a_fail(looked: Option<u32>, bad: Option<u32>) -> bool {
    bad.is_none_or(|bad| bad >= 1 && looked.is_none_or(|looked| bad <= looked))
}

/// What a point still lacks.
pub fn missing(point: &crate::domain::point::Point, red_line: bool) -> Vec<Missing> {
    let mut missing = Vec::new();
    if let Some(f) = &point.finding {
        if f.place.is_none() {
            missing.push(Missing::Place);
        }
        // A ready wording with a blank left open is not the whole fact.
        if f.facts.as_ref().is_none_or(|facts| facts.contains("__")) {
            missing.push(Missing::Facts);
        }
        if !counts_a_fail(f.looked, f.bad) {
            missing.push(Missing::Count);
        }
        if lacks_interim(f, red_line) {
            missing.push(Missing::Interim);
        }
    }
    if point.verdict == Verdict::Unchecked {
        if red_line && (point.return_by.is_none() || point.by.is_none()) {
            missing.push(Missing::ReturnBy);
        }
        let unsaid = matches!(point.unchecked, None | Some(UncheckedReason::Other));
        if unsaid && point.reason.is_none() {
            missing.push(Missing::Reason);
        }
    }
    if point.verdict == Verdict::Na && matches!(point.na, None | Some(NaReason::Other)) && point.reason.is_none() {
        missing.push(Missing::Reason);
    }
    missing
}

/// Counts the visit.
pub fn totals(visit: &Visit) -> Totals {
    totals_of(visit, &[])
}

/// Counts named sections (`list/section`; none named = the whole visit), as a record of them does.
pub fn totals_of(visit: &Visit, sections: &[String]) -> Totals {
    let mut t = Totals::default();
    let concerned = |s: &&SectionNow| sections.is_empty() || sections.contains(&s.key);
    for row in visit.sections.iter().filter(concerned).flat_map(|s| in_scope(visit, s)) {
        t.due += 1;
        match verdict(visit, row) {
            Verdict::Pass => t.pass += 1,
            Verdict::Fail => t.fail += 1,
            Verdict::Na => t.na += 1,
            Verdict::Unchecked => t.unchecked += 1,
            Verdict::Cleared => t.blank += 1,
        }
    }
    let own = super::record::points(visit, sections).filter(|id| id.inspection == Some(visit.parts.id));
    for now in own.filter_map(|id| visit.point(&id)) {
        let value = &now.now.joined.value;
        t.batch += u32::from(value.batch);
        if let Some(f) = &value.finding {
            t.findings += 1;
            match f.handling {
                // Fixed is what stands as fixed, whatever was meant on site.
                _ if f.stage == Stage::FixedOnSpot => t.fixed += 1,
                Some(Handling::Order) => t.to_order += 1,
                Some(Handling::Transfer) => t.to_transfer += 1,
                Some(Handling::Fixed | Handling::Advise) | None => t.advised += 1,
            }
        }
    }
    t
}

/// Passes that came too quickly to have been judged: five or more in a row, each within a second of the one before.
fn hasty(visit: &Visit) -> Vec<PointId> {
    let mut passes: Vec<(jiff::Timestamp, &String)> = Vec::new();
    for (key, now) in &visit.parts.points {
        let value = &now.now.joined.value;
        if value.verdict == Verdict::Pass && !value.batch && visit.parts.head.joined.value.backfilled.is_none() {
            passes.extend(now.at.parse().ok().map(|at| (at, key)));
        }
    }
    passes.sort();
    let mut hasty = Vec::new();
    let mut run: Vec<&String> = Vec::new();
    let mut before: Option<jiff::Timestamp> = None;
    for (at, key) in passes {
        let close = before.is_some_and(|b| at.as_second() - b.as_second() <= 1);
        if !close {
            flush(&mut run, &mut hasty);
        }
        run.push(key);
        before = Some(at);
    }
    flush(&mut run, &mut hasty);
    hasty.into_iter().map(|key| PointId::new(visit.parts.id, key)).collect()
}

fn flush(run: &mut Vec<&String>, hasty: &mut Vec<String>) {
    if run.len() >= 5 {
        hasty.extend(run.iter().map(|k| (*k).clone()));
    }
    run.clear();
}

/// Fields of the record's head that nobody filled in: printed as a line for the pen.
fn blank(visit: &Visit) -> Vec<&'static str> {
    let head = &visit.parts.head.joined.value;
    let g = &head.gate;
    let mut blank = Vec::new();
    let mut ask = |name, empty: bool| {
        if empty {
            blank.push(name);
        }
    };
    ask("started", g.started.is_empty());
    ask("ended", g.ended.is_empty());
    ask("host_name", g.host_name.is_empty());
    ask("host_phone", g.host_phone.is_empty());
    ask("beds_counted", g.beds_counted.is_empty());
    ask("residents", g.residents.is_empty());
    ask("staff", g.staff.is_empty());
    ask("cards_shown", !g.cards_shown && head.activity == Activity::Inspection);
    ask("rights_told", !g.rights_told && head.activity == Activity::Inspection);
    ask("recusal", g.recusal.is_empty() && head.activity == Activity::Inspection);
    ask("officers", head.officers.len() < 2);
    blank
}
