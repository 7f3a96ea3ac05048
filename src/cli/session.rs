//! What every line form starts from: language, clock, data folder, database file, and who writes. Opens the log only when
//! a step asks for it.

use super::args::Global;
use super::parse;
use crate::content::limit;
use crate::disk::{self, Home, Moment};
use crate::failure::Failure;
use crate::failure::usage::Usage;
use crate::request::Settings;
use crate::store::Log;
use crate::text::Lang;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// One call.
pub struct Session {
    pub lang: Lang,
    pub json: bool,
    pub home: Home,
    /// What `--db` or `XUNCHA_DB` names, if anything.
    pub named_db: Option<PathBuf>,
    pub now: Moment,
    pub settings: Settings,
    /// What `--as` names.
    pub person: Option<String>,
}

impl Session {
    /// Settings that do not read are an error here, not the presets: who writes would silently be another.
    pub fn start(global: Global, home: Home, settings: Settings) -> Result<Session, Failure> {
        let now = clock()?;
        let lang = global.lang.map(|l| l.lang()).or_else(|| parse::lang(&settings.lang)).unwrap_or_default();
        let from_env = || std::env::var_os("XUNCHA_DB").filter(|f| !f.is_empty()).map(PathBuf::from);
        let named_db = global.db.or_else(from_env);
        Ok(Session { lang, json: global.json, home, named_db, now, settings, person: global.person })
    }

    /// The database file this call works on.
    pub fn db(&self) -> PathBuf {
        self.named_db.clone().unwrap_or_else(|| self.home.database())
    }

    pub fn open(&self) -> Result<Log, Failure> {
        Log::open(&self.db(), &self.home)
    }

    /// Opens to read only, so that a running program is not disturbed. A file that was named must be there; the one of the
    /// data folder begins empty.
    pub fn open_to_read(&self) -> Result<Log, Failure> {
        let db = self.db();
        match self.named_db.is_some() || std::fs::metadata(&db).is_ok_and(|m| m.len() > 0) {
            true => Log::open_to_read(&db, &self.home),
            false => Log::open(&db, &self.home),
        }
    }

    /// A day as typed, or today.
    pub fn day(&self, typed: Option<&str>) -> Result<Date, Failure> {
        Ok(day(typed)?.unwrap_or(self.now.today))
    }
}

/// A day as typed.
pub fn day(typed: Option<&str>) -> Result<Option<Date>, Failure> {
    let read = |t: &str| limit::date(t).ok_or_else(|| Failure::Usage(Usage::NotADate { typed: t.into() }));
    typed.map(read).transpose()
}

/// The clock. One that was set to something unreadable is refused: a wrong day would stand in the log for ever.
fn clock() -> Result<Moment, Failure> {
    let now = disk::now();
    match std::env::var("XUNCHA_NOW") {
        Ok(typed) if !typed.is_empty() && !now.trial => Err(Failure::Usage(Usage::NotATime { typed })),
        _ => Ok(now),
    }
}

/// A passphrase as given; `-` reads a line of the standard input, so that it stands in no list of processes. An empty one is
/// refused: a variable that was not set would leave everything open.
pub fn passphrase(given: &str) -> Result<String, Failure> {
    let mut line = given.to_string();
    if given == "-" {
        line.clear();
        std::io::stdin().read_line(&mut line).map_err(|e| disk::fault(Path::new("-"), &e))?;
    }
    let passphrase = line.trim_end_matches(['\r', '\n']);
    match passphrase.trim().is_empty() {
        true => Err(Failure::Usage(Usage::NoPassphrase)),
        false => Ok(passphrase.into()),
    }
}
