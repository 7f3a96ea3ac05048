//! A laptop on a desk: a data folder of its own, settings as after the first start, and the line forms to fill it.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// 09:00 of the day that the tests play on.
pub const MORNING: &str = "2026-11-24T09:00:00+08:00";

pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A laptop with settings and no data. Its key is fixed, so that pictures of it are the same everywhere.
    pub fn new(laptop: &str) -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Desk { folder };
        std::fs::create_dir_all(desk.home()).expect("a data folder");
        let settings =
            format!("unit = \"虚构区民政局\"\nlaptop = \"{laptop}\"\nlang = \"zh\"\nfolder = {:?}\n", desk.path("out"));
        std::fs::write(desk.home().join("settings.toml"), settings).expect("settings");
        let key = data_encoding::BASE64URL_NOPAD.encode(&[laptop.len() as u8; 32]);
        std::fs::write(desk.home().join("laptop.key"), key).expect("a key");
        desk
    }

    /// A laptop as it comes out of its box: a data folder that is not there yet.
    pub fn fresh() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn db(&self) -> PathBuf {
        self.home().join("xuncha.db")
    }

    /// Runs a line form with nothing of this machine's environment.
    pub fn call(&self, now: &str, args: &[&str]) -> Output {
        self.command(now, env!("CARGO_BIN_EXE_xuncha")).args(args).output().expect("the program runs")
    }

    /// The same, bound by read-only marks even where the tests run as root.
    #[cfg(target_os = "linux")]
    pub fn call_powerless(&self, now: &str, args: &[&str]) -> Output {
        let mut command = self.command(now, env!("CARGO_BIN_EXE_xuncha"));
        command.args(args);
        crate::power::without(move || command.output().expect("the program runs"))
    }

    /// The same on a disk where no file grows past `bytes`.
    #[cfg(unix)]
    pub fn call_on_a_full_disk(&self, now: &str, bytes: u64, args: &[&str]) -> Output {
        let mut command = self.command(now, "/bin/sh");
        let limited = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", bytes / 512);
        command.args(["-c", &limited, env!("CARGO_BIN_EXE_xuncha")]).args(args).output().expect("the program runs")
    }

    fn command(&self, now: &str, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("XUNCHA_HOME", self.home()).env("XUNCHA_NOW", now).env("HOME", self.folder.path());
        command
    }

    /// A line form that must succeed; what it printed as JSON.
    #[track_caller]
    pub fn json(&self, now: &str, args: &[&str]) -> Value {
        let mut all = args.to_vec();
        all.push("--json");
        let output = self.call(now, &all);
        let text = String::from_utf8_lossy(&output.stdout);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{args:?}: {text}{said}");
        serde_json::from_str(text.trim()).unwrap_or_else(|e| panic!("{args:?}: {e}: {text}"))
    }

    /// Imports the small roster of the tests.
    pub fn roster(&self) -> &Desk {
        let file = self.path("名册.csv");
        std::fs::write(&file, ROSTER).expect("a roster");
        self.json(MORNING, &["import", "facilities", file.to_str().expect("a path")]);
        self
    }

    /// The id of the facility of this name.
    #[track_caller]
    pub fn facility(&self, name: &str) -> String {
        let all = self.json(MORNING, &["list", "facilities"]);
        let found = all.as_array().and_then(|all| all.iter().find(|f| f["name"] == name));
        found.and_then(|f| f["id"].as_str()).unwrap_or_else(|| panic!("no {name} in {all}")).to_string()
    }

    /// Opens a visit and gives its id.
    #[track_caller]
    pub fn visit(&self, facility: &str, lists: &[&str]) -> String {
        let id = self.facility(facility);
        let mut args = vec!["new", id.as_str(), "--kind", "routine", "--date", "2026-11-24", "--as", "检甲"];
        for list in lists {
            args.extend(["--list", list]);
        }
        self.json(MORNING, &args)["id"].as_str().expect("an id").to_string()
    }

    /// Whether `verify` finds everything in order.
    #[track_caller]
    pub fn verify(&self) {
        let output = self.call(MORNING, &["verify"]);
        assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// Opens a database as any SQLite tool would. Not read-only: after a power cut the first opener rolls a half-written
/// transaction back.
pub fn open(db: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(db).expect("the database opens")
}

const ROSTER: &str = "机构名称,类型,街道,地址,床位数,联系电话,备案号\n\
    康宁养老院,养老机构,虚构路街道,虚构路1号,120,00000001,虚备001\n\
    霁禾里长者食堂,社区长者食堂,虚构路街道,虚构路2号,,00000002,虚备002\n\
    长乐长者照护之家,长者照护之家,甲乙镇,甲乙路3号,30,00000003,虚备003\n";
