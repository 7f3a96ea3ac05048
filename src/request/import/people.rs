//! A roster of inspectors: name, unit, card, valid to, phone. A person is the card, else unit and name.

use super::heading::{Header, PERSON, is_beside};
use super::preview::{Fate, Preview, PreviewRow, Why};
use super::{Book, Planned, value};
use crate::content::checklist::Words;
use crate::domain::derive::normal;
use crate::domain::event::{Event, ImportKind, Person};
use crate::domain::name::{EntryId, PersonId};
use crate::domain::subject::Subject;
use crate::failure::import::Fault;
use crate::journal::entry::Draft;
use crate::request::facility::person_id;
use crate::views::PersonRow;
use std::collections::BTreeMap;

/// Plans the import of a list of people. `before` are the heads of an earlier import of this very file.
pub fn plan(book: &Book, held: &[PersonRow], before: &[EntryId]) -> Result<Planned, Fault> {
    let found = book.sheets.iter().filter_map(|s| Header::find(s, PERSON, "name").map(|h| (s, h)));
    let (sheet, header) = found.into_iter().next().ok_or_else(|| Fault::NoPeople { file: book.file.clone() })?;
    let mut preview = Preview { sheet: sheet.name.clone(), again: !before.is_empty(), ..Preview::default() };
    let mut drafts = Vec::new();
    let mut seen: BTreeMap<PersonId, u32> = BTreeMap::new();
    for (n, cells) in sheet.rows.iter().enumerate().skip(header.row + 1) {
        if is_beside(cells, &header, "name") || header.is_repeated(cells, PERSON) {
            continue;
        }
        let row = n as u32 + 1;
        let told = |name: &str, fate, why| PreviewRow { row, name: name.into(), fate, same: None, why };
        let Some(name) = value::text(header.cell(cells, "name")) else {
            preview.rows.push(told("", Fate::LeftOut, vec![Why::NoName]));
            continue;
        };
        let mut why = Vec::new();
        let says = read(name, |field| header.cell(cells, field), &mut why);
        let now = find(held, &says);
        let id = now.map_or_else(|| person_id(&says), |p| p.id);
        if let Some(first) = seen.get(&id) {
            preview.rows.push(told(&says.name, Fate::Unchanged, vec![Why::SameAsRow(*first)]));
            continue;
        }
        seen.insert(id, row);
        let person = merge(now.map(|p| &p.person), &says, &mut why);
        let changed = now.is_none_or(|p| p.person != person && before.is_empty());
        let fate = match now {
            None => Fate::Added,
            Some(_) if changed => Fate::Changed,
            Some(_) => Fate::Unchanged,
        };
        if fate == Fate::Unchanged {
            why.retain(|w| !matches!(w, Why::Changes { .. }));
        }
        preview.rows.push(told(&person.name, fate, why));
        if changed {
            let replaces = now.map(|p| p.heads.clone()).unwrap_or_default();
            drafts.push(Draft { subject: Subject::Person(id), replaces, body: Event::Person(person) });
        }
    }
    Ok(Planned::of(ImportKind::People, book, preview, drafts, before))
}

fn read<'c>(name: String, cell: impl Fn(&str) -> &'c str, why: &mut Vec<Why>) -> Person {
    let until = cell("card_until");
    let card_until = value::date(until);
    if card_until.is_none() && !value::is_nothing(until) {
        why.push(Why::NotADate { field: "card_until", found: until.into() });
    }
    Person {
        name,
        unit: value::text(cell("unit")),
        card: value::number(cell("card")),
        card_until,
        phone: value::phone(cell("phone")),
    }
}

/// The same card; else the same name and unit, where not both have a card of their own.
fn find<'h>(held: &'h [PersonRow], says: &Person) -> Option<&'h PersonRow> {
    let card = |p: &Person| p.card.as_deref().map(normal).filter(|c| !c.is_empty());
    let by_card = card(says).and_then(|c| held.iter().find(|p| card(&p.person).as_ref() == Some(&c)));
    let named = |p: &Person| (normal(&p.name), normal(p.unit.as_deref().unwrap_or("")));
    by_card.or_else(|| {
        let open = |p: &PersonRow| card(&p.person).is_none() || card(says).is_none();
        held.iter().find(|p| named(&p.person) == named(says) && open(p))
    })
}

