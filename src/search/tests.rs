use super::*;
use proptest::prelude::*;

fn found(query: &str, names: &[&str]) -> Vec<String> {
    let index = Index::new(names.iter().map(|n| [*n]));
    index.find(query, None, 10).ranked.iter().map(|&r| names[r as usize].to_string()).collect()
}

#[test]
fn a_home_is_found_by_characters_pinyin_initials_and_all_mixed() {
    let names = ["宝山福利院", "重庆养老院", "康宁养老院", "友谊路绿地助餐点", "ABC Care 12"];
    for (query, name) in [
        ("宝山", names[0]),
        ("bsfl", names[0]),
        ("baoshan", names[0]),
        ("bao山", names[0]),
        ("chongqing", names[1]),
        ("重qing养lao", names[1]),
        ("cqyly", names[1]),
        ("kangn", names[2]),
        ("ｋａｎｇｎｉｎｇ", names[2]),
        ("康宁 yang", names[2]),
        ("lvdi", names[3]),
        ("youyil", names[3]),
        ("care", names[4]),
        ("ac1", names[4]),
    ] {
        assert_eq!(found(query, &names).first().map(String::as_str), Some(name), "{query}");
    }
    assert!(found("xyz", &names).is_empty() && found("康宁宝山", &names).is_empty());
    assert_eq!(found("", &names).len(), names.len());
}

#[test]
fn neighbours_and_beginnings_come_first() {
    assert_eq!(found("yl", &["友好敬老院", "养老中心", "友谊路养老院"])[0], "养老中心");
    assert_eq!(found("kn", &["福康养宁苑", "福康宁苑", "康宁苑"]), ["康宁苑", "福康宁苑", "福康养宁苑"]);
}

#[test]
fn digits_of_a_number_stay_together() {
    assert_eq!(found("5612", &["021-56123456", "51612000", "5-6-1-2"]), ["021-56123456", "5-6-1-2"]);
}

#[test]
fn the_first_field_weighs_most() {
    let index = Index::new([["福利院", "康宁路1号"], ["康宁院", "宝山路"]]);
    assert_eq!(index.find("康宁", None, 9).ranked, [1, 0]);
    assert_eq!(index.find("康宁", None, 1), Hits { ranked: vec![1], all: vec![0, 1] });
    assert_eq!(index.find("康宁 宝山", None, 9).ranked, [1]);
}

/// Tries every way: slow, and plain to read.
fn slowly(term: &[char], text: &[char]) -> bool {
    let Some((first, rest)) = text.split_first() else { return term.is_empty() };
    let taken = |length: usize| slowly(&term[length..], rest);
    term.is_empty()
        || slowly(term, rest)
        || term.first() == Some(first) && taken(1)
        || readings(*first).iter().any(|r| {
            let same = r.chars().zip(term).take_while(|(a, b)| a == *b).count();
            (1..=same).any(taken)
        })
}

proptest! {
    #[test]
    fn the_quick_way_finds_what_the_slow_way_finds(term in "[angyl养老康]{1,6}", text in "[养老康宁院安]{0,7}") {
        let quick = matches(&term, &text).is_some();
        prop_assert_eq!(quick, slowly(&term.chars().collect::<Vec<_>>(), &text.chars().collect::<Vec<_>>()));
    }

    #[test]
    fn a_longer_query_finds_nothing_that_its_beginning_missed(query in "[angyl 养老k]{1,7}", names in prop::collection::vec("[养老康宁a ]{0,6}", 1..9)) {
        let index = Index::new(names.iter().map(|n| [n.as_str()]));
        let short: String = query.chars().take(query.chars().count() - 1).collect();
        let before = index.find(&short, None, 99);
        prop_assert_eq!(index.find(&query, Some(&before.all), 99), index.find(&query, None, 99));
    }
}

const HOMES: [[&str; 3]; 12] = [
    ["宝山区社会福利院", "友谊路", "牡丹江路 1700 号"],
    ["宝山康宁养老院", "罗店", "市一路 88 号"],
    ["月浦长者食堂", "月浦", "龙镇路 5 号"],
    ["重庆里养老院", "吴淞", "淞滨路 20 号"],
    ["乐清敬老院", "大场", "沪太路 1000 号"],
    ["六安颐养中心", "顾村", "电台路 3 号"],
    ["绿地长者照护之家", "杨行", "水产路 2 号"],
    ["长兴日间照护中心", "庙行", "长江西路 9 号"],
    ["朝阳助餐点", "高境", "吉浦路 615 号"],
    ["保山福乐居", "淞南", "长逸路 1 号"],
    ["Sunrise Care Home", "Dachang", "021-56781234"],
    ["北苏富丽养老院", "罗泾", "飞跃路 12 号"],
];

fn first(query: &str) -> &'static str {
    Index::new(HOMES).find(query, None, 200).ranked.first().map_or("", |row| HOMES[*row as usize][0])
}

