//! Words of the frame around every screen: marks, notices of the app, its questions.

use super::{Text, t};

pub const DEMO: Text = t!("演示", "DEMO");
pub const TO_DEMO: Text = t!("正在打开演示，第一次要做几秒 ...", "Opening the demonstration; the first time it is made ...");
pub const TO_REAL: Text = t!("正在回到真实数据 ...", "Going back to the real file ...");
pub const NOW_DEMO: Text = t!(
    "这是演示：另一个文件，虚构的机构；按 8 回到真实数据",
    "The demonstration: a file of its own, invented; 8 goes back"
);
pub const NOW_REAL: Text = t!("回到真实数据", "Back to the real file");
pub const TRIAL: Text = t!("试验时间", "trial time");
pub const READ_ONLY: Text = t!("只读", "read-only");
pub const HELP: Text = t!("这一屏的键（打字即查找）", "The keys of this screen (type to search)");

pub const TOO_SMALL: Text = t!("窗口太小：现在 {}x{}，至少要 80x24", "Window too small: {}x{} now, at least 80x24");
pub const PASTE_TOO_LONG: Text =
    t!("贴的文字有 {} 字，一次最多 {} 字：没有贴", "{} characters pasted, at most {} at once: nothing was taken");
pub const TOO_LONG: Text = t!("这一格太长了，这些没有进去", "The field is full: this was not taken");
pub const ONLY_WHOLE: Text = t!("这里只写整数，最多 6 位；没有进去", "Whole numbers only, 6 digits at most: not taken");
pub const ONLY_DECIMAL: Text = t!("这里只写一个数，如 8.5；没有进去", "One number only, as 8.5: not taken");
pub const ONLY_DATE: Text = t!("这里只写日期，如 2026-11-27；没有进去", "A date only, as 2026-11-27: not taken");
pub const BLANKED: Text = t!("已遮屏，按 Enter 恢复", "Hidden, press Enter");
pub const ALREADY_SAVED: Text = t!("已自动存盘，不用再存", "Saved already, no need to save");
pub const NOT_QUIT: Text = t!("Ctrl-C 不退出；要退出按 Ctrl-Q", "Ctrl-C does not quit; Ctrl-Q does");
pub const QUITTING: Text = t!("存完就退出", "Quitting as soon as all is saved");
pub const SAVING: Text = t!("保存中", "saving");
pub const SAVED: Text = t!("已存盘", "saved");
pub const UNSAVED_FIELD: Text = t!("未存：离开这格即存", "not saved: leave the field");
pub const UNSAVED_BOX: Text = t!("未存：Enter 才记", "not saved: Enter records");
pub const DROPPED: Text = t!("上一项还在存盘，这一键没有记", "The last answer is still being saved: this key was not recorded");
pub const TOO_EARLY: Text = t!("这一键按在换项之前，没有记", "This key came before the item was shown: it was not recorded");
pub const LOADING: Text = t!("正在打开...", "Opening...");

pub const NOT_SAVED: Text = t!("没有存上", "Not saved");
pub const TRIED: Text = t!("（试了 {} 次）", " ({} tries)");
pub const RETRY: Text = t!("再试一次", "Try again");
pub const GIVE_UP: Text = t!("放弃这一条（没有记）", "Give this one up (it is not recorded)");
pub const REALLY_GIVE_UP: Text = t!("真的放弃？这一条就没有记", "Give it up? It is then not recorded");
pub const KEEP_TRYING: Text = t!("不放弃，再试一次", "Keep it, try again");
pub const DO_GIVE_UP: Text = t!("放弃", "Give it up");
pub const GIVEN_UP: Text = t!("放弃了，这一条没有记", "Given up: it was not recorded");
pub const ONLY_READ: Text = t!("只能看，不能记", "Open to read only: nothing can be recorded");
pub const ONLY_READ_GO_ON: Text = t!("Enter 接着看", "Enter goes on reading");
pub const BEFORE_WRITING: Text = t!("记录之前请先看", "Read this before recording");
pub const GO_ON: Text = t!("Enter 继续，Ctrl-Q 退出", "Enter goes on, Ctrl-Q quits");
pub const GONE: Text = t!(
    "存盘的部分已停，不能再记录。已存的都在。请按 Ctrl-Q 退出，再打开。",
    "The part that saves has stopped; nothing more can be recorded. What was saved is there. Ctrl-Q, then open again."
);