fn merge(base: Option<&Person>, says: &Person, why: &mut Vec<Why>) -> Person {
    let mut person = base.cloned().unwrap_or_default();
    let mut tell = |field: &'static str, from: String, to: String| {
        if base.is_some() {
            let same = |text: String| Words { en: text.clone(), zh: text };
            why.push(Why::Changes { field, from: same(from), to: same(to) });
        }
    };
    if person.name != says.name {
        let former = std::mem::replace(&mut person.name, says.name.clone());
        tell("name", former, says.name.clone());
    }
    for (field, to, from) in [
        ("unit", &mut person.unit, &says.unit),
        ("card", &mut person.card, &says.card),
        ("phone", &mut person.phone, &says.phone),
    ] {
        if from.is_some() && from != to {
            tell(field, to.clone().unwrap_or_default(), from.clone().unwrap_or_default());
            to.clone_from(from);
        }
    }
    if let Some(until) = says.card_until.filter(|u| person.card_until != Some(*u)) {
        tell("card_until", person.card_until.map(|d| d.to_string()).unwrap_or_default(), until.to_string());
        person.card_until = Some(until);
    }
    person
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::import::Sheet;
    use crate::text::Lang;
    use jiff::civil::date;

    fn book(rows: &[&[&str]]) -> Book {
        let rows = rows.iter().map(|r| r.iter().map(|c| c.to_string()).collect()).collect();
        Book { file: "人员.csv".into(), hash: crate::content::hash(b"x"), sheets: vec![Sheet { rows, ..Sheet::default() }] }
    }

    fn held(planned: &Planned) -> Vec<PersonRow> {
        let mut all = Vec::new();
        for draft in &planned.drafts {
            if let (Subject::Person(id), Event::Person(person)) = (&draft.subject, &draft.body) {
                all.push(PersonRow { id: *id, person: person.clone(), heads: Vec::new(), also: Vec::new() });
            }
        }
        all
    }

    #[test]
    fn inspectors_come_in_once_with_card_and_its_last_day() {
        let rows: &[&[&str]] = &[
            &["友谊区民政局执法人员"],
            &["序号", "姓名", "单位", "执法证号", "有效期至", "联系电话"],
            &["1", "检甲", "区民政局", "沪－０００１", "2027年3月5日", "021-0001"],
            &["2", "检乙", "区民政局", "", "长期", ""],
            &["3", "检甲", "区民政局", "沪-0001", "", ""],
            &["4", "", "区民政局", "", "", ""],
        ];
        let planned = plan(&book(rows), &[], &[]).unwrap();
        let fates: Vec<_> = planned.preview.rows.iter().map(|r| (r.row, r.fate)).collect();
        assert_eq!(fates, [(3, Fate::Added), (4, Fate::Added), (5, Fate::Unchanged), (6, Fate::LeftOut)]);
        assert!(planned.preview.rows[1].why[0].say(Lang::Zh).contains("「长期」不是日期"));
        let people = held(&planned);
        assert_eq!(people[0].person.card.as_deref(), Some("沪-0001"));
        assert_eq!(people[0].person.card_until, Some(date(2027, 3, 5)));
        assert!(plan(&book(rows), &people, &[]).unwrap().drafts.is_empty(), "the same file again changes nothing");
    }

    #[test]
    fn a_card_that_comes_later_belongs_to_the_person_of_that_unit_and_name() {
        let before = held(&plan(&book(&[&["姓名", "单位"], &["检甲", "区民政局"]]), &[], &[]).unwrap());
        let later = plan(&book(&[&["姓名", "单位", "证号"], &["检甲", "区民政局", "7"], &["检甲", "月浦所", "8"]]), &before, &[])
            .unwrap();
        assert_eq!(later.preview.rows[0].fate, Fate::Changed);
        assert_eq!(later.preview.rows[1].fate, Fate::Added, "another unit is another person");
        assert_eq!(later.drafts[1].subject, Subject::Person(before[0].id));
    }

    #[test]
    fn a_list_without_names_is_told() {
        assert_eq!(plan(&book(&[&["a", "b"]]), &[], &[]), Err(Fault::NoPeople { file: "人员.csv".into() }));
    }
}
