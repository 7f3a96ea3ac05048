//! `demo`: writes a demonstration into a file of its own. The district follows from the recipe; the keys of its laptops from
//! seed, number and this data folder's key, so that two people's demonstrations are logs of their own.

use super::args::Demo;
use super::out::Out;
use super::session::{Session, day};
use crate::content;
use crate::content::checklist::Checklist;
use crate::disk::Home;
use crate::domain::inspection::SignedHow;
use crate::domain::name::{EntryId, Id, InspectionId};
use crate::failure::Failure;
use crate::failure::disk::Disk;
use crate::request::demo::{District, Group, Hand, Happening, LAPTOPS, Recipe, UNIT};
use crate::request::freeze::{self, Paper, Signed};
use crate::store::{Batch, Identity, Log};
use crate::text::t;
use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::path::Path;

/// Facilities and answers of the small one.
const SMALL: (u32, u32) = (40, 3_100);

pub fn run(session: &Session, args: &Demo) -> Result<Out, Failure> {
    let path = session.named_db.clone().unwrap_or_else(|| session.home.demonstration());
    let today = day(args.today.as_deref())?.unwrap_or(session.now.today);
    let recipe = recipe(args, today);
    make(&session.home, &path, recipe)?;
    let Recipe { facilities, answers, .. } = recipe;
    let words = t!(
        "已写好 {}：{} 家机构，{} 条记录（演示，全部虚构）",
        "Wrote {}: {} facilit{y|ies}, {} answer{|s} (a demonstration, all invented)"
    )
    .fill(session.lang, &[&path.display(), &facilities, &answers]);
    Ok(Out::of(json!({ "path": path, "facilities": facilities, "answers": answers }), words))
}

/// Sizes that were not named follow from the one that was.
fn recipe(args: &Demo, today: Date) -> Recipe {
    let (facilities, answers) = match (args.facilities, args.answers) {
        (Some(facilities), Some(answers)) => (facilities, answers),
        (Some(facilities), None) => (facilities, facilities.saturating_mul(SMALL.1) / SMALL.0),
        (None, Some(answers)) => ((answers / 250).clamp(SMALL.0, 20_000), answers),
        (None, None) => SMALL,
    };
    Recipe { facilities, answers, seed: args.seed, laptop: args.laptop.max(1), today }
}

/// The small one, as the screen opens it.
pub fn small(home: &Home, path: &Path, today: Date) -> Result<(), Failure> {
    let (facilities, answers) = SMALL;
    make(home, path, Recipe { facilities, answers, seed: 1, laptop: 1, today })
}

/// Writes the district. A file that is there is never touched; one that could not be finished does not stay.
pub fn make(home: &Home, path: &Path, recipe: Recipe) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::Disk(Disk::Exists { path: path.into() }));
    }
    let made = write(home, path, recipe);
    if made.is_err() {
        let _ = std::fs::remove_file(path);
    }
    made
}

fn write(home: &Home, path: &Path, recipe: Recipe) -> Result<(), Failure> {
    let lists = lists()?;
    for hand in [Hand::Own, Hand::Colleague] {
        let mut log = Log::open_as(path, identity(home, recipe, hand)?)?;
        let mut district = District::new(recipe, hand, lists.iter().collect()).peekable();
        let Some(first) = district.peek().map(|h| h.group().moment()) else { continue };
        log.batch(&first, |batch| {
            for happening in district {
                match happening {
                    Happening::Written(group) => {
                        let now = group.moment();
                        batch.append(group.drafts, group.author, &now)?;
                    }
                    Happening::Paper { visit, sections, how, group } => paper(batch, visit, &sections, how, &group)?,
                }
            }
            Ok(())
        })?;
    }
    Ok(())
}

/// Freezes a visit as it stands, and writes down how it was signed.
fn paper(
    batch: &mut Batch,
    visit: InspectionId,
    sections: &[String],
    how: Option<SignedHow>,
    group: &Group,
) -> Result<(), Failure> {
    let (author, now) = (group.author, group.moment());
    let paper = Paper { unit: UNIT.into(), letterhead: UNIT.into(), laptop: LAPTOPS[0].into() };
    let view = batch.visit(visit)?;
    let drafted = freeze::freeze(&view, sections, Vec::new(), paper, group.on).map_err(Failure::Rule)?;
    let frozen = batch.append(vec![drafted], author, &now)?;
    let Some(how) = how else { return Ok(()) };
    let (reason, witness) = match how {
        SignedHow::Refused => (Some("负责人称须请示总部".into()), Some("居委会工作人员".into())),
        SignedHow::Reserved => (Some("认为楼道堆放非本单位所为".into()), None),
        _ => (None, None),
    };
    let signed = Signed { how, on: group.on, reason, witness, due: None };
    let signing = freeze::signing(visit, frozen[0], frozen.clone(), signed);
    batch.append(vec![signing], author, &now)?;
    Ok(())
}

/// The carried checklists that the demonstration's visits run; a joint visit takes the first two.
const LISTS: [&str; 4] = ["fire", "food", "care", "supervision"];

pub fn lists() -> Result<Vec<Checklist>, Failure> {
    let parse = |(name, text): (&str, &str)| content::parse(name, text.as_bytes()).map_err(Failure::Content);
    let mut lists = content::embedded_lists().map(parse).collect::<Result<Vec<_>, _>>()?;
    lists.retain(|l| LISTS.contains(&l.id.as_str()));
    lists.sort_by_key(|l| LISTS.iter().position(|id| *id == l.id));
    Ok(lists)
}

fn identity(home: &Home, recipe: Recipe, hand: Hand) -> Result<Identity, Failure> {
    let number = recipe.laptop as usize * 2 - usize::from(hand == Hand::Own);
    let folder = home.key()?.secret();
    let derived = |what: &str| {
        let mut hash = Sha256::new();
        hash.update(format!("xuncha/demo\n{what}\n{}\n{number}\n", recipe.seed));
        hash.update(folder);
        EntryId(hash.finalize().into())
    };
    let laptop = LAPTOPS[(number - 1) % LAPTOPS.len()].into();
    Ok(Identity::Given { secret: derived("key").0, salt: Id::of(&derived("salt")), laptop })
}

#[cfg(test)]
mod tests;
