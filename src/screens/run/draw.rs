//! The run screen as drawn in FIELD: at 80 columns one line an item and one pane for the current one.

use super::names::{key_word, named, number_of, returns_on, section_of, whose};
use super::parts::{Part, count, parts, row};
use super::{Mode, Run, TextAsk, ask, asked, item, recheck, wide};
use crate::domain::subject::PointId;
use crate::keymap::{self, Command, Key, Scope};
use crate::screens::help::Here;
use crate::screens::{Scene, frame};
use crate::text::{frame as common, recheck as recheck_words, run as words};
use crate::theme::{CURSOR, Role};
use crate::views::closing::{closing, totals};
use crate::views::visit::Visit;
use crate::widgets::columns::{cut, ends, pad, width, wrap};
use crate::widgets::line::{Line, rule};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Rows of items at 80x24.
pub const BODY: u16 = 9;

/// From this width on there are three panes.
const THREE: u16 = 110;

/// Columns of a row: what stands before the title, tags, last time, this time.
pub(super) const BEFORE: usize = 9;
pub(super) const TAGS: usize = 8;
pub(super) const LAST: usize = 14;
pub(super) const NOW: usize = 18;

impl Run {
    pub fn draw(&mut self, f: &mut Frame, area: Rect, scene: &Scene) {
        let Some(visit) = scene.visit.filter(|v| v.parts.id == self.visit) else {
            frame::page(f, area, scene, scene.say(common::LOADING), "");
            return;
        };
        match &mut self.mode {
            Mode::Fail(fail) => return fail.draw(f, area, visit, scene),
            Mode::Traits(traits) => return traits.draw(f, area, visit, scene),
            Mode::Large => return self.draw_large(f, area, visit, scene),
            _ => {}
        }
        let parts = parts(visit, self.order, scene);
        let here = self.at.as_ref().and_then(|at| super::parts::place_of(&parts, at));
        self.head(f, area, visit, &parts, here, scene);
        rule(f.buffer_mut(), area, 2, scene.theme);
        let foot = area.height - 4;
        if area.width >= THREE {
            let body = Rect { y: area.y + 3, height: foot - 3, ..area };
            wide::draw(self, f, body, visit, &parts, here, scene);
        } else {
            let pane = 7;
            let rows = Rect { y: area.y + 3, height: foot - 4 - pane, ..area };
            self.rows(f, rows, visit, &parts, here, scene);
            rule(f.buffer_mut(), area, foot - pane - 1, scene.theme);
            let pane = Rect { y: area.y + foot - pane, height: pane, ..area };
            self.pane(f, pane, visit, scene);
        }
        rule(f.buffer_mut(), area, foot, scene.theme);
        self.echo(f, area, foot + 1, visit, &parts, scene);
        self.keys(f, area, foot + 2, visit, scene);
        if let (Mode::Ask(ask), Some(at)) = (&self.mode, &self.at) {
            let body = Rect { y: area.y + 3, height: foot - 3, ..area };
            ask::dialog(ask, visit, at, self.order, scene).draw(f, body, scene.theme);
        }
    }

    /// Whether something is typed here that Enter would record.
    fn unsaved(&self) -> bool {
        match &self.mode {
            Mode::Box(b) => b.touched,
            Mode::Text(_, prompt) => prompt.is_typed(),
            _ => false,
        }
    }

