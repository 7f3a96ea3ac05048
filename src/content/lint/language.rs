//! How texts must be written: statements, no double negative, no characters of unsure width, short enough to draw.

use crate::content::checklist::Words;
use crate::content::fault::{Fault, What};
use crate::content::source::Source;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Every text of the file: no East-Asian-ambiguous character, and only ASCII in English.
pub fn characters(source: &Source, faults: &mut Vec<Fault>) {
    table(source, source.top.get_ref(), faults);
}

fn table(source: &Source, found: &DeTable, faults: &mut Vec<Fault>) {
    for (key, inner) in found {
        value(source, key.get_ref() == "en", inner, faults);
    }
}

fn value(source: &Source, english: bool, found: &Spanned<DeValue>, faults: &mut Vec<Fault>) {
    match found.get_ref() {
        DeValue::Table(inner) => table(source, inner, faults),
        DeValue::Array(all) => all.iter().for_each(|v| value(source, english, v, faults)),
        DeValue::String(text) => {
            let span = found.span();
            let mut told = String::new();
            for c in text.chars().filter(|c| english && !c.is_ascii() || ambiguous(*c)) {
                if told.contains(c) {
                    continue;
                }
                told.push(c);
                let byte = span.start + source.text[span.clone()].find(c).unwrap_or(0);
                let what = match ambiguous(c) {
                    true => What::Ambiguous { found: c, instead: instead(c) },
                    false => What::NotPlainEnglish { found: c },
                };
                faults.push(source.fault_at(byte, what));
            }
        }
        _ => {}
    }
}

/// One column in the library, two in many Chinese consoles. Control characters have no width at all.
pub fn ambiguous(c: char) -> bool {
    c.width() != c.width_cjk() || c.is_control()
}

/// What to write for it.
fn instead(c: char) -> &'static str {
    match c {
        '…' => "...",
        '—' | '–' | '―' => "-",
        '“' | '‘' => "「",
        '”' | '’' => "」",
        '→' => "->",
        '℃' | '°' => "摄氏度",
        '²' => "平方",
        '³' => "立方",
        '×' => "x",
        '±' => "正负",
        '≤' => "不超过",
        '≥' => "至少",
        '·' => "、",
        '①'..='⑳' | 'Ⅰ'..='Ⅻ' => "1 2 3",
        '§' => "第",
        _ => "普通汉字或标点",
    }
}

/// Whether the words fit where they are drawn.
pub fn width(say: &mut dyn FnMut(&str, What), path: &str, field: &str, words: &Words, zh: usize, en: usize) {
    for (lang, text, most) in [("zh", &words.zh, zh), ("en", &words.en, en)] {
        let columns = text.width();
        if columns > most {
            say(&format!("{path}.{lang}"), What::TooWide { field: format!("{field}.{lang}"), columns, most });
        }
    }
}

const QUESTIONS_ZH: [&str; 8] = ["是否", "有没有", "有无", "能否", "可否", "吗", "？", "?"];
const QUESTIONS_EN: [&str; 3] = ["?", "whether", "is there "];

/// Words with 不 or 无 that deny nothing by themselves.
const NO_NEGATIVES: [&str; 25] = [
    "不锈钢",
    "无障碍",
    "不少于",
    "不超过",
    "不低于",
    "不大于",
    "不小于",
    "不高于",
    "不早于",
    "不晚于",
    "不多于",
    "不足",
    "不良",
    "不断",
    "不同",
    "不间断",
    "不燃",
    "无烟",
    "无线",
    "不便",
    "未来",
    "无菌",
    "不慎",
    "毫不",
    "无通风",
];
const NEGATIVES_ZH: [&str; 9] = ["没有", "没", "未", "无", "不", "非", "禁止", "严禁", "缺"];
const NEGATIVES_EN: [&str; 8] = ["no", "not", "never", "none", "nothing", "nobody", "without", "cannot"];

/// A statement that is true when all is well: no question, no second negative within a clause.
pub fn statement(say: &mut dyn FnMut(&str, What), name: &str, words: &Words) {
    for (lang, text, questions) in [("zh", &words.zh, &QUESTIONS_ZH[..]), ("en", &words.en, &QUESTIONS_EN[..])] {
        let field = format!("{name}.{lang}");
        if let Some(word) = questions.iter().copied().find(|q| text.to_lowercase().contains(q)) {
            say(&field, What::Question { field: field.clone(), word });
        }
        let negatives = if lang == "zh" { negatives_zh(text) } else { negatives_en(text) };
        if let Some((first, second)) = negatives {
            say(&field, What::DoubleNegative { field: field.clone(), first, second });
        }
    }
}

/// The first clause's two negatives, if any clause has two.
fn negatives_zh(text: &str) -> Option<(&'static str, &'static str)> {
    let clean = NO_NEGATIVES.iter().fold(text.to_string(), |t, word| t.replace(word, "  "));
    clean.split(['，', '。', '；', '：', '、', '（', '）', '「', '」', '或', '和']).find_map(|clause| {
        let mut rest = clause;
        let mut found = Vec::new();
        while let Some(c) = rest.chars().next() {
            let hit = NEGATIVES_ZH.iter().copied().find(|n| rest.starts_with(n));
            found.extend(hit);
            rest = &rest[beside_each_other(rest).or(hit.map(str::len)).unwrap_or(c.len_utf8())..];
        }
        (found.len() > 1).then(|| (found[0], found[1]))
    })
}

/// The bytes of 不湿不滑, which denies two things beside each other; 不得不 denies twice and is none.
fn beside_each_other(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let four = [chars.next()?, chars.next()?, chars.next()?, chars.next()?];
    (four[0] == '不' && four[2] == '不' && !"得能可会无".contains(four[1])).then(|| four.iter().map(|c| c.len_utf8()).sum())
}

fn negatives_en(text: &str) -> Option<(&'static str, &'static str)> {
    text.to_lowercase().split([',', ';', ':', '.', '(', ')']).flat_map(|part| part.split(" and ")).find_map(|clause| {
        let words = clause.split(|c: char| !c.is_ascii_alphanumeric());
        let found: Vec<_> = words.filter_map(|w| NEGATIVES_EN.iter().copied().find(|n| *n == w)).collect();
        (found.len() > 1).then(|| (found[0], found[1]))
    })
}

/// A word of judgement or a clause in a ready wording.
pub fn verdict(wording: &Words) -> Option<&'static str> {
    const WORDS: [&str; 8] = ["违反", "不符合规定", "不合格", "是否", "违规", "重大隐患", "violat", "major hazard"];
    WORDS.into_iter().find(|w| wording.zh.contains(w) || wording.en.to_lowercase().contains(w))
}
