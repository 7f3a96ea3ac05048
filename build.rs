//! Lists every file of `db/content` for the program to carry, so that a new checklist needs no line of code.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let content = root.join("db/content");
    println!("cargo::rerun-if-changed=build.rs");
    let mut files = Vec::new();
    gather(&content, &mut files);
    files.sort();
    let mut code = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&content).expect("gathered below it").to_string_lossy().replace('\\', "/");
        code += &format!("    ({name:?}, include_str!({:?})),\n", file.to_string_lossy());
    }
    code += "]\n";
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the output folder"));
    #[expect(clippy::disallowed_methods, reason = "a build script writes into the build folder only")]
    fs::write(out.join("content.rs"), code).expect("the output folder can be written");
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
