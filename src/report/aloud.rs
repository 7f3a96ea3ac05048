//! 宣读: what is read out to the other side, as pages for a screen: findings, what was not checked, totals and result.
//! Made from the record alone, so nothing internal and nothing of other places can stand here.

use super::or_pen;
use super::record::{Record, statistics};
use crate::text::report as words;

/// One page to turn to the other side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub lines: Vec<String>,
}

/// The pages in the order they are read.
pub fn pages(record: &Record) -> Vec<Page> {
    let lang = record.lang;
    let one = |text: crate::text::Text, value: &str| text.fill(lang, &[&or_pen(value)]);
    let many = record.findings.len();
    let mut pages: Vec<Page> = Vec::new();
    for (n, f) in record.findings.iter().enumerate() {
        let name = format!("{} {}", f.number, f.short);
        let mut lines = vec![one(words::AT, &f.place), one(words::FACTS, &f.facts)];
        lines.extend(f.after.as_ref().map(|a| one(words::AFTER, a)));
        lines.extend((!f.readings.is_empty()).then(|| one(words::MEASURED, &f.readings)));
        lines.push(one(words::ALOUD_HANDLING, &f.handling_said));
        lines.extend((!f.due.is_empty()).then(|| f.due.clone()));
        lines.extend(f.interim.as_ref().map(|i| one(words::INTERIM, i)));
        pages.push(Page { title: words::ALOUD_FINDING.fill(lang, &[&(n + 1), &many, &name.trim_end()]), lines });
    }
    for r in &record.rechecked {
        let lines =
            vec![r.short.clone(), one(words::AT, &r.place), one(words::FACTS, &r.facts), r.outcome(lang), r.words.clone()];
        let title = words::RECHECKS.fill(lang, &[&record.rechecked.len()]);
        pages.push(Page { title, lines: lines.into_iter().filter(|l| !l.is_empty()).collect() });
    }
    if !record.unchecked.is_empty() {
        let colon = words::COLON.get(lang);
        let line = |u: &super::record::Unchecked| format!("{} {}{colon}{}", u.number, u.text, u.reason);
        let title = words::UNCHECKED.fill(lang, &[&record.unchecked.len()]);
        pages.push(Page { title, lines: record.unchecked.iter().map(line).collect() });
    }
    let mut result = record.not_done.clone().map_or_else(|| statistics(record), |why| vec![why]);
    if record.findings.is_empty() && record.not_done.is_none() && record.rechecked.is_empty() {
        result.insert(0, words::NO_FINDINGS.get(lang).into());
    }
    result.push(words::RANGE.get(lang).into());
    pages.push(Page { title: words::ALOUD_RESULT.get(lang).into(), lines: result });
    pages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::norms;
    use crate::report::record::build;
    use crate::report::sample::{paper, visit};
    use crate::text::Lang;

    #[test]
    fn what_is_read_aloud_is_findings_gaps_and_totals_and_nothing_internal() {
        let pages = pages(&build(&visit(), norms(), None, Lang::Zh, &paper()));
        let titles: Vec<&str> = pages.iter().map(|p| p.title.as_str()).collect();
        assert_eq!(titles.first(), Some(&"问题 1/6  1.01 走道、楼梯、出口畅通"));
        assert_eq!(titles[5..], ["问题 6/6  清单外", "未查和未记项（4 项）", "统计与结果"]);
        let all = format!("{pages:?}");
        assert!(!all.contains("慎言") && !all.contains("待核实"), "{all}");
        assert!(all.contains("改后：三箱油已搬进库房，门能打开"));
    }
}
