//! What came of bringing files together: the lines are read and turned, what can be done next and the digest always stand below.

use super::{Scene, named};
use crate::domain::name::EntryId;
use crate::request::exchange::{Exchange, Here, Laptop, Outcome, Standing, Task, Told};
use crate::text::exchange as words;
use crate::theme::Role;
use crate::widgets::columns::wrap;
use crate::widgets::line::Line;
use ratatui::Frame;
use ratatui::layout::Rect;

/// What can be done with what was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Take,
    Passphrase,
    Disputes,
    Twins,
    /// The one laptop that is not paired.
    Pair(EntryId),
    /// So many laptops are not paired.
    Laptops(usize),
    Leave,
}

/// What can be done now, in the order of the digits.
pub fn next(exchange: &Exchange, told: &Told, here: Option<&Here>) -> Vec<Next> {
    let mut next = Vec::new();
    if exchange.task == Task::Look && told.new > 0 {
        next.push(Next::Take);
    }
    next.extend(told.locked.then_some(Next::Passphrase));
    if exchange.task != Task::Look {
        next.extend((told.disputes > 0).then_some(Next::Disputes));
        next.extend((told.alike > 0).then_some(Next::Twins));
        match &unpaired(told, here)[..] {
            [] => {}
            [one] => next.push(Next::Pair(one.key)),
            more => next.push(Next::Laptops(more.len())),
        }
    }
    next.push(Next::Leave);
    next
}

/// Laptops that had a part in it and that nobody compared digits with.
fn unpaired<'h>(told: &Told, here: Option<&'h Here>) -> Vec<&'h Laptop> {
    let laptops = here.into_iter().flat_map(|here| &here.laptops);
    laptops.filter(|l| l.standing == Standing::Unpaired && told.laptops.contains(&l.key)).collect()
}

/// Draws it from line `first` on, and gives the first line that is shown, no further than the last page.
pub fn draw(
    f: &mut Frame,
    body: Rect,
    (exchange, told): (&Exchange, &Told),
    here: Option<&Here>,
    first: usize,
    scene: &Scene,
) -> usize {
    let columns = usize::from(body.width).saturating_sub(6);
    let text = scene.theme.style(Role::Text);
    let mut put = |row: u16, line: &str, role: Role| {
        Line::new(f.buffer_mut(), body, row, text).add("   ", text).add(line, scene.theme.style(role));
    };
    let (head, role) = match (told.outcome, exchange.task) {
        (Outcome::Refused, _) => (words::REFUSED, Role::Warning),
        (_, Task::Look) => (words::WOULD, Role::Head),
        (Outcome::Partly, _) => (words::PARTLY, Role::Warning),
        (Outcome::Done, _) => (words::DONE, Role::Head),
    };
    put(1, scene.say(head), role);
    let mut foot: Vec<(String, Role)> = Vec::new();
    if let (false, Some(here)) = (exchange.task == Task::Look, here) {
        foot.push((words::DIGESTS.fill(scene.lang, &[&here.log]), Role::Head));
    }
    foot.push((String::new(), Role::Text));
    for (n, next) in next(exchange, told, here).into_iter().enumerate() {
        foot.push((format!("{}  {}", n + 1, said(next, told, here, scene)), Role::Chosen));
    }
    let lines: Vec<String> = told.words.iter().flat_map(|t| wrap(t, columns)).collect();
    let room = usize::from(body.height).saturating_sub(2 + foot.len());
    let (first, seen) = match lines.len() <= room {
        true => (0, lines.len()),
        false => (first.min(lines.len() - room.saturating_sub(1)), room.saturating_sub(1)),
    };
    for (n, line) in lines.iter().skip(first).take(seen).enumerate() {
        put(2 + n as u16, line, Role::Text);
    }
    let mut row = 2 + seen as u16;
    if seen < lines.len() {
        put(row, &words::MORE.fill(scene.lang, &[&(first + 1), &(first + seen), &lines.len()]), Role::Quiet);
        row += 1;
    }
    for (n, (line, role)) in foot.iter().enumerate() {
        put(row + n as u16, line, *role);
    }
    first
}

fn said(next: Next, told: &Told, here: Option<&Here>, scene: &Scene) -> String {
    match next {
        Next::Take => scene.say(words::TAKE).into(),
        Next::Passphrase => scene.say(words::TO_PASSPHRASE).into(),
        Next::Disputes => words::TO_DISPUTES.fill(scene.lang, &[&told.disputes]),
        Next::Twins => words::TO_TWINS.fill(scene.lang, &[&told.alike]),
        Next::Pair(key) => {
            let laptop = here.and_then(|here| here.laptops.iter().find(|l| l.key == key));
            words::TO_PAIR.fill(scene.lang, &[&laptop.map(|l| named(&l.name, scene)).unwrap_or_default()])
        }
        Next::Laptops(count) => words::TO_LAPTOPS.fill(scene.lang, &[&count]),
        Next::Leave => scene.say(words::LEAVE).into(),
    }
}
