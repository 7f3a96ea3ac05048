//! The fields of a fail, asked one by one. The fail is on the disk before the first is asked, and each field is on the disk
//! before the next.

use super::item::fails;
use super::talk::Stop;
use super::{Walk, words};
use crate::content::limit;
use crate::domain::point::{Finding, Handling, Severity, Stage};
use crate::domain::subject::{PointId, Subject};
use crate::request::{answer as drafts, finding};
use crate::text::{Text, fail};
use crate::views::closing;
use crate::views::finding::FindingRow;
use crate::views::visit::Visit;

/// How a field was answered.
enum Told {
    /// As it is.
    Left,
    Text(String),
    /// `.`: this one and all behind it as they are.
    Rest,
}

impl Walk<'_> {
    /// Asks all fields, then whether it fails in one more place.
    pub(super) fn fields(&mut self, point: &PointId) -> Result<(), Stop> {
        self.talk.say(words::DEMANDED.get(self.lang()));
        if !self.each_field(point)? {
            self.talk.say(words::SKIPPED.get(self.lang()));
        }
        let visit = self.visit()?;
        let Some(item) = visit.item_of(point).map(|i| i.id.clone()) else { return Ok(()) };
        let yes = [words::YES.get(self.lang()).to_string()];
        if self.talk.choose(words::MORE_PLACES.get(self.lang()), &yes)?.is_none() {
            return Ok(());
        }
        let (further, drafted) = drafts::further(&visit, &item)?;
        self.write(drafted)?;
        self.recorded.push(further.clone());
        self.fields(&further)
    }

    /// `false` when the rest was left.
    fn each_field(&mut self, point: &PointId) -> Result<bool, Stop> {
        self.ask_same(point)?;
        let Some(place) = self.field(point, fail::NAME_PLACE, |f| f.place.clone())? else { return Ok(false) };
        self.put(point, place, |f, text| f.place = Some(text))?;
        let Some(facts) = self.facts(point)? else { return Ok(false) };
        self.put(point, facts, |f, text| f.facts = Some(text))?;
        if !self.count(point)? {
            return Ok(false);
        }
        self.handling(point)?;
        if !self.fixed(point)? {
            loop {
                let Some(due) = self.field(point, fail::NAME_DUE, |f| f.due.map(|d| d.to_string()))? else { return Ok(false) };
                match due.as_deref().map(|typed| (typed, limit::date(typed))) {
                    None => break,
                    Some((_, Some(on))) => {
                        self.change(point, |f| f.due = Some(on))?;
                        if let Some(proposed) = drafts::later_than_proposed(&self.visit()?, point, Some(on)) {
                            self.talk.say(&fail::DUE_LATE.fill(self.lang(), &[&proposed]));
                        }
                        break;
                    }
                    Some((typed, None)) => self.talk.say(&fail::NOT_A_DATE.fill(self.lang(), &[&typed])),
                }
            }
        }
        if self.wants_interim(point)? {
            let Some(interim) = self.field(point, fail::NAME_INTERIM, |f| f.interim.clone())? else { return Ok(false) };
            self.put(point, interim, |f, text| f.interim = Some(text))?;
        }
        let Some(photos) = self.field(point, fail::NAME_PHOTOS, |f| Some(f.photos.join(" ")))? else { return Ok(false) };
        self.put(point, photos, |f, text| {
            f.photos = text.split([',', '，', '、', ' ']).filter(|p| !p.is_empty()).map(String::from).collect();
            f.photos.sort();
        })?;
        let Some(reply) = self.field(point, fail::NAME_REPLY, |f| f.reply.clone())? else { return Ok(false) };
        self.put(point, reply, |f, text| f.reply = Some(text))?;
        Ok(true)
    }

    fn finding(&mut self, point: &PointId) -> Result<Finding, Stop> {
        let visit = self.visit()?;
        let now = visit.point(point).map(|p| p.now.joined.value.clone()).filter(fails);
        Ok(now.and_then(|p| p.finding).unwrap_or_else(|| drafts::preset(&visit, visit.item_of(point))))
    }

    /// One line; `None`: the rest is left. `Some(None)`: this one is.
    fn field(
        &mut self,
        point: &PointId,
        name: Text,
        now: impl Fn(&Finding) -> Option<String>,
    ) -> Result<Option<Option<String>>, Stop> {
        let (lang, stands) = (self.lang(), now(&self.finding(point)?).filter(|t| !t.is_empty()));
        let question = match stands {
            None => words::FIELD.fill(lang, &[&name.get(lang)]),
            Some(text) => words::FIELD_NOW.fill(lang, &[&name.get(lang), &text]),
        };
        Ok(match told(self.talk.ask(&question)?) {
            Told::Left => Some(None),
            Told::Text(text) => Some(Some(text)),
            Told::Rest => None,
        })
    }

    fn put(&mut self, point: &PointId, text: Option<String>, put: impl FnOnce(&mut Finding, String)) -> Result<(), Stop> {
        match text {
            Some(text) => self.change(point, |finding| put(finding, text)),
            None => Ok(()),
        }
    }

    /// Writes a change of the finding; nothing where it says what it said.
    fn change(&mut self, point: &PointId, change: impl FnOnce(&mut Finding)) -> Result<(), Stop> {
        let visit = self.visit()?;
        let before = visit.point(point).and_then(|p| p.now.joined.value.finding.clone());
        let Some(mut finding) = before.clone() else { return Ok(()) };
        change(&mut finding);
        if before.as_ref() == Some(&finding) {
            return Ok(());
        }
        self.write(drafts::change(&visit, point, |p| p.finding = Some(finding))?)
    }

    /// A ready wording by its digit with its blanks filled, or own words.
    fn facts(&mut self, point: &PointId) -> Result<Option<Option<String>>, Stop> {
        let (visit, lang) = (self.visit()?, self.lang());
        let wordings: Vec<String> =
            visit.item_of(point).map(|i| i.wordings.iter().map(|w| w.get(lang).to_string()).collect()).unwrap_or_default();
        if !wordings.is_empty() {
            self.talk.say(words::FACTS_CHOICES.get(lang));
            for (n, wording) in wordings.iter().enumerate() {
                self.talk.say(&format!("  {} {wording}", n + 1));
            }
        }
        let typed = match self.field(point, fail::NAME_FACTS, |f| f.facts.clone())? {
            Some(Some(typed)) => typed,
            other => return Ok(other),
        };
        let chosen = limit::halved(&typed).parse::<usize>().ok().and_then(|n| wordings.get(n.checked_sub(1)?));
        let Some(wording) = chosen else { return Ok(Some(Some(typed))) };
        let mut facts = wording.clone();
        while let Some(at) = facts.find("__") {
            let word = self.talk.ask(&words::BLANK.fill(lang, &[&facts]))?;
            let rest = facts[at..].trim_start_matches('_').to_string();
            if word.is_empty() {
                // It stays owed: a wording with a blank is not the whole fact.
                break;
            }
            facts = format!("{}{word}{rest}", &facts[..at]);
        }
        Ok(Some(Some(facts)))
    }

    /// How many were at fault of how many that were looked at; `false` when the rest is left.
    fn count(&mut self, point: &PointId) -> Result<bool, Stop> {
        let (lang, now) = (self.lang(), self.finding(point)?);
        let said = [now.bad, now.looked].into_iter().flatten().map(|n| n.to_string()).collect::<Vec<_>>().join("/");
        let said = if said.is_empty() { said } else { words::NOW_IS.fill(lang, &[&said]) };
        loop {
            match told(self.talk.ask(&words::COUNT.fill(lang, &[&said]))?) {
                Told::Left => return Ok(true),
                Told::Rest => return Ok(false),
                Told::Text(typed) => match limit::count(&typed) {
                    Some((bad, looked)) if closing::counts_a_fail(looked, Some(bad)) => {
                        self.change(point, |f| (f.bad, f.looked) = (Some(bad), looked.or(f.looked)))?;
                        return Ok(true);
                    }
                    _ => self.talk.say(&words::NOT_A_COUNT.fill(lang, &[&typed])),
                },
            }
        }
    }

    /// Another severity of the finding at this item, with the reason that it wants.
    pub(super) fn severity(&mut self, visit: &Visit, at: &PointId) -> Result<(), Stop> {
        let (lang, places) = (self.lang(), visit.failing(at));
        let place = if places.len() > 1 { self.which_place(visit, &places)?.map(|n| &places[n]) } else { places.first() };
        let Some(point) = place.cloned() else {
            self.talk.say(words::NO_FINDING.get(lang));
            return Ok(());
        };
        let now = self.finding(&point)?.severity;
        let name = |s: Severity| s.words().get(lang);
        let options: Vec<String> = Severity::ALL.iter().map(|s| name(*s).to_string()).collect();
        let chosen = self.talk.choose(&words::SEVERITY_IS.fill(lang, &[&name(now)]), &options)?.map(|n| Severity::ALL[n]);
        let Some(severity) = chosen.filter(|s| *s != now) else { return self.nothing() };
        let why = self.needed(&words::SEVERITY_WHY.fill(lang, &[&name(severity)]))?;
        self.change(&point, |f| (f.severity, f.severity_why) = (severity, Some(why)))?;
        self.talk.say(&words::SEVERITY_SAID.fill(lang, &[&name(severity)]));
        Ok(())
    }

    fn handling(&mut self, point: &PointId) -> Result<(), Stop> {
        let (finding, lang) = (self.finding(point)?, self.lang());
        let now = finding.handling.map(|h| h.words().get(lang)).unwrap_or_default();
        let question = words::FIELD_NOW.fill(lang, &[&fail::NAME_HANDLING.get(lang), &now]);
        let options = self.say_all(&fail::HANDLINGS);
        let Some(n) = self.talk.choose(question.trim_end_matches([':', '：', ' ']), &options)? else { return Ok(()) };
        let handling = Handling::ALL[n];
        if handling == Handling::Fixed {
            let visit = self.visit()?;
            return self.write(drafts::fixed_on_spot(&visit, point)?);
        }
        self.change(point, |finding| {
            finding.handling = Some(handling);
            if finding.stage == Stage::FixedOnSpot {
                finding.stage = Stage::Open;
            }
        })
    }

    fn fixed(&mut self, point: &PointId) -> Result<bool, Stop> {
        Ok(self.finding(point)?.stage == Stage::FixedOnSpot)
    }

    fn wants_interim(&mut self, point: &PointId) -> Result<bool, Stop> {
        let (visit, finding) = (self.visit()?, self.finding(point)?);
        let red = visit.item_of(point).is_some_and(|i| i.red_line);
        Ok(closing::candidate(&finding, red) && finding.stage != Stage::FixedOnSpot)
    }

    /// Whether it is a finding of before that was not put right; asked where one is open.
    fn ask_same(&mut self, point: &PointId) -> Result<(), Stop> {
        let visit = self.visit()?;
        let open: Vec<FindingRow> = visit
            .item_of(point)
            .and_then(|item| visit.parts.open.get(&item.id))
            .into_iter()
            .flatten()
            .filter(|row| !row.points.contains(point))
            .cloned()
            .collect();
        let options = self.say_all(&[words::SAME_YES, words::SAME_NO]);
        for row in open {
            if finding::may_be_same(&visit, point, &row).is_err() {
                continue;
            }
            let told = [row.place.as_str(), &row.facts].join("  ");
            if self.talk.choose(&words::SAME.fill(self.lang(), &[&told.trim()]), &options)? == Some(0) {
                let heads = self.log.said(&Subject::same(point, &row.id))?.heads;
                return self.write(vec![finding::same(point, &row.id, true, heads, None)]);
            }
        }
        Ok(())
    }
}

fn told(typed: String) -> Told {
    match typed.as_str() {
        "" => Told::Left,
        "." | "。" | "．" => Told::Rest,
        _ => Told::Text(typed),
    }
}
