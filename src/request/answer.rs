//! Drafts of answers: what a key on the run screen or an `answer` on the command line says about a point.
//! Always the whole value, over the heads that its writer had in front of him.

use crate::content::checklist::{AnswerKind, Item};
use crate::domain::event::Event;
use crate::domain::facility::Paper;
use crate::domain::inspection::Activity;
use crate::domain::name::PersonId;
use crate::domain::point::{Finding, Handling, NaReason, Point, Reading, Severity, Stage, UncheckedReason, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::views::closing::candidate;
use crate::views::visit::Visit;
use jiff::civil::Date;

/// What is being recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub verdict: Verdict,
    pub readings: Vec<Reading>,
    /// The planned size of a sample that was not reached.
    pub planned: Option<u32>,
    pub unchecked: Option<UncheckedReason>,
    pub na: Option<NaReason>,
    pub reason: Option<String>,
    pub return_by: Option<Date>,
    pub by: Option<PersonId>,
    pub batch: bool,
    /// A paper's kind and its new expiry, written in the same group (FIELD 15 *date*).
    pub paper: Option<(String, Date)>,
}

impl Given {
    pub fn of(verdict: Verdict) -> Given {
        Given {
            verdict,
            readings: Vec::new(),
            planned: None,
            unchecked: None,
            na: None,
            reason: None,
            return_by: None,
            by: None,
            batch: false,
            paper: None,
        }
    }
}

/// Drafts the answer to an item, or to one more place of it. A fail gets its finding with presets in the same entry, and
/// keeps the one it has; anything else withdraws it. Notes stay.
pub fn answer(visit: &Visit, id: &PointId, given: Given) -> Result<Vec<Draft>, Refusal> {
    let mut point = start(visit, id)?;
    point.verdict = given.verdict;
    point.readings = given.readings;
    point.planned = given.planned;
    point.unchecked = given.unchecked;
    point.na = given.na;
    point.reason = given.reason;
    point.return_by = given.return_by;
    point.by = given.by;
    point.batch = given.batch;
    point.finding = match given.verdict {
        Verdict::Fail => Some(point.finding.take().unwrap_or_else(|| preset(visit, visit.item_of(id)))),
        _ => None,
    };
    if let (Some(finding), Some((bad, looked))) = (&mut point.finding, counted(&point.readings)) {
        (finding.bad, finding.looked) = (Some(bad), Some(looked));
    }
    point.judged_by = judged_by(visit, id);
    let mut drafts = vec![draft(visit, id, point)];
    drafts.extend(given.paper.map(|(kind, expires)| paper(visit, kind, expires)));
    Ok(drafts)
}

/// Drafts any other change of a point: a field of its finding, a note. The closure changes the whole value.
pub fn change(visit: &Visit, id: &PointId, change: impl FnOnce(&mut Point)) -> Result<Vec<Draft>, Refusal> {
    let mut point = start(visit, id)?;
    change(&mut point);
    Ok(vec![draft(visit, id, point)])
}

/// One more place of an item that fails there too, under a name of its own. Gives the new point's id.
pub fn further(visit: &Visit, item: &str) -> Result<(PointId, Vec<Draft>), Refusal> {
    let of = visit.parts.lists.iter().flat_map(|l| &l.items).find(|i| i.id == item);
    let of = of.ok_or_else(|| Refusal::NotFound { what: item.into() })?;
    let id = fresh(visit);
    let mut point = Point::of(Verdict::Fail);
    point.item = Some(item.into());
    point.finding = Some(preset(visit, Some(of)));
    Ok((id.clone(), vec![draft(visit, &id, point)]))
}

/// A problem outside the list (清单外). Gives the new point's id.
pub fn outside(visit: &Visit) -> (PointId, Vec<Draft>) {
    let id = fresh(visit);
    let mut point = Point::of(Verdict::Fail);
    point.finding = Some(preset(visit, None));
    (id.clone(), vec![draft(visit, &id, point)])
}

/// 按错了，撤回问题: the point has no answer any more; its notes stay.
pub fn clear(visit: &Visit, id: &PointId) -> Result<Vec<Draft>, Refusal> {
    answer(visit, id, Given::of(Verdict::Cleared))
}

/// 已当场改好: still a fail, closed at birth.
pub fn fixed_on_spot(visit: &Visit, id: &PointId) -> Result<Vec<Draft>, Refusal> {
    let on = visit.parts.head.joined.value.on;
    change(visit, id, |point| {
        if let Some(finding) = &mut point.finding {
            finding.stage = Stage::FixedOnSpot;
            finding.handling = Some(Handling::Fixed);
            finding.due = None;
            finding.step.get_or_insert_default().on = Some(on);
        }
    })
}

/// The rest of a section in one group: 其余记未查 or, for what may be taken together, 其余记符合 marked 成批 (FIELD 4).
pub fn rest(visit: &Visit, rows: &[usize], given: &Given) -> Result<Vec<Draft>, Refusal> {
    let mut drafts = Vec::new();
    for &row in rows {
        let mut given = given.clone();
        given.batch |= given.verdict == Verdict::Pass;
        drafts.extend(answer(visit, &visit.rows[row].point, given)?);
    }
    Ok(drafts)
}

