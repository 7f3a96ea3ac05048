//! A finding's page in lines: its fields, then every step with date, person and words.

use crate::domain::name::PersonId;
use crate::domain::point::{Finding, LedgerLine, Point, Stage, Step, Verdict};
use crate::screens::{Scene, say};
use crate::text::finding as words;
use crate::theme::Role;
use crate::views::PersonRow;
use crate::views::finding::{FindingView, HistoryRow};
use crate::widgets::columns::{pad, width, wrap};

/// All lines, in columns.
pub fn lines(view: &FindingView, people: &[PersonRow], columns: usize, scene: &Scene) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    let fields = fields(view, scene);
    let label_columns = fields.iter().map(|(label, ..)| width(label)).max().unwrap_or(0);
    for (label, text, role) in fields {
        for (n, part) in wrap(&text, columns.saturating_sub(label_columns + 8)).into_iter().enumerate() {
            let label = if n == 0 { label } else { "" };
            lines.push((format!("   {}  {part}", pad(label, label_columns)), role));
        }
    }
    lines.push((String::new(), Role::Text));
    lines.push((format!("   {}", scene.say(words::HISTORY)), Role::Head));
    for row in told_apart(&view.history) {
        let at = row.at.get(..16).unwrap_or(&row.at).replace('T', " ");
        let head = format!("{at}  {} {}  ", row.who, row.laptop);
        let role = if row.cancelled { Role::Quiet } else { Role::Text };
        let said = history(row, people, scene);
        let room = columns.saturating_sub(width(&head) + 6).max(20);
        for (n, part) in wrap(&said, room).into_iter().enumerate() {
            let before = if n == 0 { head.clone() } else { " ".repeat(width(&head)) };
            lines.push((format!("   {before}{part}"), role));
        }
    }
    lines
}

/// The steps a person would tell: fields filled in one after the other, by the same person on the same day, are one step,
/// told as it stood in the end. Nothing is left out of the log by this.
fn told_apart(history: &[HistoryRow]) -> Vec<&HistoryRow> {
    let day = |row: &HistoryRow| row.at.get(..10).map(str::to_string);
    let of = |row: &HistoryRow| row.value.as_ref().map(|p| (p.verdict, p.finding.as_ref().map(|f| (f.stage, f.step.clone()))));
    let same = |a: &HistoryRow, b: &HistoryRow| {
        let who = (&a.point, a.author, &a.laptop, a.cancelled) == (&b.point, b.author, &b.laptop, b.cancelled);
        who && a.value.is_some() && day(a) == day(b) && of(a) == of(b)
    };
    let goes_on = |n: usize| history.get(n + 1).is_some_and(|next| same(&history[n], next));
    (0..history.len()).filter(|&n| !goes_on(n)).map(|n| &history[n]).collect()
}

fn fields(view: &FindingView, scene: &Scene) -> Vec<(&'static str, String, Role)> {
    let (row, lang) = (&view.row, scene.lang);
    let say = |text| scene.say(text);
    let point = view.points.iter().find(|(id, _)| *id == row.id).or(view.points.first()).map(|(_, now)| &now.joined.value);
    let finding = point.and_then(|p| p.finding.as_ref());
    let mut fields = Vec::new();
    let mut add = |label, text: String, role| {
        if !text.is_empty() {
            fields.push((say(label), text, role));
        }
    };
    let item = row.item.as_deref().map_or(say(crate::text::say::OFF_LIST).into(), |i| {
        let title = say::item(i, lang);
        if title == i { title } else { format!("{title}  {i}") }
    });
    add(words::ITEM, item, Role::Text);
    if let Some(line) = point.and_then(|p| p.ledger.as_ref()) {
        let file = view.file.as_deref().unwrap_or_default();
        let from = words::FROM_LEDGER.fill(lang, &[&file, &LedgerLine::told(line.row), &line.people.join(" ")]);
        add(words::FROM, from.trim_end().to_string(), Role::Text);
    }
    let blank = |text: &str| if text.is_empty() { say(words::TO_FILL).to_string() } else { text.to_string() };
    let owed = |text: &str| if text.is_empty() { Role::Owed } else { Role::Text };
    add(words::PLACE, blank(&row.place), owed(&row.place));
    // What several people wrote of it stands together.
    let differing = view.points.iter().filter_map(|(_, now)| now.joined.differs.get("facts")).flatten();
    let mut facts: Vec<&String> = Vec::new();
    differing.chain([&row.facts]).filter(|said| !said.is_empty()).for_each(|said| {
        if !facts.contains(&said) {
            facts.push(said);
        }
    });
    let facts = facts.into_iter().map(String::as_str).collect::<Vec<_>>().join("；");
    add(words::FACTS, blank(&facts), owed(&facts));
    let judged = match (row.candidate, view.major) {
        (_, Some(true)) => format!("  {}", say(words::JUDGED_MAJOR)),
        (_, Some(false)) => format!("  {}", say(words::JUDGED_NOT)),
        (true, None) => format!("  {}", say(words::TO_BE_JUDGED)),
        (false, None) => String::new(),
    };
    let why = finding.and_then(|f| f.severity_why.clone()).map(|w| format!("  {w}")).unwrap_or_default();
    let grave = if row.candidate || view.major == Some(true) { Role::Owed } else { Role::Text };
    add(words::SEVERITY, format!("{}{judged}{why}", say(say::severity(row))), grave);
    add(words::FOUND_ON, row.found_on.map(|on| say::day(on, lang)).unwrap_or_default(), Role::Text);
    if let Some(due) = row.due {
        let (left, role) = say::due(Some(due), scene.now.today, lang);
        let open = row.stage.is_some_and(|s| !s.is_closed());
        let told = |h: &HistoryRow| h.value.as_ref().and_then(|p| p.finding.as_ref()).map(|f| f.stage);
        let ordered =
            view.history.iter().filter(|h| !h.cancelled).any(|h| matches!(told(h), Some(Stage::Ordered | Stage::Extended)));
        let mut text = say::day(due, lang);
        if open {
            text = format!("{text}  {left}");
        }
        if open && !ordered {
            text = format!("{text}  {}", say(words::SUGGESTED));
        }
        add(words::DUE_ON, text, if open { role } else { Role::Quiet });
    }
    add(words::HANDLING, row.handling.map(|h| say(h.words()).to_string()).unwrap_or_default(), Role::Text);
    if let Some(f) = finding {
        add(words::INTERIM, f.interim.clone().unwrap_or_default(), Role::Text);
        add(words::REPLY, f.reply.clone().unwrap_or_default(), Role::Text);
        add(words::PHOTOS, f.photos.join(" "), Role::Text);
        add(words::BASIS, f.clause.clone().unwrap_or_default(), Role::Text);
    }
    if row.points.len() > 1 {
        add(words::ITEM, words::POINTS.fill(lang, &[&row.points.len()]), Role::Quiet);
    }
    if row.disputed && !view.voices.is_empty() {
        add(words::SETTLE_LABEL, say(words::TWO_VOICES).into(), Role::Owed);
    }
    fields
}

