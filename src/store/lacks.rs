//! Who lacks what, by the ends of chains: what this file holds and somebody with these ends does not, and the other way round.
//! A stretch that two branches of a log share is told once.

use super::entries::{self, ChainNo};
use super::fault::Result;
use super::other::on_the_way;
use super::{names, upkeep};
use crate::domain::name::{EntryId, LogId};
use crate::journal::digest::Tip;
use crate::journal::plan::Stretch;
use rusqlite::{Connection, OptionalExtension};

/// The end of a chain, and the number that it branched off behind; 0 = it begins the log.
pub struct ChainEnd {
    n: ChainNo,
    fork: u64,
    tip: Tip,
}

/// The ends of all chains that hold anything of their own.
pub fn chain_ends(db: &Connection) -> Result<Vec<ChainEnd>> {
    let mut find = db.prepare("SELECT n, log, fork, tip FROM chain WHERE tip > fork ORDER BY n")?;
    let row = |r: &rusqlite::Row| Ok((r.get(0)?, r.get(1)?, r.get::<_, i64>(2)?, r.get::<_, i64>(3)?));
    let rows = find.query_map([], row)?.collect::<rusqlite::Result<Vec<(ChainNo, i64, i64, i64)>>>()?;
    let mut ends = Vec::new();
    for (n, log, fork, tip) in rows {
        if let Some(last) = entries::at_place(db, n, tip as u64)? {
            ends.push(ChainEnd { n, fork: fork as u64, tip: Tip { log: names::id(db, log)?, seq: tip as u64, id: last.id } });
        }
    }
    Ok(ends)
}

/// What is here and not with somebody who holds these ends.
pub fn there(db: &Connection, ends: &[ChainEnd], theirs: &[Tip]) -> Result<Vec<Stretch>> {
    let mut missing = Vec::new();
    for end in ends {
        let mut held = end.fork;
        for told in theirs.iter().filter(|t| t.log == end.tip.log) {
            held = held.max(match entries::by_id(db, &told.id)? {
                Some(entry) => shared(db, (end.n, end.tip.seq), (entry.chain, entry.seq))?,
                // An end beyond mine holds what is mine; a fork shows when its entries come.
                None if told.seq >= end.tip.seq => end.tip.seq,
                None => 0,
            });
        }
        if held < end.tip.seq {
            missing.push(Stretch { log: end.tip.log, from: held + 1, to: end.tip.seq, tip: end.tip.id });
        }
    }
    missing.sort();
    Ok(missing)
}

/// The last number that the ways to two ends of one log have in common.
fn shared(db: &Connection, (a, to_a): (ChainNo, u64), (b, to_b): (ChainNo, u64)) -> Result<u64> {
    let (mut low, mut high) = (0, to_a.min(to_b));
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if on_the_way(db, a, middle)? == on_the_way(db, b, middle)? {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Ok(low)
}

/// Which of these ends are not here, each with how many entries lead on to it as far as is known.
pub fn here(db: &Connection, theirs: &[Tip]) -> Result<Vec<(Tip, u64)>> {
    let mine = upkeep::tips(db)?;
    let mut lacking = Vec::new();
    for tip in theirs {
        if entries::number_of(db, &tip.id)?.is_none() {
            let reached = mine.iter().filter(|m| m.log == tip.log).map(|m| m.seq).max().unwrap_or(0);
            lacking.push((*tip, tip.seq.saturating_sub(reached).max(1)));
        }
    }
    Ok(lacking)
}

/// The key of a log that is held, and what its laptop is called.
pub fn laptop_of(db: &Connection, log: &LogId) -> Result<Option<(Option<EntryId>, String)>> {
    let laptop = "SELECT key, laptop FROM chain c JOIN word w ON w.n = c.log WHERE w.text = ?1";
    let row = |r: &rusqlite::Row| Ok((r.get::<_, Option<String>>(0)?.and_then(|k| k.parse().ok()), r.get(1)?));
    Ok(db.query_row(laptop, [log.to_string()], row).optional()?)
}
