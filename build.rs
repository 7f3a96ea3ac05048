//! Lists every file of `db/content` for the program to carry, so that a new checklist needs no line of code, and makes the
//! checklists among them whole, so that opening one never has to look into another.

#[path = "src/content/whole.rs"]
mod whole;

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the output folder"));
    let content = root.join("db/content");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/content/whole.rs");
    let mut files = Vec::new();
    gather(&content, &mut files);
    files.sort();
    let (mut sources, mut lists) = (Vec::new(), Vec::new());
    for file in &files {
        let name = file.strip_prefix(&content).expect("gathered below it").to_string_lossy().replace('\\', "/");
        if name.starts_with("checklists/") {
            let text = fs::read_to_string(file).expect("a gathered file reads");
            let list: Value = toml::from_str(&text).unwrap_or_else(|e| panic!("db/content/{name}: {e}"));
            lists.push((name.clone(), list));
        }
        sources.push((name, file.clone()));
    }
    write(&out.join("content.rs"), &carried(&sources));
    write(&out.join("titles.rs"), &titles(&lists));
    let homes = whole::Homes(lists.iter().map(|(_, list)| list).collect());
    let mut made: Vec<(u64, String, PathBuf)> = Vec::new();
    for (name, list) in &lists {
        let file = out.join(name.replace("checklists/", "").replace(".toml", ".json"));
        write(&file, &whole::whole(list, &homes).to_string());
        made.push((list["rank"].as_u64().unwrap_or(u64::MAX), name.clone(), file));
    }
    made.sort();
    let made: Vec<(String, PathBuf)> = made.into_iter().map(|(_, name, file)| (name, file)).collect();
    write(&out.join("lists.rs"), &carried(&made));
}

/// A table of names and the texts of files.
fn carried(files: &[(String, PathBuf)]) -> String {
    let line = |(name, file): &(String, PathBuf)| format!("    ({name:?}, include_str!({:?})),\n", file.to_string_lossy());
    format!("&[\n{}]\n", files.iter().map(line).collect::<String>())
}

/// Every item's id of today and short title under that id and its former ones, in their order.
fn titles(lists: &[(String, Value)]) -> String {
    let mut titles = BTreeMap::new();
    for item in lists.iter().filter_map(|(_, l)| l["item"].as_array()).flatten() {
        let former = item["aliases"].as_array().into_iter().flatten();
        for id in former.chain([&item["id"]]).filter_map(Value::as_str) {
            let said = |lang: &str| item["short"][lang].as_str().unwrap_or_default();
            titles.insert(id, (item["id"].as_str().unwrap_or_default(), said("zh"), said("en")));
        }
    }
    let line = |(id, (now, zh, en)): (&str, (&str, &str, &str))| format!("    ({id:?}, {now:?}, t!({zh:?}, {en:?})),\n");
    format!("&[\n{}]\n", titles.into_iter().map(line).collect::<String>())
}

fn write(file: &Path, text: &str) {
    #[expect(clippy::disallowed_methods, reason = "a build script writes into the build folder only")]
    fs::write(file, text).expect("the output folder can be written");
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder).expect("the content folder reads") {
        let path = entry.expect("the content folder reads").path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|e| e == "toml") {
            files.push(path);
        }
    }
}
