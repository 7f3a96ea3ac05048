//! `trust`: how the laptops of colleagues stand here. Pairing is two people comparing six digits once.

use super::out::Out;
use super::session::Session;
use crate::failure::Failure;
use crate::failure::rule::Refusal;
use crate::merge::laptop_named;
use crate::request::exchange::{Laptop, Standing};
use crate::store::Log;
use crate::text::{Lang, t};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

#[derive(Args, Debug)]
pub struct Trust {
    #[command(subcommand)]
    pub what: TrustCommand,
}

#[derive(Subcommand, Debug)]
pub enum TrustCommand {
    List,
    Add(TrustAdd),
    Remove(TrustRemove),
}

#[derive(Args, Debug)]
pub struct TrustAdd {
    #[arg(value_name = "LAPTOP")]
    pub laptop: String,
    #[arg(long, value_name = "DIGITS")]
    pub digits: Option<String>,
}

#[derive(Args, Debug)]
pub struct TrustRemove {
    #[arg(value_name = "LAPTOP")]
    pub laptop: String,
}

pub fn run(session: &Session, args: &Trust) -> Result<Out, Failure> {
    let lang = session.lang;
    match &args.what {
        TrustCommand::List => {
            let laptops = session.open_to_read()?.laptops()?;
            let words: Vec<String> = laptops.iter().map(|l| said(l, lang)).collect();
            Ok(Out::of(Value::Array(laptops.iter().map(told).collect()), words.join("\n")))
        }
        TrustCommand::Add(args) => {
            let mut log = session.open()?;
            let laptop = find(&mut log, &args.laptop)?;
            let plain = |digits: &str| digits.chars().filter(char::is_ascii_digit).collect::<String>();
            let shown = laptop.digits.as_deref().map(plain);
            if let Some(digits) = &args.digits
                && shown.as_deref() != Some(&plain(digits))
            {
                return Err(Failure::Rule(Refusal::OtherDigits { laptop: laptop.name }));
            }
            stand(session, &mut log, laptop, Standing::Paired)
        }
        TrustCommand::Remove(args) => {
            let mut log = session.open()?;
            let laptop = find(&mut log, &args.laptop)?;
            stand(session, &mut log, laptop, Standing::Removed)
        }
    }
}

fn stand(session: &Session, log: &mut Log, laptop: Laptop, standing: Standing) -> Result<Out, Failure> {
    log.set_standing(&laptop, standing, &session.now)?;
    let laptop = Laptop { standing, ..laptop };
    Ok(Out::of(told(&laptop), said(&laptop, session.lang)))
}

/// The laptop of this name, or whose key begins so.
fn find(log: &mut Log, what: &str) -> Result<Laptop, Failure> {
    let key = |l: &Laptop| l.key.to_string();
    let mut fits: Vec<Laptop> = log.laptops()?.into_iter().filter(|l| l.name == what || key(l).starts_with(what)).collect();
    match fits.len() {
        0 => Err(Failure::Rule(Refusal::NotFound { what: what.into() })),
        1 => Ok(fits.remove(0)),
        _ => Err(Failure::Rule(Refusal::Several { what: what.into(), fits: fits.iter().map(key).collect() })),
    }
}

fn told(laptop: &Laptop) -> Value {
    json!({
        "key": laptop.key, "laptop": laptop.name, "standing": laptop.standing.word(), "entries": laptop.entries,
        "digits": laptop.digits,
    })
}

fn said(laptop: &Laptop, lang: Lang) -> String {
    let name = laptop_named(&laptop.name, lang);
    let words = t!("{}  {}  {} 条  {}", "{}  {}  {} entr{y|ies}  {}");
    let key = laptop.key.to_string();
    let standing = laptop.standing.words().get(lang);
    let line = words.fill(lang, &[&name, &standing, &laptop.entries, &&key[..8]]);
    match &laptop.digits {
        Some(digits) => format!("{line}  {}", t!("结对数字 {}", "pairing digits {}").fill(lang, &[digits])),
        None => line,
    }
}
