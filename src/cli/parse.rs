//! Reads the words of a call: clap's types, with every sentence in the user's language, and ids that begin with a hyphen
//! taken for what they are. Knows no store.

use super::args::{Language, Line};
use crate::domain::name::{EntryId, Id};
use crate::failure::usage::Usage;
use crate::text::{Lang, Text, cli as words};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// What a call turned out to be.
pub enum Call {
    Do(Box<Line>),
    /// Help or version, ready to be printed.
    Tell(String),
    Wrong(Usage),
}

/// The language of a call before it is parsed: what stands after `--lang`.
pub fn language_of(args: &[OsString]) -> Option<Lang> {
    let text = |a: &OsString| a.to_string_lossy().into_owned();
    let after = args.iter().position(|a| a == "--lang").and_then(|at| args.get(at + 1)).map(text);
    let joined = || args.iter().find_map(|a| text(a).strip_prefix("--lang=").map(String::from));
    after.or_else(joined).and_then(|word| lang(&word))
}

/// A language by its word.
pub fn lang(word: &str) -> Option<Lang> {
    match word {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

impl Lang {
    /// The word for `--lang` and the settings.
    pub fn word(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

impl Language {
    pub fn lang(self) -> Lang {
        match self {
            Language::Zh => Lang::Zh,
            Language::En => Lang::En,
        }
    }
}

/// Reads the arguments, the program's own name first.
pub fn parse(args: Vec<OsString>, lang: Lang) -> Call {
    let args = args.into_iter().map(guarded);
    let mut command = localised(Line::command(), "", lang);
    match command.try_get_matches_from_mut(args).and_then(|m| Line::from_arg_matches(&m)) {
        Ok(line) => Call::Do(Box::new(line)),
        Err(e) if matches!(e.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => Call::Tell(e.render().to_string()),
        Err(e) if e.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Call::Wrong(Usage::Words(words::MISSING.fill(lang, &[&words::COMMANDS.get(lang)])))
        }
        Err(e) => Call::Wrong(Usage::Words(wrong(&e, lang))),
    }
}

/// An id may begin with a hyphen and is no flag: `id:` before it says so.
fn guarded(arg: OsString) -> OsString {
    let Some(text) = arg.to_str().filter(|t| t.starts_with('-')) else { return arg };
    let id = text.split(['/', '=']).next().unwrap_or_default();
    let is_id = id.parse::<Id>().is_ok() || id.parse::<EntryId>().is_ok() || text.starts_with("-/");
    if is_id { format!("id:{text}").into() } else { arg }
}

/// The id without the guard.
pub fn unguarded(text: &str) -> &str {
    text.strip_prefix("id:").unwrap_or(text)
}

/// Puts the words of `lang` on a command and all below it.
fn localised(command: Command, path: &str, lang: Lang) -> Command {
    let mut command = command
        .help_template(format!("{{about}}\n\n{}{{usage}}\n\n{{all-args}}", words::USAGE.get(lang)))
        .subcommand_help_heading(words::COMMANDS.get(lang))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .mut_args(|arg| {
            let name = about(path, arg.get_id().as_str()).unwrap_or(words::WRONG);
            let takes = matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
            let arg = arg.help(name.get(lang)).help_heading(words::ARGUMENTS.get(lang));
            if takes { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
        });
    if let Some(text) = find(path) {
        command = command.about(text.get(lang));
    }
    let named = |id: &'static str, short, action| {
        let help = find(&format!(".{id}")).unwrap_or(words::WRONG).get(lang);
        Arg::new(id).long(id).short(short).action(action).help(help).help_heading(words::ARGUMENTS.get(lang))
    };
    command = command.arg(named("help", 'h', ArgAction::Help));
    if path.is_empty() {
        command = command.arg(named("version", 'V', ArgAction::Version));
    }
    let names: Vec<String> = command.get_subcommands().map(|c| c.get_name().to_string()).collect();
    for name in names {
        let below = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
        command = command.mut_subcommand(&name, |c| localised(c, &below, lang));
    }
    command
}

/// The words for an argument: its own, those of the commands beside it, or those of a flag that every command takes.
fn about(path: &str, id: &str) -> Option<Text> {
    let beside = || path.rsplit_once(' ').and_then(|(above, _)| find(&format!("{above}.{id}")));
    find(&format!("{path}.{id}")).or_else(beside).or_else(|| find(&format!(".{id}")))
}

fn find(name: &str) -> Option<Text> {
    words::ABOUT.iter().chain(words::places::ABOUT).chain(words::files::ABOUT).find(|(n, _)| *n == name).map(|(_, text)| *text)
}

/// One sentence for what clap did not understand.
fn wrong(error: &clap::Error, lang: Lang) -> String {
    let one = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(all)) if !all.is_empty() => Some(all.join(" ")),
        _ => None,
    };
    let argument = || one(ContextKind::InvalidArg).unwrap_or_default();
    let value = || one(ContextKind::InvalidValue).unwrap_or_default();
    let meant = |kind| one(kind).map(|m| words::MEANT.fill(lang, &[&m])).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => words::UNKNOWN_ARGUMENT.fill(lang, &[&argument()]) + &meant(ContextKind::SuggestedArg),
        ErrorKind::InvalidSubcommand => {
            let name = one(ContextKind::InvalidSubcommand).unwrap_or_default();
            words::UNKNOWN_COMMAND.fill(lang, &[&name]) + &meant(ContextKind::SuggestedSubcommand)
        }
        ErrorKind::InvalidValue if value().is_empty() => words::NO_VALUE.fill(lang, &[&argument()]),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let allowed = one(ContextKind::ValidValue).map(|v| words::ALLOWED.fill(lang, &[&v])).unwrap_or_default();
            words::BAD_VALUE.fill(lang, &[&value(), &argument()]) + &allowed
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            words::NO_VALUE.fill(lang, &[&argument()])
        }
        ErrorKind::TooManyValues => words::TOO_MANY.fill(lang, &[&argument()]),
        ErrorKind::ArgumentConflict => {
            let prior = one(ContextKind::PriorArg).unwrap_or_default();
            if prior == argument() {
                words::TOO_MANY.fill(lang, &[&prior])
            } else {
                words::CONFLICT.fill(lang, &[&argument(), &prior])
            }
        }
        ErrorKind::MissingRequiredArgument => words::MISSING.fill(lang, &[&argument()]),
        ErrorKind::MissingSubcommand => words::MISSING.fill(lang, &[&words::COMMANDS.get(lang)]),
        _ => words::WRONG.get(lang).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(words: &str, lang: Lang) -> Call {
        parse(std::iter::once("xuncha").chain(words.split_whitespace()).map(OsString::from).collect(), lang)
    }

    fn wrong_words(words: &str, lang: Lang) -> String {
        match call(words, lang) {
            Call::Wrong(usage) => usage.say(lang),
            Call::Tell(text) => panic!("told {text}"),
            Call::Do(line) => panic!("understood {line:?}"),
        }
    }

    #[test]
    fn every_command_and_flag_has_words_in_both_languages() {
        fn walk(command: &Command, path: &str, missing: &mut Vec<String>) {
            if find(path).is_none() {
                missing.push(path.into());
            }
            missing.extend(
                command
                    .get_arguments()
                    .filter(|a| about(path, a.get_id().as_str()).is_none())
                    .map(|a| format!("{path}.{}", a.get_id())),
            );
            for sub in command.get_subcommands() {
                let name = sub.get_name();
                walk(sub, &if path.is_empty() { name.to_string() } else { format!("{path} {name}") }, missing);
            }
        }
        let mut missing = Vec::new();
        walk(&Line::command(), "", &mut missing);
        assert_eq!(missing, Vec::<String>::new());
        localised(Line::command(), "", Lang::Zh).debug_assert();
    }

    #[test]
    fn wrong_usage_is_said_in_the_language_of_the_user() {
        assert_eq!(wrong_words("new X", Lang::Zh), "缺 --kind <K>");
        assert_eq!(wrong_words("answr X", Lang::Zh), "没有「answr」这个命令，是「answer」吗");
        assert_eq!(wrong_words("answr X", Lang::En), "there is no command `answr`; is `answer` meant?");
        assert_eq!(wrong_words("list findings --overdeu", Lang::En), "unknown argument `--overdeu`; is `--overdue` meant?");
        let kind = wrong_words("new X --kind holiday", Lang::Zh);
        assert_eq!(kind, "--kind <K> 不能是「holiday」，可用：routine campaign case joint recheck");
        assert_eq!(wrong_words("--lang", Lang::Zh), "--lang <zh|en> 后面要有值");
        assert_eq!(wrong_words("merge", Lang::En), "<FILE>... is missing");
        assert_eq!(wrong_words("checklist", Lang::Zh), "缺 命令");
    }

    #[test]
    fn an_id_that_begins_with_a_hyphen_is_an_id() {
        let id = format!("-{}A", "A".repeat(20));
        let Call::Do(line) = call(&format!("freeze {id} --leave {id}/X=later"), Lang::Zh) else { panic!("not understood") };
        let Some(super::super::args::Command::Freeze(freeze)) = line.command else { panic!("not a freeze") };
        assert_eq!(unguarded(&freeze.inspection), id);
        assert_eq!(unguarded(&freeze.leave[0]), format!("{id}/X=later"));
        let Call::Do(line) = call("show -/AAAAAAAAAAAAAAAAAAAAAA", Lang::Zh) else { panic!("not understood") };
        let Some(super::super::args::Command::Show(show)) = line.command else { panic!("not a show") };
        assert_eq!(unguarded(&show.id), "-/AAAAAAAAAAAAAAAAAAAAAA");
    }

    #[test]
    fn help_speaks_chinese_or_english_and_no_mixture() {
        let Call::Tell(text) = call("answer --help", Lang::Zh) else { panic!("no help") };
        assert!(text.contains("用法：") && text.contains("部位") && !text.contains("Usage"), "{text}");
        let Call::Tell(text) = call("--help", Lang::En) else { panic!("no help") };
        assert!(text.contains("Usage: ") && text.is_ascii(), "{text}");
    }
}
