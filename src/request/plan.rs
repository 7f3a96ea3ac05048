//! Drafts of planned visits: put in, moved, given to others, withdrawn. A plan opens no visit; the visit of that day to that
//! facility fulfils it.

use crate::content::calendar::Calendar;
use crate::domain::derive;
use crate::domain::event::{Event, Plan};
use crate::domain::name::{FacilityId, Id, PersonId};
use crate::domain::subject::Subject;
use crate::failure::rule::Refusal;
use crate::journal::entry::Draft;
use crate::views::plan::PlanRow;
use jiff::civil::Date;

/// Drafts a plan. `known` are all plans of this facility: one of the same day is changed, never made twice, and one that
/// was withdrawn stands again.
pub fn add(known: &[PlanRow], plan: Plan) -> Result<(Id, Option<Draft>), Refusal> {
    if let Some(row) = known.iter().find(|row| row.stands() && row.on() == plan.on) {
        return Ok((row.id, change(row, |now| *now = plan)?));
    }
    // A plan of that name that was moved to another day or fulfilled keeps it; a withdrawn one gives it back.
    let mut ids = (1..).map(|ordinal| derive::plan(plan.facility, plan.on, ordinal));
    let free = |id: &Id| known.iter().all(|row| row.id != *id || row.is_withdrawn());
    let id = ids.find(free).expect("ordinals do not end");
    let draft = match known.iter().find(|row| row.id == id) {
        Some(row) => change(row, |now| *now = plan)?,
        None => Some(Draft { subject: Subject::Plan(id), replaces: Vec::new(), body: Event::Plan(plan) }),
    };
    Ok((id, draft))
}

/// Drafts a change of a plan; nothing where it says what it said.
pub fn change(row: &PlanRow, change: impl FnOnce(&mut Plan)) -> Result<Option<Draft>, Refusal> {
    let subject = Subject::Plan(row.id);
    if row.plan.read_only {
        return Err(Refusal::NewerSubject { subject: subject.to_string() });
    }
    let mut plan = row.plan.joined.value.clone();
    change(&mut plan);
    let same = plan == row.plan.joined.value;
    Ok((!same).then(|| Draft { subject, replaces: row.plan.heads.clone(), body: Event::Plan(plan) }))
}

/// Drafts a move to another day.
pub fn move_to(row: &PlanRow, on: Date) -> Result<Option<Draft>, Refusal> {
    change(row, |plan| plan.on = on)
}

/// Drafts a withdrawal. What was planned stays in the log.
pub fn withdraw(row: &PlanRow) -> Result<Option<Draft>, Refusal> {
    change(row, |plan| plan.withdrawn = true)
}

/// A plan as it is first written.
pub fn of(facility: FacilityId, on: Date, people: Vec<PersonId>, note: Option<String>) -> Plan {
    Plan { facility, on, people, note, withdrawn: false }
}

/// Monday and Sunday of the week that a day is in.
pub fn week_of(day: Date) -> (Date, Date) {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    let monday = day.saturating_sub(jiff::Span::new().days(back));
    (monday, monday.saturating_add(jiff::Span::new().days(6)))
}

/// The working day after a day, or before it: where one key moves a plan to.
pub fn working_day(calendar: &Calendar, day: Date, later: bool) -> Date {
    if later {
        return calendar.after(day, 1);
    }
    let mut before = day;
    while let Ok(yesterday) = before.yesterday() {
        before = yesterday;
        if calendar.is_workday(before) {
            return before;
        }
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::join::Joined;
    use crate::views::Current;
    use crate::views::facility::VisitStage;
    use jiff::civil::date;
    use std::collections::BTreeMap;

    fn row(id: Id, plan: Plan) -> PlanRow {
        let joined = Joined { value: plan, disputed: false, differs: BTreeMap::new() };
        PlanRow {
            id,
            plan: Current { joined, heads: Vec::new(), read_only: false },
            facility: Id([1; 16]),
            facility_name: String::new(),
            kind: None,
            street: String::new(),
            address: String::new(),
            phone: String::new(),
            open_findings: 0,
            people: Vec::new(),
            visit: None,
        }
    }

    fn wednesday(people: &[u8]) -> Plan {
        of(Id([1; 16]), date(2026, 11, 25), people.iter().map(|n| Id([*n; 16])).collect(), None)
    }

    #[test]
    fn two_laptops_that_plan_the_same_visit_name_it_alike() {
        let (a, b) = (add(&[], wednesday(&[1])).unwrap(), add(&[], wednesday(&[2])).unwrap());
        assert_eq!(a.0, b.0);
        assert_ne!(a.0, add(&[], of(Id([1; 16]), date(2026, 11, 26), Vec::new(), None)).unwrap().0);
    }

    #[test]
    fn a_day_is_planned_once_a_moved_plan_frees_it_and_a_withdrawn_one_stands_again() {
        let (id, _) = add(&[], wednesday(&[1])).unwrap();
        let there = row(id, wednesday(&[1]));
        let (again, draft) = add(std::slice::from_ref(&there), wednesday(&[1, 2])).unwrap();
        assert_eq!((again, draft.map(|d| d.body)), (id, Some(Event::Plan(wednesday(&[1, 2])))), "others go");
        assert_eq!(add(std::slice::from_ref(&there), wednesday(&[1])).unwrap().1, None, "nothing new is said");
        let moved = row(id, Plan { on: date(2026, 11, 27), ..wednesday(&[1]) });
        let (second, draft) = add(&[moved], wednesday(&[3])).unwrap();
        assert!(second != id && draft.is_some());
        let withdrawn = row(id, Plan { withdrawn: true, ..wednesday(&[1]) });
        let (stands, draft) = add(&[withdrawn], wednesday(&[3])).unwrap();
        assert_eq!((stands, draft.map(|d| d.body)), (id, Some(Event::Plan(wednesday(&[3])))));
        let fulfilled = PlanRow { visit: Some((Id([9; 16]), VisitStage::Signed)), ..there };
        assert_ne!(add(&[fulfilled], wednesday(&[3])).unwrap().0, id, "a second visit on that day");
    }

    #[test]
    fn a_key_moves_over_weekends_and_holidays() {
        let calendar = crate::content::calendar();
        assert_eq!(working_day(calendar, date(2026, 11, 27), true), date(2026, 11, 30));
        assert_eq!(working_day(calendar, date(2026, 11, 30), false), date(2026, 11, 27));
        assert_eq!(week_of(date(2026, 11, 25)), (date(2026, 11, 23), date(2026, 11, 29)));
        assert_eq!(week_of(date(2026, 11, 29)).0, date(2026, 11, 23));
    }
}
