//! An import step by step: read the file, plan it over what is held, and only then write, all in one group.

use super::{form, read};
use crate::disk::{Home, Moment};
use crate::domain::event::ImportKind;
use crate::domain::name::PersonId;
use crate::failure::Failure;
use crate::request::import::{Book, Fate, Planned, facilities, ledger, people};
use crate::request::xlsform::{self, FormPreview};
use crate::store::Log;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::Path;

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The group to take back; `None` when nothing was to be written.
    pub group: Option<u64>,
    pub planned: Planned,
}

impl Done {
    pub fn added(&self) -> u32 {
        self.planned.preview.added()
    }

    pub fn changed(&self) -> u32 {
        self.planned.preview.changed()
    }

    pub fn left_out(&self) -> u32 {
        self.planned.preview.count(Fate::LeftOut)
    }
}

/// What a file is that somebody wants to take in: rows as was said, or a form after all, whatever was said.
#[derive(Debug)]
pub enum Looked {
    Rows(Planned),
    Form(FormPreview),
}

/// Reads a file before anything of it is written.
pub fn look(log: &mut Log, home: &Home, kind: ImportKind, path: &Path, today: Date) -> Result<Looked, Failure> {
    let book = read::book(path)?;
    if xlsform::is_form(&book.sheets) {
        return Ok(Looked::Form(form::form(home, book, today)?.preview(home, path)));
    }
    Ok(Looked::Rows(planned(log, kind, book, path, &BTreeMap::new())?))
}

/// What taking the file in would do. `answers` say of doubtful rows whether they are the same facility.
pub fn plan(log: &mut Log, kind: ImportKind, path: &Path, answers: &BTreeMap<u32, bool>) -> Result<Planned, Failure> {
    planned(log, kind, read::book(path)?, path, answers)
}

fn planned(log: &mut Log, kind: ImportKind, book: Book, path: &Path, answers: &BTreeMap<u32, bool>) -> Result<Planned, Failure> {
    let before = log.import_heads(&book.hash)?;
    let planned = match kind {
        ImportKind::Facilities => facilities::plan(&book, &log.profiles()?, &before, answers),
        ImportKind::People => people::plan(&book, &log.people()?, &before),
        ImportKind::Ledger => {
            let (facilities, findings) = (log.profiles()?, log.held_findings()?);
            let held = ledger::Held { facilities: &facilities, findings: &findings };
            ledger::plan(&book, &held, &before, answers)
        }
    };
    let mut planned = planned.map_err(Failure::Import)?;
    planned.preview.path = path.into();
    Ok(planned)
}

