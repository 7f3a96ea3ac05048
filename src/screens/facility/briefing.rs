//! A facility's page as lines. The first screen is the briefing, in the order of what can hurt first, cut to the rows there
//! are; below it everything stands whole. A function of the view and the day.

use super::papers::{expiry, paper_words};
use super::traits::trait_words;
use crate::content::words::TRAITS;
use crate::domain::facility::{Facility, Presence};
use crate::domain::point::Severity;
use crate::screens::findings::what;
use crate::screens::{Scene, say};
use crate::text::{Lang, Text, facility as words};
use crate::theme::Role;
use crate::views::facility::{FacilityView, Unfinished};
use crate::views::finding::FindingRow;
use crate::widgets::columns::{cut, pad, wrap};

/// Pieces of one line.
pub type Words = Vec<(String, Role)>;

/// One part of the briefing: its label and its lines, the pressing ones first.
struct Block {
    label: Text,
    lines: Vec<Words>,
    /// Lines it gets on the first screen before the others have theirs.
    first: usize,
}

/// How wide the labels are.
fn label_columns(lang: Lang) -> usize {
    if lang == Lang::Zh { 15 } else { 17 }
}

/// The whole page: the first `rows` lines are the briefing, then everything.
pub fn page(view: &FacilityView, rows: usize, columns: usize, scene: &Scene) -> Vec<Words> {
    let mut lines = first_screen(blocks(view, columns, scene), rows, scene);
    lines.extend(whole(view, columns, scene));
    lines
}

fn plain(text: impl Into<String>) -> Words {
    vec![(text.into(), Role::Text)]
}

fn blocks(view: &FacilityView, columns: usize, scene: &Scene) -> Vec<Block> {
    let today = scene.now.today;
    let pressing = |f: &&FindingRow| f.candidate || f.severity == Severity::Major || f.due.is_some_and(|d| d < today);
    let (major, other): (Vec<_>, Vec<_>) = view.open.iter().partition(pressing);
    let findings = |of: Vec<&FindingRow>| of.into_iter().map(|f| finding(f, scene)).collect();
    let room = columns.saturating_sub(label_columns(scene.lang) + 4);
    // A long text takes at most so many lines of the first screen; it stands whole below.
    let clipped = |text: String, most: usize| {
        let mut lines = wrap(&text, room);
        if lines.len() > most {
            lines.truncate(most);
            lines.iter_mut().skip(most - 1).for_each(|l| *l = cut(&format!("{l}{}", " .."), room));
        }
        lines.into_iter().map(plain).collect()
    };
    // What was begun and not finished comes before all that a new visit would have to know.
    let begun =
        (!view.unfinished.is_empty()).then(|| Block { label: words::UNFINISHED, lines: unfinished(view, scene), first: 2 });
    let briefing = [
        Block { label: words::MAJOR_AND_OVERDUE, lines: findings(major), first: 4 },
        Block { label: words::OTHER_OPEN, lines: findings(other), first: 3 },
        Block { label: words::UNCHECKED, lines: unchecked(view, scene), first: 2 },
        Block { label: words::REPEATED, lines: repeated(view, scene), first: 2 },
        Block { label: words::UNKNOWN_TRAITS, lines: clipped(unknown_traits(view, scene), 2), first: 1 },
        Block { label: words::EXPIRED, lines: expired(view, scene), first: 1 },
        Block { label: words::WHERE, lines: whereabouts(view, room, scene), first: 3 },
        Block { label: words::TO_ASK, lines: clipped(to_ask(view, scene), 3), first: 1 },
    ];
    begun.into_iter().chain(briefing).collect()
}

