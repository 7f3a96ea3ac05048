//! The line forms as other programs rely on them: each word and flag, each field of the JSON, each exit code. A test here
//! reads like a script that somebody wrote with the documentation in hand.

mod answering;
mod arguments;
mod around;
mod exchange;
mod exporting;
mod facilities;
mod figures;
mod findings;
mod forms;
mod hostile;
mod importing;
mod keeping;
mod listing;
mod merging;
mod office;
mod papers;
mod people;
mod plain;
mod plans;
mod undoing;
mod visits;
mod whole_visit;

use crate::desk::{Desk, MORNING};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::process::Command;

/// One call: its words, its clock, who writes, and what else of the environment.
#[must_use]
pub struct Line<'a> {
    desk: &'a Desk,
    args: Vec<OsString>,
    env: BTreeMap<String, OsString>,
}

/// What a call said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    /// A call with nothing of this machine's environment, at nine in the morning of the day that the tests play on.
    pub fn line<S: Into<OsString>>(&self, words: impl IntoIterator<Item = S>) -> Line<'_> {
        let env = BTreeMap::from([
            ("XUNCHA_HOME".to_string(), self.home().into()),
            ("HOME".to_string(), self.path("").into()),
            ("XUNCHA_NOW".to_string(), MORNING.into()),
        ]);
        Line { desk: self, args: words.into_iter().map(Into::into).collect(), env }
    }

    /// The same from a line as one would type it; words stand between blanks.
    pub fn typed(&self, line: &str) -> Line<'_> {
        self.line(line.split_whitespace())
    }
}

impl Line<'_> {
    pub fn arg(mut self, word: impl Into<OsString>) -> Self {
        self.args.push(word.into());
        self
    }

    pub fn args<S: Into<OsString>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(words.into_iter().map(Into::into));
        self
    }

    /// Who writes.
    pub fn by(self, person: &str) -> Self {
        self.args(["--as", person])
    }

    /// At another time.
    pub fn at(self, now: &str) -> Self {
        self.env("XUNCHA_NOW", now)
    }

    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.insert(name.into(), value.into());
        self
    }

    /// Makes the call, whatever comes of it.
    pub fn call(&self) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xuncha"));
        command.env_clear().envs(&self.env).args(&self.args).current_dir(self.desk.path(""));
        let output = command.output().expect("the program runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("what it prints is UTF-8");
        let code = output.status.code().expect("it ends by itself");
        Said { code, out: text(output.stdout), err: text(output.stderr) }
    }

    /// The call ends well; what it printed.
    #[track_caller]
    pub fn says(self) -> String {
        self.says_with(0)
    }

    /// The call ends with this code and says so on the standard output: `verify`, `merge`, `import`.
    #[track_caller]
    pub fn says_with(self, code: i32) -> String {
        let said = self.call();
        assert_eq!(said.code, code, "{:?}: {}{}", self.args, said.out, said.err);
        assert_eq!(said.err, "", "{:?}: no complaint", self.args);
        said.out
    }

    /// One line of JSON and nothing else.
    #[track_caller]
    pub fn json(self) -> Value {
        self.json_with(0)
    }

    #[track_caller]
    pub fn json_with(self, code: i32) -> Value {
        let said = self.arg("--json").says_with(code);
        let line = said.strip_suffix('\n').unwrap_or_else(|| panic!("no line end: {said}"));
        assert!(!line.contains('\n') && !line.contains('\r'), "more than one line: {said}");
        serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))
    }

    /// The id that the call gives.
    #[track_caller]
    pub fn id(self) -> String {
        let json = self.json();
        json["id"].as_str().unwrap_or_else(|| panic!("no id in {json}")).to_string()
    }

    /// The call is refused with this code: a sentence on the standard error, nothing on the standard output; with `--json`
    /// the same sentence in one line of JSON, still on the standard error. Nothing was written either time.
    #[track_caller]
    pub fn refused(self, code: i32) -> String {
        let db = self.desk.db();
        let before = std::fs::read(&db).ok();
        let said = self.call();
        assert_eq!(said.code, code, "{:?}: {}{}", self.args, said.out, said.err);
        assert_eq!(said.out, "", "{:?}: the standard output is for results", self.args);
        let sentence = said.err.lines().next().unwrap_or_default().to_string();
        assert!(!sentence.is_empty(), "{:?}: nothing is said", self.args);
        let again = self.arg("--json").call();
        assert_eq!((again.code, again.out.as_str()), (code, ""), "with --json: {}", again.err);
        let json: Value = serde_json::from_str(again.err.trim_end()).unwrap_or_else(|e| panic!("{e}: {}", again.err));
        let told = json["error"].as_str().unwrap_or_else(|| panic!("no error in {json}"));
        assert_eq!(json["code"], code);
        assert!(said.err.contains(told.lines().next().unwrap_or_default()), "{} is not {told}", said.err);
        let same = before.is_none() || std::fs::read(&db).ok() == before;
        assert!(same, "{sentence:?}: refused, and yet something was written");
        said.err
    }
}

/// A list of ids or words in a JSON array, by their field.
#[track_caller]
pub fn each(array: &Value, field: &str) -> Vec<String> {
    let all = array.as_array().unwrap_or_else(|| panic!("no array: {array}"));
    all.iter().map(|row| row[field].as_str().unwrap_or_else(|| panic!("no {field} in {row}")).to_string()).collect()
}

/// The one row of an array whose field has this value.
#[track_caller]
pub fn row<'v>(array: &'v Value, field: &str, value: &str) -> &'v Value {
    let all = array.as_array().unwrap_or_else(|| panic!("no array: {array}"));
    let mut found = all.iter().filter(|row| row[field] == value);
    match (found.next(), found.next()) {
        (Some(one), None) => one,
        (None, _) => panic!("no {field} {value} in {array}"),
        _ => panic!("{field} {value} stands twice in {array}"),
    }
}

/// Whether the object has every one of these fields.
#[track_caller]
pub fn has_fields(object: &Value, fields: &str) {
    let of = object.as_object().unwrap_or_else(|| panic!("no object: {object}"));
    for field in fields.split_whitespace() {
        assert!(of.contains_key(field), "no `{field}` in {object}");
    }
}

/// A laptop with the small roster and a visit by 检甲 with the fire and food lists; desk and the visit's id.
pub fn at_the_home() -> (Desk, String) {
    let desk = Desk::new("甲号机");
    desk.roster();
    let visit = desk.visit("康宁养老院", &["fire", "food"]);
    (desk, visit)
}

/// A verdict of a point as it stands, or `null`.
#[track_caller]
pub fn verdict(desk: &Desk, visit: &str, item: &str) -> Value {
    let visit = desk.line(["show", visit]).json();
    row(&visit["items"], "item", item)["verdict"].clone()
}

/// The whole value of a point as it stands.
#[track_caller]
pub fn point(desk: &Desk, id: &str) -> Value {
    let visit = desk.line(["show", id.split('/').next().unwrap_or_default()]).json();
    let point = &visit["points"][id]["value"];
    assert!(point.is_object(), "no {id} in {}", visit["points"]);
    point.clone()
}

/// How many entries the file holds.
#[track_caller]
pub fn entries(desk: &Desk) -> u64 {
    desk.typed("stats").json()["entries"].as_u64().expect("a number")
}
