//! The rows of a database file read page by page, past SQLite and its trees: where the root of a table or the head of the file is
//! gone, the pages that hold the rows still tell them. Nothing in the bytes is believed: every number is looked at before it is
//! used, chains of pages end, and so much is read at most.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// What SQLite begins every file with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The page size of our own files, where the head does not tell it.
const OURS: usize = 4096;

/// The types of pages that hold rows of a table, or entries of an index.
const TABLE_LEAF: u8 = 0x0d;
const INDEX_LEAF: u8 = 0x0a;
const INDEX_INNER: u8 = 0x02;

/// No row of ours is longer, in bytes.
const LONGEST: usize = 16 << 20;

/// Where the locks of a file lie, in bytes.
const LOCKS: u64 = 1 << 30;

/// No table of ours has more columns.
const COLUMNS: usize = 64;

/// One value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Null,
    Int(i64),
    Real,
    Text(String),
    Blob(Vec<u8>),
}

/// What stands in a cell, of whatever table or index.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A row with its number.
    Table(i64, Vec<Cell>),
    /// What is looked up, with the number of its row at the end.
    Index(Vec<Cell>),
}

/// A file as pages.
pub struct Pages {
    file: File,
    size: usize,
    count: u32,
    /// By the word of the file's head; less than `count` says nothing.
    announced: u64,
    /// Pages that are kept for later use and hold what was deleted.
    free: BTreeSet<u32>,
    /// So many pages may be read behind rows that do not fit into theirs.
    budget: u64,
}

/// What was found on the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Rows that do not read, on pages that do.
    pub broken: u64,
    /// Pages that are not there or hold nothing but zeros.
    pub lost: u64,
}

impl Pages {
    /// The file with pages as its head says, or of our own size.
    pub fn of(mut file: File) -> io::Result<Pages> {
        let mut head = Vec::with_capacity(100);
        file.seek(SeekFrom::Start(0))?;
        (&mut file).take(100).read_to_end(&mut head)?;
        let number = |at: usize| head.get(at..at + 4).map_or(0, |b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]));
        let told = match (head.starts_with(MAGIC), head.get(16..18)) {
            (true, Some([0, 1])) => Some(65536),
            (true, Some(&[a, b])) => Some(usize::from(a) << 8 | usize::from(b)),
            _ => None,
        };
        let told = told.filter(|size| size.is_power_of_two() && *size >= 512);
        let size = told.unwrap_or(OURS);
        let count = u32::try_from(file.metadata()?.len() / size as u64).unwrap_or(u32::MAX);
        let announced = if told.is_some() { u64::from(number(28)) } else { 0 };
        let mut pages = Pages { file, size, count, announced, free: BTreeSet::new(), budget: 4 * u64::from(count) + 1000 };
        if told.is_some() {
            pages.find_free(number(32))?;
        }
        Ok(pages)
    }

    /// The same file, by pages of our own size, where its head told another: it may be the head that is wrong.
    pub fn otherwise(&self) -> io::Result<Option<Pages>> {
        if self.size == OURS {
            return Ok(None);
        }
        let file = self.file.try_clone()?;
        let count = u32::try_from(file.metadata()?.len() / OURS as u64).unwrap_or(u32::MAX);
        let budget = 4 * u64::from(count) + 1000;
        Ok(Some(Pages { file, size: OURS, count, announced: 0, free: BTreeSet::new(), budget }))
    }

    pub fn count(&self) -> u32 {
        self.count
    }

    /// A page by its number, from 1.
    fn page(&mut self, n: u32) -> io::Result<Option<Vec<u8>>> {
        if n == 0 || n > self.count {
            return Ok(None);
        }
        let mut page = vec![0; self.size];
        self.file.seek(SeekFrom::Start(u64::from(n - 1) * self.size as u64))?;
        self.file.read_exact(&mut page)?;
        Ok(Some(page))
    }

    /// The pages that the list of free ones names, as far as it reads.
    fn find_free(&mut self, first: u32) -> io::Result<()> {
        let mut next = first;
        while next != 0 && self.free.insert(next) {
            let Some(trunk) = self.page(next)? else { return Ok(()) };
            let most = trunk.len() / 4 - 2;
            let leaves = (number(&trunk, 4).unwrap_or(0) as usize).min(most);
            self.free.extend((0..leaves).filter_map(|n| number(&trunk, 8 + 4 * n)));
            next = number(&trunk, 0).unwrap_or(0);
        }
        Ok(())
    }

    /// Every row on every page in use. Where something is lost or broken also those on pages that are kept for later use, which come
    /// last, since what stands there was deleted or written anew elsewhere. `go_on` hears how many pages were read, and says
    /// whether to.
    pub fn rows(&mut self, each: &mut dyn FnMut(Row), go_on: &mut dyn FnMut(u64) -> bool) -> io::Result<Found> {
        let mut found = Found { broken: 0, lost: self.announced.saturating_sub(u64::from(self.count)) };
        let (free, count) = (std::mem::take(&mut self.free), self.count);
        let in_use = (1..=count).filter(|n| !free.contains(n)).map(|n| (n, true));
        let kept = free.iter().filter(|n| **n <= count).map(|n| (*n, false));
        for (done, (n, used)) in (1..).zip(in_use.chain(kept)) {
            if !used && found == Found::default() || !go_on(done) {
                return Ok(found);
            }
            let Some(page) = self.page(n)? else { continue };
            if page.iter().all(|byte| *byte == 0) {
                // One page is never written: the system's locks lie on it.
                let locks = u64::from(n - 1) * self.size as u64 <= LOCKS && LOCKS < u64::from(n) * self.size as u64;
                found.lost += u64::from(used && !locks);
                continue;
            }
            // The first page begins with the head of the file.
            let at = if n == 1 { 100 } else { 0 };
            let kind = page.get(at).copied().unwrap_or(0);
            if ![TABLE_LEAF, INDEX_LEAF, INDEX_INNER].contains(&kind) {
                continue;
            }
            for cell in cells(&page, at, kind) {
                match self.row(&page, cell, kind)? {
                    Some(row) => each(row),
                    None => found.broken += u64::from(used && kind == TABLE_LEAF),
                }
            }
        }
        Ok(found)
    }

    /// The row of a cell, with what stands of it on other pages.
    fn row(&mut self, page: &[u8], at: usize, kind: u8) -> io::Result<Option<Row>> {
        // An inner page says first which page lies before the cell.
        let at = if kind == INDEX_INNER { at + 4 } else { at };
        let Some((bytes, behind)) = varint(page, at) else { return Ok(None) };
        let numbered = if kind == TABLE_LEAF { varint(page, behind) } else { Some((0, behind)) };
        let Some((number, content)) = numbered else { return Ok(None) };
        let Some(bytes) = usize::try_from(bytes).ok().filter(|b| *b <= LONGEST) else { return Ok(None) };
        let here = self.local(bytes, kind);
        let Some(local) = page.get(content..content + here) else { return Ok(None) };
        let mut payload = local.to_vec();
        if here < bytes {
            let Some(mut next) = self::number(page, content + here) else { return Ok(None) };
            while payload.len() < bytes {
                if self.budget == 0 {
                    return Ok(None);
                }
                self.budget -= 1;
                let Some(more) = self.page(next)? else { return Ok(None) };
                let take = (bytes - payload.len()).min(more.len() - 4);
                payload.extend(&more[4..4 + take]);
                next = self::number(&more, 0).unwrap_or(0);
            }
        }
        Ok(record(&payload).map(|cells| match kind {
            TABLE_LEAF => Row::Table(number as i64, cells),
            _ => Row::Index(cells),
        }))
    }

    /// How many bytes of a row of so many stand on its own page.
    fn local(&self, bytes: usize, kind: u8) -> usize {
        let most = if kind == TABLE_LEAF { self.size - 35 } else { (self.size - 12) * 64 / 255 - 23 };
        if bytes <= most {
            return bytes;
        }
        let least = (self.size - 12) * 32 / 255 - 23;
        let fits = least + (bytes - least) % (self.size - 4);
        if fits <= most { fits } else { least }
    }
}