/// Fits the blocks into `rows` lines: each gets its first lines, what is left over goes to the first ones. A block that is
/// cut says how many more stand below.
fn first_screen(blocks: Vec<Block>, rows: usize, scene: &Scene) -> Vec<Words> {
    let wanted: Vec<usize> = blocks.iter().map(|b| b.lines.len().max(1)).collect();
    let mut given: Vec<usize> = blocks.iter().zip(&wanted).map(|(b, w)| b.first.min(*w)).collect();
    let mut left = rows.saturating_sub(given.iter().sum());
    for (given, wanted) in given.iter_mut().zip(&wanted) {
        let more = left.min(wanted - *given);
        (*given, left) = (*given + more, left - more);
    }
    let mut lines = Vec::new();
    for (block, given) in blocks.into_iter().zip(given) {
        let all = block.lines.len();
        let cut = all > given;
        let shown = if cut && given > 1 { given - 1 } else { given };
        let more = words::MORE.fill(scene.lang, &[&(all - shown.min(all))]);
        let mut own: Vec<Words> = block.lines.into_iter().take(shown).collect();
        match (cut, own.last_mut()) {
            (true, Some(last)) if given == 1 => last.push((format!("  {more}"), Role::Quiet)),
            (true, _) => own.push(vec![(more, Role::Quiet)]),
            (false, _) => {}
        }
        if own.is_empty() {
            own.push(vec![(scene.say(words::NONE).into(), Role::Quiet)]);
        }
        lines.extend(labelled(block.label, own, scene));
    }
    lines
}

/// The label stands before the first line only.
fn labelled(label: Text, lines: Vec<Words>, scene: &Scene) -> Vec<Words> {
    let columns = label_columns(scene.lang);
    let with = |(n, mut line): (usize, Words)| {
        let label = if n == 0 { scene.say(label) } else { "" };
        line.insert(0, (format!(" {}  ", pad(label, columns)), Role::Quiet));
        line
    };
    lines.into_iter().enumerate().map(with).collect()
}

/// Each with how far it is; the first one names the key.
fn unfinished(view: &FacilityView, scene: &Scene) -> Vec<Words> {
    let line = |(n, left): (usize, &Unfinished)| {
        let counts = words::RECORDED.fill(scene.lang, &[&left.recorded, &left.of]);
        let key = if n == 0 { scene.say(words::GO_ON_KEY) } else { "" };
        vec![
            (format!("{} {}  ", left.visit.on, scene.say(left.visit.kind.words())), Role::Text),
            (format!("{counts}  "), Role::Warning),
            (format!("{}  ", left.visit.people.join(list_mark(scene))), Role::Quiet),
            (key.into(), Role::Key),
        ]
    };
    view.unfinished.iter().enumerate().map(line).collect()
}

fn finding(row: &FindingRow, scene: &Scene) -> Words {
    let severe = row.candidate || row.severity == Severity::Major;
    let (due, pressing) = say::due(row.due, scene.now.today, scene.lang);
    let due_columns = if scene.lang == Lang::Zh { 12 } else { 17 };
    let on = row.due.map(|d| format!("{d} ")).unwrap_or_default();
    vec![
        (pad(scene.say(say::severity(row)), 9), if severe { Role::RedLine } else { Role::Text }),
        (pad(&due, due_columns), pressing),
        (on, Role::Quiet),
        (what(row, scene), Role::Text),
    ]
}

fn unchecked(view: &FacilityView, scene: &Scene) -> Vec<Words> {
    let line = |u: &crate::views::facility::LastUnchecked| {
        let title = say::item(&u.item, scene.lang);
        let by = u.return_by.map(|d| format!("  {}", crate::text::home::RETURN_BY.fill(scene.lang, &[&d])));
        vec![
            (title, Role::Text),
            (format!("  {} {}", u.on, u.why(scene.lang)), Role::Quiet),
            (by.unwrap_or_default(), Role::Warning),
        ]
    };
    view.unchecked.iter().map(line).collect()
}

fn repeated(view: &FacilityView, scene: &Scene) -> Vec<Words> {
    let line = |(item, times, last): &(String, u32, jiff::civil::Date)| {
        plain(words::TIMES.fill(scene.lang, &[&say::item(item, scene.lang), times, last]))
    };
    view.repeated.iter().map(line).collect()
}

/// Traits nobody has said anything of, with their count.
fn unknown_traits(view: &FacilityView, scene: &Scene) -> String {
    let unknown: Vec<String> = TRAITS
        .iter()
        .filter(|(name, _)| view.traits.get(*name).is_none_or(|t| t.joined.value.is == Presence::Unknown))
        .map(|(_, text)| scene.say(*text).to_string())
        .collect();
    match unknown.len() {
        0 => scene.say(words::NONE).into(),
        n => format!("{}  {}", words::TRAIT_COUNT.fill(scene.lang, &[&n]), unknown.join(list_mark(scene))),
    }
}

