//! Words of people, settings and the first start.

use super::{Text, t};

// People.
pub const PEOPLE: Text = t!("人员", "People");
pub const ADD: Text = t!("+ 新增人员", "+ add a person");
pub const NAME: Text = t!("姓名", "Name");
pub const UNIT: Text = t!("单位", "Unit");
pub const CARD: Text = t!("执法证号", "Card number");
pub const CARD_UNTIL: Text = t!("证件有效期至", "Card valid until");
pub const PHONE: Text = t!("电话", "Phone");
pub const ME: Text = t!("本人", "me");
pub const COLLEAGUE: Text = t!("同事", "colleague");
pub const NO_CARD: Text = t!("无执法证", "no card");
pub const CARD_EXPIRED: Text = t!("证件 {} 已过期", "card expired {}");
pub const CARD_HOLDS: Text = t!("证件到 {}", "card until {}");
pub const NEW: Text = t!("新增人员", "A new person");
pub const EDIT: Text = t!("人员：{}", "Person: {}");
pub const SAVED: Text = t!("已记：{}", "Recorded: {}");
pub const NOW_ME: Text = t!("本人改为 {}，以后的记录都记在名下", "{} is now the person of this laptop");
pub const NOW_COLLEAGUE: Text = t!("{} 设为同事，新检查会列为检查人员", "{} is a colleague: listed at new visits");
pub const NO_COLLEAGUE: Text = t!("{} 不再列为同事", "{} is no longer listed as a colleague");
pub const TWO_CARDS: Text = t!(
    "行政检查要两名有效执法证人员；不够时文书题为「巡查记录」",
    "An official inspection takes two people with valid cards"
);
pub const NAME_NEEDED: Text = t!("先填姓名", "The name comes first");

// Settings.
pub const SETTINGS: Text = t!("设置", "Settings");
pub const PERSON_LINE: Text = t!("本人 {}   同事 {}", "Me: {}   Colleagues: {}");
pub const NOBODY: Text = t!("未登记", "nobody set");
pub const NONE: Text = t!("无", "none");
pub const WHO: Text = t!("本人、同事", "People");
pub const OPEN_PEOPLE: Text = t!("打开人员", "open the list of people");
pub const LETTERHEAD: Text = t!("文书抬头", "Letterhead");
pub const LAPTOP: Text = t!("本机名", "Laptop");
pub const LANGUAGE: Text = t!("语言", "Language");
pub const CHINESE: Text = t!("中文", "中文");
pub const ENGLISH: Text = t!("English", "English");
pub const COLOURS: Text = t!("颜色", "Colours");
pub const DARK: Text = t!("深色", "dark");
pub const LIGHT: Text = t!("浅色", "light");
pub const BORDERS: Text = t!("边框", "Borders");
pub const LINES: Text = t!("制表线", "lines");
pub const ASCII: Text = t!("普通字符（制表线显示乱时）", "plain characters");
pub const GUARD: Text = t!("连按间隔", "Key guard");
pub const MILLISECONDS: Text = t!("毫秒，0 为不防", "ms, 0 = off");
pub const ADVANCE: Text = t!("记录后自动下一项", "Go on after an answer");
pub const TOUCHPAD: Text = t!("检查时触摸板", "Touchpad at a visit");
pub const ON: Text = t!("开", "on");
pub const OFF: Text = t!("关", "off");
pub const FOLDER: Text = t!("输出文件夹", "Output folder");
pub const FOLDER_HINT: Text = t!("空着为 文档/巡查", "empty: Documents/巡查");
pub const DATA_FILE: Text = t!("数据文件 {}  {} MB（首页 0 备份）", "Data file {}  {} MB (0 on Home copies it)");
pub const DISK_FREE: Text = t!("，磁盘还空 {} GB", ", {} GB free");
pub const DISTRICT: Text = t!(
    "本区规定 {}  天数 {} 项，限值 {} 项，红线 {} 项，用语 {} 项，抬头 {}",
    "District's own {}  days {}, limits {}, red lines {}, wordings {}, letterhead {}"
);
pub const DISTRICT_UNREAD: Text = t!(
    "本区规定 {} 读不懂，没有采用（xuncha checklist lint 说明）",
    "District's own {} cannot be read and is not taken (xuncha checklist lint tells why)"
);
pub const SETTINGS_HINT: Text = t!("离开一格就存下；只存在这台机上", "Saved as a field is left; only on this laptop");
pub const GUARD_WRONG: Text = t!("连按间隔填 0 到 1000 的数字", "The key guard is a number from 0 to 1000");
pub const SETTINGS_SAVED: Text = t!("已存：{}", "Saved: {}");

// First start.
pub const WELCOME: Text = t!("巡查：第一次打开", "xuncha: first start");
pub const WELCOME_LINES: [Text; 3] = [
    t!(
        "四格，Enter 到底。执法证号可以空着，以后在「人员」里补。",
        "Four fields, Enter through them. The card number may stay empty."
    ),
    t!(
        "不要账号，不要网络；记下的都在这台机上的一个文件里。",
        "No account, no network: all is in one file on this laptop."
    ),
    t!("Ctrl-G 中文 / English", "Ctrl-G 中文 / English"),
];
pub const LAPTOP_HINT: Text = t!("几台机各取一名，如 甲号机", "one name for each laptop");
pub const FIRST_LAPTOP: Text = t!("甲号机", "Laptop A");
pub const WHICH_LANGUAGE: Text = t!("用哪种语言", "Which language");
pub const CLOCK: Text = t!("现在是 {} {}，对吗", "It is {} {}, right?");
pub const CLOCK_RIGHT: Text = t!("对", "Right");
pub const CLOCK_WRONG: Text = t!("不对", "Wrong");
pub const CLOCK_SAYS: Text = t!("检查日期和到期都从这里取", "Visit dates and due dates are taken from here");
pub const CLOCK_MEND: Text = t!(
    "请把电脑的日期时间调对再开始检查；起止时间以填写的为准",
    "Please set the computer's clock before a visit; typed times count"
);
pub const NEXT: Text = t!("从哪里开始", "Where to begin");
pub const NEXT_IMPORT: Text = t!("导入机构名册", "Import a roster of facilities");
pub const NEXT_DEMO: Text = t!("看演示", "Look at the demonstration");
pub const NEXT_START: Text = t!("直接开始", "Start at once");
