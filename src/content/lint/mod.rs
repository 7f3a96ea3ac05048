//! Holds content files against their form and the rules of the trade. Every fault of every file at once, in the order of
//! files and lines. The same lint judges what the program carries and what a district adds.

mod item;
mod language;
mod rules;

use super::checklist::{Item, Section, Words};
use super::norms::Norm;
use super::plans::Target;
use super::rules::Parameter;
use super::source::Source;
use super::{calendar, shape, words};
use crate::content::fault::{Fault, To, What};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// What kind of content a file holds; told by what stands in it, not by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Checklist,
    Norms,
    Plan,
    Year,
    Rules,
    District,
}

/// One file, read as far as it reads.
struct Read<'a> {
    source: Source<'a>,
    kind: Kind,
    table: Table,
}

/// All that ids may point to, and where each id stands.
#[derive(Default)]
pub(super) struct Known {
    norms: BTreeMap<String, Norm>,
    clauses: BTreeMap<String, Vec<Target>>,
    /// Items that read whole.
    items: BTreeMap<String, Item>,
    parameters: BTreeMap<String, Parameter>,
    places: BTreeMap<String, (String, usize)>,
}

/// Judges `given`; `beside` are files that ids may point into and that are not judged. A file beside that a given one
/// stands for (a checklist or plan of the same id, the norms, a calendar year) is left aside.
pub fn lint(given: &[(&str, &str)], beside: &[(&str, &str)]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut judged = Vec::new();
    for (file, text) in given {
        match Read::new(file, text) {
            Ok(read) => judged.push(read),
            Err(found) => faults.extend(found),
        }
    }
    let known_names: Vec<_> = judged.iter().map(Read::name).collect();
    let beside = beside.iter().filter_map(|(file, text)| Read::new(file, text).ok());
    let beside: Vec<_> = beside.filter(|r| !known_names.contains(&r.name())).collect();

    let mut known = Known::default();
    for read in &beside {
        known.take_in(read, &mut Vec::new());
    }
    for read in &judged {
        known.take_in(read, &mut faults);
    }
    for read in &judged {
        read.judge(&known, &mut faults);
    }
    let order = |f: &Fault| given.iter().position(|(file, _)| *file == f.file);
    faults.sort_by_key(|f| (order(f), f.line, f.column));
    faults.dedup();
    faults
}

