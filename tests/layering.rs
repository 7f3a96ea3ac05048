//! The house of the design, kept true: floors, the purity of the deciding wing, short files, no forgotten test file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground. A module uses only those below its own (and itself).
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["domain", "search"],
    &["journal", "content"],
    &["views", "theme", "failure"],
    &["widgets", "keymap", "request", "report"],
    &["screens", "disk"],
    &["app", "store"],
    &["merge", "files"],
    &["terminal", "worker"],
    &["cli", "fuzz"],
];

/// The deciding wing: pure, and never uses the doing one.
const DECIDING: &[&str] = &[
    "text", "domain", "search", "journal", "content", "views", "theme", "failure", "widgets", "keymap", "request", "report",
    "screens", "app",
];

/// What a pure module may not name.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::time",
    "std::thread",
    "std::net",
    "std::env",
    "std::process",
    "std::io",
    "rusqlite",
    "getrandom",
    "Zoned::now",
    "Timestamp::now",
    "calamine",
    "rust_xlsxwriter",
    "directories::",
    "open::that",
];

/// Lines of a file, tests and plain tables not counted.
const LONGEST: usize = 400;

/// Files that are plain tables: words, keys, colours.
const TABLES: &[&str] = &["text/", "keymap/"];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|f| f.contains(&module))
}

/// Source files under `folder`, with their path from it.
fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Without comments and without what comes after the first `#[cfg(test)] mod`.
fn code(text: &str) -> String {
    let text = match text.find("#[cfg(test)]\nmod tests {") {
        Some(at) => &text[..at],
        None => text,
    };
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Top-level modules named as `crate::x`, also in braces after `crate::`.
fn used(code: &str) -> Vec<String> {
    let word = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => names.push(word(rest)),
            Some(inside) => {
                let mut depth = 0;
                let mut start = true;
                for (i, c) in inside.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && !c.is_whitespace() => {
                            names.push(word(&inside[i..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

/// Every sentence about a tree of sources that breaks a rule of the house.
fn faults(files: &[(String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path != "main.rs" && path != "lib.rs" && !is_test_file(path)) {
        let module = path.split('/').next().unwrap().trim_end_matches(".rs");
        let code = code(text);
        let Some(own) = floor(module) else {
            faults.push(format!("{path}: `{module}` has no floor in the house"));
            continue;
        };
        for name in used(&code) {
            match floor(&name) {
                Some(other) if name != module && other >= own => {
                    faults.push(format!("{path} uses `{name}`, which is not below `{module}`"))
                }
                Some(_) if DECIDING.contains(&module) && !DECIDING.contains(&name.as_str()) => {
                    faults.push(format!("{path} decides but uses `{name}`, which does"));
                }
                _ => {}
            }
        }
        if DECIDING.contains(&module) {
            for name in IMPURE.iter().filter(|name| code.contains(**name)) {
                faults.push(format!("{path} is pure but names `{name}`"));
            }
        }
        if module != "store" && module != "merge" && code.contains("rusqlite") && DECIDING.contains(&module) {
            faults.push(format!("{path} speaks SQL; only store does"));
        }
        let lines = code.lines().filter(|l| !l.trim().is_empty()).count();
        if lines > LONGEST && !TABLES.iter().any(|t| path.starts_with(t)) {
            faults.push(format!("{path} has {lines} lines: it wants a second room"));
        }
        if !text.starts_with("//!") {
            faults.push(format!("{path} does not say its one job in its first line"));
        }
    }
    faults
}

#[test]
fn the_house_stands_as_designed() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let faults = faults(&sources(&src));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn each_kind_of_fault_is_seen() {
    let long = format!("//! Long.\n{}", "fn f() {}\n".repeat(LONGEST + 1));
    let planted = [
        ("domain/a.rs", "//! Looks up.\nuse crate::store::Log;", "not below `domain`"),
        ("domain/b.rs", "//! Looks up in braces.\nuse crate::{text::t, views::visit};", "domain/b.rs uses `views`"),
        ("journal/c.rs", "//! Impure.\nuse std::time::Instant;", "journal/c.rs is pure but names `std::time`"),
        ("screens/d.rs", "//! Does.\nuse crate::disk::Home;", "screens/d.rs uses `disk`"),
        ("app.rs", "//! Does.\nuse crate::disk::Home;", "app.rs decides but uses `disk`, which does"),
        ("app.rs", "//! SQL.\nuse rusqlite::Connection;", "app.rs is pure but names `rusqlite`"),
        ("store/e.rs", &long, "second room"),
        ("attic/f.rs", "//! Nowhere.", "no floor"),
        ("text/g.rs", "fn f() {}", "one job"),
    ];
    for (path, text, expected) in planted {
        let faults = faults(&[(path.to_string(), text.to_string())]);
        assert!(faults.iter().any(|f| f.contains(expected)), "{path}: {faults:?}");
    }
    let fine =
        "//! Fine.\n// crate::store in a comment\nuse crate::text::t;\n#[cfg(test)]\nmod tests {\n use crate::store::Log;\n}";
    assert_eq!(faults(&[("domain/h.rs".to_string(), fine.to_string())]), Vec::<String>::new());
}

#[test]
fn no_test_file_is_forgotten() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let main = fs::read_to_string(tests.join("main.rs")).unwrap();
    let mut by_name: BTreeMap<String, PathBuf> = BTreeMap::new();
    for entry in fs::read_dir(&tests).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_module = path.extension().is_some_and(|e| e == "rs") || path.join("mod.rs").exists();
        if is_module && name != "main" {
            by_name.insert(name, path);
        }
    }
    let forgotten: Vec<_> = by_name.keys().filter(|name| !main.contains(&format!("mod {name};"))).collect();
    assert!(forgotten.is_empty(), "tests/main.rs does not name {forgotten:?}");
}
