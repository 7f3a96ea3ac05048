//! A row of the survey: a group, a note, or a question that becomes an item. What of the row is not carried is told, and a
//! question that could not be an item of its own is left out.

use super::choices::Judged;
use super::conditions::{self, Condition, conditions, range};
use super::table::{OWN, Table};
use super::toml_text::{self, Item, Kind};
use super::{Note, Reading, Words};
use crate::text::t;

/// What is read of a row of each sort beside its type and name.
const GROUP: &[&str] = &["label", "relevant"];
const NOTE: &[&str] = &["label"];
const QUESTION: &[&str] = &[
    "label", "hint", "relevant", "required", "short", "place", "method", "severity", "days", "owner", "handling", "norm",
    "clause", "reason",
];

/// `list` is the id of the checklist.
pub fn line(table: &Table, row: usize, cells: &[String], list: &str, read: &mut Reading) {
    let kind = table.get(cells, "type").to_string();
    let label = table.both(cells, "label");
    let lower = kind.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let of = Row { table, row, cells, list };
    match words[..] {
        ["begin_group"] | ["begin", "group"] | ["begin_repeat"] | ["begin", "repeat"] => {
            if words.last().is_some_and(|w| w.ends_with("repeat")) {
                read.tell(row, false, t!("重复组只导入一遍：{}", "a repeat is carried once: {}"), &[&label.0]);
            }
            of.beside(GROUP, read);
            let hangs = of.relevant(read);
            if !label.0.is_empty() && label.1.is_empty() {
                of.no_english(read, &[&label.0]);
            }
            read.groups.push((row, label, hangs));
        }
        ["end_group"] | ["end", "group"] | ["end_repeat"] | ["end", "repeat"] => {
            read.end_notes(read.groups.len().max(1));
            if read.groups.pop().is_none() {
                read.tell(row, false, t!("没有开始就结束的组", "a group ends that never began"), &[]);
            }
        }
        ["note"] => {
            of.beside(NOTE, read);
            read.notes.push(Note { row, words: label, depth: read.groups.len() });
        }
        ["select_one", _, ref more @ ..] | ["select", "one", _, ref more @ ..] => {
            let named = kind.split_whitespace().nth(words.len() - more.len() - 1).unwrap_or_default();
            of.select(named, read);
            if !more.is_empty() {
                let said = t!("「{}」没有导入：别的情况写在备注里", "`{}` is left out: another case goes to the note");
                read.tell(row, true, said, &[&more.join(" ")]);
            }
        }
        ["integer" | "decimal"] => of.number(lower == "integer", read),
        ["date"] => of.date(read),
        ["text"] => {
            let said =
                t!("文字题导入为判断项，写的话记在备注里：{}", "a text is carried as a judgement, its words go to the note: {}");
            read.tell(row, false, said, &[&label.0]);
            of.beside(QUESTION, read);
            of.item(Kind::Judge { pass: None, fail: None }, read);
        }
        [] => read.tell(row, true, t!("没有 type，没有导入", "left out: it has no type"), &[]),
        _ if words[0].ends_with("_from_file") || words[0].ends_with("_external") => {
            let said = t!("选项在表外的文件里（{}），没有导入：{}", "left out: its choices are in a file of their own ({}): {}");
            read.tell(row, true, said, &[&kind, &label.0]);
        }
        _ => {
            if words[0].starts_with("select") {
                read.used.extend(kind.split_whitespace().map(String::from));
            }
            let said = t!("「{}」这种题没有导入：{}", "the type `{}` is left out: {}");
            read.tell(row, true, said, &[&kind, &label.0]);
        }
    }
}

struct Row<'a> {
    table: &'a Table<'a>,
    row: usize,
    cells: &'a [String],
    list: &'a str,
}

