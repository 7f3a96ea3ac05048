//! The rules an item must keep: kind and its fields, severity, basis for every type, what it points to.

use super::{Known, language};
use crate::content::checklist::{AnswerKind, Basis, Certainty, Force, Item};
use crate::content::fault::{To, What};
use crate::content::norms::{Elsewhere, Norm};
use crate::content::shape::decimal;
use crate::content::words;
use crate::domain::facility::FacilityType;
use crate::domain::point::Severity;

type Say<'a> = &'a mut dyn FnMut(&str, What);

pub fn judge(item: &Item, known: &Known, say: Say) {
    texts(item, say);
    kind(item, say);
    gravity(item, say);
    points_to(item, known, say);
    basis(item, known, say);
    targets(item, known, say);
}

fn texts(item: &Item, say: Say) {
    for (name, words) in [("text", &item.text), ("short", &item.short)] {
        language::statement(say, name, words);
    }
    language::width(say, "short", "short", &item.short, 28, 28);
    language::width(say, "text", "text", &item.text, 120, 160);
    language::width(say, "how", "how", &item.how, 80, 120);
    for (name, words) in [("pass_word", &item.pass_word), ("fail_word", &item.fail_word)] {
        if let Some(words) = words {
            language::width(say, name, name, words, 12, 14);
        }
    }
    if item.pass_word.is_some() != item.fail_word.is_some() {
        say(if item.pass_word.is_some() { "pass_word" } else { "fail_word" }, What::HalfPair);
    }
    if item.wordings.len() < 2 {
        say("wordings", What::FewWordings);
    }
    for (n, wording) in item.wordings.iter().enumerate() {
        if let Some(word) = language::verdict(wording) {
            say(&format!("wordings.{n}"), What::WordingJudges { word });
        }
        match [&wording.zh, &wording.en].map(|text| text.matches("__").count()) {
            [0, 0] => say(&format!("wordings.{n}"), What::NoBlank),
            [zh, en] if zh != en => say(&format!("wordings.{n}"), What::BlanksDiffer { zh, en }),
            _ => {}
        }
    }
}

/// Each kind has its own fields and no others.
fn kind(item: &Item, say: Say) {
    use AnswerKind::{Count, Date, Figure, Number, Sample};
    let name = crate::content::shape::KINDS[item.kind as usize];
    let mut field = |field: &'static str, there: bool, of: &[AnswerKind], must: &[AnswerKind]| {
        if there && !of.contains(&item.kind) {
            say(field, What::KindHasNo { kind: name, field });
        } else if !there && must.contains(&item.kind) {
            say("kind", What::KindLacks { kind: name, field });
        }
    };
    let measured = &[Count, Sample, Number, Figure];
    field("unit", item.unit.is_some(), measured, measured);
    field("plan_size", item.plan_size.is_some(), &[Sample], &[Sample]);
    field("limit", item.limit.is_some(), &[Count, Sample], &[]);
    field("min", item.min.is_some(), &[Number], &[]);
    field("max", item.max.is_some(), &[Number], &[]);
    field("plausible", !item.plausible.is_empty(), &[Number, Figure], &[Number]);
    field("labels", !item.labels.is_empty(), &[Count, Sample, Number, Date, Figure], &[]);
    field("paper", item.paper.is_some(), &[Date], &[Date]);
    field("within_days", item.within_days.is_some(), &[Date], &[]);

    let number = |text: &Option<String>| text.as_deref().and_then(decimal);
    let (min, max) = (number(&item.min), number(&item.max));
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        say("min", What::MinOverMax);
    }
    if !item.plausible.is_empty() {
        let range: Vec<_> = item.plausible.iter().filter_map(|p| decimal(p)).collect();
        let [low, high] = range[..] else { return say("plausible", What::NotPlausible { field: "plausible" }) };
        if low >= high {
            say("plausible", What::NotPlausible { field: "plausible" });
        }
        for (field, value) in [("min", min), ("max", max)] {
            if value.is_some_and(|v| v < low || v > high) {
                say(field, What::NotPlausible { field });
            }
        }
    }
}

