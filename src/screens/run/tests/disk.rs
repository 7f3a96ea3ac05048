//! The disk refuses, or the store ends: it is said, offered again, and nothing is called saved that is not.

use super::slips::plain;
use super::*;

#[test]
fn a_write_that_the_disk_refused_is_said_and_offered_again() {
    let mut s = plain();
    let path = std::path::PathBuf::from("巡查.db");
    s.refuse = Some(crate::failure::Failure::Disk(crate::failure::disk::Disk::Full { path }));
    s.keys("1");
    assert_eq!((verdict(&s, "P-0"), current(&s).as_str()), (None, "1.01"));
    assert!(s.shows("磁盘已满") && s.shows("再试一次"));
    assert!(s.line(0).contains("保存中"), "{}", s.line(0));
    s.keys("3");
    s.keys("1");
    assert_eq!((verdict(&s, "P-0"), current(&s).as_str()), (Some(Verdict::Pass), "1.02"));
    assert!(s.line(0).contains("已存盘"), "{}", s.line(0));
}

#[test]
fn a_write_that_was_refused_is_given_up_only_by_saying_so_twice() {
    let mut s = plain();
    let refusal = || {
        let path = std::path::PathBuf::from("巡查.db");
        Some(crate::failure::Failure::Disk(crate::failure::disk::Disk::Full { path }))
    };
    s.refuse = refusal();
    s.keys("1");
    s.refuse = refusal();
    s.keys("2<Esc>1");
    assert_eq!(verdict(&s, "P-0"), None);
    assert!(s.shows("没有存上"), "2 alone gives nothing up, and 1 is refused again");
    s.keys("22");
    assert!(!s.shows("没有存上") && s.shows("放弃了"));
    assert_eq!((verdict(&s, "P-0"), current(&s).as_str()), (None, "1.01"));
    s.keys("1");
    assert_eq!(verdict(&s, "P-0"), Some(Verdict::Pass));
}

#[test]
fn the_program_ends_only_when_nothing_waits() {
    let mut s = plain();
    s.slow = true;
    s.keys("1<C-c>");
    s.keys("<C-q>");
    assert!(!s.app.finished());
    s.slow = false;
    s.settle();
    assert!(s.app.finished() && verdict(&s, "P-0") == Some(Verdict::Pass));
}

#[test]
fn the_end_of_the_store_is_said_and_the_program_can_be_left() {
    let mut s = plain();
    s.app.receive(crate::request::Reply::Gone);
    s.keys("<Down>");
    s.keys("1");
    assert!(verdict(&s, "P-1").is_none());
    assert!(s.shows("存盘的部分已停"), "{}", s.screen());
    s.keys("<C-q>");
    assert!(s.app.finished());
}

#[test]
fn what_is_typed_and_not_written_yet_is_never_called_saved() {
    let mut s = plain();
    s.keys("2");
    assert!(s.line(0).ends_with("已存盘"), "{}", s.line(0));
    s.keys("后厨");
    assert!(s.line(0).ends_with("未存：离开这格即存"), "{}", s.line(0));
    s.keys("<Enter>");
    assert!(s.line(0).ends_with("已存盘"), "{}", s.line(0));
    s.keys("<Esc><Up><Up><Down><Down><Enter>备");
    assert!(s.line(0).ends_with("未存：Enter 才记"), "{}", s.line(0));
    s.keys("<Enter>");
    assert!(s.line(0).ends_with("已存盘"), "{}", s.line(0));
    s.keys("<Enter>");
    assert!(s.line(0).ends_with("已存盘"), "a note that is there is saved\n{}", s.line(0));
    s.keys("<Esc>47门");
    assert!(s.line(0).ends_with("未存：Enter 才记"), "{}", s.line(0));
}
