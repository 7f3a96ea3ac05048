//! `answer`: records one item, one more place of it, or what is outside the list. The same drafts as a key on the run
//! screen; what the screen would ask is a flag here, and without it nothing is written.

mod flags;

use super::args::{Answer, HandlingWord, SeverityWord};
use super::find::{self, Target};
use super::out::Out;
use super::people::People;
use super::rows;
use super::session::{Session, day};
use crate::content::checklist::{AnswerKind, Item};
use crate::content::limit::{self, Standing};
use crate::domain::event::Event;
use crate::domain::name::PersonId;
use crate::domain::point::{Finding, Handling, Point, Reading, Stage, UncheckedReason, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::failure::usage::Usage;
use crate::journal::entry::Draft;
use crate::request::answer::{self as draft, Given};
use crate::request::finding::{self, Taken};
use crate::text::{Text, t};
use crate::views::closing;
use crate::views::closing::missing;
use crate::views::record;
use crate::views::visit::Visit;
use flags::{why_na, why_unchecked, word};
use jiff::civil::Date;
use serde_json::json;

pub fn run(session: &Session, args: &Answer) -> Result<Out, Failure> {
    let asked = Asked::of(args)?;
    let mut log = session.open()?;
    let visit = log.visit(find::inspection(&args.inspection)?)?;
    let target = find::target(&visit, &args.what)?;
    let mut people = People::of(&mut log, session)?;
    let by = args.by.as_deref().map(|p| people.named(p)).transpose()?;
    // Who says that somebody returns by a day, and not who, returns.
    let returns = asked.verdict == Verdict::Unchecked && asked.due.is_some() && matches!(target, Target::Point(_));
    let by = by.or(people.author.filter(|_| returns));
    let (id, mut drafts) = asked.drafts(&visit, target, by)?;
    if let Some(other) = &asked.same {
        let other = log.finding(other)?.row;
        finding::may_be_same(&visit, &id, &other).map_err(Failure::Rule)?;
        // Whatever was said of the two before is seen and replaced.
        let heads = log.said(&Subject::same(&id, &other.id))?.heads;
        drafts.push(finding::same(&id, &other.id, true, heads, None));
    }
    let (what, verdict) = (words_of(&visit, &id, &drafts, session), recorded(&drafts).unwrap_or(asked.verdict));
    let point = drafts.iter().find_map(|d| if let Event::Point(p) = &d.body { Some(p.clone()) } else { None });
    let (told, lines) = point.as_ref().map(|p| rows::follows(&visit, &id, p, session.lang)).unwrap_or_default();
    people.write(&mut log, drafts, session)?;
    let echo = t!("刚记 {}  {} = {}", "Recorded {}  {} = {}")
        .fill(session.lang, &[&session.now.time, &what, &verdict.words().get(session.lang)]);
    let mut json = json!({ "id": id });
    told.into_iter().for_each(|(key, value)| json[key] = value);
    let lacks = point.as_ref().map(|p| missing(p, visit.item_of(&id).is_some_and(|i| i.red_line))).unwrap_or_default();
    let lacks: Vec<&str> = lacks.into_iter().map(|m| m.words().get(session.lang)).collect();
    let owed = t!("待补：{}", "Still missing: {}").fill(session.lang, &[&lacks.join(" ")]);
    let behind = after_paper(&visit, &id);
    if let Some((stage, _)) = behind {
        json["after"] = json!(stage);
    }
    let lines = lines.into_iter().chain((!lacks.is_empty()).then_some(owed));
    let lines = lines.chain(behind.map(|(_, said)| said.get(session.lang).to_string()));
    let words = [format!("{id}\n{echo}")].into_iter().chain(lines).collect::<Vec<_>>().join("\n");
    Ok(Out::of(json, words))
}

/// What an answer behind a paper calls for. Nothing stops it (FIELD 41); it is told, as the screen asks first.
fn after_paper(visit: &Visit, point: &PointId) -> Option<(&'static str, Text)> {
    match record::paper_of(visit, Some(point)).filter(|f| f.is_signed() || f.outside.is_empty())? {
        paper if !paper.is_signed() => Some((
            "frozen",
            t!(
                "已定稿：这一条要再定稿（freeze）才算进去，旧稿作废",
                "It was frozen: freeze again to take this in; the old draft is void"
            ),
        )),
        _ => Some((
            "signed",
            t!("已登记签字：这一条归入补正，用 amend 写补正说明", "It was signed: this is an amendment, say why with `amend`"),
        )),
    }
}

/// What the flags ask for, checked as far as it can be without the visit.
struct Asked<'a> {
    args: &'a Answer,
    verdict: Verdict,
    due: Option<Date>,
    same: Option<PointId>,
}

