//! 确认单 for the pen, when no printer works: at most twelve lines of plain text to be copied from the screen and signed.
//! Every finding is named, the last ones by their numbers only.

use super::record::Record;
use crate::text::report as words;
use unicode_width::UnicodeWidthChar;

const LINES: usize = 12;
/// Columns of a line, so that it stands on any screen.
pub const COLUMNS: usize = 76;

/// The lines of the sheet.
pub fn lines(record: &Record) -> Vec<String> {
    let (lang, t) = (record.lang, &record.totals);
    let colon = words::COLON.get(lang);
    let number = match &record.draft {
        Some((draft, _)) => words::BY_HAND_NUMBER.fill(lang, &[&record.number, draft]),
        None => format!("{} {}  {}", words::NUMBER.get(lang), record.number, words::NOT_FROZEN.get(lang)),
    };
    let mut lines = vec![
        number,
        format!("{}{colon}{}", words::FACILITY.get(lang), record.facility),
        format!("{}{colon}{}", words::TIME.get(lang), record.time),
    ];
    if let Some(r) = &record.recheck {
        lines.push(words::BY_HAND_RECHECK.fill(lang, &[&r.due, &r.fixed, &r.not_fixed, &r.partly, &(r.unchecked + r.blank)]));
    }
    if t.due > 0 || record.recheck.is_none() {
        lines.push(words::BY_HAND_COUNTS.fill(lang, &[&t.due, &t.pass, &t.fail, &t.na, &t.unchecked, &t.findings]));
    }
    let check = record.draft.as_ref().map(|(_, check)| words::CHECK.fill(lang, &[check]));
    let sign = words::BY_HAND_SIGN.get(lang).to_string();
    let room = LINES - lines.len() - 2;
    lines.extend(findings(record, room));
    lines.extend(check);
    lines.push(sign);
    lines.into_iter().map(|l| fit(&l, COLUMNS)).collect()
}

/// As many findings by line as fit, the rest by number.
fn findings(record: &Record, room: usize) -> Vec<String> {
    let lang = record.lang;
    let old = record.rechecked.iter().enumerate().map(|(n, r)| (words::RECHECK_NUMBER.fill(lang, &[&(n + 1)]), r.line(lang)));
    let new = record.findings.iter().map(|f| (f.number.clone(), f.line(lang)));
    let all: Vec<(String, String)> = old.chain(new).collect();
    let line = |(n, (_, line)): (usize, &(String, String))| format!("{}) {line}", n + 1);
    let mut shown = all.len().min(room);
    loop {
        let rest: Vec<&str> = all[shown..].iter().map(|(number, _)| number.as_str()).collect();
        let more = words::BY_HAND_MORE.fill(lang, &[&rest.len(), &rest.join(words::AND.get(lang))]);
        let more = if rest.is_empty() { Vec::new() } else { cut(&more, COLUMNS) };
        if shown + more.len() <= room || shown == 0 {
            // What is to be signed is written out, while there is room for it.
            let mut left = room.saturating_sub(shown + more.len());
            let lines = all.iter().enumerate().take(shown).map(line).flat_map(|line| {
                let parts = cut(&line, COLUMNS);
                match parts.len().saturating_sub(1) {
                    further if further <= left => {
                        left -= further;
                        parts
                    }
                    _ => vec![line],
                }
            });
            let lines: Vec<String> = lines.collect();
            return lines.into_iter().chain(more.into_iter().take(room)).collect();
        }
        shown -= 1;
    }
}

/// The text within so many columns, with `...` where it was longer.
fn fit(text: &str, columns: usize) -> String {
    let lines = cut(text, columns);
    match lines.len() {
        0 | 1 => lines.concat(),
        _ => format!("{}...", cut(text, columns - 3)[0]),
    }
}

/// The text in lines of so many columns.
fn cut(text: &str, columns: usize) -> Vec<String> {
    let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0);
    for c in text.chars().filter(|c| !c.is_control()) {
        let width = c.width().unwrap_or(0);
        if used + width > columns {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        line.push(c);
        used += width;
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::norms;
    use crate::report::record::build;
    use crate::report::sample::{freeze, large, paper, visit};
    use crate::text::Lang;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn the_sheet_is_short_enough_to_copy_and_names_every_finding() {
        let visit = visit();
        let record = build(&visit, norms(), Some(&freeze(&visit, &[])), Lang::Zh, &paper());
        let lines = lines(&record);
        assert_eq!(
            lines[..6],
            [
                format!("编号 {}  第 1 稿", record.number),
                "被检查单位：康宁养老院".into(),
                "检查时间：2026年11月24日 09:10 至 11:50".into(),
                "应查 17  符合 7  不符合 4  不适用 2  未查 2  问题 6 处".into(),
                "1) 1.01 走道、楼梯、出口畅通：二楼东安全出口；「安全出口」被两辆轮椅堵住...".into(),
                "2) 1.01 走道、楼梯、出口畅通：一楼厨房后门；后门堆放三箱油".into(),
            ]
        );
        assert_eq!(lines[10], words::CHECK.fill(Lang::Zh, &[&record.draft.as_ref().unwrap().1]));
        for (items, findings) in [(86, 7), (86, 21)] {
            let record = build(&large(items, findings), norms(), None, Lang::En, &paper());
            let lines = super::lines(&record);
            assert!(lines.len() <= LINES, "{lines:#?}");
            assert!(lines.iter().all(|l| l.width() <= COLUMNS), "{lines:#?}");
            assert!(record.findings.iter().all(|f| lines.iter().any(|l| l.contains(&f.number))), "{lines:#?}");
        }
    }

    #[test]
    fn what_is_signed_is_written_out_while_there_is_room() {
        let visit = visit();
        let mut record = build(&visit, norms(), Some(&freeze(&visit, &[])), Lang::Zh, &paper());
        record.findings.truncate(1);
        let lines = lines(&record);
        assert!(lines.len() <= LINES && lines.iter().all(|l| l.width() <= COLUMNS && !l.ends_with("...")), "{lines:#?}");
        assert!(lines.concat().contains(&record.findings[0].line(Lang::Zh)), "{lines:#?}");
    }
}