fn expired(view: &FacilityView, scene: &Scene) -> Vec<Words> {
    let over = view.papers.iter().filter(|(_, p)| p.joined.value.expires.is_some_and(|d| d < scene.now.today));
    let line = |(kind, paper): (&String, &crate::views::Current<crate::domain::facility::Paper>)| {
        let (until, role) = expiry(&paper.joined.value, scene);
        vec![(format!("{}  ", paper_words(kind, scene)), Role::Text), (until, role)]
    };
    over.map(line).collect()
}

/// Who answers the phone, where it is, how to get there, who came last.
fn whereabouts(view: &FacilityView, room: usize, scene: &Scene) -> Vec<Words> {
    let profile = &view.profile.joined.value;
    let join = |parts: &[&Option<String>]| {
        parts.iter().filter_map(|p| p.as_deref()).filter(|p| !p.is_empty()).collect::<Vec<_>>().join("  ")
    };
    let last = match view.visits.first() {
        None => scene.say(words::NO_VISIT).to_string(),
        Some(v) => words::LAST_VISIT.fill(scene.lang, &[&v.on, &scene.say(v.kind.words()), &v.people.join(list_mark(scene))]),
    };
    let who = join(&[&profile.head, &profile.contact, &profile.phone]);
    let first = if who.is_empty() { last.clone() } else { format!("{who}   {last}") };
    let mut lines: Vec<Words> = wrap(&first, room).into_iter().map(plain).collect();
    let address = join(&[&profile.street, &profile.address]);
    let texts = [address, profile.directions.clone().unwrap_or_default()];
    lines.extend(texts.iter().filter(|t| !t.is_empty()).flat_map(|t| wrap(t, room)).map(plain));
    lines
}

/// Papers that have run out, will within 60 days, or were never seen.
fn to_ask(view: &FacilityView, scene: &Scene) -> String {
    let soon = |p: &crate::domain::facility::Paper| p.expires.is_none_or(|d| say::days_between(scene.now.today, d) <= 60);
    let of: Vec<String> =
        view.papers.iter().filter(|(_, p)| soon(&p.joined.value)).map(|(kind, _)| paper_words(kind, scene)).collect();
    let mut asked = of.join(list_mark(scene));
    if !view.open.is_empty() {
        let proof = words::PROOF.fill(scene.lang, &[&view.open.len()]);
        asked = if asked.is_empty() { proof } else { format!("{asked}{}{proof}", list_mark(scene)) };
    }
    if asked.is_empty() { scene.say(words::NONE).into() } else { asked }
}

fn list_mark(scene: &Scene) -> &'static str {
    if scene.lang == Lang::Zh { "、" } else { ", " }
}

/// Everything, part by part.
fn whole(view: &FacilityView, columns: usize, scene: &Scene) -> Vec<Words> {
    let mut out = Vec::new();
    let mut part = |title: Text, lines: Vec<Words>| {
        let is_text = matches!(title, words::UNKNOWN_TRAITS | words::PROFILE);
        let count = if is_text { String::new() } else { lines.len().to_string() };
        out.push(Words::new());
        out.push(vec![(format!(" {}  {count}", scene.say(title)), Role::Head)]);
        out.extend(lines.into_iter().map(|mut line| {
            line.insert(0, ("   ".into(), Role::Text));
            line
        }));
    };
    part(words::ALL_OPEN, view.open.iter().map(|f| finding(f, scene)).collect());
    part(words::UNCHECKED, unchecked(view, scene));
    part(words::REPEATED, repeated(view, scene));
    part(words::PAPERS, papers(view, scene));
    part(words::TRAITS, traits(view, scene));
    part(
        words::UNKNOWN_TRAITS,
        wrap(&unknown_traits(view, scene), columns.saturating_sub(6)).into_iter().map(plain).collect(),
    );
    part(words::VISITS, visits(view, scene));
    part(words::PROFILE, profile(view, columns, scene));
    out
}

fn papers(view: &FacilityView, scene: &Scene) -> Vec<Words> {
    let line = |(kind, paper): (&String, &crate::views::Current<crate::domain::facility::Paper>)| {
        let (until, role) = expiry(&paper.joined.value, scene);
        let number = paper.joined.value.number.clone().unwrap_or_default();
        vec![
            (pad(&paper_words(kind, scene), 26), Role::Text),
            (pad(&until, 28), role),
            (number, Role::Quiet),
            differs(!paper.joined.differs.is_empty(), scene),
        ]
    };
    view.papers.iter().map(line).collect()
}