impl<'a> Asked<'a> {
    fn of(args: &'a Answer) -> Result<Asked<'a>, Failure> {
        let verdict = args.verdict.verdict();
        if args.why.is_some() && args.severity.is_none() {
            return Err(Failure::Usage(Usage::Needs { flag: "--why", other: "--severity" }));
        }
        let about_fail = [
            ("--facts", args.facts.is_some()),
            ("--place", args.place.is_some()),
            ("--count", args.count.is_some()),
            ("--handling", args.handling.is_some()),
            ("--interim", args.interim.is_some()),
            ("--photos", args.photos.is_some()),
            ("--reply", args.reply.is_some()),
            ("--same", args.same.is_some()),
            ("--severity", args.severity.is_some()),
        ];
        let stays_fail = verdict == Verdict::Fail || args.fixed;
        if let Some((flag, _)) = about_fail.iter().find(|(_, given)| *given && !stays_fail) {
            return Err(Failure::Usage(Usage::Needs { flag, other: "fail" }));
        }
        if args.withdraw && verdict == Verdict::Fail {
            return Err(Failure::Usage(Usage::Needs { flag: "--withdraw", other: "pass|na|unchecked|clear" }));
        }
        let same = args.same.as_deref().map(find::point).transpose()?;
        Ok(Asked { args, verdict, due: day(args.due.as_deref())?, same })
    }

    fn drafts(&self, visit: &Visit, target: Target, by: Option<PersonId>) -> Result<(PointId, Vec<Draft>), Failure> {
        match target {
            Target::Point(id) => Ok((id.clone(), self.on_point(visit, &id, by)?)),
            Target::Rechecked(id) => Ok((id.clone(), self.on_rechecked(visit, &id, by)?)),
            _ if self.verdict != Verdict::Fail => Err(Failure::Usage(Usage::OnlyFails)),
            Target::Further(item) => {
                let (id, mut drafts) = draft::further(visit, &item).map_err(Failure::Rule)?;
                let of = visit.parts.lists.iter().flat_map(|l| &l.items).find(|i| i.id == item);
                self.finish(visit, of, &mut drafts, by)?;
                Ok((id, drafts))
            }
            Target::Outside => {
                let (id, mut drafts) = draft::outside(visit);
                self.finish(visit, None, &mut drafts, by)?;
                Ok((id, drafts))
            }
        }
    }

    /// An answer on a point of this visit. A fail is never changed without saying what becomes of its finding.
    fn on_point(&self, visit: &Visit, id: &PointId, by: Option<PersonId>) -> Result<Vec<Draft>, Failure> {
        let item = visit.item_of(id);
        let stands = visit.point(id).is_some_and(|p| p.now.joined.value.verdict == Verdict::Fail);
        if stands && self.args.fixed {
            let mut drafts = draft::fixed_on_spot(visit, id).map_err(Failure::Rule)?;
            self.finish(visit, item, &mut drafts, by)?;
            return Ok(drafts);
        }
        if stands && self.verdict != Verdict::Fail && !self.args.withdraw {
            return Err(Failure::Rule(Refusal::FailStands { point: id.to_string() }));
        }
        if self.args.fixed && self.verdict != Verdict::Fail {
            return Err(Failure::Usage(Usage::Needs { flag: "--fixed", other: "fail" }));
        }
        // More words to an answer that stands: what was measured and counted stays.
        let now = visit.point(id).map(|p| &p.now.joined.value).filter(|p| p.verdict == self.verdict);
        let kept = now.is_some_and(|p| p.verdict == Verdict::Fail || p.verdict == Verdict::Pass && !p.readings.is_empty());
        let more = kept && self.args.value.is_empty() && self.args.reason.is_none();
        let drafts = match more {
            true => draft::change(visit, id, |_| {}),
            false => draft::answer(visit, id, self.given(visit, item, by)?),
        };
        let mut drafts = drafts.map_err(Failure::Rule)?;
        self.finish(visit, item, &mut drafts, by)?;
        Ok(drafts)
    }

    /// An answer on a finding that this recheck goes through: put right, not put right, or not looked at.
    /// `--by` is the second officer.
    fn on_rechecked(&self, visit: &Visit, id: &PointId, by: Option<PersonId>) -> Result<Vec<Draft>, Failure> {
        if !self.args.value.is_empty() {
            return Err(Failure::Usage(Usage::NotAtARecheck { flag: "--value" }));
        }
        let row = visit.parts.to_recheck.iter().find(|r| r.points.contains(id));
        let row = row.ok_or_else(|| find::not_found(&id.to_string()))?;
        let stage = match self.verdict {
            Verdict::Pass => Stage::Closed,
            Verdict::Fail => Stage::NotFixed,
            Verdict::Unchecked => {
                let (why, words) = why_unchecked(self.args.reason.as_deref())?;
                let drafts = finding::not_rechecked(visit, row, why.unwrap_or(UncheckedReason::Other), words);
                return drafts.map_err(Failure::Rule);
            }
            Verdict::Na | Verdict::Cleared => return Err(Failure::Rule(Refusal::FailStands { point: id.to_string() })),
        };
        let head = &visit.parts.head.joined.value;
        let mut taken = Taken::of(stage, head.on);
        taken.due = self.due;
        taken.words = self.args.reason.clone();
        taken.officers = head.officers.iter().copied().chain(by.filter(|b| !head.officers.contains(b))).collect();
        let mut drafts = finding::recheck(visit, row, taken).map_err(Failure::Rule)?;
        for draft in &mut drafts {
            let Event::Point(point) = &mut draft.body else { continue };
            add(&mut point.notes, &self.args.note);
            add(&mut point.internal, &self.args.internal);
            if let Some(finding) = &mut point.finding {
                self.words(finding);
            }
        }
        Ok(drafts)
    }

    fn given(&self, visit: &Visit, item: Option<&Item>, by: Option<PersonId>) -> Result<Given, Failure> {
        let on = visit.parts.head.joined.value.on;
        let mut given = Given::of(self.verdict);
        given.readings = self.readings(item)?;
        given.by = by;
        match self.verdict {
            Verdict::Unchecked => {
                (given.unchecked, given.reason) = why_unchecked(self.args.reason.as_deref())?;
                given.return_by = self.due;
            }
            Verdict::Na => (given.na, given.reason) = why_na(self.args.reason.as_deref())?,
            _ => given.reason = self.args.reason.clone(),
        }
        let Some(item) = item else { return Ok(given) };
        given.planned = limit::short_of(item, &given.readings);
        if self.verdict == Verdict::Fail && item.kind == AnswerKind::Figure {
            return Err(Failure::Rule(Refusal::FigureCannotFail { item: item.id.clone() }));
        }
        if let Some(like) = value_like(item).filter(|_| self.verdict == Verdict::Pass && given.readings.is_empty()) {
            return Err(Failure::Rule(Refusal::NeedsValue { item: item.id.clone(), like }));
        }
        let outside = limit::standing(item, &given.readings, on) == Standing::Outside;
        if self.verdict == Verdict::Pass && outside && self.args.reason.is_none() {
            return Err(Failure::Rule(Refusal::AgainstLimit { item: item.id.clone() }));
        }
        given.paper = paper(item, &given.readings);
        Ok(given)
    }

    fn readings(&self, item: Option<&Item>) -> Result<Vec<Reading>, Failure> {
        let read = |typed: &String| match item {
            Some(item) => limit::reading(item, typed).ok_or_else(|| {
                let (typed, item, kind) = (typed.clone(), item.id.clone(), word(item.kind));
                Failure::Usage(Usage::NotAValue { typed, item, kind })
            }),
            None => {
                let (label, value) = typed.split_once('=').unwrap_or(("", typed));
                Ok(Reading { label: label.trim().into(), value: value.trim().into() })
            }
        };
        self.args.value.iter().map(read).collect()
    }

    /// Puts the notes and the fields of the finding into the one draft of the point.
    fn finish(&self, visit: &Visit, item: Option<&Item>, drafts: &mut [Draft], by: Option<PersonId>) -> Result<(), Failure> {
        let on = visit.parts.head.joined.value.on;
        let Some(Draft { body: Event::Point(point), .. }) = drafts.first_mut() else { return Ok(()) };
        add(&mut point.notes, &self.args.note);
        add(&mut point.internal, &self.args.internal);
        if by.is_some() {
            point.by = by;
        }
        if point.readings.is_empty() && !self.args.value.is_empty() {
            point.readings = self.readings(item)?;
        }
        let Point { finding: Some(finding), .. } = point else { return Ok(()) };
        self.fill(finding, on)
    }

    /// The words of a finding: what was not said stays.
    fn words(&self, finding: &mut Finding) {
        let args = self.args;
        let set = |field: &mut Option<String>, text: &Option<String>| {
            if let Some(text) = text {
                *field = Some(text.trim().to_string()).filter(|t| !t.is_empty());
            }
        };
        set(&mut finding.facts, &args.facts);
        set(&mut finding.place, &args.place);
        set(&mut finding.interim, &args.interim);
        set(&mut finding.reply, &args.reply);
        let photos = args.photos.as_deref().unwrap_or_default().split([',', '，', '、', ' ']).map(str::trim);
        add(&mut finding.photos, &photos.filter(|p| !p.is_empty()).map(String::from).collect::<Vec<_>>());
    }

    fn fill(&self, finding: &mut Finding, on: Date) -> Result<(), Failure> {
        let args = self.args;
        self.words(finding);
        if let Some(due) = self.due.filter(|due| *due < on) {
            return Err(Failure::Rule(Refusal::DueBefore { due, on }));
        }
        finding.due = self.due.or(finding.due);
        if let Some(typed) = &args.count {
            let read = limit::count(typed).filter(|(bad, looked)| closing::counts_a_fail(*looked, Some(*bad)));
            let (bad, looked) = read.ok_or_else(|| Failure::Usage(Usage::NotACount { typed: typed.clone() }))?;
            (finding.bad, finding.looked) = (Some(bad), looked.or(finding.looked));
        }
        if let Some(severity) = args.severity.map(SeverityWord::severity) {
            if severity != finding.severity && args.why.is_none() {
                return Err(Failure::Usage(Usage::Needs { flag: "--severity", other: "--why" }));
            }
            finding.severity = severity;
            finding.severity_why = args.why.clone().or(finding.severity_why.take());
        }
        if let Some(handling) = args.handling.map(HandlingWord::handling) {
            finding.handling = Some(handling);
            if handling == Handling::Fixed {
                finding.stage = Stage::FixedOnSpot;
                finding.step.get_or_insert_default().on = Some(on);
            } else if finding.stage == Stage::FixedOnSpot {
                finding.stage = Stage::Open;
            }
        }
        if args.fixed {
            finding.stage = Stage::FixedOnSpot;
            finding.handling = Some(Handling::Fixed);
            finding.step.get_or_insert_default().on = Some(on);
        }
        Ok(())
    }
}

/// A value of an item whose pass says what was found, as one would type it; nothing where a pass is one key on the screen.
fn value_like(item: &Item) -> Option<&'static str> {
    match item.kind {
        AnswerKind::Judge | AnswerKind::Count => None,
        AnswerKind::Sample => Some("0/5"),
        AnswerKind::Number => Some("3.5"),
        AnswerKind::Date => Some("2027-03-15"),
        AnswerKind::Figure => Some("12"),
    }
}

