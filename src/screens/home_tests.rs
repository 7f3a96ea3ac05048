//! Home and what is around it by keys: the first start, people, settings, palette, help.

use super::desk_tests::{Office, busy, homes, place};
use super::start::Start;
use super::{Screen, rows};
use crate::disk;
use crate::domain::facility::FacilityType;
use crate::request::facility as draft;
use crate::store::Log;
use crate::text::Lang;
use crate::widgets::twins::safe;

#[test]
fn the_first_start_takes_four_fields_and_begins() {
    let mut office = Office::new(Screen::Start(Start::default()), |_| {});
    office.pictures("start");
    office.keys("<Enter>").shows("先填姓名");
    office.keys("检甲<Enter><Enter>H-001<Enter><Enter>").shows("用哪种语言");
    let people = office.log.people().unwrap();
    assert_eq!((people[0].person.name.as_str(), people[0].person.card.as_deref()), ("检甲", Some("H-001")));
    assert_eq!((office.settings.author, office.settings.laptop.as_str()), (Some(people[0].id), "甲号机"));
    office.keys("1").shows("现在是 2026-11-24 星期二 10:42，对吗");
    office.keys("2").shows("请把电脑的日期时间调对");
    office.keys("3").shows("还没有机构");
    office.shows("检甲 甲号机");
}

#[test]
fn the_first_start_leads_to_the_import_and_to_the_demonstration() {
    let mut office = Office::new(Screen::Start(Start::default()), |_| {});
    office.keys("检甲<Enter><Enter><Enter><Enter>111").shows("导入机构名册");
    office.keys("<Esc>8").shows("演示 检甲");
    office.keys("8").hides("演示 检甲");
}

#[test]
fn home_shows_what_presses_most_first_and_opens_it() {
    let mut office = Office::at_home(busy);
    office.pictures("home");
    let order = ["未完成的检查", "疑似重大未销号", "逾期", "三个工作日内到期", "证照已过期", "今年未查"];
    let at = order.map(|words| office.screen.find(words).unwrap_or_else(|| panic!("{words}\n{}", office.screen)));
    assert!(at.is_sorted(), "{}", office.screen);
    // A heading opens its whole group, a row what it names.
    office.keys("<Enter>").shows("2 / 2");
    office.keys("<Esc><End>").keys("<Enter>").shows("今年未查");
}

#[test]
fn home_asks_before_it_quits_and_control_q_does_not() {
    let mut office = Office::at_home(homes);
    office.keys("<Esc>").shows("退出巡查吗");
    office.keys("2<Esc><Esc>").hides("退出巡查吗");
    assert!(!office.app.finished());
    office.keys("<Esc>1");
    assert!(office.app.finished());
    let mut office = Office::at_home(homes);
    office.keys("1");
    assert!(office.keys("<C-q>").app.finished());
}

#[test]
fn a_clock_that_stands_before_the_last_entry_is_asked_about() {
    let later = |log: &mut Log| {
        let now = disk::Moment::parse("2026-12-24T10:42:00+08:00").unwrap();
        let facility = place("康宁养老院", FacilityType::Home, "友谊路街道", "", None);
        log.append(vec![draft::add(facility).1], None, &now).unwrap();
    };
    let mut office = Office::at_home(later);
    office.shows("现在是 2026-11-24 星期二 10:42，对吗");
    office.keys("2").shows("请把电脑的日期时间调对");
    office.keys("1<Esc>").hides("对吗");
    let long_ago = |log: &mut Log| {
        let now = disk::Moment::parse("2026-10-20T10:42:00+08:00").unwrap();
        let facility = place("康宁养老院", FacilityType::Home, "友谊路街道", "", None);
        log.append(vec![draft::add(facility).1], None, &now).unwrap();
    };
    let mut office = Office::at_home(long_ago);
    office.shows("对吗");
    office.keys("1").hides("对吗");
    office.keys("kn").shows("康宁养老院");
}

#[test]
fn an_empty_file_says_how_to_begin() {
    let mut office = Office::at_home(|_| {});
    office.shows("按 5 导入机构名册");
    office.keys("q").shows("机构");
    assert!(!office.app.finished(), "no letter quits");
}