impl Row<'_> {
    fn get(&self, column: &str) -> &str {
        self.table.get(self.cells, column)
    }

    /// Tells the cells that a row of this sort does not carry.
    fn beside(&self, carried: &[&str], read: &mut Reading) {
        let all: Vec<&str> = ["type", "name"].iter().chain(carried).copied().collect();
        self.table.tell_beside(self.row, self.cells, &all, &mut read.told);
    }

    fn select(&self, list: &str, read: &mut Reading) {
        read.used.insert(list.into());
        let (row, name) = (self.row, self.get("name"));
        if conditions::is_asked_at_the_gate(name) {
            let said = t!("「{}」在进门核实里问，不作检查项", "`{}` is asked at the gate and is no item");
            return read.tell(row, false, said, &[name]);
        }
        match read.lists.judged(list) {
            Judged::As { pass, fail } => {
                self.beside(QUESTION, read);
                if meaning_is_plain(&pass) {
                    return self.item(Kind::Judge { pass: None, fail: None }, read);
                }
                let said =
                    t!("按「{}」为符合、「{}」为不符合导入，请核对", "carried with `{}` as pass and `{}` as fail; please check");
                read.tell(row, false, said, &[&pass.0, &fail.0]);
                let bare: Vec<&str> = [&pass, &fail].iter().filter(|w| w.1.is_empty()).map(|w| w.0.as_str()).collect();
                if !bare.is_empty() {
                    self.no_english(read, &bare);
                }
                self.item(Kind::Judge { pass: Some(pass), fail: Some(fail) }, read);
            }
            Judged::Missing => {
                read.tell(row, true, t!("没有选项「{}」，没有导入", "left out: there are no choices `{}`"), &[list]);
            }
            Judged::Unclear(choice) => {
                let said = t!(
                    "选项「{}」分不出符合和不符合，没有导入：{}",
                    "left out: the choices `{}` do not say which is a pass and which a fail: {}"
                );
                read.tell(row, true, said, &[list, &choice]);
            }
        }
    }

    fn number(&self, whole: bool, read: &mut Reading) {
        self.beside(&[QUESTION, &["constraint", "unit", "min", "max"]].concat(), read);
        let constraint = self.get("constraint");
        let found = range(constraint, whole);
        match &found {
            Some(found) if found.widened => {
                let said = t!(
                    "约束「{}」导入为合理范围 {} 至 {}（含两端）",
                    "the constraint `{}` is carried as the plausible range {} to {}, both ends in it"
                );
                read.tell(self.row, false, said, &[constraint, &found.low, &found.high]);
            }
            None if !constraint.is_empty() => {
                let said = t!(
                    "约束没有导入，请补上合理范围 plausible：{}",
                    "the constraint is left out, a range `plausible` is to be added: {}"
                );
                read.tell(self.row, true, said, &[constraint]);
            }
            _ => {}
        }
        self.item(Kind::Number { plausible: found.map(|f| (f.low, f.high)) }, read);
    }

    fn date(&self, read: &mut Reading) {
        self.beside(&[QUESTION, &["constraint", "paper"]].concat(), read);
        let constraint = self.get("constraint");
        let within = conditions::within_days(constraint);
        if within.is_none() && !constraint.is_empty() {
            let said = t!("约束没有导入，日期按「没有过期」判：{}", "the constraint is left out, the date must not be past: {}");
            read.tell(self.row, true, said, &[constraint]);
        }
        self.item(Kind::Date { within: within.flatten() }, read);
    }

    /// What the row hangs on; what is not understood is told, and the item is always asked.
    fn relevant(&self, read: &mut Reading) -> Vec<Condition> {
        let said = self.get("relevant");
        conditions(said).unwrap_or_else(|| {
            let text = t!("显示条件没有导入，这一项一直列出：{}", "the condition is left out, it is always asked: {}");
            read.tell(self.row, true, text, &[said]);
            Vec::new()
        })
    }

    /// The English of what is named is missing, and something stands in for it.
    fn no_english(&self, read: &mut Reading, of: &[&str]) {
        if !read.only_chinese {
            let said = t!("没有英文，暂用编号或通用的话：{}", "it has no English, its name or general words stand for it: {}");
            read.tell(self.row, false, said, &[&of.join("、")]);
        }
    }

    fn item(&self, kind: Kind, read: &mut Reading) {
        let (row, name, label) = (self.row, self.get("name"), self.table.both(self.cells, "label"));
        if name.is_empty() {
            return read.tell(row, true, t!("没有 name，没有导入", "left out: it has no name"), &[]);
        }
        if label.0.is_empty() {
            let said = t!("没有题目文字，没有导入：{}", "left out: it has no words for its question: {}");
            return read.tell(row, true, said, &[name]);
        }
        let id = toml_text::item_id(self.list, name);
        if let Some(before) = read.ids.get(&id).copied() {
            let said = t!("编号「{}」在第 {} 行用过，没有导入", "left out: its id `{}` was taken by row {}");
            return read.tell(row, true, said, &[&id, &before.to_string()]);
        }
        read.ids.insert(id, row);
        let mut hangs = self.relevant(read);
        hangs.extend(read.groups.iter().flat_map(|(_, _, hangs)| hangs.clone()));
        let hint = self.table.both(self.cells, "hint");
        let mut how: Vec<Words> = std::mem::take(&mut read.notes).into_iter().map(|note| note.words).collect();
        how.push(hint);
        let missing: Vec<&str> =
            std::iter::once(&label).chain(&how).filter(|w| !w.0.is_empty() && w.1.is_empty()).map(|w| w.0.as_str()).collect();
        if !missing.is_empty() {
            self.no_english(read, &missing);
        }
        if label.0.is_ascii() {
            let said = t!("没有中文，暂用英文：{}", "it has no Chinese, its English stands for it: {}");
            read.tell(row, false, said, &[&label.0]);
        }
        let join = |pick: fn(&Words) -> &String, gap: &str| {
            how.iter().map(|w| pick(w).as_str()).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(gap)
        };
        let how = (join(|w| &w.0, "；"), join(|w| &w.1, "; "));
        let own = OWN.iter().map(|column| (*column, self.get(column).to_string())).filter(|(_, v)| !v.is_empty()).collect();
        let made = Item { row, name: name.into(), label, how, kind, hangs, own };
        self.otherwise(&made, read);
        read.section(row).items.push(made);
    }

    /// What stands otherwise in the item than in the form.
    fn otherwise(&self, made: &Item, read: &mut Reading) {
        let row = self.row;
        let required = self.get("required").to_lowercase();
        if !["", "yes", "true", "true()", "1", "是", "y"].contains(&required.as_str()) {
            let said = t!("每项都要作答，required 没有导入：{}", "every item is answered, `required` is left out: {}");
            read.tell(row, true, said, &[&required]);
        }
        let (short, cut) = made.short();
        if cut {
            let said = t!("短名截成「{}」「{}」，可加 short 列", "its short names are cut to `{}`, `{}`; add a column short");
            read.tell(row, false, said, &[&short.0, &short.1]);
        }
        if made.own.get("days").is_some_and(|d| d.parse::<u32>().is_err()) {
            let said = t!("days 不是天数，暂用 15：{}", "`days` is no number of days, 15 stands: {}");
            read.tell(row, false, said, &[&made.own["days"]]);
        }
        if made.own.contains_key("clause") && !made.own.contains_key("norm") {
            let said = t!("有 clause 没有 norm，没有导入：{}", "`clause` without `norm` is left out: {}");
            read.tell(row, true, said, &[&made.own["clause"]]);
        }
        let mut types: Vec<_> = made.hangs.iter().filter(|c| matches!(c, Condition::Type(_))).collect();
        types.dedup();
        if types.len() > 1 {
            let said = t!(
                "显示条件同时要求两种机构类型，没有照导：对每一种都列出",
                "its conditions ask for two types of place at once; it is asked at each of them"
            );
            read.tell(row, true, said, &[]);
        }
        let plain = toml_text::id(&made.name);
        if plain != made.name.trim() {
            let said = t!("编号改写为「{}」", "its id is written `{}`");
            read.tell(row, false, said, &[&toml_text::item_id(self.list, &made.name)]);
        }
    }
}

/// Words that our own keys have already.
fn meaning_is_plain(pass: &Words) -> bool {
    pass.0 == "符合" || pass.0.eq_ignore_ascii_case("pass")
}