#[test]
fn a_home_is_found_by_pinyin_initials_characters_and_any_mix() {
    let table = [
        ("baoshan", "宝山康宁养老院"),
        ("baoshank", "宝山康宁养老院"),
        (" baoshanqu ", "宝山区社会福利院"),
        ("bao shan fuli", "宝山区社会福利院"),
        ("宝山", "宝山康宁养老院"),
        ("bsfl", "保山福乐居"),
        ("bsqsh", "宝山区社会福利院"),
        ("宝shan福", "宝山区社会福利院"),
        ("重qing养lao", "重庆里养老院"),
        ("chongqing", "重庆里养老院"),
        ("zhongqing", "重庆里养老院"),
        ("cqlyly", "重庆里养老院"),
        ("yueqing", "乐清敬老院"),
        ("leqing", "乐清敬老院"),
        ("luan", "六安颐养中心"),
        ("liuan", "六安颐养中心"),
        ("lvdi", "绿地长者照护之家"),
        ("ludi", "绿地长者照护之家"),
        ("LVDI", "绿地长者照护之家"),
        ("ｃｘｒｊ", "长兴日间照护中心"),
        ("changxing", "长兴日间照护中心"),
        ("chaoyang", "朝阳助餐点"),
        ("zhaoyang", "朝阳助餐点"),
        ("牡丹江", "宝山区社会福利院"),
        ("mudanjiang", "宝山区社会福利院"),
        ("mdjl1700", "宝山区社会福利院"),
        ("yyl", "宝山区社会福利院"),
        ("食堂", "月浦长者食堂"),
        ("yuepu shitang", "月浦长者食堂"),
        ("luodian kangning", "宝山康宁养老院"),
        ("sunrise", "Sunrise Care Home"),
        ("sch", "Sunrise Care Home"),
        ("5678", "Sunrise Care Home"),
    ];
    for (query, expected) in table {
        assert_eq!(first(query), expected, "{query}");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    for query in ["xyz", "宝山 公园", "baoshanx", "北京", "9999", "shanbao", "福利院宝山"] {
        assert_eq!(Index::new(HOMES).find(query, None, 200).ranked, [0u32; 0], "{query}");
    }
    assert_eq!(Index::new(HOMES).find("  ", None, 5).ranked, [0, 1, 2, 3, 4], "no query: all, in their own order");
    assert_eq!(Index::new(HOMES).find("", None, 5).all.len(), HOMES.len());
    assert_eq!(Index::new([[""; 0]; 0]).find("a", None, 5).ranked, [0u32; 0]);
}

#[test]
fn all_that_begin_alike_are_found_and_the_closest_stands_first() {
    let found = Index::new(HOMES).find("bsfl", None, 200);
    let names: Vec<_> = found.ranked.iter().map(|row| HOMES[*row as usize][0]).collect();
    assert_eq!(names, ["保山福乐居", "北苏富丽养老院", "宝山区社会福利院"], "neighbours first, skipped characters after");
    let found = Index::new(HOMES).find("宝山", None, 200);
    let names: Vec<_> = found.ranked.iter().map(|row| HOMES[*row as usize][0]).collect();
    assert_eq!(names, ["宝山康宁养老院", "宝山区社会福利院"], "the shorter name first, no homophone");
}

#[test]
fn an_item_is_found_by_initials_with_characters_skipped() {
    let items = ["走道、楼梯、出口畅通", "楼内没有电动自行车充电", "冷藏温度", "灭火器压力正常"];
    let index = Index::new(items.map(|i| [i]));
    for (query, expected) in [("ddc", 1), ("diandongche", 1), ("电动车", 1), ("lcwd", 2), ("miehuoqi", 3), ("zdlt", 0)] {
        assert_eq!(index.find(query, None, 9).ranked.first(), Some(&expected), "{query}");
    }
}

/// Not a timed test: `cargo test --release -- --ignored --nocapture search::tests::measure` prints what a key costs.
#[test]
#[ignore = "measures, asserts nothing"]
fn measure() {
    let parts = [
        "康宁", "福利", "长者", "幸福", "颐养", "夕阳", "友谊", "牡丹", "月浦", "大场", "淞南", "庙行", "保德", "宝林", "重庆",
        "长江",
    ];
    let kinds = ["养老院", "敬老院", "长者照护之家", "日间照护中心", "社区长者食堂", "助餐点"];
    for n in [10_000usize, 100_000] {
        let pick = |i: usize, k: usize| parts[(i * 7919 + k * 104_729 + i / 13) % parts.len()];
        let rows = (0..n).map(|i| {
            [
                format!("{}{}{}{}", pick(i, 1), pick(i, 2), kinds[i % kinds.len()], i % 97),
                pick(i, 3).to_string(),
                format!("{}路{}弄{}号{}室", pick(i, 4), i % 1000, i % 50, i % 7),
                format!("021-5{:07}", i * 31 % 10_000_000),
            ]
        });
        let index = {
            let rows: Vec<_> = rows.collect();
            Index::new(rows.iter().map(|r| r.each_ref().map(String::as_str)))
        };
        let bytes = index.units.len() * 2 + index.starts.len() * 4;
        println!("{n} rows, {} KiB, {} characters", bytes / 1024, index.classes.len());
        for query in [
            "b",
            "bs",
            "bsf",
            "bsfl",
            "baoshan",
            "c",
            "cq",
            "chongqing",
            "友谊",
            "yyl",
            "养老院",
            "kangningyanglaoyuan",
            "5310",
            "zzzz",
        ] {
            #[expect(clippy::disallowed_methods, reason = "measures")]
            let start = std::time::Instant::now();
            let found = index.find(query, None, 200);
            println!("  {query:<20} {:>7} hits {:>8.2?}", found.all.len(), start.elapsed());
        }
    }
}

#[test]
fn an_index_that_was_not_filled_yet_finds_nothing() {
    assert_eq!((Index::default().rows(), Index::default().find("kn", None, 10)), (0, Hits::default()));
}
