//! A talk in lines: one is said, one is heard. The end of the input is the end of the talk, at any place in it; with `--json`
//! nothing is said, since the standard output is for the one line of the result.

use crate::cli::out::harmless;
use crate::content::limit::halved;
use crate::failure::Failure;
use crate::text::{Lang, cli, plain as words};
use std::io::{BufRead, Write};

/// Why a question has no answer.
pub enum Stop {
    /// The input ended, or the person did.
    End,
    Failed(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failed(failure)
    }
}

impl From<crate::failure::rule::Refusal> for Stop {
    fn from(refusal: crate::failure::rule::Refusal) -> Stop {
        Stop::Failed(Failure::Rule(refusal))
    }
}

pub struct Talk {
    pub lang: Lang,
    silent: bool,
}

impl Talk {
    pub fn new(lang: Lang, silent: bool) -> Talk {
        Talk { lang, silent }
    }

    /// A line; a reader who went away is no fault.
    pub fn say(&self, text: &str) {
        if !self.silent && !text.is_empty() {
            let _ = writeln!(std::io::stdout(), "{}", harmless(text));
        }
    }

    /// What went wrong, with what to do; nothing was recorded by it.
    pub fn fail(&self, failure: &Failure) {
        self.say(&format!("{}{}", cli::ERROR.get(self.lang), failure.say(self.lang)));
        if let Some(hint) = failure.hint(self.lang) {
            self.say(&format!("{}{hint}", cli::HINT.get(self.lang)));
        }
    }

    /// The next line without the blanks around it.
    pub fn ask(&self, question: &str) -> Result<String, Stop> {
        loop {
            if !self.silent {
                let mut out = std::io::stdout().lock();
                let _ = write!(out, "{}", harmless(question)).and_then(|()| out.flush());
            }
            let mut line = Vec::new();
            // A line that was not ended by its Enter was not sent.
            match std::io::stdin().lock().read_until(b'\n', &mut line) {
                Ok(n) if n > 0 && line.ends_with(b"\n") => {}
                _ => return Err(Stop::End),
            }
            match String::from_utf8(line) {
                Ok(text) => return Ok(text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').to_string()),
                Err(_) => self.say(words::NOT_TEXT.get(self.lang)),
            }
        }
    }

    /// One of several by its digit; nothing for an empty line.
    pub fn choose(&self, question: &str, options: &[String]) -> Result<Option<usize>, Stop> {
        self.say(question);
        for (n, option) in options.iter().enumerate() {
            self.say(&format!("  {} {option}", n + 1));
        }
        loop {
            let typed = self.ask(words::WHICH.get(self.lang))?;
            let typed = halved(&typed);
            if typed.is_empty() {
                return Ok(None);
            }
            match typed.parse::<usize>() {
                Ok(n) if (1..=options.len()).contains(&n) => return Ok(Some(n - 1)),
                _ => self.say(&words::NOT_ONE.fill(self.lang, &[&typed, &options.len()])),
            }
        }
    }
}