fn gravity(item: &Item, say: Say) {
    match (item.severity, item.red_line) {
        (Severity::Major, false) => say("severity", What::MajorNotRed),
        (Severity::Minor, true) => say("red_line", What::RedLineMinor),
        (Severity::Major, true) if !item.basis.iter().any(|b| b.major && b.certainty == Certainty::Read) => {
            say("severity", What::MajorUnread);
        }
        _ => {}
    }
}

fn points_to(item: &Item, known: &Known, say: Say) {
    for (n, name) in item.traits.iter().enumerate() {
        if words::of_trait(name).is_none() {
            say(&format!("traits.{n}"), What::Dangling { to: To::Trait, id: name.clone() });
        }
    }
    if let Some(paper) = &item.paper
        && words::of_paper(paper).is_none()
    {
        say("paper", What::Dangling { to: To::Paper, id: paper.clone() });
    }
    for (n, id) in item.plan.iter().enumerate() {
        if !known.clauses.contains_key(id) {
            say(&format!("plan.{n}"), What::Dangling { to: To::Clause, id: id.clone() });
        }
    }
}

fn basis(item: &Item, known: &Known, say: Say) {
    for (n, basis) in item.basis.iter().enumerate() {
        let at = |field: &str| format!("basis.{n}.{field}");
        match known.norms.get(&basis.norm) {
            None => say(&at("norm"), What::Dangling { to: To::Norm, id: basis.norm.clone() }),
            Some(norm) => {
                if !norm.citable {
                    say(&at("norm"), What::NotCitable { norm: basis.norm.clone() });
                }
                if basis.certainty < norm.certainty {
                    say(&at("certainty"), What::SurerThanNorm { norm: basis.norm.clone() });
                }
                made_for(item, basis, norm, &mut |what| say(&at("norm"), what));
            }
        }
        for (m, kind) in basis.types.iter().enumerate() {
            if !item.types.contains(kind) {
                say(&at(&format!("types.{m}")), What::BasisElsewhere { kind: *kind });
            }
        }
    }
    for kind in FacilityType::ALL {
        if item.fits(Some(kind)) && item.basis_for(Some(kind)).next().is_none() {
            say("basis", What::NoBasisFor { kind });
        }
    }
}

/// A norm made for some places binds no others, and some never stand beside others at all.
fn made_for(item: &Item, basis: &Basis, norm: &Norm, say: &mut dyn FnMut(What)) {
    let Some(binds) = &norm.binds else { return };
    let kinds = if basis.types.is_empty() { &item.types } else { &basis.types };
    for kind in kinds.iter().copied().filter(|k| !binds.types.contains(k)) {
        let norm = norm.id.clone();
        if binds.elsewhere == Elsewhere::Never {
            say(What::HomesOnly { norm, kind });
        } else if basis.force == Force::Binding {
            say(What::ByAnalogyOnly { norm, kind });
        }
    }
}

/// What a plan sets for a city or district is a figure to write down, never a line one facility can fall below.
fn targets(item: &Item, known: &Known, say: Say) {
    if item.kind == AnswerKind::Figure {
        return;
    }
    for (clause, targets) in item.plan.iter().filter_map(|id| known.clauses.get_key_value(id)) {
        for target in targets {
            let same_unit = item.unit.as_ref().is_some_and(|u| u.zh == target.unit.zh || u.en == target.unit.en);
            for (field, limit) in [("min", &item.min), ("max", &item.max)] {
                let same = limit.as_deref().and_then(decimal).is_some_and(|l| decimal(&target.value) == Some(l));
                if same && same_unit {
                    say(field, What::TargetAsLimit { clause: clause.clone(), value: target.value.clone() });
                }
            }
        }
    }
}
