//! Words of bringing files together: taking in, a shared folder, packages, pairing.

use super::{Text, t};

pub const TITLE: Text = t!("与同事的文件合到一起", "Bringing files together");
pub const TAKE_IN: Text = t!("并入同事的文件、包，或一个文件夹", "Take in colleagues' files, packages, or a folder");
pub const SHARED: Text = t!("共用文件夹：并入每个包，放进本机的包", "A shared folder: take in every package, leave mine");
pub const PACK: Text = t!("打包：一个封好的文件，给同事并入", "Pack: one sealed file for a colleague");
pub const LAPTOPS: Text = t!("同事的电脑：结对、移除", "Colleagues' laptops: pairing, removing");
pub const TWINS: Text =
    t!("可能记了两遍的：一个问题、一次检查、一家、一人", "What may stand twice: one finding, visit, facility, person");
pub const LINES: [Text; 2] = [
    t!("两台电脑的日志数字一样，就是一条不差。", "Where two laptops show the same log digits, they hold the same."),
    t!(
        "对方的文件只读不改；先后、次数都不要紧。",
        "Their files are only read; order and number of times do not matter."
    ),
];
pub const DIGESTS: Text = t!("本机日志 {}", "Here: log {}");
pub const FORK: Text = t!(
    "{} 的日志从第 {} 条起在两台电脑上各写各的，都在",
    "Log of {}: continued on two computers after entry {}; both kept"
);
pub const PATH: [Text; 3] = [t!("文件", "File"), t!("文件夹", "Folder"), t!("放到", "Into")];
pub const PATH_LINES: [[Text; 3]; 3] = [
    [
        t!(
            "写上、粘贴或拖进 .db、.xuncha 或文件夹的路径，Enter 先看不写。",
            "Type, paste or drag the path of a .db, .xuncha or folder; Enter looks first."
        ),
        t!(
            "对方的文件只读不改；同一文件并几次、先并谁都一样。",
            "Their file is only read. In any order, any number of times: the same."
        ),
        t!(
            "判断不同的两边都留着，先按严的算，由人定一次。",
            "Where judgements differ both stay, the stricter one counts until settled."
        ),
    ],
    [
        t!(
            "U 盘、共享或同步的文件夹；每台电脑在里面放一个包。",
            "A stick, a share, a synced folder; each laptop leaves one package."
        ),
        t!(
            "里面的包都并入，本机的包以本机名存放。",
            "Every package there is taken in, mine is left under this laptop's name."
        ),
        t!("中途断了，里面还是旧的或新的包，没有半个的。", "Interrupted, it holds old or new packages, never half ones."),
    ],
    [
        t!(
            "文件夹（以本机名为名）或 .xuncha 文件的路径。",
            "A folder (named after this laptop) or the path of a .xuncha file."
        ),
        t!(
            "本机记的都在里面；对方在这一屏选 1 并入。",
            "All that this laptop wrote is in it; the colleague takes it in with 1."
        ),
        t!("从别人那里收来的不在里面，各人打各人的包。", "What came from others is not: each packs their own."),
    ],
];
pub const PASSPHRASE: Text = t!("口令", "Passphrase");
pub const PASSPHRASE_LINE: Text = t!(
    "有的包加了口令；问打包的人。Esc 就不收这些包。",
    "Packages are encrypted; ask who packed them. Esc leaves them."
);
pub const PASSPHRASE_NEW: [Text; 2] = [
    t!(
        "不加口令就直接按 Enter。加了，别人并入时要写同一个口令。",
        "Enter alone packs without one. With one, others need it to take the package in."
    ),
    t!("这个文件夹的包有口令，就写它们的口令。", "Where the packages of the folder have one, write theirs."),
];
pub const ENTER_TAKES: [Text; 4] =
    [t!("先看，不写", "look first"), t!("并入并放进本机的包", "take in, leave mine"), t!("打包", "pack"), t!("继续", "go on")];
pub const UNDO: Text = t!("撤出上一次并入的", "Take the last merge out again");
pub const UNDO_ASK: Text = t!("撤出上一次并入的吗", "Take the last merge out again?");
pub const UNDO_WHAT: Text = t!("{} 并入的 {} 条：{}", "Of {}, {} entr{y|ies}: {}");
pub const UNDO_CHOICES: [Text; 2] = [t!("撤出", "Take it out"), t!("返回", "Back")];
pub const NOTHING_MERGED: Text = t!("没有可撤出的并入", "There is no merge to take out");
pub const BEGINS: Text = t!("开始 ...", "Beginning ...");
pub const COPYING: Text = t!("正在复制 {} / {} 兆字节", "Copying {} of {} MiB");
pub const CHECKING: Text = t!("正在核对 {}", "Checking {}");
pub const CHECKING_OF: Text = t!("正在核对第 {} 个文件，共 {} 个", "Checking file {} of {}");
pub const TAKING: Text = t!("正在核对并读入 {} / {} 条", "Checking and reading {} of {} entr{y|ies}");
pub const PACKING: Text = t!("正在打包，已写 {} 条", "Packing, {} entr{y|ies} so far");
pub const ESC_STOPS: Text = t!("Esc 停下，本机不变", "Esc stops it, nothing changes here");
pub const STOPPING: Text = t!("正在停下 ...", "Stopping ...");
pub const WOULD: Text = t!("会并入这些", "This would come in");
pub const DONE: Text = t!("好了", "Done");
pub const PARTLY: Text = t!("做了一部分，没做的写在下面", "Done in part; what was not is told below");
pub const REFUSED: Text = t!("一个也没有并入", "Nothing was taken in");
pub const TO_PASSPHRASE: Text = t!("给口令，再来一次", "Give a passphrase and try again");
pub const MORE: Text = t!("第 {} 到 {} 行，共 {} 行（上下键、PageDown）", "lines {} to {} of {} (Up, Down, PageDown)");
pub const TO_LAPTOPS: Text = t!("结对（{} 台未结对）", "Pair ({} laptop{|s} not paired)");
pub const TAKE: Text = t!("并入", "Take it in");
pub const TO_DISPUTES: Text = t!("处理分歧（{} 处）", "Settle the disputes ({})");
pub const TO_TWINS: Text = t!("可能记了两遍的（{} 对），逐对问", "What may stand twice ({} pair{|s}), one by one");
pub const TO_PAIR: Text = t!("与 {} 结对", "Pair with {}");
pub const LEAVE: Text = t!("返回", "Back");
pub const LAPTOPS_HEAD: Text = t!("选一台：结对或移除", "Choose one: pair or remove");
pub const ROW: Text = t!("{} {} {}  {} 条", "{} {} {}  {} entr{y|ies}");
pub const IS_PAIRED: Text = t!("已结对。两台电脑的数字是 {}", "It is paired. Both laptops show {}");
pub const UNNAMED: Text = t!("未命名的电脑", "an unnamed laptop");
pub const PAIR: Text = t!("与 {} 结对", "Pairing with {}");
pub const DIGITS: Text = t!("两台电脑都显示 {} 吗？", "Do both laptops show {}?");
pub const NO_DIGITS: Text =
    t!("（本机还没有密钥，记一条就有）", "(this laptop has no key yet: it gets one with its first record)");
pub const OWN: Text = t!("这是本机", "This is this laptop");
pub const ALIKE: Text = t!("一样，结对", "The same: pair it");
pub const REMOVE: Text = t!("移除：它以后写的不再收", "Remove it: what it writes later is left out");
pub const BACK: Text = t!("返回", "Back");
