//! Facilities by keys, over a real store: found, added, corrected, their traits and papers.

use super::desk_tests::{Office, TODAY, busy, homes, kangning, now};
use crate::domain::facility::{FacilityType, Presence};
use crate::request::message::{Happened, Message};
use jiff::civil::date;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use std::path::PathBuf;

#[test]
fn typing_finds_a_facility_at_once() {
    let mut office = Office::at_home(homes);
    office.keys("1").pictures("facilities");
    for query in ["kn", "kangning", "康宁", "kang宁", "牡丹路12", "mdl"] {
        office.keys(query).shows("康宁养老院");
        office.hides("助餐点");
        office.keys("<Esc>");
    }
    office.keys("0012").shows("4 家");
    office.keys("<Esc>qqq").shows("0 家");
    office.keys("<Backspace><Backspace><Backspace>").shows("4 家");
    // Straight from Home, as the input method delivers it.
    office.keys("<Esc>").tell(Happened::Paste("照护之家".into()));
    office.shows("金色晚霞");
    office.keys("<Enter>").shows("停业");
}

#[test]
fn keys_that_come_before_the_list_find_their_facility_and_add_none() {
    let mut office = Office::at_home(homes);
    // The list is asked for, the keys come, then the answer does.
    let key = |office: &mut Office, c| {
        let what = Happened::Key(KeyEvent::new(c, KeyModifiers::NONE));
        office.app.update(Message { tick: 5_000, now: now(), what })
    };
    let mut asked = key(&mut office, KeyCode::Char('k'));
    asked.extend(key(&mut office, KeyCode::Char('n')));
    asked.extend(key(&mut office, KeyCode::Enter));
    office.serve(asked);
    office.shows("康宁养老院  养老机构");
}

#[test]
fn tab_selects_and_the_status_and_what_is_incomplete_stand_in_the_list() {
    let mut office = Office::at_home(homes);
    office.keys("1").shows("停业");
    office.keys("<Tab>").shows("正常营业   3 家");
    office.keys("<Tab><Tab><Tab>").shows("待补正   3 家");
    office.keys("kn").shows("待补正   1 家");
    office.keys("<Esc><Tab>").shows("停业、装修、未开业、注销   1 家");
}

#[test]
fn the_first_screen_of_a_facility_is_its_briefing() {
    let mut office = Office::at_home(busy);
    office.keys("kn<Enter>").pictures("facility");
    let order = ["疑似重大、逾期", "其他未销号", "上次未查", "屡次不符合", "特征不详", "过期证照", "联系与去法", "本次要调"];
    let at = order.map(|words| office.screen.find(words).unwrap_or_else(|| panic!("{words}\n{}", office.screen)));
    assert!(at.is_sorted());
    // What nobody looked at stays until somebody does, also when a later visit is under way.
    office.shows("2026-10-12 钥匙或人员不在");
    office.keys("<End>").shows("信用代码");
    office.shows("待补正: 没有填");
    office.keys("7").shows("友谊路街道长者食堂");
    office.keys("1").shows("社区长者食堂");
}

#[test]
fn a_home_is_added_in_under_a_minute_and_never_twice() {
    let mut office = Office::at_home(homes);
    office.keys("1和颐苑<Enter>").shows("[和颐苑");
    office.pictures("facility-form");
    office.keys("<Enter>1<Down><Enter>牡丹路99号<Enter><Esc>").shows("已新增：和颐苑");
    let rows = office.log.facilities().unwrap();
    let row = rows.iter().find(|r| r.name == "和颐苑").unwrap();
    assert_eq!((row.kind, row.street.as_str(), row.address.as_str()), (Some(FacilityType::Home), "友谊路街道", "牡丹路99号"));
    office.keys("<Esc><Esc>和颐苑<Up><Enter><Enter>1友谊路<Esc>").shows("名册里已有这一家");
    office.keys("1").shows("和颐苑  养老机构");
    assert_eq!(office.log.facilities().unwrap().len(), 5);
}

