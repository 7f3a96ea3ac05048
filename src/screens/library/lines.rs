//! What a page of the library says, piece by piece. Certainty stands beside every citation.

use super::page::Piece;
use crate::content;
use crate::content::checklist::{Basis, Certainty, Checklist, Force, Item};
use crate::content::norms::{Elsewhere, Norm};
use crate::content::plans::Clause;
use crate::domain::facility::FacilityType;
use crate::report::coverage::target;
use crate::screens::Scene;
use crate::screens::run::{limit, verified};
use crate::text::{Lang, Text, coverage, library as words};
use crate::theme::Role;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The ids of the items that something holds for.
pub fn items_of(lists: &[Arc<Checklist>], holds: impl Fn(&Item) -> bool) -> BTreeSet<String> {
    lists.iter().flat_map(|l| &l.items).filter(|i| holds(i)).map(|i| i.id.clone()).collect()
}

fn and(lang: Lang) -> &'static str {
    if lang == Lang::Zh { "、" } else { ", " }
}

fn types(kinds: &[FacilityType], scene: &Scene) -> String {
    kinds.iter().map(|k| scene.say(k.words())).collect::<Vec<_>>().join(and(scene.lang))
}

/// All of an item.
pub fn item(item: &Item, lists: &[Arc<Checklist>], scene: &Scene) -> Vec<Piece> {
    let (lang, rules) = (scene.lang, content::rules());
    let plain = |label: Text, said: String| (label, said, Role::Text);
    let mut all = vec![plain(words::OTHER, item.text.get(lang.other()).into())];
    let places = lists.iter().filter_map(|l| {
        let here = l.items.iter().find(|i| i.id == item.id)?;
        let section = l.sections.iter().find(|s| s.id == here.section)?;
        Some(format!("{} {}", l.title.get(lang), section.title.get(lang)))
    });
    all.push((words::IN_LISTS, places.collect::<Vec<_>>().join("\n"), Role::Quiet));
    if let (Some(pass), Some(fail)) = (&item.pass_word, &item.fail_word) {
        all.push(plain(words::WORDS, format!("{} / {}", pass.get(lang), fail.get(lang))));
    }
    let method = item.method.iter().map(|m| scene.say(m.words())).collect::<Vec<_>>().join(and(lang));
    all.push(plain(words::PLACE, format!("{}   {} {method}", scene.say(item.place.words()), scene.say(words::METHOD))));
    all.push(plain(words::HOW, item.how.get(lang).into()));
    all.extend(item.ask.as_ref().map(|a| plain(words::ASK, a.get(lang).into())));
    all.push(plain(words::KIND, scene.say(item.kind.words()).into()));
    all.push(plain(words::LIMIT, limit(item, scene)));
    all.push(plain(words::TYPES, types(&item.types, scene)));
    if !item.traits.is_empty() {
        let of = |t: &String| content::words::of_trait(t).map_or(t.clone(), |w| scene.say(w).to_string());
        all.push(plain(words::TRAITS, item.traits.iter().map(of).collect::<Vec<_>>().join(and(lang))));
    }
    let red = if item.red_line { format!(" {}", scene.say(words::RED)) } else { String::new() };
    all.push(plain(words::SEVERITY, format!("{}{red}   {}", scene.say(item.severity.words()), item.reason.get(lang))));
    let rises: Vec<String> = rules.rising(item).map(|e| e.text.get(lang).to_string()).collect();
    if !rises.is_empty() {
        all.push((words::RISES, rises.join("\n"), Role::Warning));
    }
    all.extend(item.district.as_ref().map(|set| (words::DISTRICT, set.get(lang).to_string(), Role::Owed)));
    all.push(plain(words::DAYS, words::DAYS_SAID.fill(lang, &[&item.days])));
    let owner = scene.say(item.owner.words());
    all.push(plain(
        words::OWNER,
        match rules.authority(item) {
            Some(to) => {
                let law = if to.law { scene.say(words::BY_LAW) } else { "" };
                words::OWNER_SAID.fill(lang, &[&owner, &to.authority.get(lang), &format!("{}{law}", scene.say(to.clock.words()))])
            }
            None => owner.into(),
        },
    ));
    all.extend(item.basis.iter().enumerate().map(|(n, b)| {
        let role = if b.certainty == Certainty::Read { Role::Text } else { Role::Warning };
        (if n == 0 { words::BASIS } else { BLANK }, cited(b, scene), role)
    }));
    let plans = item.plan.iter().map(|id| match content::plans().clause(id) {
        Some((plan, clause)) => format!("{id}  {} {}", plan.number, clause.text.get(lang)),
        None => id.clone(),
    });
    all.push((words::PLAN, plans.collect::<Vec<_>>().join("\n"), Role::Quiet));
    let wordings = item.wordings.iter().map(|w| w.get(lang)).collect::<Vec<_>>().join("\n");
    all.push(plain(words::WORDINGS, wordings));
    all.extend(item.remedy.as_ref().map(|r| plain(words::REMEDY, r.get(lang).into())));
    if let Some(p) = rules.parameter(item) {
        let or = |v: &Option<String>| v.clone().unwrap_or_else(|| scene.say(words::NONE).into());
        let said = words::PARAMETER_SAID.fill(lang, &[&format!("{} ({})", p.name.get(lang), p.id), &or(&p.value), &or(&p.floor)]);
        all.push(plain(words::PARAMETER, said));
        all.push((words::SOURCES, p.sources.get(lang).into(), Role::Quiet));
        let no_floor = p.no_floor.as_ref().map_or_else(String::new, |why| format!("\n{}", why.get(lang)));
        all.push((words::WHY, format!("{}{no_floor}", p.reason.get(lang)), Role::Quiet));
    }
    if !item.aliases.is_empty() {
        all.push((words::ALIASES, item.aliases.join(" "), Role::Quiet));
    }
    all
}

