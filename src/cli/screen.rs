//! No subcommand: the screen. Opens the file, starts the thread that owns it, and gives the terminal over.

use super::out::Out;
use super::people::People;
use super::session::Session;
use crate::app::Setup;
use crate::domain::name::PersonId;
use crate::failure::Failure;
use crate::screens::{Screen, home::Home, start::Start};
use crate::store::Log;
use crate::terminal;
use crate::worker::{self, Files};
use std::path::Path;

pub fn run(session: &Session) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let demo = log.is_demonstration()?;
    let called_as = if session.person.is_some() { called_as(&mut log, session)? } else { None };
    let mut settings = session.settings.clone();
    settings.lang = session.lang.word().into();
    // Somebody who never went through the first start does now; not over a demonstration or a file of others.
    let begins = !session.home.has_settings() && !demo && !log.is_read_only();
    let first = if begins { Screen::Start(Start::default()) } else { Screen::Home(Home::default()) };
    let setup = Setup {
        no_color: set("NO_COLOR").is_some(),
        key_guard: set("XUNCHA_KEY_GUARD").and_then(|ms| ms.trim().parse().ok()),
        demo,
        read_only: log.why_read_only(),
        told: log.estranged().unwrap_or_else(Some),
        now: session.now.clone(),
        first,
        settings: settings.clone(),
        called_as,
    };
    let home = session.home.clone();
    let make = {
        let (home, today) = (home.clone(), session.now.today);
        Box::new(move |path: &Path| super::demo::small(&home, path, today))
    };
    // Started on the demonstration, one comes back to the file of the data folder.
    let real = if demo { home.database() } else { session.db() };
    let files = Files { real, demonstration: home.demonstration(), make };
    terminal::run(setup, |inbox| {
        let door = worker::start(log, home, settings, files, move |reply| inbox.reply(reply));
        Box::new(move |request| door.ask(request))
    })?;
    Ok(Out::of(serde_json::Value::Null, ""))
}

/// Who is meant by `--as`; somebody new is written down where the file can be written. Without it nobody's entries are read.
fn called_as(log: &mut Log, session: &Session) -> Result<Option<PersonId>, Failure> {
    let mut people = People::of(log, session)?;
    if log.why_read_only().is_none() {
        people.write_new(log, session)?;
    }
    Ok(people.author)
}

/// A variable of the environment that is there and not empty.
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
