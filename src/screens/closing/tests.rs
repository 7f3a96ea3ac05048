use crate::app::tests::session::Session;
use crate::domain::name::Id;
use crate::domain::point::Verdict;
use crate::request::Settings;
use crate::views::sample;
use crate::views::visit::build;

/// A section of thirty plain items, a test, a sample and a red line, nothing recorded.
fn many() -> Session {
    let mut parts = sample::visit(&[]).parts;
    let mut list = sample::list();
    list.items.retain(|i| i.section == "exits" && i.id == "EXIT-01");
    for n in 1..=30 {
        let mut item = sample::item(&format!("PLAIN-{n:02}"), "exits", &format!("第 {n} 项平安无事"));
        if n == 7 {
            item.method = vec![crate::content::checklist::Method::Test];
        }
        list.items.push(item);
    }
    parts.lists = vec![list.into()];
    let settings = Settings { author: Some(Id([1; 16])), ..Settings::default() };
    let mut s = Session::run(build(parts), 80, 24, settings);
    s.keys("992");
    s
}

#[test]
fn the_rest_passes_only_after_every_text_was_read_to_the_end() {
    let mut s = many();
    assert!(s.shows("其余 29 项记符合"), "{}", s.screen());
    s.keys("<Enter>");
    assert!(s.shows("还没看到底") && s.writes == 0, "{}", s.screen());
    s.keys("  ");
    assert!(s.shows("以下 2 项不能一起记"), "{}", s.screen());
    assert!(s.shows("[红线]") && s.shows("[要测试]"), "{}", s.screen());
    s.keys("<Enter>");
    assert!(s.shows("已成批记 29 项符合"), "{}", s.screen());
    let points = s.visit().parts.points;
    assert!(points.values().all(|p| p.now.joined.value.verdict == Verdict::Pass && p.now.joined.value.batch));
    assert!(!points.contains_key("EXIT-01") && !points.contains_key("PLAIN-07"));
}

#[test]
fn leaving_the_texts_records_nothing_and_the_digits_of_the_menu_stay_where_they_are() {
    let mut s = many();
    s.keys("  <Esc>");
    assert_eq!(s.writes, 0);
    s.keys("9");
    let menu = s.screen();
    assert!(menu.contains("4  定稿（第 1 稿）") && menu.contains("7  进门核实"), "{menu}");
    s.keys("5");
    assert!(s.shows("现在没有可做的") && s.writes == 0, "{}", s.screen());
}

#[test]
fn the_reason_of_one_red_line_is_proposed_for_the_next_and_gives_way_to_what_is_typed() {
    let leaving = || {
        let mut parts = sample::visit(&[]).parts;
        let mut list = sample::list();
        list.items.retain(|i| i.section == "exits");
        list.items.iter_mut().for_each(|i| i.red_line = true);
        parts.lists = vec![list.into()];
        let mut s = Session::run(build(parts), 80, 24, Settings { author: Some(Id([1; 16])), ..Settings::default() });
        s.keys("9942").keys("钥匙未到<Enter>");
        assert!(s.shows("留待处理：1.02") && s.shows("钥匙未到"), "{}", s.screen());
        s
    };
    let mut s = leaving();
    s.keys("钥匙未到");
    assert!(!s.shows("钥匙未到钥匙未到"), "typed blindly\n{}", s.screen());
    s.keys("<C-u>门锁着");
    assert!(s.shows("门锁着") && !s.shows("钥匙未到"), "{}", s.screen());
    // Enter takes it as it stands; an editing key goes on with it.
    let mut s = leaving();
    s.keys("<Enter>");
    assert!(s.shows("留待处理：1.03") && s.shows("钥匙未到"), "{}", s.screen());
    s.keys("<End>，下午再来");
    assert!(s.shows("钥匙未到，下午再来"), "{}", s.screen());
}
