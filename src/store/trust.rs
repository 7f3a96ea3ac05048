//! How the laptops of other keys stand here: a local list outside log and digest, kept by decisions of people. Who is not on it
//! is not paired: taken in, with a mark.

use super::Log;
use super::fault::{Result, Trouble};
use crate::disk::Moment;
use crate::domain::name::EntryId;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::journal::seal;
use crate::request::exchange::{Laptop, Standing};
use rusqlite::{Connection, OptionalExtension, params};

impl Log {
    /// The laptops whose logs are held, and those that were paired or removed without any.
    pub fn laptops(&mut self) -> std::result::Result<Vec<Laptop>, Failure> {
        let own = self.own_key()?;
        self.look(|log| {
            let mut find = log.db.prepare(
                "SELECT c.key, max(c.laptop), (SELECT count(*) FROM entry e JOIN chain d ON d.n = e.chain WHERE d.key = c.key)
                 FROM chain c WHERE c.key IS NOT NULL GROUP BY c.key
                 UNION ALL SELECT key, name, 0 FROM local_trust WHERE key NOT IN (SELECT key FROM chain WHERE key IS NOT NULL)
                 ORDER BY 2, 1",
            )?;
            let row = |r: &rusqlite::Row| Ok((r.get::<_, String>(0)?, r.get::<_, String>(1)?, r.get::<_, i64>(2)?));
            let mut all = Vec::new();
            for (key, name, entries) in find.query_map([], row)?.collect::<rusqlite::Result<Vec<_>>>()? {
                let Ok(key) = key.parse::<EntryId>() else { continue };
                let standing = if own == Some(key) { Standing::Own } else { standing(&log.db, &key)? };
                let digits = own.filter(|own| *own != key).map(|own| seal::pairing(&own, &key));
                all.push(Laptop { key, name, standing, entries: entries as u64, digits });
            }
            Ok(all)
        })
    }

    /// Writes down how a laptop stands from now on.
    pub fn set_standing(&mut self, laptop: &Laptop, standing: Standing, now: &Moment) -> std::result::Result<(), Failure> {
        self.may_be_written()?;
        if laptop.standing == Standing::Own {
            return Err(Failure::Rule(Refusal::OwnLaptop));
        }
        self.look(|log| put(&log.db, &laptop.key, &laptop.name, standing, now))
    }

    /// The key that this file is written with, if there is one yet.
    pub(super) fn own_key(&self) -> std::result::Result<Option<EntryId>, Failure> {
        match &self.identity {
            super::Identity::Laptop { home, .. } => Ok(home.known_key()?.map(|key| key.public())),
            super::Identity::Given { secret, .. } => Ok(Some(crate::disk::LaptopKey::from_secret(*secret).public())),
        }
    }
}

/// How a key stands; one that nobody decided on is not paired.
pub fn standing(db: &Connection, key: &EntryId) -> Result<Standing> {
    let mut find = db.prepare_cached("SELECT standing FROM local_trust WHERE key = ?1")?;
    let found: Option<i64> = find.query_row([key.to_string()], |r| r.get(0)).optional()?;
    match found {
        None => Ok(Standing::Unpaired),
        Some(1) => Ok(Standing::Introduced),
        Some(2) => Ok(Standing::Paired),
        Some(3) => Ok(Standing::Removed),
        Some(other) => Err(Trouble::Damaged(format!("local_trust {other}"))),
    }
}

pub fn put(db: &Connection, key: &EntryId, name: &str, standing: Standing, now: &Moment) -> Result<()> {
    let number = match standing {
        Standing::Own | Standing::Unpaired => {
            db.execute("DELETE FROM local_trust WHERE key = ?1", [key.to_string()])?;
            return Ok(());
        }
        Standing::Introduced => 1,
        Standing::Paired => 2,
        Standing::Removed => 3,
    };
    db.execute(
        "INSERT OR REPLACE INTO local_trust (key, name, since, standing) VALUES (?1, ?2, ?3, ?4)",
        params![key.to_string(), name, now.at, number],
    )?;
    Ok(())
}
