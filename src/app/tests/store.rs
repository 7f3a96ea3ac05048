//! A real store on a temporary file, answering as the worker does.

use crate::disk::{self, Home};
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::files::import;
use crate::report;
use crate::request::exchange::Here;
use crate::request::{Document, Reply, Request, Settings};
use crate::store::Log;
use crate::store::answer::Answered;
use crate::text::Lang;
use crate::views::visit::Visit;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What these tests do not have.
fn elsewhere(what: &Path) -> Failure {
    Failure::Rule(Refusal::NotFound { what: what.display().to_string() })
}

/// The store and where it lies.
pub struct Store {
    pub log: Log,
    folder: TempDir,
    pub settings: Settings,
    /// Whether the system has a browser.
    pub browser: bool,
}

impl Store {
    pub fn new() -> Store {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        std::fs::create_dir_all(home.checklists()).unwrap();
        disk::write_whole(&home.checklists().join("drill.toml"), include_bytes!("drill.toml")).unwrap();
        let log = Log::open(&home.database(), &home).unwrap();
        Store { log, folder, settings: Settings::default(), browser: true }
    }

    /// A path below the output folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("out").join(name)
    }

    pub fn answer(&mut self, request: Request, at: &str) -> Reply {
        self.reply(request, at).unwrap_or_else(Reply::Failed)
    }

    fn reply(&mut self, request: Request, at: &str) -> Result<Reply, Failure> {
        let request = match self.log.answer(request, || disk::Moment::parse(at).unwrap())? {
            // The program's own lists change with the norms; pictures and keys of these tests do not.
            Answered::Reply(Reply::Lists(lists, faults)) => {
                return Ok(Reply::Lists(lists.into_iter().filter(|l| l.own).collect(), faults));
            }
            Answered::Reply(reply) => return Ok(reply),
            Answered::Not(request) => request,
        };
        Ok(match request {
            Request::DataFile => Reply::DataFile(crate::request::DataFile {
                path: PathBuf::from("/家/.local/share/xuncha/xuncha.db"),
                bytes: 1_234_567,
                free: Some(56_700_000_000),
                district: None,
            }),
            Request::SaveSettings(settings) => {
                self.settings = *settings;
                Reply::Saved
            }
            Request::Write { document, to } => {
                let path = self.folder.path().join("out").join(to);
                if !path.starts_with(self.folder.path()) {
                    return Err(elsewhere(&path));
                }
                let bytes = self.bytes(document, &path)?;
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                disk::write_whole(&path, &bytes)?;
                Reply::Written { path }
            }
            Request::OpenInBrowser { path } => Reply::Opened { path, ok: self.browser },
            Request::ImportPreview { kind, path } => {
                let planned = import::plan(&mut self.log, kind, &path, &BTreeMap::new())?;
                Reply::ImportPreview(Box::new(planned.preview))
            }
            Request::ImportTake { kind, path, answers, author } => {
                let now = disk::Moment::parse(at).unwrap();
                let done = import::take(&mut self.log, kind, &path, &answers.into_iter().collect(), author, &now)?;
                let (added, changed, left_out) = (done.added(), done.changed(), done.left_out());
                Reply::Imported { group: done.group.unwrap_or(0), added, changed, left_out }
            }
            Request::Stand { laptop, standing } => {
                self.log.set_standing(&laptop, standing, &disk::Moment::parse(at).unwrap())?;
                Reply::Saved
            }
            Request::Laptops => {
                let laptops = self.log.laptops()?;
                Reply::Laptops(Box::new(Here {
                    log: "1234 5678 9012 3456".into(),
                    laptops,
                    forks: Vec::new(),
                    last: self.log.last_merge()?,
                }))
            }
            // Other files and the demonstration are not here to be had.
            Request::Exchange(exchange) => return Err(elsewhere(exchange.paths.first().map_or(Path::new(""), |p| p))),
            Request::Switch { .. } => return Err(elsewhere("demo.db".as_ref())),
            other => panic!("not asked in these tests: {other:?}"),
        })
    }

    /// A document of a visit, or the ledger, as the worker makes it.
    fn bytes(&mut self, document: Document, to: &std::path::Path) -> Result<Vec<u8>, Failure> {
        let (log, norms, paper) = (&mut self.log, crate::content::norms(), Default::default());
        let named = |live: &Visit, freeze| live.parts.freezes.iter().find(|f| f.entry == freeze).cloned();
        let html = match document {
            Document::Record { inspection, freeze: None } => {
                report::record::html(&log.visit(inspection)?, norms, None, Lang::Zh, &paper)
            }
            Document::Record { inspection, freeze: Some(freeze) } => {
                let live = log.visit(inspection)?;
                report::record::html(&log.visit_at(freeze)?, norms, named(&live, freeze).as_ref(), Lang::Zh, &paper)
            }
            Document::Amendment { inspection, freeze } => {
                let live = log.visit(inspection)?;
                let frozen = named(&live, freeze).unwrap();
                report::amendment::html(&log.visit_at(freeze)?, &live, norms, &frozen, Lang::Zh, &paper)
            }
            Document::Internal { inspection } => {
                report::internal::html(&log.visit(inspection)?, norms, crate::content::plans(), Lang::Zh, &paper)
            }
            Document::Blank { inspection } => report::blank::html(&log.visit(inspection)?, norms, Lang::Zh, &paper),
            Document::Findings { xlsx } => return Ok(crate::files::export::findings(log, xlsx, Lang::Zh, to)?.0),
            Document::Backup => {
                disk::folder_of(to)?;
                log.backup(to)?;
                return Ok(std::fs::read(to).unwrap());
            }
            Document::Briefing { .. } | Document::Coverage { .. } | Document::Week { .. } => return Err(elsewhere(to)),
        };
        Ok(html.into_bytes())
    }
}
