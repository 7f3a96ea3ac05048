//! What the program carries is clean; what is bad is told with its place; what a newer version wrote still opens.

use super::*;
use crate::domain::point::Severity;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

fn told(faults: &[Fault]) -> String {
    faults.iter().map(|f| f.say(Lang::En) + "\n").collect()
}

#[test]
fn everything_the_program_carries_is_clean() {
    let faults = lint::lint(embedded(), &[]);
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), told(&faults));
}

/// Each file of `tests/content/bad` says in its first lines what is wrong with it: `# line:column: sentence`.
#[test]
fn every_bad_file_is_told_its_faults_with_line_and_column_and_nothing_else() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/content/bad");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 40, "the folder of bad files is there");
    let mut wrong = String::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_str().unwrap();
        let expected: Vec<_> = text.lines().map_while(|l| l.strip_prefix("# ")).collect();
        let faults = lint::lint(&[(name, &text)], embedded());
        let got: Vec<_> = faults.iter().map(|f| f.say(Lang::En)).collect();
        let fits = |(got, expected): (&String, &&str)| {
            let (place, sentence) = expected.split_once(": ").expect("line:column: sentence");
            got.starts_with(&format!("{name}:{place}: ")) && got.contains(sentence)
        };
        if expected.is_empty() || got.len() != expected.len() || !got.iter().zip(&expected).all(fits) {
            wrong += &format!("{name}\n  expected {expected:#?}\n  got {got:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_faultless_trial_list_is_told_nothing() {
    let good = include_str!("../../tests/content/good.toml");
    assert_eq!(told(&lint::lint(&[("good.toml", good)], embedded())), "");
}

#[test]
fn a_stored_list_of_a_newer_version_opens_with_its_unknown_fields_and_words() {
    let newer = include_str!("../../tests/content/good.toml")
        .replace("minutes = 5", "minutes = 5\nweather = \"dry\"")
        .replace("kind = \"judge\"", "kind = \"listen\"\ncolour = \"red\"")
        .replace("severity = \"serious\"", "severity = \"grave\"")
        .replace("[\"home\", \"canteen\"]", "[\"home\", \"airport\"]");
    assert!(!lint::lint(&[("newer.toml", &newer)], embedded()).is_empty(), "the lint refuses what the form does not know");
    let list = parse("newer.toml", newer.as_bytes()).unwrap();
    assert_eq!(list.items[0].kind, checklist::AnswerKind::Judge);
    assert_eq!(list.items[0].severity, crate::domain::point::Severity::Major, "an unknown severity is taken for the worst");
    assert_eq!(list.items[0].types, [crate::domain::facility::FacilityType::Home]);
    assert_eq!(list.hash, hash(newer.as_bytes()));
    let stored = toml::from_str::<serde_json::Value>(&newer).unwrap().to_string();
    let whole = checklist::Checklist { hash: list.hash, ..parse("newer", stored.as_bytes()).unwrap() };
    assert_eq!(whole, list, "as it is stored it opens alike");
}

#[test]
fn what_is_no_checklist_is_told_with_its_place() {
    assert_eq!(parse("x.toml", b"\xff").unwrap_err()[0].what, What::NotText);
    let faults = parse("x.toml", b"id = \"x\"\nversion = \n").unwrap_err();
    assert_eq!((faults[0].line, faults[0].file.as_str()), (2, "x.toml"));
}

#[test]
fn every_carried_list_is_a_whole_checklist() {
    for (name, text) in embedded_lists() {
        let list = parse(name, text.as_bytes()).unwrap();
        assert!(name == format!("checklists/{}.toml", list.id), "{name}");
        for section in &list.sections {
            assert!(list.items.iter().any(|i| i.section == section.id), "{name} {}", section.id);
        }
        assert!(list.items.iter().all(|i| list.sections.iter().any(|s| s.id == i.section)), "{name}");
    }
}

#[test]
fn fire_food_and_supervision_are_at_least_forty_items_each() {
    for id in ["fire", "food", "supervision"] {
        let (name, text) = embedded_lists().find(|(name, _)| *name == format!("checklists/{id}.toml")).unwrap();
        assert!(parse(name, text.as_bytes()).unwrap().items.len() >= 40, "{id}");
    }
}

/// The lists of the program, parsed.
fn carried_lists() -> Vec<Checklist> {
    embedded_lists().map(|(name, text)| parse(name, text.as_bytes()).unwrap()).collect()
}

fn list(id: &str) -> Checklist {
    carried_lists().into_iter().find(|l| l.id == id).unwrap_or_else(|| panic!("list {id}"))
}

/// Every item once, as it stands at home.
fn all_items() -> BTreeMap<String, checklist::Item> {
    carried_lists().into_iter().flat_map(|l| l.items).map(|i| (i.id.clone(), i)).collect()
}

#[test]
fn every_id_that_was_ever_given_out_is_an_item_or_a_former_id_of_one() {
    let items = all_items();
    let mut former: Vec<&String> = items.values().flat_map(|i| &i.aliases).collect();
    former.sort();
    let lost: Vec<_> = include_str!("../../tests/content/ids.txt")
        .lines()
        .filter(|id| !items.contains_key(*id) && !former.iter().any(|f| f == id))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    let mut once = former.clone();
    once.dedup();
    assert_eq!(former, once, "a former id leads to one item");
}

#[test]
fn what_is_the_same_question_in_two_fields_is_asked_once() {
    let items = all_items();
    let pairs = [
        ("MAH-QUAL-01", "CARE-MED-04"),
        ("MAH-QUAL-02", "FOOD-LIC-01"),
        ("MAH-QUAL-03", "SUP-STAFF-04"),
        ("EMER-DUTY-01", "CARE-ROUT-02"),
        ("EMER-DUTY-02", "SUP-ORDER-05"),
        ("EMER-DRILL-01", "SUP-EMG-02"),
        ("EMER-REPORT-02", "SUP-EMG-04"),
        ("EMER-SUPPLY-02", "SUP-SMART-01"),
        ("FIRE-EVAC-12", "SUP-EMG-03"),
        ("FIRE-IGN-01", "CARE-ROUT-04"),
        ("SMS-RESP-01", "SUP-ORDER-01"),
        ("SMS-ORG-02", "SUP-ORDER-02"),
        ("FIRE-PATROL-01", "SUP-ORDER-03"),
        ("MAH-MGMT-07", "SUP-EMG-01"),
        ("MAH-MGMT-04", "FIRE-TRAIN-03"),
    ];
    for (one, other) in pairs {
        let of = |id: &str| items.values().find(|i| i.id == id || i.aliases.iter().any(|a| a == id)).map(|i| &i.id);
        assert!(of(one).is_some() && of(one) == of(other), "{one} and {other}: {:?} {:?}", of(one), of(other));
    }
}

#[test]
fn no_item_is_without_plan_clause_basis_certainty_and_a_form_in_both_languages() {
    for item in all_items().values() {
        assert!(!item.plan.is_empty() && !item.basis.is_empty() && item.remedy.is_some(), "{}", item.id);
        assert!(item.wordings.len() >= 2 && item.wordings.iter().all(|w| !w.en.is_empty()), "{}", item.id);
        assert!(item.wordings.iter().any(|w| w.zh.contains("__")), "{}: a wording leaves blanks for the facts", item.id);
    }
}

#[test]
fn a_district_may_ask_for_extinguisher_cards_each_half_month_and_for_colder_freezers() {
    let set = |limits: &str| -> BTreeMap<String, checklist::Item> {
        let (lists, faults) = offered(&[], Some(&("district.toml".into(), format!("[limits]\n{limits}"))));
        assert!(faults.is_empty(), "{}", told(&faults));
        lists.iter().flat_map(|of| parse(&of.name, of.text.as_bytes()).unwrap().items).map(|i| (i.id.clone(), i)).collect()
    };
    let strict = set("extinguisher-card = \"15\"\nfreezer-temperature = \"-18\"\n");
    assert_eq!(strict["FIRE-FACIL-07"].max.as_deref(), Some("15"));
    assert_eq!(strict["FOOD-STORE-02"].max.as_deref(), Some("-18"));
    let weak = set("extinguisher-card = \"60\"\nfreezer-temperature = \"-5\"\n");
    assert_eq!((weak["FIRE-FACIL-07"].max.as_deref(), weak["FOOD-STORE-02"].max.as_deref()), (Some("31"), Some("-12")));
}

/// 民政部令第66号 and the norms beside it bind homes of ten beds and more: below that something else must hold.
#[test]
fn a_home_of_eight_beds_has_a_basis_of_its_own_for_every_item_that_it_is_asked() {
    use crate::domain::facility::FacilityType::{Home, SmallHome};
    let bare = |item: &checklist::Item, kind| {
        let place = norms::Place { kind: Some(kind), beds: Some(8) };
        let holds = |b: &checklist::Basis| norms().get(&b.norm).unwrap().force(b.force, place) == Some(b.force);
        item.fits(Some(kind)) && !item.basis_for(Some(kind)).any(holds)
    };
    let bare: Vec<_> = all_items().into_values().filter(|i| bare(i, Home) || bare(i, SmallHome)).map(|i| i.id).collect();
    assert!(bare.is_empty(), "{bare:?}");
}

#[test]
fn money_that_may_be_lost_goes_to_the_finance_office() {
    let (items, rules) = (all_items(), rules());
    for id in ["SUP-FUND-04", "SUP-FUND-05", "SUP-FUND-06", "SUP-FUND-07", "SUP-FUND-08"] {
        assert_eq!(rules.authority(&items[id]).map(|t| t.id.as_str()), Some("finance"), "{id}");
    }
}

#[test]
fn what_is_handed_over_names_an_authority_and_what_rises_ends_at_a_red_line() {
    let (items, rules) = (all_items(), rules());
    for item in items.values().filter(|i| i.handling == crate::domain::point::Handling::Transfer) {
        assert!(rules.authority(item).is_some(), "{}", item.id);
    }
    let lift = &items["SE-LIFT-01"];
    assert_eq!(rules.authority(lift).unwrap().id, "equipment");
    assert_eq!(rules.rising(lift).map(|e| e.to.as_deref()).collect::<Vec<_>>(), [Some("MAH-FAC-04")]);
    assert_eq!(rules.authority(&items["FIRE-EVAC-01"]).unwrap().id, "fire");
    assert_eq!(rules.parameter(&items["FIRE-TRAIN-02"]).unwrap().floor.as_deref(), Some("12"));
    assert!(rules.escalations.len() >= 10 && rules.transfers.len() >= 12 && rules.parameters.len() >= 14);
}

#[test]
fn every_red_line_stands_in_the_list_of_major_hazards() {
    let major = list("major");
    for item in all_items().values().filter(|i| i.red_line) {
        assert!(major.items.iter().any(|i| i.id == item.id), "{}", item.id);
    }
}

#[test]
fn the_quick_list_is_twenty_five_things_in_ten_minutes() {
    let quick = list("quick");
    assert_eq!((quick.items.len(), quick.minutes), (25, 10));
}

/// One list for all authorities: everything is in it, each section belongs to one of them, and what is in scope by itself
/// is a day's work.
#[test]
fn the_joint_list_holds_everything_by_authority_and_is_a_day_as_it_opens() {
    let joint = list("joint");
    let all = all_items();
    assert_eq!(joint.items.len(), all.len());
    assert!(all.len() > 300, "a list of this size must open in time");
    for section in &joint.sections {
        let owners: BTreeSet<_> = joint.items.iter().filter(|i| i.section == section.id).map(|i| i.owner).collect();
        let alone = owners.len() == 1 || section.id == "money";
        assert!(alone, "{}: {owners:?}", section.id);
    }
    let core = |kind| {
        let extra = |s: &str| joint.sections.iter().any(|x| x.id == s && x.extra);
        joint.items.iter().filter(|i| i.fits(Some(kind)) && !extra(&i.section)).count()
    };
    for kind in crate::domain::facility::FacilityType::ALL {
        assert!((60..=90).contains(&core(kind)), "{kind:?}: {}", core(kind));
    }
}

#[test]
fn a_list_made_for_a_type_of_place_has_items_for_it_only() {
    use crate::domain::facility::FacilityType;
    assert!(list("meal_point").items.iter().all(|i| i.fits(Some(FacilityType::MealPoint))));
    assert!(list("dementia").items.iter().all(|i| i.fits(Some(FacilityType::Home))));
}

#[test]
fn lists_come_in_the_order_of_a_visit_and_every_type_has_one_for_a_routine_visit() {
    use crate::domain::{facility::FacilityType, inspection::Kind};
    let lists = carried_lists();
    let ids: Vec<_> = lists.iter().map(|l| l.id.as_str()).collect();
    let order = "major fire gas equipment food care supervision emergency meal_point dementia quick joint";
    assert_eq!(ids.join(" "), order);
    for place in FacilityType::ALL {
        let preset = |kind| lists.iter().filter(move |l| l.is_preset(kind, Some(place), |_| true)).map(|l| l.id.as_str());
        assert!(preset(Kind::Routine).count() >= 1, "{place:?}");
        assert_eq!(preset(Kind::Joint).collect::<Vec<_>>(), ["joint"], "{place:?}");
    }
}

const OWN: &str = r#"
id = "own"
version = "2026.11.1"
title = { zh = "本区检查表", en = "Our list" }
short = { zh = "本区", en = "Ours" }
minutes = 5

[[section]]
id = "second"
title = { zh = "其他", en = "Other" }
items = ["OWN-02", "FIRE-EVAC-08", "OWN-01", "FIRE-EVAC-01"]
"#;

#[test]
fn a_list_takes_items_in_from_others_in_the_order_it_names_them_and_is_whole_by_itself() {
    let mut other = include_str!("../../tests/content/good.toml").replace("TRIAL", "OWN");
    other = other.replace("id = \"trial\"", "id = \"other\"").replace("\"OWN-02\"", "\"OWN-02\"\naliases = [\"OWN-99\"]");
    let named = OWN.replace("OWN-02", "OWN-99");
    let files = [("a.toml".to_string(), named), ("b.toml".to_string(), other), ("c.toml".to_string(), "id = ".into())];
    let (lists, faults) = offered(&files, None);
    let own: Vec<&Offered> = lists.iter().filter(|of| of.own).collect();
    assert_eq!(
        (own.len(), faults.len(), faults[0].file.as_str()),
        (2, 1, "c.toml"),
        "what does not read is told, the rest is there"
    );
    let list = parse(&own[0].name, own[0].text.as_bytes()).unwrap();
    let ids: Vec<_> = list.items.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(ids, ["OWN-02", "FIRE-EVAC-08", "OWN-01", "FIRE-EVAC-01"]);
    assert!(list.items.iter().all(|i| i.section == "second"));
    let (_, fire) = embedded_lists().find(|(name, _)| name.contains("/fire.")).unwrap();
    let at_home = parse("fire", fire.as_bytes()).unwrap().items.into_iter().find(|i| i.id == "FIRE-EVAC-08").unwrap();
    assert_eq!(checklist::Item { section: at_home.section.clone(), ..list.items[1].clone() }, at_home);
    assert_eq!(list.hash, hash(own[0].text.as_bytes()));
}

/// The words the form knows are exactly those the types read.
#[test]
fn form_and_types_know_the_same_words() {
    fn each<T: serde::de::DeserializeOwned + serde::Serialize>(words: &[&str]) {
        for word in words {
            let read: T = serde_json::from_value((*word).into()).unwrap_or_else(|_| panic!("{word}"));
            assert_eq!(serde_json::to_value(read).unwrap(), *word);
        }
        let error = serde_json::from_value::<T>("?".into()).err().unwrap().to_string();
        assert_eq!(error.matches('`').count() / 2, words.len() + 1, "{error}");
    }
    use crate::domain::{facility::FacilityType, point::Handling, point::Severity};
    each::<FacilityType>(shape::TYPES);
    each::<checklist::Place>(shape::PLACES);
    each::<checklist::Method>(shape::METHODS);
    each::<checklist::AnswerKind>(shape::KINDS);
    each::<Severity>(shape::SEVERITIES);
    each::<checklist::Owner>(shape::OWNERS);
    each::<Handling>(shape::HANDLINGS);
    each::<checklist::Force>(shape::FORCES);
    each::<checklist::Certainty>(shape::CERTAINTIES);
    each::<norms::Elsewhere>(shape::ELSEWHERE);
    each::<crate::domain::inspection::Kind>(shape::VISITS);
    each::<rules::When>(shape::WHENS);
    each::<rules::Clock>(shape::CLOCKS);
    each::<rules::Limit>(shape::LIMITS);
}

#[test]
fn a_district_adds_red_lines_and_wordings_and_the_item_says_whose_they_are() {
    let district = "letterhead = \"虚构区民政局\"\nred_lines = [\"FIRE-EVAC-12\", \"EMER-DUTY-02\"]\n\n\
        [[wordings.FIRE-EVAC-08]]\nzh = \"__楼防火门用木楔顶着\"\nen = \"a wedge under the fire door on floor __\"\n";
    let (lists, faults) = offered(&[], Some(&("district.toml".into(), district.into())));
    assert!(faults.is_empty(), "{}", told(&faults));
    let items = |lists: &[Offered]| -> BTreeMap<String, checklist::Item> {
        lists.iter().flat_map(|of| parse(&of.name, of.text.as_bytes()).unwrap().items).map(|i| (i.id.clone(), i)).collect()
    };
    let (set, plain) = (items(&lists), items(&offered(&[], None).0));
    let changed: Vec<&str> = set.iter().filter(|(id, item)| plain[*id] != **item).map(|(id, _)| id.as_str()).collect();
    assert_eq!(changed.len(), 3, "{changed:?}");
    for id in changed {
        let (now, before) = (&set[id], &plain[id]);
        let said = now.district.clone().expect("says so");
        assert!(before.district.is_none());
        if id == "FIRE-EVAC-08" {
            assert_eq!(now.wordings[0].zh, "__楼防火门用木楔顶着");
            assert_eq!(
                (&now.wordings[1..], said.zh.as_str(), said.en.as_str()),
                (&before.wordings[..], "用语 1 条", "1 wording")
            );
        } else {
            assert!(now.red_line && !before.red_line && now.severity > Severity::Minor);
            assert_eq!(said.zh, "红线");
        }
    }
    let bad = "red_lines = [\"NO-SUCH-01\"]\nletterhead = \"\"\n\n[[wordings.NO-SUCH-02]]\nzh = \"只有中文\"\n\n\
        [[wordings.FIRE-EVAC-08]]\nzh = \"__楼门没关\"\nen = \"a door open\"\n";
    let faults = lint::lint(&[("district.toml", bad)], embedded());
    let said = told(&faults);
    for expected in [
        "1:14: there is no item `NO-SUCH-01`",
        "there is no item `NO-SUCH-02`",
        "`wordings.NO-SUCH-02.en` is missing",
        "`letterhead` is empty",
        "7:1: the blanks differ: 1 in Chinese, 0 in English",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
}

#[test]
fn a_district_sets_days_and_stricter_limits_and_the_item_says_so() {
    let district = "[days]\nFIRE-EVAC-01 = 1\nCARE-ROUT-02 = 2\n\n[limits]\nflue-days = \"60\"\nnight-patrols = \"0\"\n";
    let (lists, faults) = offered(&[], Some(&("district.toml".into(), district.into())));
    assert!(faults.is_empty(), "{}", told(&faults));
    let items: BTreeMap<String, checklist::Item> =
        lists.iter().flat_map(|of| parse(&of.name, of.text.as_bytes()).unwrap().items).map(|i| (i.id.clone(), i)).collect();
    assert_eq!((items["FIRE-EVAC-01"].days, items["EMER-DUTY-01"].days), (1, 2), "also under a former id");
    let flue = &items["FIRE-IGN-03"];
    assert_eq!((flue.max.as_deref(), flue.text.zh.ends_with("（本区定 60 天）")), (Some("60"), true), "{}", flue.text.zh);
    assert_eq!(items["FIRE-PATROL-02"].min.as_deref(), Some("2"), "weaker than the floor is not taken");
    let plain = offered(&[], None).0;
    let changed = lists.iter().zip(&plain).filter(|(set, plain)| set.text != plain.text).count();
    assert!(changed >= 2 && changed < plain.len(), "only lists that hold these items are other versions");
    let bad = "[days]\nNO-SUCH-01 = 1\nFIRE-EVAC-01 = \"soon\"\n\n[limits]\nnight-patrols = \"0\"\nmoonlight = \"1\"\n";
    let faults = lint::lint(&[("district.toml", bad)], embedded());
    let said = told(&faults);
    let expected = [
        "2:14: there is no item",
        "3:16: `days.FIRE-EVAC-01` must be",
        "6:17: weaker than the floor 1",
        "7:13: there is no limit",
    ];
    assert!(faults.len() == 4 && expected.iter().all(|e| said.contains(e)), "{said}");
}
