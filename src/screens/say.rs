//! How screens say days, due dates and how bad a finding is. Relative words are made for drawing and never stored.

use super::Scene;
use crate::domain::point::Severity;
use crate::request::visit::Ground;
use crate::text::{Lang, Text, frame, home, opening, say as words};
use crate::theme::Role;
use crate::views::facility::VisitStage;
use crate::views::finding::FindingRow;
use crate::views::visit::Visit;
use crate::widgets::prompt::Takes;
use jiff::civil::Date;

/// `2026-11-24 星期二`.
pub fn day(on: Date, lang: Lang) -> String {
    format!("{on} {}", weekday(on, lang))
}

/// `星期二`.
pub fn weekday(on: Date, lang: Lang) -> &'static str {
    words::WEEKDAYS[on.weekday().to_monday_zero_offset() as usize].get(lang)
}

/// Why a field did not take what was typed.
pub fn refused(takes: Takes) -> Text {
    match takes {
        Takes::Text => frame::TOO_LONG,
        Takes::Whole => frame::ONLY_WHOLE,
        Takes::Decimal => frame::ONLY_DECIMAL,
        Takes::Date => frame::ONLY_DATE,
    }
}

/// Why a trait is offered.
pub fn ground(ground: Ground, lang: Lang) -> String {
    match ground {
        Ground::Beds(beds) => opening::BY_BEDS.fill(lang, &[&beds]),
        Ground::Type => opening::BY_TYPE.get(lang).into(),
    }
}

/// A visit in one line: facility, kind, day.
pub fn visit_title(visit: &Visit, scene: &Scene) -> String {
    let head = &visit.parts.head.joined.value;
    let on = head.corrected_on.unwrap_or(head.on);
    format!("{}  {}  {}", visit.parts.facility.joined.value.name, scene.say(head.kind.words()), day(on, scene.lang))
}

/// How far a due date is from today, and how pressing.
pub fn due(due: Option<Date>, today: Date, lang: Lang) -> (String, Role) {
    let Some(due) = due else { return (words::NO_DUE.get(lang).into(), Role::Quiet) };
    let days = days_between(today, due);
    match days {
        ..0 => (words::OVERDUE.fill(lang, &[&-days]), Role::Owed),
        0 => (words::DUE_TODAY.get(lang).into(), Role::Warning),
        1..=3 => (words::DUE_IN.fill(lang, &[&days]), Role::Warning),
        _ => (words::DUE_IN.fill(lang, &[&days]), Role::Text),
    }
}

/// Days from one day to another.
pub fn days_between(from: Date, to: Date) -> i32 {
    // Two civil dates always differ by a whole number of days that fits.
    from.until(to).map(|span| span.get_days()).unwrap_or(0)
}

/// How bad, in words: a major hazard is only ever 疑似重大 until a second person judges.
pub fn severity(row: &FindingRow) -> Text {
    if row.candidate { words::CANDIDATE } else { row.severity.words() }
}

/// How bad a finding is as its record says it: 重大 only once a second person said so.
pub fn grade(severity: Severity, candidate: bool, judged: Option<bool>) -> Text {
    match (judged, severity) {
        (Some(true), _) => Severity::Major.words(),
        (None, _) if candidate => words::SUSPECTED_WAITS,
        (Some(false), Severity::Major) => Severity::Serious.words(),
        (_, other) => other.words(),
    }
}

/// Where a visit's paper stands.
pub fn stage(stage: VisitStage) -> Text {
    match stage {
        VisitStage::Draft => home::STAGE_DRAFT,
        VisitStage::Frozen => home::STAGE_FROZEN,
        VisitStage::Signed => home::STAGE_SIGNED,
        VisitStage::Refused => home::STAGE_REFUSED,
        VisitStage::NotDone => home::STAGE_NOT_DONE,
    }
}

/// The same of a visit that is open: one that is signed in part only says so.
pub fn standing(visit: &Visit) -> Text {
    let in_part = visit.parts.stage == VisitStage::Draft && visit.parts.freezes.iter().any(|f| !f.void && f.is_signed());
    if in_part { home::STAGE_PARTLY } else { stage(visit.parts.stage) }
}

/// An item's short title where the program's own lists have it, else its id.
pub fn item(id: &str, lang: Lang) -> String {
    crate::content::short_title(id).map_or(id, |words| words.get(lang)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn due_dates_are_said_as_days_from_today() {
        let today = date(2026, 11, 24);
        let said = |d| due(Some(d), today, Lang::Zh).0;
        assert_eq!(said(date(2026, 10, 20)), "逾期 35 天");
        assert_eq!(said(today), "今天到期");
        assert_eq!(said(date(2027, 1, 1)), "还有 38 天");
        assert_eq!(day(today, Lang::Zh), "2026-11-24 星期二");
    }
}
