//! No subcommand: the screen. Opens the file, starts the thread that owns it, and gives the terminal over.

use super::out::Out;
use super::session::Session;
use crate::app::Setup;
use crate::failure::Failure;
use crate::screens::{Screen, home::Home};
use crate::{terminal, worker};

pub fn run(session: &Session) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let mut settings = session.settings.clone();
    settings.lang = session.lang.word().into();
    let setup = Setup {
        no_color: set("NO_COLOR").is_some(),
        key_guard: set("XUNCHA_KEY_GUARD").and_then(|ms| ms.trim().parse().ok()),
        demo: log.is_demonstration()?,
        read_only: log.is_read_only(),
        now: session.now.clone(),
        first: Screen::Home(Home::default()),
        settings: settings.clone(),
    };
    let home = session.home.clone();
    terminal::run(setup, |inbox| worker::start(log, home, settings, move |reply| inbox.reply(reply)))?;
    Ok(Out::of(serde_json::Value::Null, ""))
}

/// A variable of the environment that is there and not empty.
fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
