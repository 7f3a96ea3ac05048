//! Words of the questions whether two are one.

use super::{Text, t};

pub const TITLE: Text = t!("可能记了两遍的", "What may stand twice");
pub const COUNT: Text = t!("第 {} 对，共 {} 对", "pair {} of {}");
pub const NOTHING: Text = t!("没有要问的：没有哪两个像是同一个", "Nothing to ask: no two look like one");
pub const FINDINGS: Text = t!("{}：{}，同一天记了两个问题。是同一个吗？", "{}: {}, two findings of one day. Are they one?");
pub const VISITS: Text = t!("{}：{} 有两次检查。是同一次吗？", "{}: two visits on {}. Are they one?");
pub const FACILITIES: Text = t!("名册里有两家 {}。是同一家吗？", "{} stands twice in the books. Is it one?");
pub const PEOPLE: Text = t!("名册里有两个 {}。是同一人吗？", "{} stands twice in the books. Is it one person?");
/// Of findings, visits, facilities, people: one, or two.
pub const ONE: [Text; 4] = [
    t!("同一问题：合起来算一个，只责令一次", "one finding: counted once, ordered once"),
    t!("并为一次检查：一份笔录", "one visit: one record"),
    t!("同一家", "one facility"),
    t!("同一人", "one person"),
];
pub const TWO: [Text; 4] =
    [t!("两个问题", "two findings"), t!("两次检查", "two visits"), t!("两家", "two facilities"), t!("两个人", "two people")];
pub const LATER: Text = t!("以后再说", "not now");
pub const SAID: Text = t!("已记：{}（Ctrl-Z 撤销）", "Recorded: {} (Ctrl-Z takes it back)");
pub const SKIPPED: Text = t!("还没有定，下次再问", "Not decided; it is asked again next time");
pub const WRITTEN: Text = t!("{}  {}  {}", "{}  {}  {}");

pub const VISIT: Text = t!("{}  {}", "{}  {}");
pub const KIND: Text = t!("种    类", "Kind");
pub const TEAM: Text = t!("第 {} 组", "team {}");
pub const OFFICERS: Text = t!("检查人员", "Officers");
pub const RECORDED: Text = t!("已    记", "Recorded");
pub const ANSWERS: Text = t!("{} 项，不符合 {}", "{} item{|s}, {} fail");
pub const TYPE: Text = t!("类    型", "Type");
pub const ADDRESS: Text = t!("地    址", "Address");
pub const BEDS: Text = t!("床    位", "Beds");
pub const CODE: Text = t!("信用代码", "Code");
pub const FILING: Text = t!("备 案 号", "Filing no.");
pub const PHONE: Text = t!("电    话", "Phone");
pub const OPEN: Text = t!("未 销 号", "Open");
pub const UNIT: Text = t!("单    位", "Unit");
pub const CARD: Text = t!("执法证号", "Card");
