//! One visit as it is written: the head, the answers of whoever writes, what a second person says, the paper.

use super::answers;
use super::dice::Dice;
use super::places::Place;
use super::plan::{Asked, End, JOINT_BOTH, Planned};
use super::steps::Followed;
use super::{District, Hand, Happening, Recipe, group};
use crate::content::checklist::AnswerKind;
use crate::domain::derive;
use crate::domain::event::{Event, Judged};
use crate::domain::inspection::{Activity, Gate, Inspection, Kind, ListUsed, SignedHow};
use crate::domain::name::{InspectionId, PersonId};
use crate::domain::point::{Point, Stage, Verdict};
use crate::domain::subject::{PointId, Subject};
use crate::journal::entry::Draft;
use jiff::civil::Date;

/// The last so many visits have their papers, and the rechecks that came of them: opening every visit of a district of
/// thousands once more would take longer than writing it.
const PAPERS: usize = 300;

impl<'a> District<'a> {
    /// Everything of one visit.
    pub(super) fn visit(&mut self, visit: Planned) {
        if self.hand == Hand::Colleague && visit.kind != Kind::Joint {
            return;
        }
        let place = self.place(visit.place);
        let id = derive::inspection(place.id, visit.on, visit.kind, visit.team);
        let (author, second) = self.officers();
        let activity = if visit.number % 6 == 3 { Activity::Guidance } else { Activity::Inspection };
        let start = 9 * 3600 + (visit.number % 4) as u32 * 600;
        if self.hand == Hand::Own {
            let body = Event::Inspection(self.head(&visit, &place, activity));
            self.write(vec![Draft { subject: Subject::Inspection(id), replaces: Vec::new(), body }], author, visit.on, start);
        }
        let mut failed = Vec::new();
        for (n, asked) in self.asked(&visit).into_iter().take(visit.answers).enumerate() {
            let Some(mut point) = self.answer(&visit, &asked, n, activity) else { continue };
            point.by = point.return_by.map(|_| author);
            let subject = PointId::new(id, asked.item.id.clone());
            // What only this laptop saw waits for the merge: the visits that follow are those of the district.
            let seen_by_all = self.verdict(&visit, &asked, n) == Verdict::Fail;
            if seen_by_all && point.finding.as_ref().is_some_and(|f| f.stage != Stage::FixedOnSpot) {
                failed.push((subject.clone(), point.clone(), asked));
            }
            let draft = Draft { subject: Subject::Point(subject), replaces: Vec::new(), body: Event::Point(point) };
            self.write(vec![draft], author, visit.on, start + 60 + n as u32 * 35);
        }
        if visit.end == End::Unfinished || visit.end == End::Disputed {
            return;
        }
        let major = self.judge(&visit, &failed, second);
        self.paper(&visit, id, author, start + 9000);
        if visit.end == End::Signed && !failed.is_empty() {
            let points = failed.into_iter().map(|(id, point, _)| (id, point)).collect();
            let officers = (author, second);
            let followed = Followed { place: place.id, number: visit.number, points, major, officers, round: 0 };
            self.wait(visit.on, 1, followed);
        }
    }

    fn head(&self, visit: &Planned, place: &Place, activity: Activity) -> Inspection {
        let (author, second) = self.officers();
        let beds = |share: fn(u32) -> u32| place.profile.beds.map(|b| share(b).to_string()).unwrap_or_default();
        let mut gate = Gate { started: "09:10".into(), ..Gate::default() };
        if visit.end != End::Unfinished {
            gate = Gate {
                ended: "11:40".into(),
                host_name: place.profile.head.clone().unwrap_or_default(),
                host_post: "负责人".into(),
                host_phone: place.profile.phone.clone().unwrap_or_default(),
                residents: beds(|b| b * 4 / 5),
                staff: beds(|b| b / 4 + 2),
                cards_shown: true,
                rights_told: true,
                recusal: "不申请回避".into(),
                ..gate
            };
        }
        let joint = visit.kind == Kind::Joint;
        let used = |l: &super::Walked| ListUsed { id: l.list.id.clone(), version: l.list.version.clone(), hash: l.list.hash };
        let left_out = |l: &super::Walked| l.sections(false).map(|(key, _)| key).collect::<Vec<_>>();
        Inspection {
            facility: place.id,
            on: visit.on,
            kind: visit.kind,
            team: visit.team,
            activity,
            facility_type: place.profile.kind,
            traits: place.traits.iter().map(|(name, is)| ((*name).to_string(), *is)).collect(),
            lists: self.lists_of(visit).map(used).collect(),
            sections_out: if joint { self.lists_of(visit).flat_map(left_out).collect() } else { Vec::new() },
            taken_in: Vec::new(),
            rechecks: Vec::new(),
            officers: vec![author, second],
            recorder: Some(author),
            gate,
            backfilled: None,
            not_done: None,
            reason: None,
            corrected_on: None,
            assigned: Default::default(),
        }
    }

