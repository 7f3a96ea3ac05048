//! 内部核对单: what the office looks at before an order is written: every citation of a finding with how sure it is and
//! whether the record prints it, what the record says more softly than it was noted, what was recorded in haste. Never
//! leaves the office; notes marked internal do not stand here either, since they are never printed.

use super::basis::{Fate, cited, fate};
use super::record::{Finding, Record, Source, build, identity};
use super::{Block, Cell, Report, Table, html, or_pen};
use crate::content::checklist::{Force, Item};
use crate::content::norms::Norms;
use crate::content::plans::Plans;
use crate::domain::point::Handling;
use crate::domain::subject::PointId;
use crate::text::report as words;
use crate::text::{Lang, Text};
use crate::views::closing::closing;
use crate::views::record::Paper;
use crate::views::visit::Visit;

/// The sheet as HTML.
pub fn html(visit: &Visit, norms: &Norms, plans: &Plans, lang: Lang, paper: &Paper) -> String {
    html::html(&report(visit, norms, plans, lang, paper))
}

/// The sheet as data.
pub fn report(visit: &Visit, norms: &Norms, plans: &Plans, lang: Lang, paper: &Paper) -> Report {
    let record = build(visit, norms, None, lang, paper);
    let say = |text: Text| text.get(lang).to_string();
    let mut body = vec![Block::Text(format!("{}  {}", record.facility, record.time))];
    body.push(Block::Heading(words::CITATIONS.fill(lang, &[&record.findings.len()])));
    let columns = [
        (words::COLUMN_NUMBER, 20),
        (words::COLUMN_FACTS, 50),
        (words::COLUMN_BASIS, 44),
        (words::COLUMN_CERTAINTY, 22),
        (words::COLUMN_ON_PAPER, 22),
        (words::COLUMN_PLAN, 18),
    ];
    let columns = columns.map(|(title, mm)| (say(title), mm)).to_vec();
    let sheet = Sheet { visit, norms, plans, lang, from: Source::of(visit, norms, None, lang, paper) };
    let rows = record.findings.iter().flat_map(|f| sheet.rows(f)).collect();
    body.push(Block::Table(Table { columns, rows }));
    if !record.left.is_empty() {
        body.push(Block::Heading(words::LEFT.fill(lang, &[&record.left.len()])));
        body.extend(record.left.iter().cloned().map(Block::Text));
    }
    let again = look_again(visit, lang);
    if !again.is_empty() {
        body.push(Block::Heading(say(words::TO_LOOK_AT)));
        body.extend(again.into_iter().map(Block::Text));
    }
    let demo = if visit.parts.demo { words::ACROSS_DEMO.get(lang) } else { "" };
    Report {
        lang,
        letterhead: say(words::INTERNAL_ONLY),
        title: say(words::INTERNAL),
        under: under(&record),
        across: format!("{demo} {}", words::ACROSS_INTERNAL.get(lang)).trim_start().into(),
        strip: Vec::new(),
        foot: format!("{}  {}", say(words::INTERNAL_ONLY), record.facility),
        body,
    }
}

fn under(record: &Record) -> String {
    identity(record)
}

struct Sheet<'a> {
    visit: &'a Visit,
    norms: &'a Norms,
    plans: &'a Plans,
    lang: Lang,
    from: Source<'a>,
}

