//! One item: what is said of it, and what 1 to 4 and 0 record. Only a pass is silent; what the screen opens is asked here.

use super::talk::Stop;
use super::{Walk, answered, places, row, words};
use crate::cli::rows;
use crate::content::checklist::{AnswerKind, Item};
use crate::content::limit::{self, Standing};
use crate::content::words::of_trait;
use crate::domain::facility::Presence;
use crate::domain::name::PersonId;
use crate::domain::point::{NaReason, Point, Reading, UncheckedReason, Verdict};
use crate::domain::subject::PointId;
use crate::request::answer::{self as drafts, Given};
use crate::request::visit::{may_be_absent, set_trait};
use crate::text::{Text, run as run_words, t};
use crate::views::visit::Visit;
use jiff::civil::Date;

impl Walk<'_> {
    /// The item in lines; `whole` with how it is looked at and what to ask for.
    pub(super) fn describe(&self, visit: &Visit, at: &PointId, whole: bool) {
        let (lang, say) = (self.lang(), |text: &str| self.talk.say(text));
        if let Some(n) = visit.parts.to_recheck.iter().position(|f| f.id == *at) {
            let finding = &visit.parts.to_recheck[n];
            say(&words::FINDING.fill(lang, &[&(n + 1), &visit.parts.to_recheck.len(), &rows::finding_line(finding, lang)]));
            return say(words::FINDING_KEYS.get(lang));
        }
        let Some(r) = row(visit, at) else {
            return say(words::OUTSIDE.get(lang));
        };
        let item = visit.item(r);
        let all = places(visit);
        let place = all.iter().position(|p| p == at).map_or(0, |n| n + 1);
        let red = if item.red_line { format!("  {}", run_words::TAG_RED.get(lang)) } else { String::new() };
        say(&words::ITEM.fill(lang, &[&place, &all.len(), &visit.rows[r].number, &red]));
        say(item.text.get(lang));
        let names: Vec<String> =
            visit.rows[r].unknown_traits.iter().map(|n| of_trait(n).map_or(n.clone(), |t| t.get(lang).into())).collect();
        if !names.is_empty() {
            say(&words::UNSURE.fill(lang, &[&names.join(" ")]));
        }
        let limit = limit::words(item, lang);
        if !limit.is_empty() {
            say(&words::LIMIT.fill(lang, &[&limit]));
        }
        if let Some(last) = visit.parts.last.get(&item.id) {
            let said = if last.words.is_empty() { String::new() } else { format!("  {}", last.words) };
            say(&words::LAST.fill(lang, &[&last.on, &last.verdict.words().get(lang), &said]));
        }
        for open in visit.parts.open.get(&item.id).into_iter().flatten() {
            say(&words::OPEN.fill(lang, &[&rows::finding_line(open, lang)]));
        }
        if answered(visit, at) {
            say(&words::NOW.fill(lang, &[&self.now(visit, at, item)]));
        }
        if whole {
            say(&words::HOW.fill(lang, &[&item.how.get(lang)]));
            if let Some(ask) = &item.ask {
                say(&words::ASK_FOR.fill(lang, &[&ask.get(lang)]));
            }
        }
    }

    fn now(&self, visit: &Visit, at: &PointId, item: &Item) -> String {
        let lang = self.lang();
        let places = visit.failing(at).len();
        let point = visit.point(at).map(|p| &p.now.joined.value);
        let verdict = if places > 0 { Verdict::Fail } else { point.map_or(Verdict::Fail, |p| p.verdict) };
        let mut said = vec![verdict.words().get(lang).to_string()];
        if places > 1 {
            said.push(run_words::PLACES.fill(lang, &[&places]).trim().to_string());
        }
        said.extend(point.into_iter().flat_map(|p| &p.readings).map(|r| limit::said(item, r, lang)));
        said.extend(point.into_iter().flat_map(|p| &p.notes).cloned());
        said.join("  ")
    }

    /// `0` to `4` at an item.
    pub(super) fn answer(&mut self, visit: &Visit, at: &PointId, digit: &str) -> Result<(), Stop> {
        let places = visit.failing(at);
        if !places.is_empty() && digit == "2" {
            let place = if places.len() == 1 { Some(0) } else { self.which_place(visit, &places)? };
            return place.map_or(Ok(()), |n| self.fields(&places[n]));
        }
        if !places.is_empty() {
            // Each place is withdrawn for itself, and only by an answer to a question.
            let place = if places.len() == 1 { Some(0) } else { self.which_place(visit, &places)? };
            let Some(point) = place.map(|n| places[n].clone()) else { return Ok(()) };
            let options = [run_words::CORRECT_WRONG, run_words::CORRECT_FIXED, run_words::GO_BACK];
            let title = run_words::CORRECT_TITLE.get(self.lang());
            match self.talk.choose(title, &self.say_all(&options))? {
                Some(0) => self.write(drafts::clear(visit, &point)?)?,
                Some(1) => {
                    self.write(drafts::fixed_on_spot(visit, &point)?)?;
                    self.recorded.push(at.clone());
                    return Ok(());
                }
                _ => return Ok(()),
            }
            if digit == "0" || places.len() > 1 {
                return Ok(());
            }
            let visit = self.visit()?;
            return self.fresh(&visit, at, digit);
        }
        self.fresh(visit, at, digit)
    }

    pub(super) fn which_place(&self, visit: &Visit, places: &[PointId]) -> Result<Option<usize>, Stop> {
        let told = |id: &PointId| {
            let finding = visit.point(id).and_then(|p| p.now.joined.value.finding.as_ref());
            let said = finding.map(|f| [f.place.clone(), f.facts.clone()].into_iter().flatten().collect::<Vec<_>>().join("  "));
            said.filter(|s| !s.is_empty()).unwrap_or_else(|| run_words::PLACE_UNSAID.get(self.lang()).into())
        };
        let options: Vec<String> = places.iter().map(told).collect();
        self.talk.choose(&run_words::PLACES_TITLE.fill(self.lang(), &[&places.len()]), &options)
    }

    /// An answer where no fail stands.
    fn fresh(&mut self, visit: &Visit, at: &PointId, digit: &str) -> Result<(), Stop> {
        let item = row(visit, at).map(|r| visit.item(r));
        let kind = item.map_or(AnswerKind::Judge, |i| i.kind);
        match digit {
            "0" => {
                let there = visit.point(at).is_some_and(|p| p.now.joined.value.verdict != Verdict::Cleared);
                if !there {
                    self.talk.say(run_words::NOTHING_HERE.get(self.lang()));
                    return Ok(());
                }
                let options = [run_words::CLEAR_DO, run_words::GO_BACK];
                match self.talk.choose(run_words::CLEAR_TITLE.get(self.lang()), &self.say_all(&options))? {
                    Some(0) => self.write(drafts::clear(visit, at)?),
                    _ => Ok(()),
                }
            }
            "1" => self.pass(visit, at, item),
            "2" if kind == AnswerKind::Figure => {
                self.talk.say(run_words::FIGURE_NO_FAIL.get(self.lang()));
                Ok(())
            }
            "2" => {
                self.record(visit, at, Given::of(Verdict::Fail))?;
                self.fields(at)
            }
            "3" => self.does_not_apply(visit, at, item),
            _ => self.unchecked(visit, at, item),
        }
    }

    fn pass(&mut self, visit: &Visit, at: &PointId, item: Option<&Item>) -> Result<(), Stop> {
        let Some(item) = item else { return self.record(visit, at, Given::of(Verdict::Pass)) };
        let Some(readings) = self.readings(visit, item)? else { return self.nothing() };
        if matches!(item.kind, AnswerKind::Judge | AnswerKind::Count) && item.red_line {
            let typed = self.talk.ask(&format!("{} ", run_words::PRESS_AGAIN.get(self.lang())))?;
            if limit::halved(&typed) != "1" {
                return self.nothing();
            }
        }
        self.judged(visit, at, item, readings)
    }

    /// What was measured once more beside what was measured before: both stay, and the worst decides.
    pub(super) fn again(&mut self, visit: &Visit, at: &PointId) -> Result<(), Stop> {
        let measured = row(visit, at)
            .map(|r| visit.item(r))
            .filter(|i| matches!(i.kind, AnswerKind::Number | AnswerKind::Figure | AnswerKind::Date));
        let before = visit.point(at).map(|p| p.now.joined.value.clone()).filter(|p| !p.readings.is_empty());
        let Some((item, point)) = measured.zip(before) else {
            self.talk.say(words::NOTHING_MEASURED.get(self.lang()));
            return Ok(());
        };
        let Some(mut more) = self.readings(visit, item)? else { return self.nothing() };
        for reading in more.iter_mut().filter(|r| r.label.is_empty()) {
            reading.label = run_words::AGAIN.get(self.lang()).into();
        }
        let all: Vec<Reading> = point.readings.iter().cloned().chain(more).collect();
        if fails(&point) {
            let drafted = drafts::change(visit, at, |p| p.readings = all)?;
            self.write(drafted)?;
            self.recorded.push(at.clone());
            return Ok(());
        }
        self.judged(visit, at, item, all)
    }

    /// Readings against the limit: a pass within it, and what is asked where they are not.
    fn judged(&mut self, visit: &Visit, at: &PointId, item: &Item, readings: Vec<Reading>) -> Result<(), Stop> {
        let mut given = Given::of(Verdict::Pass);
        given.planned = limit::short_of(item, &readings);
        given.readings = readings;
        given.paper = item
            .paper
            .clone()
            .filter(|_| item.kind == AnswerKind::Date && item.within_days.is_none())
            .and_then(|kind| Some((kind, given.readings.iter().filter_map(|r| limit::date(&r.value)).min()?)));
        let on = visit.parts.head.joined.value.on;
        match limit::standing(item, &given.readings, on) {
            Standing::Outside => {
                let options = [run_words::AGAINST_FAIL, run_words::AGAINST_PASS, run_words::GO_BACK];
                match self.talk.choose(run_words::AGAINST_TITLE.get(self.lang()), &self.say_all(&options))? {
                    Some(0) => given.verdict = Verdict::Fail,
                    Some(1) => given.reason = Some(self.needed(words::REASON.get(self.lang()))?),
                    _ => return self.nothing(),
                }
            }
            Standing::Open if item.kind == AnswerKind::Number => {
                let options = [Verdict::Pass.words(), Verdict::Fail.words()];
                match self.talk.choose(run_words::VERDICT_TITLE.get(self.lang()), &self.say_all(&options))? {
                    Some(0) => {}
                    Some(_) => given.verdict = Verdict::Fail,
                    None => return self.nothing(),
                }
            }
            _ => {}
        }
        let fails = given.verdict == Verdict::Fail;
        self.record(visit, at, given)?;
        if fails { self.fields(at) } else { Ok(()) }
    }

    /// What was counted or measured; `None`: nothing was.
    fn readings(&mut self, visit: &Visit, item: &Item) -> Result<Option<Vec<Reading>>, Stop> {
        let lang = self.lang();
        let unit = item.unit.as_ref().map_or("", |u| u.get(lang)).to_string();
        match item.kind {
            AnswerKind::Judge => Ok(Some(Vec::new())),
            AnswerKind::Count => {
                let found = self.talk.ask(&words::FOUND.fill(lang, &[&unit]))?;
                let found = if found.is_empty() { "0".into() } else { found };
                Ok(self.read(item, &[found]))
            }
            AnswerKind::Sample => {
                let plan = item.plan_size.unwrap_or(1).to_string();
                let looked = self.talk.ask(&words::LOOKED.fill(lang, &[&unit, &plan]))?;
                let bad = self.talk.ask(&words::BAD.fill(lang, &[&unit]))?;
                let looked = if looked.is_empty() { plan } else { looked };
                if bad.is_empty() {
                    return Ok(None);
                }
                Ok(self.read(item, &[format!("{bad}/{looked}")]))
            }
            AnswerKind::Date => {
                let on_file = item.paper.as_ref().and_then(|kind| visit.parts.papers.get(kind)?.joined.value.expires);
                let question = on_file.map_or(words::DATE_NONE.get(lang).into(), |d| words::DATE.fill(lang, &[&d]));
                let typed = self.talk.ask(&question)?;
                let typed = if typed.is_empty() { on_file.map(|d| d.to_string()).unwrap_or_default() } else { typed };
                if typed.is_empty() { Ok(None) } else { Ok(self.read(item, &[typed])) }
            }
            AnswerKind::Number | AnswerKind::Figure => {
                let mut typed: Vec<String> = Vec::new();
                let mut doubted = None;
                loop {
                    let line = self.talk.ask(&words::READING.fill(lang, &[&unit]))?;
                    if line.is_empty() {
                        break;
                    }
                    match limit::reading(item, &line) {
                        None => self.talk.say(&words::NOT_A_VALUE.fill(lang, &[&line])),
                        Some(reading) if !likely(item, &reading) && doubted.as_ref() != Some(&reading) => {
                            self.talk.say(&words::NOT_LIKELY.fill(lang, &[&line]));
                            doubted = Some(reading);
                        }
                        Some(_) => typed.push(line),
                    }
                }
                if typed.is_empty() { Ok(None) } else { Ok(self.read(item, &typed)) }
            }
        }
    }

    /// What was typed as readings; what does not read is told, and nothing is recorded.
    fn read(&self, item: &Item, typed: &[String]) -> Option<Vec<Reading>> {
        let wrong = typed.iter().find(|typed| limit::reading(item, typed).is_none());
        if let Some(typed) = wrong {
            self.talk.say(&words::NOT_A_VALUE.fill(self.lang(), &[typed]));
            return None;
        }
        Some(typed.iter().filter_map(|typed| limit::reading(item, typed)).collect())
    }

    fn does_not_apply(&mut self, visit: &Visit, at: &PointId, item: Option<&Item>) -> Result<(), Stop> {
        let options = self.say_all(&NaReason::ALL.map(NaReason::words));
        let Some(n) = self.talk.choose(run_words::NA_TITLE.get(self.lang()), &options)? else { return self.nothing() };
        let mut given = Given { na: Some(NaReason::ALL[n]), ..Given::of(Verdict::Na) };
        match (given.na, item.and_then(|i| may_be_absent(visit, &i.traits))) {
            (Some(NaReason::NoSuchThing), Some(name)) => {
                let word = of_trait(name).map_or(name.clone(), |t| t.get(self.lang()).into());
                let count = (0..visit.rows.len()).filter(|r| visit.item(*r).traits.contains(name)).count();
                let all = run_words::NA_TRAIT_ALL.fill(self.lang(), &[&word, &count]);
                let options = [all, run_words::NA_TRAIT_ONE.get(self.lang()).to_string()];
                match self.talk.choose(run_words::NA_TRAIT_TITLE.get(self.lang()), &options)? {
                    Some(0) => {
                        self.write(set_trait(visit, name, Presence::No, self.people.author, None)?)?;
                        self.recorded.push(at.clone());
                        return Ok(());
                    }
                    Some(_) => {}
                    None => return self.nothing(),
                }
            }
            (Some(NaReason::Other), _) => given.reason = Some(self.needed(words::WORDS.get(self.lang()))?),
            _ => {}
        }
        self.record(visit, at, given)
    }

    fn unchecked(&mut self, visit: &Visit, at: &PointId, item: Option<&Item>) -> Result<(), Stop> {
        let Some((why, reason)) = self.why_unchecked()? else { return self.nothing() };
        let mut given = Given { unchecked: Some(why), reason, ..Given::of(Verdict::Unchecked) };
        if item.is_some_and(|i| i.red_line) {
            let on = visit.parts.head.joined.value.on;
            let soon = on.checked_add(jiff::Span::new().days(7)).unwrap_or(on);
            let (on, who) = self.returns(soon)?;
            (given.return_by, given.by) = (Some(on), who);
        }
        self.record(visit, at, given)
    }

    /// One of the seven reasons, and words to the last.
    pub(super) fn why_unchecked(&mut self) -> Result<Option<(UncheckedReason, Option<String>)>, Stop> {
        let options = self.say_all(&UncheckedReason::ALL.map(UncheckedReason::words));
        let Some(n) = self.talk.choose(run_words::UNCHECKED_TITLE.get(self.lang()), &options)? else { return Ok(None) };
        let why = UncheckedReason::ALL[n];
        let reason = if why == UncheckedReason::Other { Some(self.needed(words::WORDS.get(self.lang()))?) } else { None };
        Ok(Some((why, reason)))
    }

    /// By which day who returns: a day, a name, or both; an empty line is `preset` and the one who writes.
    fn returns(&mut self, preset: Date) -> Result<(Date, Option<PersonId>), Stop> {
        loop {
            let typed = self.talk.ask(&words::RETURN_BY.fill(self.lang(), &[&preset]))?;
            let (days, name): (Vec<&str>, Vec<&str>) = typed.split_whitespace().partition(|w| limit::date(w).is_some());
            // A day that does not read is no name.
            let slip = name.iter().find(|w| w.starts_with(|c: char| c.is_numeric()));
            match (slip, days.as_slice()) {
                (None, [] | [_]) => {
                    let on = days.first().and_then(|d| limit::date(d)).unwrap_or(preset);
                    let who = if name.is_empty() { self.people.author } else { Some(self.people.named(&name.join(" "))?) };
                    return Ok((on, who));
                }
                _ => self.talk.say(&run_words::NOT_A_DATE.fill(self.lang(), &[&typed])),
            }
        }
    }

    /// Words that have to be there.
    pub(super) fn needed(&self, question: &str) -> Result<String, Stop> {
        loop {
            let typed = self.talk.ask(question)?;
            if !typed.is_empty() {
                return Ok(typed);
            }
        }
    }

    fn record(&mut self, visit: &Visit, at: &PointId, given: Given) -> Result<(), Stop> {
        let verdict = given.verdict;
        self.write(drafts::answer(visit, at, given)?)?;
        self.recorded.push(at.clone());
        let title = row(visit, at).map(|r| format!("{} {}", visit.rows[r].number, visit.item(r).short.get(self.lang())));
        let title = title.unwrap_or_else(|| run_words::OFF_LIST_ITEM.get(self.lang()).into());
        let said = t!("刚记 {}  {} = {}", "Recorded {}  {} = {}");
        self.talk.say(&said.fill(self.lang(), &[&self.session.now.time, &title, &verdict.words().get(self.lang())]));
        Ok(())
    }

    pub(super) fn nothing(&self) -> Result<(), Stop> {
        self.talk.say(words::LEFT_OUT.get(self.lang()));
        Ok(())
    }

    pub(super) fn say_all(&self, texts: &[Text]) -> Vec<String> {
        texts.iter().map(|t| t.get(self.lang()).to_string()).collect()
    }
}

/// Whether a reading lies in the range that an item of this kind can have.
fn likely(item: &Item, reading: &Reading) -> bool {
    let [low, high] = item.plausible.as_slice() else { return true };
    let within = |a: &str, b: &str| limit::compare(a, b).is_none_or(std::cmp::Ordering::is_le);
    within(low, &reading.value) && within(&reading.value, high)
}

/// Whether a point stands as a fail.
pub(super) fn fails(point: &Point) -> bool {
    point.verdict == Verdict::Fail
}