/// Takes the file in: planned anew over what is held now, written in one group.
pub fn take(
    log: &mut Log,
    kind: ImportKind,
    path: &Path,
    answers: &BTreeMap<u32, bool>,
    author: Option<PersonId>,
    now: &Moment,
) -> Result<Done, Failure> {
    let mut planned = plan(log, kind, path, answers)?;
    let drafts = std::mem::take(&mut planned.drafts);
    let group = if drafts.is_empty() { None } else { Some(log.append(drafts, author, now)?.group) };
    Ok(Done { group, planned })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::import::Why;
    use std::path::PathBuf;
    use tempfile::TempDir;

    struct Laptop {
        folder: TempDir,
        log: Log,
        minute: u32,
    }

    impl Laptop {
        fn new() -> Laptop {
            let folder = tempfile::tempdir().unwrap();
            let log = Log::open(&folder.path().join("x.db"), &Home::at(folder.path().join("home"))).unwrap();
            Laptop { folder, log, minute: 0 }
        }

        fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
            let path = self.folder.path().join(name);
            crate::disk::write_whole(&path, bytes).unwrap();
            path
        }

        fn now(&mut self) -> Moment {
            self.minute += 1;
            Moment::parse(&format!("2026-11-23T08:{:02}:00+08:00", self.minute)).unwrap()
        }

        fn take(&mut self, path: &Path) -> Done {
            let now = self.now();
            take(&mut self.log, ImportKind::Facilities, path, &BTreeMap::new(), None, &now).unwrap()
        }

        fn names(&mut self) -> Vec<String> {
            let mut names: Vec<String> = self.log.facilities().unwrap().into_iter().map(|f| f.name).collect();
            names.sort();
            names
        }
    }

    const ROSTER: &str = "区养老服务机构名册,,,\n机构名称,类型,街镇,床位\n康宁养老院,养老机构,友谊路街道,120\n月浦食堂,长者食堂,月浦镇,\n,养老机构,罗店,5\n合计,,,120\n";

    #[test]
    fn a_roster_is_taken_in_once_and_can_be_taken_back_but_for_what_was_touched_since() {
        let mut laptop = Laptop::new();
        let gb = encoding_rs::GB18030.encode(ROSTER).0.into_owned();
        let path = laptop.file("名册.csv", &gb);
        let preview = plan(&mut laptop.log, ImportKind::Facilities, &path, &BTreeMap::new()).unwrap().preview;
        assert_eq!((preview.added(), preview.count(Fate::LeftOut)), (2, 1));
        assert!(laptop.names().is_empty(), "a preview writes nothing");

        let done = laptop.take(&path);
        assert_eq!(laptop.names(), ["康宁养老院", "月浦食堂"]);
        let again = laptop.take(&path);
        assert_eq!((again.group, again.planned.preview.again, again.left_out()), (None, true, 1));

        // A person corrects one home; the same file does not bring the old value back, and taking back leaves it.
        let held = laptop.log.profiles().unwrap();
        let home = held.iter().find(|f| f.profile.joined.value.name == "康宁养老院").unwrap();
        let mut profile = home.profile.joined.value.clone();
        profile.phone = Some("021-0001".into());
        let draft = crate::journal::entry::Draft {
            subject: crate::domain::subject::Subject::Facility(home.id),
            replaces: home.profile.heads.clone(),
            body: crate::domain::event::Event::Facility(profile),
        };
        let now = laptop.now();
        laptop.log.append(vec![draft], None, &now).unwrap();
        assert_eq!(laptop.take(&path).group, None);
        let now = laptop.now();
        laptop.log.undo(done.group, None, &now).unwrap();
        assert_eq!(laptop.names(), ["康宁养老院"], "what a person touched since stays");
        assert_eq!(laptop.take(&path).planned.preview.added(), 1, "after taking back the file comes in again");
        assert_eq!(laptop.names(), ["康宁养老院", "月浦食堂"]);
    }

    #[test]
    fn the_same_roster_on_two_laptops_gives_the_same_facilities() {
        let (mut a, mut b) = (Laptop::new(), Laptop::new());
        let path = a.file("名册.csv", ROSTER.as_bytes());
        a.take(&path);
        b.take(&path);
        let state = |l: &mut Laptop| -> Vec<_> {
            l.log.profiles().unwrap().into_iter().map(|f| (f.id, f.profile.joined.value)).collect()
        };
        assert_eq!(state(&mut a), state(&mut b));
        assert_eq!(a.log.digest().unwrap().state, b.log.digest().unwrap().state);
    }

    #[test]
    fn people_come_in_and_a_file_without_headings_writes_nothing() {
        let mut laptop = Laptop::new();
        let path = laptop.file("人员.csv", "姓名,执法证号\n检甲,7\n".as_bytes());
        let now = laptop.now();
        let done = take(&mut laptop.log, ImportKind::People, &path, &BTreeMap::new(), None, &now).unwrap();
        assert!(done.group.is_some());
        assert_eq!(laptop.log.people().unwrap()[0].person.card.as_deref(), Some("7"));
        let wrong = take(&mut laptop.log, ImportKind::Facilities, &path, &BTreeMap::new(), None, &now);
        assert!(matches!(wrong, Err(Failure::Import(_))));
        let nameless = laptop.file("无名.csv", "机构名称,类型\n,养老机构\n".as_bytes());
        let done = laptop.take(&nameless);
        assert_eq!((done.group, done.left_out()), (None, 1));
        assert_eq!(done.planned.preview.rows[0].why, [Why::NoName]);
    }

    /// A ledger as offices keep it: a title, headings below it, one cell for the day and the facility of several findings.
    fn ledger() -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let plain = rust_xlsxwriter::Format::new();
        let page = book.add_worksheet();
        page.merge_range(0, 0, 0, 5, "2025年检查问题台账", &plain).unwrap();
        let head = ["检查日期", "被检查单位", "部位", "问题描述", "整改时限", "是否整改"];
        for (n, heading) in head.iter().enumerate() {
            page.write(1, n as u16, *heading).unwrap();
        }
        page.merge_range(2, 0, 4, 0, "2025-11-03", &plain).unwrap();
        page.merge_range(2, 1, 3, 1, "康宁养老院", &plain).unwrap();
        let rows = [
            ["", "", "三楼", "防火门被顶住", "3日内", "否"],
            ["", "", "厨房", "留样不足", "", "是"],
            ["", "月浦食堂", "", "无留样", "", ""],
        ];
        for (r, row) in rows.iter().enumerate() {
            for (c, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                page.write(r as u32 + 2, c as u16, *cell).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn a_ledger_with_merged_cells_is_taken_in_once_and_stands_open_or_closed_as_it_says() {
        let mut laptop = Laptop::new();
        let roster = laptop.file("名册.csv", ROSTER.as_bytes());
        laptop.take(&roster);
        let path = laptop.file("台账.xlsx", &ledger());
        let take_it = |laptop: &mut Laptop| {
            let now = laptop.now();
            take(&mut laptop.log, ImportKind::Ledger, &path, &BTreeMap::new(), None, &now).unwrap()
        };
        let done = take_it(&mut laptop);
        assert_eq!((done.added(), done.left_out(), done.planned.preview.new_places.len()), (3, 0, 0));
        let today = jiff::civil::date(2026, 11, 23);
        let found = laptop.log.findings(today, false).unwrap();
        let told: Vec<_> = found
            .iter()
            .map(|f| (f.facility_name.as_str(), f.facts.as_str(), f.found_on.unwrap().to_string(), f.stage.unwrap().is_closed()))
            .collect();
        let day = "2025-11-03".to_string();
        assert!(told.contains(&("康宁养老院", "防火门被顶住", day.clone(), false)), "{told:?}");
        assert!(told.contains(&("康宁养老院", "留样不足", day.clone(), true)), "{told:?}");
        assert!(told.contains(&("月浦食堂", "无留样", day, false)), "{told:?}");
        assert!(found.iter().all(|f| f.imported));
        let overdue = laptop.log.findings(today, true).unwrap();
        assert_eq!(overdue.iter().map(|f| f.facts.as_str()).collect::<Vec<_>>(), ["防火门被顶住"]);
        let file = laptop.log.finding(&overdue[0].id).unwrap().file;
        assert_eq!(file.as_deref(), Some("台账.xlsx"));
        assert_eq!(take_it(&mut laptop).group, None, "the same file again changes nothing");
    }

    #[test]
    fn what_this_program_wrote_comes_back_as_what_it_is_and_brings_nothing_twice() {
        let mut laptop = Laptop::new();
        let roster = laptop.file("名册.csv", ROSTER.as_bytes());
        laptop.take(&roster);
        let path = laptop.file("台账.xlsx", &ledger());
        let now = laptop.now();
        take(&mut laptop.log, ImportKind::Ledger, &path, &BTreeMap::new(), None, &now).unwrap();
        for (xlsx, name) in [(true, "导出.xlsx"), (false, "导出.csv")] {
            let out = laptop.folder.path().join(name);
            let (bytes, _) = crate::files::export::findings(&mut laptop.log, xlsx, crate::text::Lang::Zh, &out).unwrap();
            let out = laptop.file(name, &bytes);
            let here = plan(&mut laptop.log, ImportKind::Ledger, &out, &BTreeMap::new()).unwrap();
            assert!(here.drafts.is_empty(), "{:?}", here.preview.rows);
            // A laptop that knows nothing gets findings and facilities, as open and as closed as they were.
            let mut other = Laptop::new();
            let now = other.now();
            let done = take(&mut other.log, ImportKind::Ledger, &out, &BTreeMap::new(), None, &now).unwrap();
            assert_eq!((done.added(), done.left_out(), done.planned.preview.new_places.len()), (3, 0, 2));
            let closed = |l: &mut Laptop| {
                let all = l.log.findings(jiff::civil::date(2026, 11, 23), false).unwrap();
                all.iter().filter(|f| f.stage.is_some_and(|s| s.is_closed())).count()
            };
            assert_eq!((closed(&mut laptop), closed(&mut other)), (1, 1));
        }
    }
}