    /// Facility and counts; the part and how far it is.
    fn head(&self, f: &mut Frame, area: Rect, visit: &Visit, parts: &[Part], here: Option<(usize, usize)>, scene: &Scene) {
        let (head, style) = (&visit.parts.head.joined.value, scene.theme.style(Role::Head));
        let demo = if scene.demo || visit.parts.demo { scene.say(words::DEMO_NAME) } else { "" };
        let lists = visit.parts.lists.iter().map(|l| l.short.get(scene.lang)).collect::<Vec<_>>().join("+");
        let t = totals(visit);
        let owed = closing(visit).incomplete.len();
        let done = t.due - t.blank;
        let mut counts = words::COUNTS.fill(scene.lang, &[&done, &t.due, &t.fail, &t.unchecked, &owed]);
        if !visit.parts.to_recheck.is_empty() {
            let rechecks = recheck::counts(visit, scene);
            counts = if t.due > 0 { format!("{rechecks}  {counts}") } else { rechecks };
        }
        let saved = frame::saved(scene, self.unsaved().then_some(common::UNSAVED_BOX));
        let room = usize::from(area.width).saturating_sub(width(&counts) + width(saved.0) + 4);
        let what = format!(" {} {lists}", scene.say(head.kind.words()));
        // Whose visit it is counts for more than its lists: these give way first.
        let name = &visit.parts.facility.joined.value.name;
        let left = room.saturating_sub(width(demo));
        let name = cut(name, left.saturating_sub(width(&what)).max(width(name).min(left * 2 / 3)));
        Line::new(f.buffer_mut(), area, 0, style)
            .add(" ", style)
            .cell(&format!("{name}{demo}{what}"), room, style)
            .add(" ", style)
            .add(&counts, style)
            .add(" ", style)
            .add(saved.0, scene.theme.style(saved.1));
        let who = scene.settings.author.and_then(|id| visit.parts.people.get(&id)).map_or("", |p| p.person.name.as_str());
        let marks = [(scene.now.trial, common::TRIAL), (scene.read_only, common::READ_ONLY)];
        let marks = marks.iter().filter(|(on, _)| *on).map(|(_, text)| scene.say(*text));
        let switch = match self.order {
            super::parts::Order::Sections => words::BY_PLACE,
            super::parts::Order::Places => words::BY_PART,
        };
        let who = [who, &scene.settings.laptop].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" ");
        let right = marks.chain([scene.say(switch), who.as_str()]).filter(|s| !s.is_empty()).collect::<Vec<_>>().join("  ");
        let part = here.map(|(p, _)| {
            let (part, all) = (&parts[p], parts[p].points.len());
            if part.outside {
                return words::PART_OUTSIDE.fill(scene.lang, &[&part.title, &all]);
            }
            let parts = parts.iter().filter(|p| !p.outside).count();
            words::PART.fill(scene.lang, &[&(p + 1), &parts, &part.title, &count(visit, part), &all])
        });
        let given = here.and_then(|(p, at)| whose(visit, &parts[p].points[at]));
        let given = given.map(|names| words::GIVEN_TO.fill(scene.lang, &[&names])).unwrap_or_default();
        let text = scene.theme.style(Role::Text);
        Line::new(f.buffer_mut(), area, 1, text)
            .add(" ", text)
            .add(&part.unwrap_or_default(), style)
            .add(&given, style)
            .right(&right, 1, text);
    }

    /// The items of the current part, or what the search found.
    pub(super) fn rows(
        &mut self,
        f: &mut Frame,
        area: Rect,
        visit: &Visit,
        parts: &[Part],
        here: Option<(usize, usize)>,
        scene: &Scene,
    ) {
        if let Mode::Search(search) = &mut self.mode {
            return search.draw(f, area, scene);
        }
        let Some((part, _)) = here else {
            let style = scene.theme.style(Role::Quiet);
            Line::new(f.buffer_mut(), area, 0, style).add("   ", style).add(scene.say(words::EMPTY_VISIT), style);
            return;
        };
        let points = &parts[part].points;
        self.list.settle(points.len(), usize::from(area.height));
        for (line, at) in self.list.seen(points.len(), usize::from(area.height)).enumerate() {
            self.one_row(f, area, line as u16, visit, &points[at], scene);
        }
    }

    fn one_row(&self, f: &mut Frame, area: Rect, line: u16, visit: &Visit, point: &PointId, scene: &Scene) {
        let current = self.at.as_ref() == Some(point);
        let base = scene.theme.style(if current { Role::Current } else { Role::Text });
        let mark = if current { CURSOR } else { " " };
        let saving = scene.saving && self.pending.as_ref().is_some_and(|p| p.point == *point);
        let (number, title, last, mut now, tags) = match (recheck::find(visit, point), row(visit, point)) {
            (Some(finding), _) => recheck::cells(visit, finding, scene),
            (None, Some(r)) => (
                visit.rows[r].number.clone(),
                visit.item(r).short.get(scene.lang).to_string(),
                item::last_short(visit, visit.item(r), scene),
                item::now_short(visit, r, scene),
                item::tags(visit, r, scene, TAGS - 1),
            ),
            (None, None) => {
                let value = visit.point(point).map(|p| &p.now.joined.value);
                let finding = value.and_then(|p| p.finding.as_ref());
                let facts = finding.and_then(|x| x.facts.clone()).unwrap_or_else(|| scene.say(words::OFF_LIST_ITEM).into());
                let now = value.map_or((String::new(), Role::Text), |p| {
                    (scene.say(p.verdict.words()).to_string(), item::role_of(p.verdict))
                });
                (String::new(), facts, (String::new(), Role::Quiet), now, Vec::new())
            }
        };
        if saving {
            now = (scene.say(common::SAVING).into(), Role::Saving);
        }
        let room = usize::from(area.width);
        let with_last = room >= BEFORE + 30 + TAGS + LAST + NOW;
        let own = if with_last { NOW } else { NOW - 3 };
        let title_columns = room.saturating_sub(BEFORE + TAGS + own + if with_last { LAST } else { 0 });
        let mut out = Line::new(f.buffer_mut(), area, line, base);
        out = out.add(" ", base).add(mark, base).add(" ", base).cell(&number, 6, base);
        out = out.cell(&cut(&title, title_columns.saturating_sub(1)), title_columns, base);
        let used: usize = tags.iter().map(|(t, _)| width(t) + 1).sum();
        for (tag, role) in tags {
            out = out.add(&tag, scene.theme.style(role)).add(" ", base);
        }
        out = out.cell("", TAGS.saturating_sub(used), base);
        if with_last {
            out = out.cell(&cut(&last.0, LAST - 1), LAST, scene.theme.style(last.1));
        }
        out.cell(&cut(&now.0, own - 1), own, scene.theme.style(now.1));
    }

    /// Seven rows for the current item.
    fn pane(&self, f: &mut Frame, area: Rect, visit: &Visit, scene: &Scene) {
        let (text, quiet) = (scene.theme.style(Role::Text), scene.theme.style(Role::Quiet));
        if let Some(row) = self.at.as_ref().and_then(|at| recheck::find(visit, at)) {
            recheck::pane(f, area, visit, row, scene);
        }
        let Some(r) = self.row(visit) else { return self.note_row(f, area, 6, visit, scene) };
        let item = visit.item(r);
        let severity = scene.say(item.severity.words());
        let tail = format!("{severity}  {}", item.id);
        let title = format!(" {} {}", visit.rows[r].number, item.text.get(scene.lang));
        let room = usize::from(area.width) - 1;
        // A long sentence needs the place of the id; the id stands in the detail.
        let tail = if width(&title) + 2 + width(&tail) <= room { tail } else { severity.into() };
        let style = scene.theme.style(Role::Head);
        Line::new(f.buffer_mut(), area, 0, style).add(&ends(&title, &format!(" {tail}"), room), style);
        let label = |text| format!("   {}  ", scene.say(text));
        Line::new(f.buffer_mut(), area, 1, text).add(&label(words::HOW), quiet).add(item.how.get(scene.lang), text);
        let limit = item::limit(item, scene);
        let mut line = Line::new(f.buffer_mut(), area, 2, text).add(&label(words::LIMIT), quiet);
        line = line.add(&pad(&limit, width(&limit).max(15) + 2), text);
        if let Some(ask) = &item.ask {
            line.add(scene.say(words::ASK_FOR), quiet).add("  ", text).add(ask.get(scene.lang), text);
        }
        let basis = item::district(item, scene) + &item::basis(visit, item, scene);
        let line = Line::new(f.buffer_mut(), area, 3, text).add(&label(words::BASIS), quiet).add(&cut(&basis, 56), text);
        let hint = scene.say(words::LARGE_HINT);
        if line.left() >= width(hint) + 14 {
            line.right(hint, 12, quiet);
        }
        let last = item::last(visit, item, scene);
        Line::new(f.buffer_mut(), area, 4, text).add(&label(words::LAST_TIME), quiet).add(&last, text);
        let open = item::open(visit, item, scene);
        let owed = visit.parts.open.get(&item.id).is_some_and(|o| !o.is_empty());
        let role = scene.theme.style(if owed { Role::Owed } else { Role::Text });
        Line::new(f.buffer_mut(), area, 5, text).add(&label(words::STILL_OPEN), quiet).add(&open, role);
        self.note_row(f, area, 6, visit, scene);
    }

    /// The note row: this time's readings and notes, or the box or line of text that is open.
    pub(super) fn note_row(&self, f: &mut Frame, area: Rect, at: u16, visit: &Visit, scene: &Scene) {
        let (text, quiet) = (scene.theme.style(Role::Text), scene.theme.style(Role::Quiet));
        match &self.mode {
            Mode::Box(b) => b.draw(f, area, at, "   ", scene),
            Mode::Text(ask, prompt) => {
                let label = match ask {
                    TextAsk::Note => words::NOTE,
                    TextAsk::NaOther => words::ASK_NA_OTHER,
                    TextAsk::UncheckedOther(_) => words::ASK_UNCHECKED_OTHER,
                    TextAsk::ReturnBy(_) => words::ASK_RETURN,
                    TextAsk::Against(_) => words::ASK_AGAINST,
                    TextAsk::Seen => recheck_words::SEEN,
                    TextAsk::NextDue => recheck_words::NEXT_DUE,
                };
                let label = match ask {
                    TextAsk::ReturnBy(given) => label.fill(scene.lang, &[&asked::returns(given, visit, scene)]),
                    _ => scene.say(label).into(),
                };
                let takes = scene.say(words::ENTER_TAKES);
                let hint = match ask {
                    TextAsk::ReturnBy(_) => returns_on(prompt.text(), visit, scene) + asked::another(visit, scene) + takes,
                    TextAsk::Seen => scene.say(recheck_words::DUE_OFFERED).into(),
                    TextAsk::NextDue => recheck::next_due_hint(prompt.text(), visit, self.at.as_ref(), scene),
                    _ => takes.into(),
                };
                let line = Line::new(f.buffer_mut(), area, at, text).add("   ", text).add(&label, quiet).add("  [", text);
                // A date is seen whole, whatever the hint loses.
                let (x, room) = (line.column(), line.left().saturating_sub(width(&hint) + 4).max(11));
                line.cell("", room, text).add("]  ", text).add(&hint, quiet);
                let place = Rect { x, y: area.y + at, width: room as u16, height: 1 };
                prompt.draw(f, place, true, scene.theme);
            }
            _ if self.armed.is_some() => {
                let again = match self.at.as_ref().and_then(|at| recheck::find(visit, at)) {
                    Some(row) => recheck::press_again(visit, row),
                    None => words::PRESS_AGAIN,
                };
                let warns = scene.theme.style(Role::Warning);
                Line::new(f.buffer_mut(), area, at, text).add("   ", text).add(scene.say(again), warns);
            }
            _ => {
                if let Some(row) = self.at.as_ref().and_then(|at| recheck::find(visit, at)) {
                    let label = format!("   {}  ", scene.say(recheck_words::THIS_TIME));
                    Line::new(f.buffer_mut(), area, at, text).add(&label, quiet).add(&recheck::note(visit, row, scene), text);
                    return;
                }
                let point = self.at.as_ref().and_then(|at| visit.point(at)).map(|p| &p.now.joined.value);
                let label = format!("   {}  ", scene.say(words::NOTE));
                Line::new(f.buffer_mut(), area, at, text).add(&label, quiet).add(&item::notes(point, visit, scene), text);
            }
        }
    }

    /// What was recorded last, and how to get back to it.
    fn echo(&self, f: &mut Frame, area: Rect, row_at: u16, visit: &Visit, parts: &[Part], scene: &Scene) {
        let last = self.recorded.iter().rev().find(|p| visit.point(p).is_some());
        let said = last.and_then(|p| Some((p, visit.point(p)?))).map(|(id, now)| {
            // Of another day, the day says more than the hour.
            let today = now.at.starts_with(&scene.now.today.to_string());
            let time = now.at.get(if today { 11..16 } else { 5..10 }).unwrap_or_default();
            if let Some(row) = recheck::find(visit, id) {
                let verdict = recheck::answer_word(visit, row, scene).0;
                let number = recheck::number(visit, row, scene.lang);
                let what = format!("{number} {}", cut(&recheck::title(visit, row, scene), 30));
                return words::ECHO.fill(scene.lang, &[&time, &what, &verdict]);
            }
            let verdict = scene.say(now.now.joined.value.verdict.words());
            let echo = words::ECHO.fill(scene.lang, &[&time, &named(visit, id, scene), &verdict]);
            // Allowed, and told: somebody else was to take this section.
            let others = section_of(visit, id).is_some_and(|s| visit.is_of_others(s, scene.settings.author));
            let whose = whose(visit, id).filter(|_| others).map(|names| words::OF_OTHERS.fill(scene.lang, &[&names]));
            echo + &whose.unwrap_or_default()
        });
        // Backspace goes on to the one before that, and says so.
        let number = self.back_to(parts).map(|id| match recheck::find(visit, &id) {
            Some(row) => recheck::number(visit, row, scene.lang),
            None => number_of(visit, &id),
        });
        let back = match number {
            None => String::new(),
            Some(number) if number.is_empty() => scene.say(words::ECHO_BACK_THERE).into(),
            Some(number) => words::ECHO_BACK.fill(scene.lang, &[&number]),
        };
        let echo = said.unwrap_or_default();
        let room = usize::from(area.width) - 2;
        let line = ends(&echo, &back, room);
        frame::notice(f, area, row_at, scene, &line);
    }

    /// What a key does on this item, where that is not what it does everywhere.
    fn key_word(&self, command: Command, visit: &Visit, scene: &Scene) -> Option<String> {
        match self.at.as_ref().and_then(|at| recheck::find(visit, at)) {
            Some(row) => recheck::key_word(command, visit, row, scene),
            None if command == Command::Pass => key_word(visit.item(self.row(visit)?), scene.lang),
            None => None,
        }
    }

    /// What the digits do on this item.
    pub fn keys_here(&self, scene: &Scene) -> Option<Here> {
        let (visit, at) = (self.open(scene)?, self.at.as_ref()?);
        if !matches!(self.mode, Mode::List) {
            return None;
        }
        let finding = recheck::find(visit, at);
        let name = match finding {
            Some(row) => format!("{} {}", recheck::number(visit, row, scene.lang), recheck::title(visit, row, scene)),
            None => named(visit, at, scene),
        };
        let digits = keymap::rows(Scope::Run).iter().filter(|b| matches!(b.keys, [Key::Char(c)] if c.is_ascii_digit()));
        let does = |binding: &'static keymap::Binding| match self.key_word(binding.command, visit, scene) {
            // Of a finding the table says nothing true.
            Some(word) if finding.is_some() => (binding, word),
            Some(word) => (binding, words::KEY_HERE.fill(scene.lang, &[&word, &scene.say(binding.help)])),
            None => (binding, scene.say(binding.help).to_string()),
        };
        Some(Here { title: words::HERE.fill(scene.lang, &[&cut(&name, 40)]), keys: digits.map(does).collect() })
    }

    /// The key lines; the words of `1` name what it does on this item.
    fn keys(&self, f: &mut Frame, area: Rect, row_at: u16, visit: &Visit, scene: &Scene) {
        let scope = self.scope();
        frame::keys(f, area, row_at, scene, scope, 1, |command| self.key_word(command, visit, scene));
        let esc = match self.mode {
            Mode::Text(TextAsk::ReturnBy(_), _) => Some(words::ESC_OWES),
            // The step is on the disk before it is asked what was seen.
            Mode::Text(TextAsk::Seen | TextAsk::NextDue, _) => Some(recheck_words::ESC_KEEPS),
            _ => None,
        };
        let back = |command| esc.filter(|_| command == Command::Back).map(|text| scene.say(text).to_string());
        frame::keys(f, area, row_at + 1, scene, scope, 2, back);
    }

    /// The item alone, to turn the screen to the other side: text, method, limit, verified citation, nothing else.
    fn draw_large(&self, f: &mut Frame, area: Rect, visit: &Visit, scene: &Scene) {
        let Some(item) = self.row(visit).map(|r| visit.item(r)) else { return };
        let (style, quiet) = (scene.theme.style(Role::Head), scene.theme.style(Role::Quiet));
        let room = usize::from(area.width).saturating_sub(16);
        let mut at = 3;
        let mut block = |f: &mut Frame, label: Option<&str>, text: &str, space: u16| {
            if let Some(label) = label {
                Line::new(f.buffer_mut(), area, at, quiet).add("        ", quiet).add(label, quiet);
                at += 1;
            }
            for line in wrap(text, room) {
                Line::new(f.buffer_mut(), area, at, style).add("        ", style).add(&line, style);
                at += space;
            }
            at += 1;
        };
        block(f, None, item.text.get(scene.lang), 2);
        block(f, Some(scene.say(words::HOW).trim_end()), item.how.get(scene.lang), 1);
        block(f, Some(scene.say(words::LIMIT).trim_end()), &item::limit(item, scene), 1);
        if let Some((basis, force)) = item::standing(visit, item).into_iter().find(|(b, _)| item::verified(b)) {
            block(f, Some(&scene.say(words::BASIS).replace("  ", "")), &item::cited(basis, force, scene), 1);
        }
        frame::keys(f, area, area.height - 1, scene, Scope::Page, 2, |_| None);
    }
}