/// Whether an item may be passed together with others: never red lines, tests, numbers, samples, dates, what failed or
/// was not looked at last time, what has an open finding, what is new (FIELD 4).
pub fn may_pass_in_batch(visit: &Visit, row: usize) -> bool {
    let (r, item) = (&visit.rows[row], visit.item(row));
    let last_bad = visit.parts.last.get(&item.id).is_some_and(|l| matches!(l.verdict, Verdict::Fail | Verdict::Unchecked));
    let open = visit.parts.open.get(&item.id).is_some_and(|o| !o.is_empty());
    let plain = matches!(item.kind, AnswerKind::Judge | AnswerKind::Count);
    let test = item.method.contains(&crate::content::checklist::Method::Test);
    plain && !test && !item.red_line && !r.new && !last_bad && !open
}

/// The finding as it stands the moment the fail is recorded.
pub fn preset(visit: &Visit, item: Option<&Item>) -> Finding {
    let head = &visit.parts.head.joined.value;
    let mut finding = Finding::open(item.map_or(Severity::Serious, |i| i.severity));
    let may_order = head.activity == Activity::Inspection;
    finding.handling = Some(match item.map_or(Handling::Order, |i| i.handling) {
        // What is mostly put right on the spot is not put right before somebody says so.
        Handling::Fixed | Handling::Order if may_order => Handling::Order,
        Handling::Fixed | Handling::Order => Handling::Advise,
        other => other,
    });
    let days = i64::from(item.map_or(7, |i| i.days));
    finding.due = head.on.checked_add(jiff::Span::new().days(days)).ok();
    finding
}

/// The proposed day of a finding, where another is later and it may be a major hazard: that is told, never forbidden.
pub fn later_than_proposed(visit: &Visit, id: &PointId, due: Option<Date>) -> Option<Date> {
    let item = visit.item_of(id);
    let finding = visit.point(id)?.now.joined.value.finding.as_ref()?;
    let may_be_major = candidate(finding, item.is_some_and(|i| i.red_line));
    preset(visit, item).due.filter(|proposed| may_be_major && due.is_some_and(|due| due > *proposed))
}

/// The finding of a point as it stood the moment the fail was recorded: nothing in it that somebody wrote.
pub fn untouched(visit: &Visit, id: &PointId) -> Finding {
    let mut finding = preset(visit, visit.item_of(id));
    if let Some((bad, looked)) = visit.point(id).and_then(|p| counted(&p.now.joined.value.readings)) {
        (finding.bad, finding.looked) = (Some(bad), Some(looked));
    }
    finding
}

/// `bad/tested` of a sample or count, added up over its readings.
fn counted(readings: &[Reading]) -> Option<(u32, u32)> {
    let pairs = readings.iter().map(|r| {
        let (bad, tested) = r.value.split_once('/')?;
        Some((bad.parse::<u32>().ok()?, tested.parse::<u32>().ok()?))
    });
    let all: Option<Vec<_>> = pairs.collect();
    all.filter(|a| !a.is_empty()).map(|a| a.iter().fold((0, 0), |(b, t), (bad, tested)| (b + bad, t + tested)))
}

/// The current value, or an empty one; refused where a newer version wrote it.
fn start(visit: &Visit, id: &PointId) -> Result<Point, Refusal> {
    match visit.point(id) {
        Some(now) if now.now.read_only => Err(Refusal::NewerSubject { subject: Subject::Point(id.clone()).to_string() }),
        Some(now) => Ok(now.now.joined.value.clone()),
        None => Ok(Point::of(Verdict::Cleared)),
    }
}

fn draft(visit: &Visit, id: &PointId, point: Point) -> Draft {
    let replaces = visit.point(id).map(|p| p.now.heads.clone()).unwrap_or_default();
    Draft { subject: Subject::Point(id.clone()), replaces, body: Event::Point(point) }
}

fn paper(visit: &Visit, kind: String, expires: Date) -> Draft {
    let now = visit.parts.papers.get(&kind);
    let mut value: Paper = now.map(|p| p.joined.value.clone()).unwrap_or_default();
    value.expires = Some(expires);
    value.seen = Some(visit.parts.head.joined.value.on);
    let subject = Subject::Paper(visit.parts.facility_id, kind);
    Draft { subject, replaces: now.map(|p| p.heads.clone()).unwrap_or_default(), body: Event::Paper(value) }
}

/// Named only where the visit holds two versions of the item's list.
fn judged_by(visit: &Visit, id: &PointId) -> Option<crate::domain::name::ContentHash> {
    let row = visit.row_of(&visit.item_of(id)?.id)?;
    let list = &visit.parts.lists[visit.rows[row].list];
    let versions = visit.parts.head.joined.value.lists.iter().filter(|l| l.id == list.id).count();
    (versions > 1).then_some(list.hash)
}

fn fresh(visit: &Visit) -> PointId {
    let name = crate::domain::derive::further(&visit.parts.seed, visit.parts.points.len());
    PointId::new(visit.parts.id, name.to_string())
}