impl Sheet<'_> {
    /// One row a citation, the finding's words beside the first.
    fn rows(&self, f: &Finding) -> Vec<Vec<Cell>> {
        let item = self.visit.item_of(&f.point);
        let found = self.visit.point(&f.point).and_then(|p| p.now.joined.value.finding.as_ref());
        let mut cited: Vec<(String, String, String)> = Vec::new();
        if let Some(clause) = found.and_then(|f| f.clause.as_deref()) {
            let order = f.handling == Handling::Order;
            let stands = super::basis::typed(Some(clause), self.from.place, self.norms, order, self.lang);
            let printed = if stands.is_some() { Fate::Printed } else { Fate::OtherType };
            let (typed, how) = (words::TYPED_CLAUSE.fill(self.lang, &[&clause]), words::TYPED.get(self.lang));
            cited.push((typed, how.into(), self.said(printed)));
        }
        cited.extend(item.into_iter().flat_map(|i| self.citations(i, f.handling == Handling::Order)));
        if cited.is_empty() {
            cited.push((words::BASIS_LATER.get(self.lang).into(), String::new(), String::new()));
        }
        let plan = item.map(|i| self.plan(i)).unwrap_or_default();
        let mut first = Some((self.number(f, item), self.facts(f, item), plan));
        let row = |(basis, how, printed): (String, String, String)| {
            let (number, facts, plan) = first.take().unwrap_or_default();
            vec![number, facts, vec![basis], vec![how], vec![printed], plan]
        };
        cited.into_iter().map(row).collect()
    }

    fn citations(&self, item: &Item, order: bool) -> Vec<(String, String, String)> {
        let (place, on) = (self.from.place, self.from.on);
        let one = |(b, force): (&crate::content::checklist::Basis, Force)| {
            let how = b.certainty.words().get(self.lang).to_string();
            let fate = match fate(b, place, self.norms, on) {
                Fate::Printed if order && force == Force::Analogy => Fate::Analogy,
                fate => fate,
            };
            (cited(b, force, self.norms, self.lang), how, self.said(fate))
        };
        self.norms.behind(item, place).map(one).collect()
    }

    fn said(&self, fate: Fate) -> String {
        let said = match fate {
            Fate::Printed => words::FATE_PRINTED,
            Fate::NotRead => words::FATE_NOT_READ,
            Fate::NotInForce => words::FATE_NOT_IN_FORCE,
            Fate::UnknownNorm => words::FATE_UNKNOWN,
            Fate::OtherType => words::FATE_OTHER_TYPE,
            Fate::Analogy => words::FATE_ANALOGY,
        };
        said.get(self.lang).into()
    }

    fn number(&self, f: &Finding, item: Option<&Item>) -> Cell {
        let id = item.map(|i| i.id.clone());
        [f.number.clone()].into_iter().chain(id).collect()
    }

    fn facts(&self, f: &Finding, item: Option<&Item>) -> Cell {
        let mut lines = vec![f.short.clone(), format!("{} {}", f.place, f.facts), f.severity.clone()];
        lines.extend(item.map(|i| i.reason.get(self.lang).to_string()));
        let found = self.visit.point(&f.point).and_then(|p| p.now.joined.value.finding.as_ref());
        let why = found.and_then(|f| f.severity_why.as_deref());
        lines.extend(why.map(|why| words::SEVERITY_WHY.fill(self.lang, &[&why])));
        if let Some(noted) = f.noted.filter(|n| *n != f.handling && f.handling != Handling::Fixed) {
            let noted = noted.words().get(self.lang);
            lines.push(words::SOFTENED.fill(self.lang, &[&noted, &f.handling_said]));
        }
        lines.retain(|l| !l.trim().is_empty());
        lines
    }

    fn plan(&self, item: &Item) -> Cell {
        let one = |id: &String| match self.plans.clause(id) {
            Some((plan, clause)) => format!("{} {}", plan.code, clause.section.get(self.lang)),
            None => id.clone(),
        };
        item.plan.iter().map(one).collect()
    }
}

/// What the closing list asks to be looked at again, by number.
fn look_again(visit: &Visit, lang: Lang) -> Vec<String> {
    let list = closing(visit);
    let number = |id: &PointId| {
        let row = visit.item_of(id).and_then(|i| visit.row_of(&i.id));
        row.map_or(words::OUTSIDE.get(lang).into(), |r| visit.rows[r].number.clone())
    };
    let incomplete: Vec<PointId> = list.incomplete.iter().map(|(id, _)| id.clone()).collect();
    let groups = [
        (words::NO_INTERIM, &list.no_interim),
        (words::INCOMPLETE, &incomplete),
        (words::HASTY, &list.hasty),
        (words::BATCH, &list.batch),
        (words::SHORT, &list.short),
    ];
    let line = |(text, ids): (Text, &Vec<PointId>)| {
        let numbers: Vec<String> = ids.iter().map(number).collect();
        (!ids.is_empty()).then(|| text.fill(lang, &[&ids.len(), &or_pen(&numbers.join(words::AND.get(lang)))]))
    };
    groups.into_iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{norms, plans};
    use crate::report::sample::{paper, visit};

    #[test]
    fn the_office_sees_how_sure_each_citation_is_and_what_the_record_keeps_back() {
        let page = html(&visit(), norms(), plans(), Lang::Zh, &paper());
        for said in [
            "不印：待核实",
            "待核实：转述",
            "《养老机构管理办法》第二十条",
            "人工填写：《上海市消防条例》第三十二条",
            "原记处理 拟移送，记录上印为 提醒（是否移送由检查机关核定）",
            "成批 1 项：1.05",
            "抽查不足 1 项：1.03",
            "待补 1 处：清单外",
            "只供内部，不出机关",
        ] {
            assert!(page.contains(said), "{said} is missing in {page}");
        }
        assert!(!page.contains("慎言"), "notes marked internal are never printed");
    }
}