/// The paper whose expiry a date item read, written in the same group.
fn paper(item: &Item, readings: &[Reading]) -> Option<(String, Date)> {
    let kind = item.paper.clone().filter(|_| item.kind == AnswerKind::Date && item.within_days.is_none())?;
    let earliest = readings.iter().filter_map(|r| limit::date(&r.value)).min()?;
    Some((kind, earliest))
}

fn add(list: &mut Vec<String>, more: &[String]) {
    for text in more.iter().map(|t| t.trim()).filter(|t| !t.is_empty()) {
        if !list.iter().any(|t| t == text) {
            list.push(text.into());
        }
    }
    list.sort();
}

/// The verdict that the drafts write: `--fixed` keeps a fail whatever else was said.
fn recorded(drafts: &[Draft]) -> Option<Verdict> {
    match &drafts.first()?.body {
        Event::Point(point) => Some(point.verdict),
        _ => None,
    }
}

/// Number and short title of a point, for the echo; of a further place those of its item.
fn words_of(visit: &Visit, id: &PointId, drafts: &[Draft], session: &Session) -> String {
    let named = match drafts.first().map(|d| &d.body) {
        Some(Event::Point(Point { item: Some(item), .. })) => Some(PointId::new(visit.parts.id, item.clone())),
        _ => None,
    };
    let item = visit.item_of(named.as_ref().unwrap_or(id));
    let Some(item) = item else { return t!("清单外", "outside the list").get(session.lang).into() };
    let number = visit.row_of(&item.id).map(|r| visit.rows[r].number.clone()).unwrap_or_default();
    format!("{number} {}", item.short.get(session.lang)).trim().into()
}