impl<'a> Read<'a> {
    fn new(file: &'a str, text: &'a str) -> Result<Read<'a>, Vec<Fault>> {
        let source = Source::read(file, text)?;
        let table: Table = text.parse().map_err(|e: toml::de::Error| {
            vec![source.fault_at(e.span().map_or(0, |s| s.start), What::Syntax(e.message().into()))]
        })?;
        let kind = if table.contains_key("norm") {
            Kind::Norms
        } else if table.contains_key("clause") || table.contains_key("code") {
            Kind::Plan
        } else if table.contains_key("holidays") || table.contains_key("year") {
            Kind::Year
        } else if ["escalation", "duty", "transfer", "parameter"].iter().any(|k| table.contains_key(*k)) {
            Kind::Rules
        } else if shape::DISTRICT.iter().any(|field| table.contains_key(field.name())) {
            Kind::District
        } else {
            Kind::Checklist
        };
        Ok(Read { source, kind, table })
    }

    /// What the file is, so that another may stand for it.
    fn name(&self) -> String {
        let own = ["id", "code", "year"].iter().find_map(|k| self.table.get(*k)).map(Value::to_string);
        format!("{:?} {}", self.kind, own.unwrap_or_default())
    }

    /// The entries of an array of tables.
    fn entries(&self, key: &str) -> impl Iterator<Item = (usize, &Value)> {
        self.table.get(key).and_then(Value::as_array).into_iter().flatten().enumerate()
    }

    /// Those of them that read, each with its place.
    fn all<T: for<'de> Deserialize<'de>>(&self, key: &str) -> Vec<(usize, T)> {
        self.entries(key).filter_map(|(n, v)| T::deserialize(v.clone()).ok().map(|t| (n, t))).collect()
    }

    fn judge(&self, known: &Known, faults: &mut Vec<Fault>) {
        let fields = match self.kind {
            Kind::Checklist => shape::CHECKLIST,
            Kind::Norms => shape::NORMS,
            Kind::Plan => shape::PLAN,
            Kind::Year => shape::YEAR,
            Kind::Rules => shape::RULES,
            Kind::District => shape::DISTRICT,
        };
        shape::check(&self.source, fields, faults);
        language::characters(&self.source, faults);
        match self.kind {
            Kind::Checklist => self.judge_list(known, faults),
            Kind::Norms => self.judge_norms(known, faults),
            Kind::Year => self.judge_year(faults),
            Kind::Rules => rules::judge(self, known, faults),
            Kind::District => rules::judge_district(self, known, faults),
            Kind::Plan => self.judge_plan(known, faults),
        }
    }

    /// The item that writes a target's figure down is there.
    fn judge_plan(&self, known: &Known, faults: &mut Vec<Fault>) {
        for (n, clause) in self.entries("clause") {
            let targets = clause.get("targets").and_then(Value::as_array).into_iter().flatten();
            for (m, id) in targets.enumerate().filter_map(|(m, t)| Some((m, t.get("item")?.as_str()?))) {
                if !known.is_item(id) {
                    let what = What::Dangling { to: To::Item, id: id.into() };
                    faults.push(self.source.fault(&format!("clause.{n}.targets.{m}.item"), what));
                }
            }
        }
    }

    fn judge_list(&self, known: &Known, faults: &mut Vec<Fault>) {
        let mut say = |path: &str, what| faults.push(self.source.fault(path, what));
        if let Some(id) = self.table.get("id").and_then(Value::as_str)
            && (!plain(id) || id.bytes().any(|b| b.is_ascii_uppercase()))
        {
            say("id", What::BadId { id: id.into() });
        }
        if let Some(version) = self.table.get("version").and_then(Value::as_str)
            && !(version.split('.').count() == 3 && version.split('.').all(|p| p.parse::<u32>().is_ok()))
        {
            say("version", What::BadVersion { found: version.into() });
        }
        if let Some(short) = self.table.get("short").and_then(|v| Words::deserialize(v.clone()).ok()) {
            language::width(&mut say, "short", "short", &short, 8, 12);
        }
        let sections: Vec<(usize, Section)> = self.all("section");
        let items: Vec<(usize, Item)> = self.all("item");
        let preset = self.table.get("preset").and_then(|p| p.get("traits")?.as_array());
        for (n, name) in preset.into_iter().flatten().enumerate().filter_map(|(n, t)| Some((n, t.as_str()?))) {
            if words::of_trait(name).is_none() {
                say(&format!("preset.traits.{n}"), What::Dangling { to: To::Trait, id: name.into() });
            }
        }
        let mut taken = BTreeMap::new();
        for (n, section) in &sections {
            language::width(&mut say, &format!("section.{n}.title"), "section.title", &section.title, 16, 32);
            let named = self.entries("section").nth(*n).and_then(|(_, s)| s.get("items")?.as_array()).map_or(&[][..], |i| i);
            for (i, id) in named.iter().enumerate().filter_map(|(i, id)| Some((i, id.as_str()?))) {
                let path = format!("section.{n}.items.{i}");
                if !known.is_item(id) {
                    say(&path, What::Dangling { to: To::Item, id: id.into() });
                }
                if let Some(first) = taken.insert(id.to_string(), self.source.fault(&path, What::NotText).line) {
                    say(&path, What::Twice { id: id.into(), file: self.source.file.into(), line: first });
                }
            }
            if named.is_empty() && !self.entries("item").any(|(_, i)| text(i, "section") == section.id) {
                say(&format!("section.{n}"), What::EmptySection { id: section.id.clone() });
            }
            if sections.iter().any(|(m, other)| m < n && other.id == section.id) {
                let (file, line) = (self.source.file.to_string(), self.source.fault(&format!("section.{n}"), What::NotText).line);
                say(&format!("section.{n}.id"), What::Twice { id: section.id.clone(), file, line });
            }
        }
        let mut furthest = 0;
        for (n, item) in &items {
            match sections.iter().position(|(_, s)| s.id == item.section) {
                None => say(&format!("item.{n}.section"), What::Dangling { to: To::Section, id: item.section.clone() }),
                Some(at) if at < furthest => {
                    let (id, section) = (item.id.clone(), item.section.clone());
                    say(&format!("item.{n}.section"), What::OutOfOrder { id, section });
                }
                Some(at) => furthest = at,
            }
            item::judge(item, known, &mut |path: &str, what| say(&format!("item.{n}.{path}"), what));
        }
    }

    fn judge_norms(&self, known: &Known, faults: &mut Vec<Fault>) {
        for (n, norm) in self.entries("norm") {
            let id = text(norm, "successor");
            if !id.is_empty() && !known.norms.contains_key(id) {
                let what = What::Dangling { to: To::Norm, id: id.into() };
                faults.push(self.source.fault(&format!("norm.{n}.successor"), what));
            }
        }
    }

    fn judge_year(&self, faults: &mut Vec<Fault>) {
        let Ok(year) = calendar::Year::deserialize(self.table.clone()) else { return };
        for list in ["holidays", "workdays"] {
            let days = self.table.get(list).and_then(Value::as_array).into_iter().flatten();
            let mut seen = Vec::new();
            for (n, day) in days.enumerate() {
                let text = day.as_str().unwrap_or_default();
                let of_year = text.parse::<jiff::civil::Date>().is_ok_and(|d| d.year() == year.year);
                if !of_year || seen.contains(&text) {
                    faults.push(self.source.fault(&format!("{list}.{n}"), What::WrongDay { day: text.into() }));
                }
                seen.push(text);
            }
        }
    }
}

