//! 进门核实 in lines: the traits that matter and are unknown, then what the record's head asks. Each answer is on the disk
//! before the next is asked; none has to be given.

use super::talk::Stop;
use super::{Walk, words};
use crate::content::limit;
use crate::content::words::of_trait;
use crate::domain::facility::Presence;
use crate::domain::inspection::Gate;
use crate::request::visit as drafts;
use crate::screens::say::ground;
use crate::text::opening;

impl Walk<'_> {
    pub(super) fn ask_gate(&mut self) -> Result<(), Stop> {
        let lang = self.lang();
        self.talk.say(words::GATE.get(lang));
        for (name, label) in opening::FIELDS.iter().filter(|(name, _)| !matches!(*name, "ended" | "officers")) {
            let told = matches!(*name, "cards_shown" | "rights_told");
            let hint = match *name {
                "recusal" => format!(" (1 {} 2 {})", opening::NO_RECUSAL.get(lang), opening::RECUSAL.get(lang)),
                _ if told => format!(" (1 {})", opening::DONE.get(lang)),
                _ => String::new(),
            };
            let typed = self.talk.ask(&words::ANSWER.fill(lang, &[&format!("{}{hint}", label.get(lang))]))?;
            match typed.as_str() {
                "" => continue,
                "." | "。" | "．" => {
                    self.talk.say(words::SKIPPED.get(lang));
                    break;
                }
                _ => {}
            }
            let one = limit::halved(&typed);
            let mut typed = typed;
            while Gate::NUMBERS.contains(name) && !typed.is_empty() && limit::whole(&typed).is_none() {
                self.talk.say(&words::NOT_WHOLE.fill(lang, &[&typed]));
                typed = self.talk.ask(&words::ANSWER.fill(lang, &[&label.get(lang)]))?;
            }
            if typed.is_empty() {
                continue;
            }
            let visit = self.visit()?;
            let drafted = drafts::change(&visit, |head| match *name {
                "cards_shown" => head.gate.cards_shown = one == "1",
                "rights_told" => head.gate.rights_told = one == "1",
                name => {
                    // On the paper, so in the language of the paper.
                    let text = match (name, one.as_str()) {
                        ("recusal", "1") => opening::NO_RECUSAL.zh.into(),
                        ("recusal", "2") => opening::RECUSAL.zh.into(),
                        ("started", _) => limit::clock(&typed),
                        (name, _) if Gate::NUMBERS.contains(&name) => limit::whole(&typed).unwrap_or_default(),
                        _ => typed.clone(),
                    };
                    if let Some(field) = head.gate.text_mut(name) {
                        *field = text;
                    }
                }
            })?;
            self.write(drafted)?;
        }
        self.ask_traits()
    }

    /// The unknown traits one by one; `.` leaves the rest.
    pub(super) fn ask_traits(&mut self) -> Result<(), Stop> {
        let lang = self.lang();
        let names = drafts::traits_to_ask(&self.visit()?);
        if names.is_empty() {
            self.talk.say(words::TRAITS_DONE.get(lang));
        }
        for name in names {
            let offered = drafts::proposed(&self.visit()?, &name);
            let word = of_trait(&name).map_or(name.clone(), |t| t.get(lang).into());
            let (yes, no) = (Presence::Yes.words().get(lang), Presence::No.words().get(lang));
            let question = format!("{} (1 {yes} 2 {no})", words::TRAIT.fill(lang, &[&word]));
            let question = match &offered {
                Some((is, by)) => format!("{question} [{} {}]", is.words().get(lang), ground(*by, lang)),
                None => question,
            };
            let typed = self.talk.ask(&words::ANSWER.fill(lang, &[&question]))?;
            let is = match limit::halved(&typed).as_str() {
                "1" => Presence::Yes,
                "2" => Presence::No,
                "." | "。" => break,
                // An empty line takes what is offered.
                "" => match offered {
                    Some((is, _)) => is,
                    None => continue,
                },
                _ => continue,
            };
            let visit = self.visit()?;
            let drafted = drafts::set_trait(&visit, &name, is, self.people.author, None)?;
            self.write(drafted)?;
        }
        Ok(())
    }
}
