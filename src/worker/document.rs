//! Documents: a view is read, the report makes bytes of it, the disk writes them whole.

use super::Worker;
use crate::content;
use crate::disk;
use crate::domain::facility::Presence;
use crate::domain::inspection::Kind;
use crate::domain::name::{EntryId, InspectionId};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::files::export;
use crate::report::{amendment, blank, briefing, coverage, internal, record, week};
use crate::request::{Document, Reply};
use crate::text::Lang;
use crate::views::visit::FreezeNow;
use std::path::{Path, PathBuf};

impl Worker {
    /// Writes a document; a relative path is below the output folder.
    pub(super) fn write(&mut self, document: Document, to: &Path) -> Result<Reply, Failure> {
        let path = self.output_folder().join(disk::resolved(to));
        self.put(document, &path)?;
        Ok(Reply::Written { path })
    }

    fn output_folder(&self) -> PathBuf {
        match self.settings.folder.trim() {
            "" => disk::documents().unwrap_or_else(|| self.home.path().to_path_buf()).join("巡查"),
            folder => disk::resolved(Path::new(folder)),
        }
    }

    fn lang(&self) -> Lang {
        if self.settings.lang == "en" { Lang::En } else { Lang::Zh }
    }

    fn put(&mut self, document: Document, to: &Path) -> Result<(), Failure> {
        let lang = self.lang();
        let paper = self.home.paper(&self.settings);
        let norms = content::norms();
        let log = &mut self.log;
        let html = match document {
            Document::Record { inspection, freeze: None } => record::html(&log.visit(inspection)?, norms, None, lang, &paper),
            Document::Record { inspection, freeze: Some(freeze) } => {
                let frozen = self.freeze(inspection, freeze)?;
                record::html(&self.log.visit_at(freeze)?, norms, Some(&frozen), lang, &paper)
            }
            Document::Amendment { inspection, freeze } => {
                let frozen = self.freeze(inspection, freeze)?;
                let live = self.log.visit(inspection)?;
                amendment::html(&self.log.visit_at(freeze)?, &live, norms, &frozen, lang, &paper)
            }
            Document::Internal { inspection } => internal::html(&log.visit(inspection)?, norms, content::plans(), lang, &paper),
            Document::Blank { inspection } => blank::html(&log.visit(inspection)?, norms, lang, &paper),
            Document::Briefing { facility } => {
                let today = disk::now().today;
                let (facility, (all, _), demo) = (&log.facility(facility, today)?, log.lists()?, log.is_demonstration()?);
                let place = facility.profile.joined.value.kind;
                let has = |t: &str| facility.traits.get(t).is_some_and(|t| t.joined.value.is == Presence::Yes);
                let lists = &all.into_iter().filter(|l| l.is_preset(Kind::Routine, place, has)).collect::<Vec<_>>();
                briefing::html(&briefing::Made { facility, lists, today, demo, lang, paper: &paper })
            }
            Document::Findings { xlsx } => return disk::write_whole(to, &export::findings(log, xlsx, lang, to)?.0),
            Document::Backup => {
                disk::folder_of(to)?;
                return log.backup(to);
            }
            Document::Coverage { year, street, csv } => {
                let demo = log.is_demonstration()?;
                let of = &log.coverage(year, &street, disk::now().today)?;
                let made = coverage::Made { of, plans: content::plans(), demo, lang, paper: &paper };
                return disk::write_whole(to, &if csv { coverage::csv(&made) } else { coverage::html(&made).into_bytes() });
            }
            Document::Week { of } => {
                let (from, to) = crate::request::plan::week_of(of);
                let (rows, demo) = (&log.plans(from, to)?, log.is_demonstration()?);
                week::html(&week::Made { from, to, rows, demo, lang, paper: &paper })
            }
        };
        disk::write_whole(to, html.as_bytes())
    }

    /// One draft of a visit, with what became of it.
    fn freeze(&mut self, inspection: InspectionId, freeze: EntryId) -> Result<FreezeNow, Failure> {
        let freezes = self.log.visit(inspection)?.parts.freezes;
        let found = freezes.into_iter().find(|f| f.entry == freeze);
        found.ok_or_else(|| Failure::Rule(Refusal::NotFound { what: freeze.to_string() }))
    }
}