    /// What this hand writes of an item; nothing where the other one had that section.
    fn answer(&self, visit: &Planned, asked: &Asked, n: usize, activity: Activity) -> Option<Point> {
        let Recipe { seed, laptop, .. } = self.recipe;
        let throw = |what: u64| Dice::of(&[seed, what, visit.number as u64, asked.number]);
        let mut verdict = self.verdict(visit, asked, n);
        // A fail that this laptop alone saw: one in a hundred, so that two of them meet in disputes.
        let alone = || Dice::of(&[seed, 21, visit.number as u64, asked.number, u64::from(laptop)]).in_thousand(10);
        if laptop > 1 && verdict == Verdict::Pass && asked.item.kind != AnswerKind::Figure && alone() {
            verdict = Verdict::Fail;
        }
        let mine = asked.own == (self.hand == Hand::Own);
        match (visit.kind, self.hand) {
            (Kind::Joint, Hand::Own) if visit.end == End::Disputed && n == JOINT_BOTH => verdict = Verdict::Pass,
            (Kind::Joint, Hand::Colleague) if visit.end == End::Disputed && n == JOINT_BOTH => verdict = Verdict::Fail,
            (Kind::Joint, _) if mine => {}
            (Kind::Joint, _) | (_, Hand::Colleague) => return None,
            _ => {}
        }
        Some(answers::point(asked.item, verdict, visit.on, activity, &mut throw(23)))
    }

    /// The second person's word on candidates for major hazard, before the paper. Gives those that are one.
    fn judge(&mut self, visit: &Planned, failed: &[(PointId, Point, Asked)], second: PersonId) -> Vec<PointId> {
        let mut are = Vec::new();
        for (id, ..) in failed.iter().filter(|(_, _, asked)| asked.item.red_line) {
            let mut dice = self.throw(40, visit.number, id);
            // The newest ones nobody has come to yet.
            if visit.end == End::ToSign || !dice.in_thousand(700) {
                continue;
            }
            let major = dice.in_thousand(350);
            are.extend(major.then(|| id.clone()));
            let body = Event::Major(Judged { major, by: Some(second), reason: None });
            let draft = Draft { subject: Subject::Major(id.clone()), replaces: Vec::new(), body };
            self.write(vec![draft], second, visit.on, 11 * 3600 + 600);
        }
        are
    }

    /// The paper of a whole visit, or of this hand's part of a joint one.
    fn paper(&mut self, visit: &Planned, id: InspectionId, author: PersonId, seconds: u32) {
        if !self.has_papers(visit.number) {
            return;
        }
        let mut sections = Vec::new();
        if visit.kind == Kind::Joint {
            let mine = |(key, own): (String, bool)| (own == (self.hand == Hand::Own)).then_some(key);
            sections = self.lists_of(visit).flat_map(|l| l.sections(true)).filter_map(mine).collect();
        }
        let how = match Dice::of(&[self.recipe.seed, 30, visit.number as u64]).below(12) {
            _ if visit.end == End::ToSign => None,
            0 => Some(SignedHow::Reserved),
            1 => Some(SignedHow::Refused),
            2 => Some(SignedHow::ByHand),
            _ => Some(SignedHow::Signed),
        };
        self.signed(id, sections, how, author, (visit.on, seconds));
    }

    pub(super) fn signed(
        &mut self,
        visit: InspectionId,
        sections: Vec<String>,
        how: Option<SignedHow>,
        author: PersonId,
        (on, seconds): (Date, u32),
    ) {
        let group = group(Vec::new(), author, on, seconds);
        self.waiting.push_back(Happening::Paper { visit, sections, how, group });
    }

    pub(super) fn has_papers(&self, number: usize) -> bool {
        number + PAPERS >= self.visits.len()
    }

    pub(super) fn throw(&self, what: u64, number: usize, id: &PointId) -> Dice {
        Dice::of(&[self.recipe.seed, what, number as u64, super::dice::number_of(&id.key)])
    }
}