fn traits(view: &FacilityView, scene: &Scene) -> Vec<Words> {
    let known = view.traits.iter().filter(|(_, t)| t.joined.value.is != Presence::Unknown);
    let line = |(name, now): (&String, &crate::views::Current<crate::domain::facility::TraitValue>)| {
        let value = &now.joined.value;
        let on = value.on.map(|d| d.to_string()).unwrap_or_default();
        vec![
            (pad(&trait_words(name, scene), 26), Role::Text),
            (pad(scene.say(value.is.words()), 6), Role::Chosen),
            (format!("{on}  {}", value.note.as_deref().unwrap_or("")), Role::Quiet),
        ]
    };
    known.map(line).collect()
}

fn visits(view: &FacilityView, scene: &Scene) -> Vec<Words> {
    let line = |v: &crate::views::facility::VisitRow| {
        let counts = crate::text::home::ANSWERED.fill(scene.lang, &[&v.failed, &v.unchecked]);
        vec![
            (format!("{}  ", v.on), Role::Text),
            (pad(scene.say(v.kind.words()), 10), Role::Text),
            (pad(scene.say(say::stage(v.stage)), 14), Role::Quiet),
            (format!("{counts}  {}", v.people.join(list_mark(scene))), Role::Quiet),
        ]
    };
    view.visits.iter().map(line).collect()
}

fn profile(view: &FacilityView, columns: usize, scene: &Scene) -> Vec<Words> {
    let now = &view.profile.joined;
    let Facility { status_from, former_names, marks, .. } = &now.value;
    let of = &now.value;
    let kind = of.kind.map(|k| scene.say(k.words()).to_string());
    let from = status_from.map(|d| format!("  {d}")).unwrap_or_default();
    let status = format!("{}{from}", scene.say(of.status.words()));
    let former = former_names.join(list_mark(scene));
    let host = of.host.and_then(|id| view.same_address.iter().find(|row| row.id == id)).map(|row| row.name.clone());
    let rows: [(Text, &str, Option<String>); 15] = [
        (words::NAME, "name", Some(of.name.clone())),
        (words::TYPE, "type", kind),
        (words::STREET, "street", of.street.clone()),
        (words::ADDRESS, "address", of.address.clone()),
        (words::PHONE, "phone", of.phone.clone()),
        (words::HEAD, "head", of.head.clone()),
        (words::CONTACT, "contact", of.contact.clone()),
        (words::BEDS_FILED, "beds", of.beds.map(|b| b.to_string())),
        (words::FILING, "filing_number", of.filing_number.clone()),
        (words::CREDIT, "credit_code", of.credit_code.clone()),
        (words::DIRECTIONS, "directions", of.directions.clone()),
        (words::STATUS, "status", Some(status)),
        (words::FORMER, "former_names", Some(former)),
        (words::HOST, "host", host),
        (words::NOTE, "note", of.note.clone()),
    ];
    let mut lines = Vec::new();
    for (label, field, value) in rows {
        let marks: Vec<_> = marks.iter().filter(|m| m.field == field).collect();
        let value = value.unwrap_or_default();
        if value.is_empty() && marks.is_empty() {
            continue;
        }
        let mut parts = wrap(&value, columns.saturating_sub(24)).into_iter();
        let mut line = vec![
            (pad(scene.say(label), 14), Role::Quiet),
            (parts.next().unwrap_or_default(), Role::Text),
            differs(now.differs.contains_key(field), scene),
        ];
        for mark in marks {
            let found = mark.found.as_deref().map(|f| format!("「{f}」")).unwrap_or_default();
            let why = format!("  {}: {}{found}", scene.say(words::MARK), scene.say(mark.why.words()));
            line.push((why, Role::Warning));
        }
        lines.push(line);
        lines.extend(parts.map(|p| vec![(pad("", 14), Role::Quiet), (p, Role::Text)]));
    }
    lines
}

/// Laptops wrote different texts, neither having seen the other: the first is shown, and marked.
fn differs(so: bool, scene: &Scene) -> (String, Role) {
    let words = if so { format!("  [{}]", scene.say(words::DIFFERS)) } else { String::new() };
    (words, Role::Warning)
}
