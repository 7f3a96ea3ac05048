//! A visit's papers besides its record: the list to fill by pen, the sheet that stays in the office, the page of what
//! changed after the signing. Here they get their names; printing them is `print`'s.

use super::paper::in_file_name;
use super::print::Print;
use super::{Scene, Screen, Want};
use crate::domain::inspection::Kind;
use crate::domain::name::{EntryId, InspectionId};
use crate::request::Document;
use crate::text::{Lang, Text, print as words};
use crate::views::visit::{FreezeNow, Visit};
use jiff::civil::Date;

/// Which paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// 纸质检查表: the visit's items with the same numbers, to be filled by pen.
    Blank,
    /// 内部核对单.
    Internal,
    /// 补正说明 to this draft.
    Amendment(EntryId),
}

/// Whose papers: a visit by its name, facility and day.
#[derive(Clone, Copy, Debug)]
pub struct Of<'a> {
    pub visit: InspectionId,
    pub facility: &'a str,
    pub on: Date,
    pub kind: Kind,
    pub team: u32,
    /// What tells the facility from others of its name.
    pub told_apart: &'a str,
}

impl Of<'_> {
    pub fn visit(visit: &Visit) -> Of<'_> {
        let head = &visit.parts.head.joined.value;
        let facility = &visit.parts.facility.joined.value.name;
        let on = head.corrected_on.unwrap_or(head.on);
        Of { visit: visit.parts.id, facility, on, kind: head.kind, team: head.team, told_apart: &visit.parts.told_apart }
    }

    /// What tells its papers from those of another visit on the same day, to another place of this name or to this one, in
    /// their names; the first routine visit to the only place of the name needs nothing.
    pub fn apart(self, lang: Lang) -> String {
        let place = in_file_name(self.told_apart);
        let kind = if self.kind == Kind::Routine { "" } else { self.kind.words().get(lang) };
        let team = if self.team <= 1 { String::new() } else { words::TEAM.fill(lang, &[&self.team]) };
        [place.as_str(), kind, team.as_str()].into_iter().filter(|t| !t.is_empty()).map(|t| format!("{t} ")).collect()
    }
}

impl Sheet {
    /// What it is called, on screen and in the file's name.
    pub fn words(self) -> Text {
        match self {
            Sheet::Blank => words::BLANK,
            Sheet::Internal => words::INTERNAL,
            Sheet::Amendment(_) => words::AMENDMENT,
        }
    }

    /// Opens its printing. Its name is in the language it is written in.
    pub fn print(self, of: Of, scene: &Scene) -> Vec<Want> {
        let document = match self {
            Sheet::Blank => Document::Blank { inspection: of.visit },
            Sheet::Internal => Document::Internal { inspection: of.visit },
            Sheet::Amendment(freeze) => Document::Amendment { inspection: of.visit, freeze },
        };
        let title = words::OF_VISIT.fill(scene.lang, &[&scene.say(self.words()), &of.facility, &of.on]);
        let file = format!("{} {} {}{}.html", of.on, of.facility, of.apart(scene.lang), scene.say(self.words()));
        vec![Want::Open(Box::new(Screen::Print(Print::new(document, title, &file, scene))))]
    }
}

/// The draft that a 补正说明 belongs to: the latest that was signed and has a change after it.
pub fn amended(visit: &Visit) -> Option<&FreezeNow> {
    let signed = visit.parts.freezes.iter().filter(|f| !f.signs.is_empty());
    signed.filter(|f| !f.outside.is_empty() || !f.amends.is_empty()).max_by_key(|f| f.freeze.draft)
}