/// One step in words.
fn history(row: &HistoryRow, people: &[PersonRow], scene: &Scene) -> String {
    let Some(point) = &row.value else { return scene.say(words::NEWER).into() };
    let mut said = told(point, people, scene);
    if row.cancelled {
        said.push_str(scene.say(words::CANCELLED));
    }
    said
}

fn told(point: &Point, people: &[PersonRow], scene: &Scene) -> String {
    let (Verdict::Fail, Some(finding)) = (point.verdict, &point.finding) else {
        return words::RECORDED.fill(scene.lang, &[&scene.say(point.verdict.words())]);
    };
    match &finding.step {
        None => first(finding, scene),
        Some(step) => of_step(finding, step, people, scene),
    }
}

/// The finding as it was written on site.
fn first(finding: &Finding, scene: &Scene) -> String {
    let mut parts = vec![words::RECORDED.fill(scene.lang, &[&scene.say(Verdict::Fail.words())])];
    parts.extend(finding.place.clone());
    parts.extend(finding.facts.clone());
    parts.join("  ")
}

fn of_step(finding: &Finding, step: &Step, people: &[PersonRow], scene: &Scene) -> String {
    let lang = scene.lang;
    let name = |id: &PersonId| people.iter().find(|p| p.id == *id).map(|p| p.person.name.clone()).unwrap_or_default();
    let mut parts: Vec<String> = step.on.map(|on| on.to_string()).into_iter().collect();
    parts.push(match step.unchecked {
        Some(why) => words::NOT_LOOKED.fill(lang, &[&scene.say(why.words())]),
        None => scene.say(finding.stage.words()).into(),
    });
    if matches!(finding.stage, Stage::Ordered | Stage::Extended | Stage::NotFixed | Stage::Partly) {
        parts.extend(finding.due.map(|due| words::UNTIL.fill(lang, &[&due])));
    }
    parts.extend(step.to.as_ref().map(|to| words::HANDED_TO.fill(lang, &[to])));
    if !step.officers.is_empty() {
        let names = step.officers.iter().map(name).collect::<Vec<_>>().join(" ");
        parts.push(words::WITH.fill(lang, &[&names]));
    }
    parts.extend(step.consent.map(|by| words::CONSENT.fill(lang, &[&name(&by)])));
    parts.extend(step.words.clone());
    parts.join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::name::{EntryId, Id};
    use crate::domain::point::Severity;
    use crate::domain::subject::PointId;

    fn row(at: &str, who: u8, stage: Stage, facts: &str) -> HistoryRow {
        let facts = Some(facts.to_string());
        let value =
            Point { finding: Some(Finding { stage, facts, ..Finding::open(Severity::Serious) }), ..Point::of(Verdict::Fail) };
        HistoryRow {
            entry: EntryId([1; 32]),
            at: at.into(),
            author: Some(Id([who; 16])),
            who: "检甲".into(),
            laptop: "甲号机".into(),
            point: PointId::new(Id([9; 16]), "EXIT-01"),
            value: Some(value),
            cancelled: false,
        }
    }

    #[test]
    fn fields_filled_in_one_after_the_other_are_one_step_told_as_it_stood_in_the_end() {
        let history = [
            row("2026-11-24T10:00:00+08:00", 1, Stage::Open, ""),
            row("2026-11-24T10:00:09+08:00", 1, Stage::Open, "门被锁"),
            row("2026-11-24T10:01:00+08:00", 1, Stage::Open, "门被锁住"),
            row("2026-11-24T10:02:00+08:00", 2, Stage::Open, "门被链条锁住"),
            row("2026-11-25T09:00:00+08:00", 2, Stage::Open, "门被铁链锁住"),
            row("2026-11-25T09:01:00+08:00", 2, Stage::Ordered, "门被铁链锁住"),
        ];
        let told: Vec<&str> = told_apart(&history).iter().map(|r| &r.at[5..16]).collect();
        assert_eq!(told, ["11-24T10:01", "11-24T10:02", "11-25T09:00", "11-25T09:01"]);
    }
}
