//! The line forms: one file a subcommand, each a short list of steps over the same drafts and views as the screens.

mod answer;
mod args;
mod bench;
mod checklist;
mod checklist_args;
mod coverage;
mod demo;
mod exchange;
mod export;
mod facility;
mod file_args;
mod find;
mod finding;
mod gate;
mod import;
mod keep;
mod lint;
mod list;
mod merge;
mod new;
mod out;
mod papers;
mod parse;
mod people;
mod plan;
mod report;
mod rows;
mod run;
mod same;
mod screen;
mod session;
mod show;
mod tie;
mod trust;
mod undo;
mod visit;
mod xlsform;

use crate::disk::Home;
use crate::failure::{Failure, exit};
use crate::terminal;
use crate::text::Lang;
use args::Command;
use out::Out;
use parse::Call;
use session::Session;
use std::ffi::OsString;

/// Reads the arguments, does what they say and gives the exit code.
pub fn run(args: Vec<OsString>) -> i32 {
    let as_json = args.iter().any(|a| a == "--json");
    let spoken = parse::language_of(&args);
    terminal::catching(|| carry_out(args)).unwrap_or_else(|fallen| {
        let saved = || Home::find().and_then(|home| home.settings()).ok().and_then(|s| parse::lang(&s.lang));
        out::fail(&fallen, spoken.or_else(saved).unwrap_or_default(), as_json)
    })
}

fn carry_out(args: Vec<OsString>) -> i32 {
    let as_json = args.iter().any(|a| a == "--json");
    let spoken = parse::language_of(&args);
    let home = match Home::find() {
        Ok(home) => home,
        Err(failure) => return out::fail(&failure, spoken.unwrap_or_default(), as_json),
    };
    let settings = home.settings();
    let saved = settings.as_ref().ok().and_then(|s| parse::lang(&s.lang));
    let lang: Lang = spoken.or(saved).unwrap_or_default();
    let line = match parse::parse(args, lang) {
        Call::Do(line) => *line,
        Call::Tell(text) => {
            Out::of(serde_json::Value::Null, text).print(false);
            return exit::DONE;
        }
        Call::Wrong(usage) => return out::fail(&Failure::Usage(usage), lang, as_json),
    };
    let session = settings.and_then(|settings| Session::start(line.global, home, settings));
    let done = session.and_then(|session| match line.command {
        Some(command) => run_command(&session, command),
        None => screen::run(&session),
    });
    match done {
        Ok(out) => {
            out.print(as_json);
            out.code
        }
        Err(failure) => out::fail(&failure, lang, as_json),
    }
}

fn run_command(session: &Session, command: Command) -> Result<Out, Failure> {
    match command {
        Command::New(args) => new::run(session, &args),
        Command::Answer(args) => answer::run(session, &args),
        Command::Undo(args) => undo::run(session, &args),
        Command::Freeze(args) => papers::freeze(session, &args),
        Command::Sign(args) => papers::sign(session, &args),
        Command::Finding(args) => finding::run(session, &args),
        Command::Settle(args) => finding::settle(session, &args),
        Command::Same(args) => same::run(session, &args),
        Command::List(args) => list::run(session, &args),
        Command::Show(args) => show::run(session, &args),
        Command::Report(args) => report::run(session, &args),
        Command::Merge(args) => merge::run(session, &args),
        Command::Bench(args) => bench::run(session, &args),
        Command::Stats => keep::stats(session),
        Command::Digest => keep::digest(session),
        Command::Verify(args) => exchange::verify(session, &args),
        Command::Pack(args) => exchange::pack(session, &args),
        Command::Sync(args) => exchange::sync(session, &args),
        Command::Salvage(args) => exchange::salvage(session, &args),
        Command::Trust(args) => trust::run(session, &args),
        Command::Rebuild => keep::rebuild(session),
        Command::Backup(args) => keep::backup(session, &args),
        Command::Export(args) => export::run(session, &args),
        Command::Import(args) => import::run(session, &args),
        Command::Plan(args) => plan::run(session, &args),
        Command::Facility(args) => facility::run(session, &args),
        Command::Gate(args) => gate::run(session, &args),
        Command::NotMade(args) => visit::not_made(session, &args),
        Command::Amend(args) => visit::amend(session, &args),
        Command::Run(args) => run::run(session, &args),
        Command::Tie(args) => tie::run(session, &args),
        Command::Correct(args) => visit::correct(session, &args),
        Command::Checklist(args) => checklist::run(session, &args),
        Command::Demo(args) => demo::run(session, &args),
    }
}
