use super::file_name;
use crate::domain::event::Person;
use crate::domain::inspection::Freeze;
use crate::domain::name::EntryId;
use crate::text::Lang;
use crate::views::sample;
use crate::views::visit::FreezeNow;
use jiff::civil::date;

fn freeze() -> FreezeNow {
    let freeze = Freeze {
        draft: 2,
        on: date(2026, 11, 24),
        sections: Vec::new(),
        covers: Vec::new(),
        data: EntryId([7; 32]),
        unit: String::new(),
        letterhead: String::new(),
        number: String::new(),
        people: Default::default(),
        left: Vec::new(),
        scope: Vec::new(),
    };
    FreezeNow { entry: EntryId([1; 32]), freeze, void: false, signs: Vec::new(), amends: Vec::new(), outside: Vec::new() }
}

#[test]
fn the_file_is_named_by_day_place_paper_and_draft_in_signs_every_file_system_takes() {
    let mut visit = sample::visit(&[]);
    visit.parts.facility.joined.value.name = "康宁/养老院?".into();
    assert_eq!(file_name(&visit, &freeze(), Lang::Zh), "2026-11-24 康宁_养老院_ 巡查记录 第2稿.html");
    assert_eq!(file_name(&visit, &freeze(), Lang::En), "2026-11-24 康宁_养老院_ patrol record draft 2.html");
    visit.parts.facility.joined.value.name = "长".repeat(10_000);
    assert!(file_name(&visit, &freeze(), Lang::Zh).len() < 255, "as long as a file system takes");
}

#[test]
fn two_visits_to_one_home_on_one_day_have_papers_of_different_names() {
    use crate::domain::inspection::Kind;
    let mut visit = sample::visit(&[]);
    let named = |visit: &crate::views::visit::Visit| file_name(visit, &freeze(), Lang::Zh);
    let first = named(&visit);
    visit.parts.head.joined.value.team = 2;
    assert_eq!(named(&visit), "2026-11-24 康宁养老院 第2组 巡查记录 第2稿.html");
    (visit.parts.head.joined.value.team, visit.parts.head.joined.value.kind) = (1, Kind::Recheck);
    assert_eq!(named(&visit), "2026-11-24 康宁养老院 复查 巡查记录 第2稿.html");
    assert_ne!(first, named(&visit));
}

#[test]
fn with_two_valid_cards_it_is_an_inspection_record() {
    let visit = sample::visit(&[]);
    let mut freeze = freeze();
    for officer in &visit.parts.head.joined.value.officers {
        let card =
            Person {
                name: "检甲".into(), card: Some("沪-1".into()), card_until: Some(date(2026, 11, 24)), ..Person::default()
            };
        freeze.freeze.people.insert(*officer, card);
    }
    assert_eq!(file_name(&visit, &freeze, Lang::Zh), "2026-11-24 康宁养老院 现场检查记录 第2稿.html");
    freeze.freeze.people.values_mut().for_each(|p| p.card_until = Some(date(2026, 11, 23)));
    assert!(file_name(&visit, &freeze, Lang::Zh).contains("巡查记录"), "an expired card is none");
}
