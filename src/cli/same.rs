//! `same`: two facilities, visits, people or findings are one, or are not after all. Taken back like any other record.

use super::args::Same;
use super::find;
use super::out::Out;
use super::parse::unguarded;
use super::people::People;
use super::session::Session;
use crate::domain::name::Id;
use crate::domain::subject::Subject;
use crate::failure::Failure;
use crate::request::{finding, same};
use crate::text::t;
use serde_json::json;

pub fn run(session: &Session, args: &Same) -> Result<Out, Failure> {
    let mut log = session.open()?;
    let id = |typed: &str| unguarded(typed).trim().parse::<Id>();
    let draft = match (id(&args.a), id(&args.b)) {
        (Ok(a), Ok(b)) => same::same(&log.same(a, b)?, !args.apart, args.reason.clone()).map_err(Failure::Rule)?,
        _ => {
            let (a, b) = (log.finding(&find::point(&args.a)?)?.row.id, log.finding(&find::point(&args.b)?)?.row.id);
            let (a, b) = if args.apart { (find::point(&args.a)?, find::point(&args.b)?) } else { (a, b) };
            let heads = log.said(&Subject::same(&a, &b))?.heads;
            finding::same(&a, &b, !args.apart, heads, args.reason.clone())
        }
    };
    let subject = draft.subject.clone();
    let mut people = People::of(&mut log, session)?;
    let written = people.write(&mut log, vec![draft], session)?;
    let words = match args.apart {
        false => t!("并为一个：{}", "They are one: {}"),
        true => t!("分开：{}", "They are two: {}"),
    };
    let json = json!({ "id": subject, "entry": written.ids.first(), "same": !args.apart });
    Ok(Out::of(json, words.fill(session.lang, &[&subject])))
}