#[test]
fn people_are_added_and_one_is_this_laptops() {
    let mut office = Office::at_home(homes);
    office.keys("4<Enter>检乙<Enter><Enter>H-002<Enter>20270101<Enter><Enter>").shows("证件到 2027-01-01");
    office.keys("<Home><Enter>检甲<Esc>").shows("无执法证");
    office.keys("jj<Down>1").shows("检甲 现为本人".split(' ').next().unwrap());
    let people = office.log.people().unwrap();
    let id = |name: &str| people.iter().find(|p| p.person.name == name).unwrap().id;
    assert_eq!(office.settings.author, Some(id("检甲")));
    office.keys("<Esc>jy2").shows("检乙 设为同事");
    assert_eq!(office.settings.colleagues, [id("检乙")]);
    office.keys("<Esc>").pictures("people");
    office.keys("jy2").shows("不再列为同事");
    // The same card again is the same person, corrected.
    office.keys("<Esc><Home><Enter>检乙新<Enter><Enter>H-002<Esc>");
    assert_eq!(office.log.people().unwrap().len(), 2);
}

#[test]
fn settings_are_saved_as_a_field_is_left() {
    let mut office = Office::at_home(homes);
    office.keys("7").pictures("settings");
    office.keys("<Down><Down>虚构区民政局执法队<Down>").shows("已存：文书抬头");
    assert_eq!(office.settings.letterhead, "虚构区民政局执法队");
    office.keys("<Down>2").shows("Letterhead");

    assert_eq!(office.settings.lang, "en");
    office.keys("<Up>122<Backspace><Backspace>9000<Enter>").shows("连按间隔填 0 到 1000");
    office.keys("<Backspace><Backspace><Enter>");
    assert_eq!(
        (office.settings.theme.as_str(), office.settings.ascii_borders, office.settings.key_guard),
        ("light", true, 90)
    );
    office.keys("<Home><Up><Up><Up><Up><Up><Up><Up><Up><Up>1").shows("+ 新增人员");
}

#[test]
fn the_palette_finds_every_action_and_does_it() {
    let mut office = Office::at_home(homes);
    office.keys("<C-p>").pictures("palette");
    for query in ["导入", "drjg", "daoru", "import", "roster"] {
        office.keys(query).shows("> 5");
        office.keys("<Esc>");
    }
    office.keys("roster<Enter>1").shows("CSV");
    // From a facility's page: its own actions, and what Home opens.
    office.keys("<Esc>kn<Enter><C-p>tezheng<Enter>").shows("特征：康宁养老院");
    office.keys("<Esc><C-p>shezhi<Enter>").shows("连按间隔");
    office.keys("<Esc><C-p><C-p>").shows("疑似重大、逾期");
}

#[test]
fn the_help_page_says_what_each_key_does_here_and_is_searched() {
    let mut office = Office::at_home(homes);
    office.keys("1?").shows("换一种筛选");
    for query in ["sx", "shaixuan", "筛选", "selection", "tab"] {
        office.keys(query).shows("换一种筛选");
        office.hides("下一行");
        office.keys("<Esc>");
    }
    office.keys("?").shows("机构名称");
}

#[test]
fn the_screen_is_hidden_until_enter() {
    let mut office = Office::at_home(homes);
    office.keys("<C-l>").hides("机构");
    office.keys("1").hides("机构");
    office.keys("<Enter>").shows("机构 3 家");
}

#[test]
fn a_whole_group_is_listed_and_narrowed_by_typing() {
    let mut office = Office::at_home(busy);
    office.keys("3").pictures("visits");
    office.keys("kn").shows("2 / 2");
    office.keys("z").shows("没有找到「knz」");
    assert_eq!(rows::group(crate::views::home::GroupKind::Overdue).get(Lang::Zh), "逾期");
}

/// A cat on the keyboard: whatever is pressed, on whatever screen, the program goes on and draws signs of sure width.
#[test]
fn no_keys_in_any_order_end_the_program() {
    const KEYS: [&str; 34] = [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "0",
        "k",
        "n",
        "康",
        "，",
        "<Enter>",
        "<Enter>",
        "<Enter>",
        "<Esc>",
        "<Esc>",
        "<Tab>",
        "<Up>",
        "<Down>",
        "<Down>",
        "<Space>",
        "<Backspace>",
        "<Home>",
        "<End>",
        "<PageDown>",
        "<C-p>",
        "?",
        "<C-z>",
        "<C-g>",
        "<C-t>",
        "<C-l>",
    ];
    let walks: u64 = std::env::var("XUNCHA_WALKS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    for walk in 1..=walks {
        let mut office = Office::at_home(busy);
        let (mut dice, mut pressed) = (walk, String::new());
        for _ in 0..250 {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let key = KEYS[(dice >> 33) as usize % KEYS.len()];
            pressed.push_str(key);
            office.keys(key);
            if office.app.finished() {
                break;
            }
            for line in office.screen.lines() {
                let line: String = line.chars().filter(|c| !('\u{2500}'..='\u{257f}').contains(c)).collect();
                assert_eq!(safe(&line), line.as_str(), "after {pressed}");
            }
        }
    }
}