/// A label that is told by the line above.
const BLANK: Text = Text::new(" ", " ");

/// A citation whole: norm, number, clause, for whom, with which force, how sure.
fn cited(b: &Basis, scene: &Scene) -> String {
    let norm = content::norms().get(&b.norm);
    let name = norm.map_or(b.norm.as_str(), |n| n.short.get(scene.lang));
    let mut said = vec![format!("{name} {}", b.clause.get(scene.lang))];
    said.extend((b.force == Force::Analogy).then(|| scene.say(words::ANALOGY).into()));
    said.extend((!b.types.is_empty()).then(|| words::ONLY_FOR.fill(scene.lang, &[&types(&b.types, scene)])));
    let sure = match verified(b) {
        false if b.certainty == Certainty::Read => words::NOT_CITABLE,
        _ => b.certainty.words(),
    };
    said.push(scene.say(sure).into());
    said.join("   ")
}

/// All of a norm.
pub fn norm(norm: &Norm, items: &BTreeSet<String>, scene: &Scene) -> Vec<Piece> {
    let lang = scene.lang;
    let plain = |label: Text, said: String| (label, said, Role::Text);
    let mut all = vec![
        plain(words::OTHER, norm.name.get(lang.other()).into()),
        plain(words::NUMBER, norm.number.clone()),
        plain(words::ISSUER, norm.issuer.get(lang).into()),
    ];
    let from = norm.from.map_or(scene.say(words::FROM_UNKNOWN).into(), |d| words::FROM.fill(lang, &[&d]));
    let to = norm.to.map(|d| words::TO.fill(lang, &[&d])).unwrap_or_default();
    all.push(plain(words::IN_FORCE, from + &to));
    let next = content::norms().get(&norm.successor);
    all.extend(next.map(|n| (words::SUCCESSOR, n.name.get(lang).to_string(), Role::Warning)));
    let role = if norm.certainty == Certainty::Read && norm.citable { Role::Text } else { Role::Warning };
    let sure = if norm.citable { norm.certainty.words() } else { words::NOT_CITABLE };
    all.push((words::CERTAINTY, scene.say(sure).into(), role));
    if let Some(binds) = &norm.binds {
        let elsewhere = if binds.elsewhere == Elsewhere::Never { words::NEVER } else { words::BY_ANALOGY };
        all.push(plain(
            words::BINDS,
            words::BINDS_SAID.fill(lang, &[&types(&binds.types, scene), &binds.beds, &scene.say(elsewhere)]),
        ));
    }
    all.extend(norm.note.as_ref().map(|n| plain(words::NOTE, n.get(lang).into())));
    all.push(ids(items, scene));
    all.retain(|(_, said, _)| !said.is_empty());
    all
}

/// All of a clause of a plan.
pub fn clause(clause: &Clause, items: &BTreeSet<String>, scene: &Scene) -> Vec<Piece> {
    let lang = scene.lang;
    let mut all = vec![(words::OTHER, clause.text.get(lang.other()).to_string(), Role::Text)];
    if let Some((plan, _)) = content::plans().clause(&clause.id) {
        all.push((words::DOCUMENT, format!("{}  {}", plan.title.get(lang), plan.number), Role::Text));
        all.push((words::ISSUER, plan.issuer.get(lang).into(), Role::Text));
    }
    all.push((words::SECTION, clause.section.get(lang).into(), Role::Text));
    all.extend(clause.targets.iter().map(|t| (words::TARGET, target(t, lang), Role::Quiet)));
    all.push(ids(items, scene));
    all
}

fn ids(items: &BTreeSet<String>, scene: &Scene) -> Piece {
    match items.is_empty() {
        true => (words::CITED_BY, scene.say(coverage::NO_ITEM_PRINTED).into(), Role::Owed),
        false => {
            let all = items.iter().cloned().collect::<Vec<_>>().join("  ");
            (words::CITED_BY, format!("{}   {all}", words::COUNT.fill(scene.lang, &[&items.len()])), Role::Quiet)
        }
    }
}
