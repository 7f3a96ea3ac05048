//! What an inspector waits for during a visit: opening it, the durable answer to a key, the paper.

use super::clock::{Times, once, times};
use super::table::Figure;
use crate::cli::session::Session;
use crate::content;
use crate::domain::facility::{Facility, FacilityType};
use crate::domain::inspection::Kind;
use crate::domain::name::{Id, InspectionId};
use crate::domain::point::Verdict;
use crate::domain::subject::PointId;
use crate::failure::Failure;
use crate::journal::entry::Draft;
use crate::report::{ledger, record};
use crate::request::answer::{self, Given};
use crate::request::facility;
use crate::request::freeze::Paper;
use crate::request::visit::{self, NewVisit};
use crate::store::bare::Bare;
use crate::store::{Identity, Log};
use crate::text::t;
use std::path::Path;

/// Answers committed one by one.
const ANSWERS: usize = 200;

pub fn figures(session: &Session, (copy, small): (&Path, &Path), runs: u32, bare: &Bare) -> Result<Vec<Figure>, Failure> {
    let mut log = Log::open_as(copy, other_hand())?;
    let one = open_visit(session, &mut log, &["fire"])?;
    let all = open_visit(session, &mut log, &["joint"])?;
    let items = log.visit(all)?.rows.len();
    drop(log);
    let opened = |id| times(runs, || Log::open_to_read(copy, &session.home)?.visit(id).map(|_| ()));
    let (of_90, of_300) = (opened(one)?, opened(all)?);
    let mut log = Log::open_as(copy, other_hand())?;
    let mut figures = vec![
        Figure::ms("open_90", t!("打开约 90 项的检查", "open a visit of about 90 items"), of_90.median()).at_most(35.0),
        Figure::ms(
            "open_300",
            t!("打开一表通查（300 项以上）", "open a visit of the joint list, over 300 items"),
            of_300.median(),
        )
        .at_most(60.0),
        Figure { unit: "", ..Figure::ms("open_300_items", t!("其中检查项", "its items"), items as f64) },
    ];
    figures.extend(keys(session, &mut log, all, bare)?);
    let visit = log.visit(one)?;
    let paper = Paper::default();
    let html = times(runs, || {
        let text = record::html(&visit, content::norms(), None, session.lang, &paper);
        if text.is_empty() { Err(crate::cli::find::not_found("html")) } else { Ok(()) }
    })?;
    figures.push(Figure::ms("record_html", t!("检查记录 HTML", "the record as HTML"), html.median()).at_most(100.0));
    // A ledger with as many rows as the visit has items.
    let mut log = Log::open_to_read(small, &session.home)?;
    let mut rows = log.ledger()?;
    rows.truncate(visit.rows.len());
    let sheet = ledger::build(&rows, content::norms(), true, session.lang);
    let xlsx = times(runs, || {
        let bytes = crate::files::table::xlsx(&sheet).map_err(|_| crate::cli::find::not_found("xlsx"))?;
        if bytes.is_empty() { Err(crate::cli::find::not_found("xlsx")) } else { Ok(()) }
    })?;
    let rows = sheet.rows.len() as f64;
    figures.push(Figure::ms("ledger_xlsx", t!("90 行台账 XLSX", "a ledger of 90 rows as XLSX"), xlsx.median()).at_most(100.0));
    figures.push(Figure { unit: "", ..Figure::ms("ledger_xlsx_rows", t!("其中行数", "its rows"), rows) });
    Ok(figures)
}

/// Writes into the copy as a laptop of its own: this one must not remember what stands in a copy only.
pub fn other_hand() -> Identity {
    Identity::Given { secret: [7; 32], salt: Id([7; 16]), laptop: "bench".into() }
}

/// A visit to a home of its own with all of its items answered.
fn open_visit(session: &Session, log: &mut Log, ids: &[&str]) -> Result<InspectionId, Failure> {
    let name = format!("测速养老院 {}", ids.len());
    let profile = Facility { name, kind: Some(FacilityType::Home), ..Facility::default() };
    let (place, draft) = facility::add(profile);
    log.append(vec![draft], None, &session.now)?;
    let place = log.facility(place, session.now.today)?;
    let (lists, _) = log.lists()?;
    let lists = lists.iter().filter(|l| ids.contains(&l.id.as_str())).map(|l| &**l).collect();
    let (id, drafts) = visit::open(&NewVisit::of(&place, Kind::Routine, session.now.today, Vec::new(), lists));
    log.append(drafts, None, &session.now)?;
    let visit = log.visit(id)?;
    log.batch(&session.now, |batch| {
        for (n, row) in visit.rows.iter().enumerate() {
            let verdict = if n % 12 == 5 { Verdict::Fail } else { Verdict::Pass };
            let drafts: Vec<Draft> = answer::answer(&visit, &row.point, Given::of(verdict)).map_err(Failure::Rule)?;
            batch.append(drafts, None, &session.now)?;
        }
        Ok(id)
    })
}

/// One answer after the other, each durable, beside a bare one-row commit; in turns, so that both meet the same disk.
fn keys(session: &Session, log: &mut Log, id: InspectionId, bare: &Bare) -> Result<Vec<Figure>, Failure> {
    let mut visit = log.visit(id)?;
    let rows: Vec<PointId> = visit.rows.iter().map(|r| r.point.clone()).collect();
    let row = "x".repeat(400);
    let (mut ours, mut plain, mut drafting) = (Times::default(), Times::default(), Times::default());
    for n in 0..ANSWERS {
        let point = &rows[n % rows.len()];
        let verdict = if n % 2 == 0 { Verdict::Na } else { Verdict::Pass };
        let (drafts, drafted) = once(|| answer::answer(&visit, point, Given::of(verdict)).map_err(Failure::Rule))?;
        let (done, took) = once(|| log.append(drafts, None, &session.now))?;
        let (_, taken_over) = once(|| {
            visit.take_over(done.points);
            Ok::<(), Failure>(())
        })?;
        ours.add(drafted + took + taken_over);
        drafting.add(drafted + taken_over);
        plain.add(once(|| bare.commit(&row))?.1);
    }
    Ok(vec![
        Figure::ms("key_p50", t!("一键落盘，中位", "a durable key, median"), ours.median()).beside(plain.median()),
        Figure::ms("key_p99", t!("一键落盘，p99", "a durable key, p99"), ours.percentile(99))
            .beside(plain.percentile(99))
            .at_most_times(2.5, 2.0),
        Figure::ms("next_item", t!("下一项（不含落盘）", "the next item, without the disk"), drafting.median()).at_most(5.0),
    ])
}
