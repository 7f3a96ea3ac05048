//! What the words and digits of the flags stand for. Every one of them is told in the help; a slip is refused, never guessed.

use crate::cli::args::{HandlingWord, SeverityWord, VerdictWord};
use crate::content::checklist::AnswerKind;
use crate::content::limit;
use crate::domain::point::{Handling, NaReason, Severity, UncheckedReason, Verdict};
use crate::failure::Failure;
use crate::failure::usage::Usage;

/// `1` to `7`, or other words.
pub fn why_unchecked(reason: Option<&str>) -> Result<(Option<UncheckedReason>, Option<String>), Failure> {
    use UncheckedReason::*;
    let all = [KeyOrPersonAway, OutOfUse, PapersElsewhere, NoTime, Refused, NeedsSpecialist, Other];
    chosen(reason, &all)
}

/// `1` to `3`, or other words.
pub fn why_na(reason: Option<&str>) -> Result<(Option<NaReason>, Option<String>), Failure> {
    chosen(reason, &[NaReason::NoSuchThing, NaReason::NotRequiredHere, NaReason::Other])
}

/// A reason by its digit; with words behind the digit or instead of it, where the last one stands for other words. A bare
/// number that is no reason is a slip.
fn chosen<T: Copy>(reason: Option<&str>, all: &[T]) -> Result<(Option<T>, Option<String>), Failure> {
    let Some(text) = reason.map(str::trim).filter(|r| !r.is_empty()) else { return Ok((None, None)) };
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let number = limit::halved(first).parse::<i64>();
    match number.clone().ok().and_then(|n| usize::try_from(n).ok()?.checked_sub(1)).and_then(|n| all.get(n)) {
        Some(found) => Ok((Some(*found), Some(rest.trim().to_string()).filter(|r| !r.is_empty()))),
        None if number.is_ok() && rest.trim().is_empty() => {
            Err(Failure::Usage(Usage::NotAReason { typed: text.into(), most: all.len() }))
        }
        None => Ok((all.last().copied(), Some(text.into()))),
    }
}

/// The word for a kind of item.
pub fn word(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Judge => "judge",
        AnswerKind::Count => "count",
        AnswerKind::Sample => "sample",
        AnswerKind::Number => "number",
        AnswerKind::Date => "date",
        AnswerKind::Figure => "figure",
    }
}

impl VerdictWord {
    pub fn verdict(self) -> Verdict {
        match self {
            VerdictWord::Pass => Verdict::Pass,
            VerdictWord::Fail => Verdict::Fail,
            VerdictWord::Na => Verdict::Na,
            VerdictWord::Unchecked => Verdict::Unchecked,
            VerdictWord::Clear => Verdict::Cleared,
        }
    }
}

impl HandlingWord {
    pub fn handling(self) -> Handling {
        match self {
            HandlingWord::Fixed => Handling::Fixed,
            HandlingWord::Order => Handling::Order,
            HandlingWord::Transfer => Handling::Transfer,
            HandlingWord::Advise => Handling::Advise,
        }
    }
}

impl SeverityWord {
    pub fn severity(self) -> Severity {
        match self {
            SeverityWord::Minor => Severity::Minor,
            SeverityWord::Serious => Severity::Serious,
            SeverityWord::Major => Severity::Major,
        }
    }
}