/// Where the cells of a page begin.
fn cells(page: &[u8], at: usize, kind: u8) -> Vec<usize> {
    let head = if kind == INDEX_INNER { 12 } else { 8 };
    let two = |at: usize| page.get(at..at + 2).map(|b| usize::from(b[0]) << 8 | usize::from(b[1]));
    let count = two(at + 3).unwrap_or(0).min((page.len() - at) / 2);
    (0..count).filter_map(|n| two(at + head + 2 * n)).collect()
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at.checked_add(4)?).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

/// A number of one to nine bytes, and where it ends.
fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut value: u64 = 0;
    for n in 0..9 {
        let byte = *bytes.get(at.checked_add(n)?)?;
        if n == 8 {
            return Some((value << 8 | u64::from(byte), at + 9));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + n + 1));
        }
    }
    None
}

/// The values of a row.
fn record(payload: &[u8]) -> Option<Vec<Cell>> {
    let (head, mut at) = varint(payload, 0)?;
    let mut content = usize::try_from(head).ok().filter(|head| *head <= payload.len())?;
    let (end, mut cells) = (content, Vec::new());
    while at < end {
        let (kind, next) = varint(payload, at)?;
        at = next;
        if cells.len() == COLUMNS {
            return None;
        }
        let bytes = match kind {
            0 | 8 | 9 => 0,
            1..=4 => kind as usize,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            _ => usize::try_from((kind - 12) / 2).ok()?,
        };
        let value = payload.get(content..content.checked_add(bytes)?)?;
        content += bytes;
        cells.push(match kind {
            0 => Cell::Null,
            8 => Cell::Int(0),
            9 => Cell::Int(1),
            7 => Cell::Real,
            1..=6 => {
                let negative = value.first().is_some_and(|b| b & 0x80 != 0);
                Cell::Int(value.iter().fold(if negative { -1 } else { 0 }, |sum, b| sum << 8 | i64::from(*b)))
            }
            _ if kind % 2 == 0 => Cell::Blob(value.to_vec()),
            _ => Cell::Text(String::from_utf8(value.to_vec()).ok()?),
        });
    }
    (at == end).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    type Rows = Vec<(i64, Vec<Cell>)>;

    /// Rows of tables by their numbers, and what indexes hold.
    fn read(bytes: &[u8]) -> (Rows, Vec<Vec<Cell>>, Found) {
        let (mut rows, mut index) = (Vec::new(), Vec::new());
        let mut pages = Pages::of(file(bytes)).unwrap();
        let mut each = |row| match row {
            Row::Table(n, cells) => rows.push((n, cells)),
            Row::Index(cells) => index.push(cells),
        };
        let found = pages.rows(&mut each, &mut |_| true).unwrap();
        (rows, index, found)
    }

    fn all(bytes: &[u8]) -> (Rows, Found) {
        let (rows, _, found) = read(bytes);
        (rows, found)
    }

    /// A table whose rows are short, long, and longer than their page.
    fn database() -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.db");
        let db = rusqlite::Connection::open(&path).unwrap();
        db.execute_batch("CREATE TABLE t (n INTEGER PRIMARY KEY, a ANY, b TEXT, c BLOB) STRICT; CREATE INDEX by_b ON t (b, a)")
            .unwrap();
        for n in 0..200_i64 {
            let a = [0, 1, -1, 127, -128, 40_000, -8_000_000, 1 << 40, i64::MIN][n as usize % 9];
            let sql = "INSERT INTO t VALUES (?1, ?2, ?3, ?4)";
            let text = "巡".repeat(n as usize * n as usize % 5000);
            db.execute(sql, rusqlite::params![n * 1_000_003, a, text, vec![n as u8; n as usize * 97]]).unwrap();
        }
        drop(db);
        std::fs::read(path).unwrap()
    }

    fn wanted() -> Vec<(i64, Vec<Cell>)> {
        let row = |n: i64| {
            let a = [0, 1, -1, 127, -128, 40_000, -8_000_000, 1 << 40, i64::MIN][n as usize % 9];
            let text = "巡".repeat(n as usize * n as usize % 5000);
            (n * 1_000_003, vec![Cell::Null, Cell::Int(a), Cell::Text(text), Cell::Blob(vec![n as u8; n as usize * 97])])
        };
        (0..200).map(row).collect()
    }

    #[test]
    fn every_row_that_sqlite_wrote_is_read_also_where_the_roots_and_the_head_are_gone() {
        let bytes = database();
        let (mut rows, found) = all(&bytes);
        rows.retain(|row| row.1.len() == 4);
        rows.sort_by_key(|row| row.0);
        assert!(rows == wanted() && found == Found::default(), "{} rows, {found:?}", rows.len());
        // Pages 2 and 3 are the roots of the table and of its index.
        let mut without = bytes.clone();
        without[..8192].fill(0);
        let (mut rows, mut index, found) = read(&without);
        let looked_up = |(n, cells): (i64, Vec<Cell>)| vec![cells[2].clone(), cells[1].clone(), Cell::Int(n)];
        for row in wanted().into_iter().map(looked_up) {
            let at = index.iter().position(|cells| *cells == row);
            index.swap_remove(at.expect("every entry of the index, on leaves and on the pages above"));
        }
        rows.sort_by_key(|row| row.0);
        assert!(rows == wanted() && found.lost == 2, "{} rows, {found:?}", rows.len());
        // Cut in the middle: the rows before it, and how much is missing.
        let (rows, found) = all(&bytes[..bytes.len() / 8192 * 4096]);
        let whole: Vec<_> = rows.iter().filter(|row| row.1.len() == 4).collect();
        assert!(whole.len() > 60 && whole.iter().all(|row| wanted().contains(row)), "{}", whole.len());
        assert!(found.lost > 0, "{found:?}");
    }

    #[test]
    fn whatever_the_bytes_are_reading_them_ends_and_nothing_falls() {
        let whole = database();
        let mut dice = crate::fuzz::Dice::of(0x2545_f491_4f6c_dd1d);
        let mut below = |most| dice.below(most);
        for round in 0..200 {
            let mut bytes = whole[..below(40) * 4096 + below(4096)].to_vec();
            for _ in 0..below(400) {
                let at = below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = below(256) as u8;
                }
            }
            let (rows, _) = all(&bytes);
            assert!(rows.len() < 100_000, "round {round}");
        }
        // A row that goes on on its own page again and again ends.
        let mut page = vec![0; 8192];
        page[4096] = TABLE_LEAF;
        page[4096 + 4] = 100;
        for n in 0..100 {
            (page[4096 + 8 + 2 * n], page[4096 + 9 + 2 * n]) = (3, 0);
        }
        page[4096 + 768..4096 + 773].copy_from_slice(&[0x84, 0x80, 0x80, 0x00, 1]);
        page[4100..4104].copy_from_slice(&[0, 0, 0, 2]);
        assert_eq!(all(&page).0, []);
    }
}
