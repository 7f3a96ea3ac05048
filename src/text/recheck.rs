//! Words of a recheck visit on the run screen.

use super::{Text, t};

pub const CANDIDATE: Text = t!("疑似", "major?");
pub const PART: Text = t!("复查", "Recheck");
pub const NUMBER: Text = t!("复{}", "R{}");
pub const FIXED: Text = t!("已改好", "fixed");
pub const NOT_FIXED: Text = t!("未改好", "not fixed");
pub const PARTLY: Text = t!("部分改好", "partly fixed");
pub const UNCHECKED: Text = t!("未查", "unchecked");
pub const WAITS: Text = t!(" 待销号", " to close");
pub const PLACE: Text = t!("部  位", "Place ");
pub const FACTS: Text = t!("原事实", "Facts ");
pub const FOUND: Text = t!("发  现", "Found ");
pub const DUE: Text = t!("期  限", "Due   ");
pub const MEANT: Text = t!("处  理", "Steps ");
pub const THIS_TIME: Text = t!("这  次", "Now   ");
pub const KEY_FIXED: Text = t!("已改好", "Fixed");
pub const KEY_FIXED_TWICE: Text = t!("改好(两次)", "Fixed x2");
pub const KEY_NOT_FIXED: Text = t!("未改好", "Unfixed");
pub const KEY_PARTLY: Text = t!("部分改好", "Partly");
pub const KEY_NEW: Text = t!("新问题", "New");
pub const PRESS_AGAIN: Text = t!("重大或疑似重大，再按 1 记已改好", "Major or a candidate: press 1 again to close it");
pub const PRESS_AGAIN_UNJUDGED: Text = t!(
    "疑似重大还没有第二人判定（问题页按 9）；再按 1 记已改好",
    "A candidate nobody judged yet (9 on its page): 1 again to close it"
);
pub const NOW_FIXED_TITLE: Text = t!("原记没有改好", "Recorded as not put right");
pub const NOW_FIXED: Text = t!("按错了，改记已改好", "Pressed by mistake: put right");
pub const NOT_OF_NOW: Text = t!(
    "不是这次开着程序记的：改按 1 到 4，或 Ctrl-Z",
    "Not recorded since the program was opened: press 1 to 4, or Ctrl-Z"
);
pub const SEEN: Text = t!("这次看到", "Seen now");
pub const NEXT_DUE: Text = t!("新期限", "New date");
pub const DUE_OFFERED: Text = t!("Enter 记下  下键改期限", "Enter: done  Down: new date");
pub const DUE_STAYS: Text = t!("几天或日期；空着 Enter 仍是 {}", "days or a date; Enter alone keeps {}");
pub const ESC_KEEPS: Text = t!("返回，已记的留着", "back; what is recorded stays");
pub const SECOND_TITLE: Text = t!("较重和重大问题销号须两名检查人员，第二人", "Closing needs two officers: who is the second");
pub const CONSENT_TITLE: Text = t!("重大问题销号须负责人同意，谁同意", "Closing a major hazard needs a consent: by whom");
pub const OTHERS: Text = t!("其他人", "somebody else");
pub const LATER: Text = t!("没有：记已报改好，以后再销号", "nobody: recorded as reported fixed, closed later");
pub const COUNTS: Text = t!("复查 {}/{} 未改 {}", "recheck {}/{} not fixed {}");
