//! Words of the line forms that work on whole files: what each command and flag is for.

use crate::text::{Text, t};

/// Goes on with the table of the others.
pub const ABOUT: &[(&str, Text)] = &[
    ("stats", t!("数一数", "Count what is there")),
    ("digest", t!("日志和状态的摘要", "Digests of the log and of the state")),
    (
        "verify",
        t!(
            "核对日志：编号、链、封印、投影、SQLite 自检",
            "Check the log: ids, chains, seals, projections, SQLite's own check"
        ),
    ),
    (
        "verify.files",
        t!(
            "不写：打开的文件。一个：这个文件或包完好吗。两个：两个一样吗，谁缺什么",
            "None: the open file. One: whether that file or package is whole. Two: whether both hold the same, and who lacks what"
        ),
    ),
    (
        "verify.passphrase",
        t!("包的口令；- 是从标准输入读一行", "Passphrase of the package; - reads a line of the input"),
    ),
    ("pack", t!("打包：一个封好的文件，给同事并入", "Pack: one sealed file for a colleague to take in")),
    ("pack.target", t!("文件，或放进去的文件夹（以本机名为名）", "A file, or a folder (named after this laptop)")),
    ("pack.all", t!("连同从别人那里收来的", "With all that came from others too")),
    (
        "pack.passphrase",
        t!("加口令（age 格式）；- 是从标准输入读一行", "Encrypt it (age format); - reads a line of the input"),
    ),
    (
        "sync",
        t!(
            "并入共用文件夹里的每个包，并放进本机的包",
            "Take in every package of a shared folder and leave this laptop's own there"
        ),
    ),
    ("sync.folder", t!("U 盘、共享或同步的文件夹", "The folder: a stick, a share, a synced folder")),
    ("sync.trust_new", t!("认可没见过的本机", "Accept laptops not seen before")),
    (
        "sync.passphrase",
        t!("各包共用的口令；- 是从标准输入读一行", "The passphrase of the packages; - reads a line of the input"),
    ),
    (
        "salvage",
        t!(
            "从坏了的数据文件里救出没坏的，并说明少了什么",
            "Take out of a damaged file what is whole, and tell what was lost"
        ),
    ),
    ("salvage.broken", t!("坏了的文件", "The damaged file")),
    ("salvage.output", t!("救出的包写到哪里", "Where the package of what was saved is written")),
    ("trust", t!("同事的电脑：结对、移除", "Colleagues' laptops: pairing, removing")),
    ("trust list", t!("列出各台电脑和结对数字", "List the laptops, and the digits to compare")),
    ("trust add", t!("结对：两边的六位数字一样", "Pair it: both sides show the same six digits")),
    ("trust add.laptop", t!("本机名，或密钥的开头", "Its name, or how its key begins")),
    (
        "trust add.digits",
        t!("对方显示的六位数字；不一样就不结对", "The six digits shown there; where they differ it is not paired"),
    ),
    (
        "trust remove",
        t!("移除：它以后写的不再收，以前的都留着", "Remove it: what it writes later is left out, earlier entries stay"),
    ),
    ("trust remove.laptop", t!("本机名，或密钥的开头", "Its name, or how its key begins")),
    ("rebuild", t!("由日志重建投影", "Make the projections anew from the log")),
    ("backup", t!("备份到一个新文件，程序开着也可以", "Copy to a new file, also while the program is open")),
    ("backup.file", t!("新文件", "The new file")),
    ("merge", t!("并入同事的数据文件或包", "Take in colleagues' files or packages")),
    (
        "merge.files",
        t!("同事的文件或包，可写多个，也可以是文件夹", "The colleague's file or package; several, or a folder"),
    ),
    ("merge.dry_run", t!("只看会并入什么，不写", "Only tell what would be taken in")),
    (
        "merge.passphrase",
        t!("包的口令；- 是从标准输入读一行", "Passphrase of the package; - reads a line of the input"),
    ),
    ("merge.undo", t!("撤出上一次并入的", "Take the last merge out again")),
    ("merge.trust_new", t!("认可没见过的本机", "Accept laptops not seen before")),
    ("checklist", t!("检查表", "Checklists")),
    ("checklist list", t!("列出检查表", "List the checklists")),
    ("checklist show", t!("看一张检查表", "Show a checklist")),
    ("checklist show.id", t!("检查表编号", "Id of the checklist")),
    ("checklist lint", t!("检查内容文件，一次说出所有错处", "Lint content files: all faults at once")),
    (
        "checklist lint.files",
        t!("文件，不写就查自带的和本机的", "Files; without any, those carried along and this laptop's own"),
    ),
    ("checklist lint.unverified", t!("列出待核实的依据并计数", "List and count the citations nobody has read")),
    (
        "checklist lint.on",
        t!("这一天哪些检查项的依据不在施行期", "Which items stand on something out of force on this day"),
    ),
    (
        "checklist import",
        t!("把 XLSForm（survey、choices）导入为本区检查表", "Make a district checklist of an XLSForm (survey, choices)"),
    ),
    ("checklist import.file", t!("XLSX 文件", "The XLSX file")),
    (
        "checklist import.output",
        t!("写到哪个文件，不写就放进数据文件夹", "Where to write it; the data folder unless given"),
    ),
    ("checklist import.dry_run", t!("只试，不写文件", "Only try, write nothing")),
    ("checklist rules", t!("升级、移送和合格线取舍的规则", "The rules of rising, handing over and limits")),
    ("demo", t!("生成演示数据（虚构），单独一个文件", "Make a demonstration (invented), in a file of its own")),
    ("demo.facilities", t!("机构数", "Number of facilities")),
    ("demo.answers", t!("记录数（约）", "Number of answers")),
    ("demo.seed", t!("种子，同样的种子出同样的数据", "Seed: the same seed gives the same district")),
    ("demo.laptop", t!("第几台电脑", "Which laptop it is")),
    ("demo.today", t!("以哪一天为今天", "The day it is made for")),
    ("bench", t!("在这台电脑上量速度，与裸 SQLite 对照", "Measure on this machine, beside bare SQLite")),
    ("bench.only", t!("只做一样，从外面量", "Do one thing only, measured from outside")),
    ("bench.runs", t!("每样量几次，取中位数", "How often each is measured; the median counts")),
    (
        "bench.answers",
        t!("没有指定文件时，演示数据的记录数", "Answers of the demonstration made where no file is named"),
    ),
];