impl Known {
    /// Whether some list has an item of this id, or once had.
    fn is_item(&self, id: &str) -> bool {
        self.places.contains_key(&format!("{:?} {id}", Kind::Checklist))
    }

    fn take_in(&mut self, read: &Read, faults: &mut Vec<Fault>) {
        match read.kind {
            Kind::Norms => {
                for (n, norm) in read.entries("norm") {
                    self.name(read, &format!("norm.{n}.id"), text(norm, "id"), faults);
                    let known = Norm::deserialize(norm.clone());
                    self.norms.extend(known.map(|known| (known.id.clone(), known)));
                }
            }
            Kind::Plan => {
                for (n, clause) in read.entries("clause") {
                    self.name(read, &format!("clause.{n}.id"), text(clause, "id"), faults);
                    let targets = clause.get("targets").and_then(|t| Vec::deserialize(t.clone()).ok()).unwrap_or_default();
                    self.clauses.insert(text(clause, "id").into(), targets);
                }
            }
            Kind::Checklist => {
                for (n, item) in read.entries("item") {
                    self.name(read, &format!("item.{n}.id"), text(item, "id"), faults);
                    self.items.extend(Item::deserialize(item.clone()).map(|item| (item.id.clone(), item)));
                    let aliases = item.get("aliases").and_then(Value::as_array).into_iter().flatten();
                    for (a, alias) in aliases.filter_map(Value::as_str).enumerate() {
                        self.name(read, &format!("item.{n}.aliases.{a}"), alias, faults);
                    }
                }
            }
            Kind::Rules => {
                for table in ["escalation", "duty", "transfer", "parameter"] {
                    for (n, rule) in read.entries(table) {
                        self.name(read, &format!("{table}.{n}.id"), text(rule, "id"), faults);
                    }
                }
                self.parameters.extend(read.all::<Parameter>("parameter").into_iter().map(|(_, p)| (p.id.clone(), p)));
            }
            Kind::Year | Kind::District => {}
        }
    }

    /// An id stands once among norms, once among clauses, once among all items and aliases.
    fn name(&mut self, read: &Read, path: &str, id: &str, faults: &mut Vec<Fault>) {
        if id.is_empty() {
            return; // told as missing or empty
        }
        let here = read.source.fault(path, What::BadId { id: id.into() });
        let kind = read.kind;
        if let Some((file, line)) = self.places.get(&format!("{kind:?} {id}")) {
            faults.push(Fault { what: What::Twice { id: id.into(), file: file.clone(), line: *line }, ..here });
            return;
        }
        self.places.insert(format!("{kind:?} {id}"), (here.file.clone(), here.line));
        if !plain(id) {
            faults.push(here);
        }
    }
}

/// A text field of a table; empty where it is missing or no text.
fn text<'v>(table: &'v Value, field: &str) -> &'v str {
    table.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// An id that fits into a subject.
fn plain(id: &str) -> bool {
    !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
}