#[test]
fn a_form_without_a_name_is_asked_about_and_wrong_figures_are_said() {
    let mut office = Office::at_home(homes);
    office.keys("1<Home><Enter><Enter>").shows("先填名称");
    office.keys("<Down><Down>某街道<Esc>").shows("还没有名称，存不下");
    office.keys("1").shows("某街道");
    office.keys("<Up><Up>无名苑<Down><Down><Down><Down><Down><Down><Down>很多<Enter>").shows("床位要填数字");
    office.keys("<Backspace><Backspace>３０<Esc>").shows("已新增：无名苑");
    assert_eq!(office.log.facilities().unwrap().iter().find(|r| r.name == "无名苑").unwrap().beds, Some(30));
}

#[test]
fn a_corrected_profile_keeps_the_former_name_and_its_place() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>2二院<Esc>").shows("已改：康宁养老院二院");
    let profile = office.log.facility(id, TODAY).unwrap().profile.joined.value;
    assert_eq!((profile.name.as_str(), profile.former_names), ("康宁养老院二院", vec!["康宁养老院".to_string()]));
    // Nothing changed: nothing is written.
    office.keys("2<Esc>").hides("已改");
}

#[test]
fn traits_are_set_by_digits_and_taken_back() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>3").pictures("traits");
    office.keys("123").shows("已记：瓶装液化气 = 不详");
    let view = office.log.facility(id, TODAY).unwrap();
    let is = |name: &str| view.traits[name].joined.value.is;
    assert_eq!([is("kitchen"), is("gas"), is("lpg")], [Presence::Yes, Presence::No, Presence::Unknown]);
    assert_eq!(view.traits["gas"].joined.value.on, Some(TODAY));
    office.keys("<C-z><C-z>");
    assert!(!office.log.facility(id, TODAY).unwrap().traits.contains_key("gas"), "{}", office.screen);
}

#[test]
fn a_papers_expiry_is_typed_in_any_usual_form() {
    let mut office = Office::at_home(homes);
    let id = kangning(&mut office.log);
    office.keys("kn<Enter>4<Down><Enter>JY31<Enter>２０２７。３。１５<Enter><Enter><Enter>").shows("2027-03-15 到期");
    office.shows("已记：食品经营许可证");
    let paper = office.log.facility(id, TODAY).unwrap().papers["food_licence"].joined.value.clone();
    assert_eq!((paper.number.as_deref(), paper.expires), (Some("JY31"), Some(date(2027, 3, 15))));
    office.keys("<Enter><Enter><Backspace>x<Enter>").shows("日期写作");
    // Esc keeps what is right, and says what is wrong.
    office.keys("<Esc>").shows("日期写作");
}

#[test]
fn the_briefing_is_printed_with_the_usual_three_keys() {
    let mut office = Office::at_home(homes);
    office.keys("kn<Enter>8").shows("打开打印");
    office.keys("1").shows("已写好并在浏览器打开");
    assert_eq!(office.paths, [PathBuf::from("2026-11/2026-11-24 康宁养老院 简报.html")]);
    office.keys("<Esc>82/media/stick<Enter>").shows("已写好：");
    assert_eq!(office.paths[1], PathBuf::from("/media/stick/2026-11-24 康宁养老院 简报.html"));
}

#[test]
fn a_new_visit_says_which_lists_stand_below_what_is_seen() {
    let mut office = Office::at_home(homes);
    office.keys("kn<Enter>1").shows("下面还有 ");
    let below = |office: &Office| office.screen.lines().nth(21).unwrap().to_string();
    let first = below(&office);
    for list in ["食品", "照护", "监管"] {
        assert!(first.contains(list), "{list}\n{}", office.screen);
    }
    office.keys("<Enter><Enter><Enter><Enter><Enter><PageDown><PageDown>");
    assert!(below(&office).contains("下面还有 ") && below(&office) != first, "{}", office.screen);
    office.keys("<End>").hides("下面还有");
}
