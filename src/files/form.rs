//! An XLSForm taken in: read, made a checklist of the district, linted, and only then written. A file that is there already
//! is never written over: somebody may have gone on with it.

use crate::content::checklist::Words;
use crate::content::{self, fault, lint};
use crate::disk::{self, Home};
use crate::failure::disk::Disk;
use crate::failure::{Failure, import};
use crate::request::import::Book;
use crate::request::xlsform::{Carried, FormPreview, Line, carry};
use crate::text::{Lang, Text, t};
use crate::widgets::twins::safe;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;

/// What a form became, and all that is told of it.
#[derive(Clone, Debug)]
pub struct Form {
    pub made: Carried,
    pub lines: Vec<Line>,
}

/// Makes a checklist of a book; nothing is written.
pub fn form(home: &Home, mut book: Book, today: Date) -> Result<Form, Failure> {
    for cell in book.sheets.iter_mut().flat_map(|s| &mut s.rows).flatten() {
        *cell = safe(cell).into_owned();
    }
    let file = book.file.rsplit_once('.').map_or(book.file.as_str(), |(stem, _)| stem).to_string();
    let no_form = |what: Text| Failure::Import(import::Fault::NoForm { file: book.file.clone(), what });
    let made = carry(&book.sheets, &file, today).map_err(no_form)?;
    let lines = lines(&made, home)?;
    Ok(Form { made, lines })
}

impl Form {
    /// The same as it is shown before it is taken.
    pub fn preview(self, home: &Home, path: &Path) -> FormPreview {
        let to = home.checklists().join(format!("{}.toml", self.made.id));
        FormPreview { path: path.into(), to, id: self.made.id, items: self.made.items, lines: self.lines }
    }

    /// Writes the checklist.
    pub fn write(&self, to: &Path) -> Result<(), Failure> {
        if to.exists() {
            return Err(Failure::Disk(Disk::Exists { path: to.into() }));
        }
        disk::write_whole(to, self.made.toml.as_bytes())
    }
}

/// What the form's reader says, then what the lint says of the result, each sentence once a row.
fn lines(made: &Carried, home: &Home) -> Result<Vec<Line>, Failure> {
    let both = |say: &dyn Fn(Lang) -> String| Words { zh: say(Lang::Zh), en: say(Lang::En) };
    let of_form = made.told.iter().map(|t| {
        let said = both(&|lang| t.say(lang));
        Line { sheet: t.sheet.clone(), row: t.row, left_out: t.left_out, said }
    });
    let mut all: Vec<Line> = of_form.collect();
    let own = home.own_checklists()?;
    let mut beside: Vec<(&str, &str)> = content::embedded().to_vec();
    beside.extend(own.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let mut seen = BTreeSet::new();
    for found in lint::lint(&[(made.id.as_str(), made.toml.as_str())], &beside) {
        let row = made.rows.get(found.line.saturating_sub(1)).copied().unwrap_or(0);
        // A basis is missing for every type of place at once: said once.
        let said = match found.what {
            fault::What::NoBasisFor { .. } => both(&|lang| NO_BASIS.get(lang).into()),
            what => both(&|lang| what.say(lang)),
        };
        if seen.insert((row, said.zh.clone())) {
            all.push(Line { sheet: "survey".into(), row, left_out: false, said });
        }
    }
    all.sort_by_key(|l| (l.sheet != "survey", l.row));
    Ok(all)
}

const NO_BASIS: Text = t!(
    "没有依据：补上 norm、clause 两列，或在文件里写 basis；补上之前笔录印「依据由检查机关核定后另行告知」",
    "no basis: add the columns norm and clause, or write `basis` in the file; until then the record says that it is told later"
);
