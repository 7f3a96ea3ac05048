//! Names that two laptops must find alone are derived from what they name. These bytes are frozen.

use super::facility::FacilityType;
use super::inspection::Kind;
use super::name::{EntryId, FacilityId, Id, InspectionId, LogId, PersonId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// NFKC, no blanks: the only normalisation. Fixed for ever.
pub fn normal(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
}

/// A street without its office's ending: 友谊路街道办事处 = 友谊路街道 = 友谊路.
pub fn street(text: &str) -> String {
    let text = normal(text);
    ["街道办事处", "街道", "镇", "乡"]
        .iter()
        .find_map(|end| text.strip_suffix(end).filter(|rest| !rest.is_empty()))
        .unwrap_or(&text)
        .to_string()
}

fn named(kind: &str, parts: &[&str]) -> Id {
    let mut hash = Sha256::new();
    hash.update(b"xuncha/");
    hash.update(kind.as_bytes());
    for part in parts {
        hash.update(b"\n");
        hash.update(part.as_bytes());
    }
    Id::of(&EntryId(hash.finalize().into()))
}

/// From the filing number.
pub fn facility_by_filing(number: &str, ordinal: u32) -> FacilityId {
    named("facility/filing", &with_ordinal(vec![normal(number)], ordinal).iter().map(String::as_str).collect::<Vec<_>>())
}

/// From name, type and street; a missing type or street is the empty string. `ordinal` 1, or 2 for a second row with an equal key.
pub fn facility_by_name(name: &str, kind: Option<FacilityType>, street_name: &str, ordinal: u32) -> FacilityId {
    let parts = vec![normal(name), kind.map_or("", FacilityType::word).into(), street(street_name)];
    named("facility/name", &with_ordinal(parts, ordinal).iter().map(String::as_str).collect::<Vec<_>>())
}

/// From the card number.
pub fn person_by_card(card: &str) -> PersonId {
    named("person/card", &[&normal(card)])
}

/// From unit and name.
pub fn person_by_name(unit: &str, name: &str) -> PersonId {
    named("person/name", &[&normal(unit), &normal(name)])
}

/// From facility, day, kind and team.
pub fn inspection(facility: FacilityId, on: Date, kind: Kind, team: u32) -> InspectionId {
    named("inspection", &[&facility.to_string(), &on.to_string(), kind.word(), &team.to_string()])
}

/// A planned visit: from facility and first planned day. `ordinal` 2 where the first was moved away from that day.
pub fn plan(facility: FacilityId, on: Date, ordinal: u32) -> Id {
    let parts = with_ordinal(vec![facility.to_string(), on.to_string()], ordinal);
    named("plan", &parts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The name of a log: from its public key and 16 random bytes.
pub fn log(key: &EntryId, salt: &Id) -> LogId {
    named("log", &[&key.to_string(), &salt.to_string()])
}

/// An import or a ledger's point: from the file's hash and, for a point, its row.
pub fn import(file: &EntryId, row: Option<u32>) -> Id {
    match row {
        None => named("import", &[&file.to_string()]),
        Some(row) => named("ledger", &[&file.to_string(), &row.to_string()]),
    }
}

/// A further place or a thing outside the list: from the seed of this opening of the visit and a running number.
pub fn further(seed: &Id, number: usize) -> Id {
    named("further", &[&seed.to_string(), &number.to_string()])
}

fn with_ordinal(mut parts: Vec<String>, ordinal: u32) -> Vec<String> {
    if ordinal > 1 {
        parts.push(ordinal.to_string());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Do not change these: they are on disks that must still find each other.
    #[test]
    fn derived_names_are_frozen() {
        let by_filing = facility_by_filing(" 沪宝民备２０２１第００１号 ", 1);
        assert_eq!(by_filing, facility_by_filing("沪宝民备2021第001号", 1));
        let by_name = facility_by_name("康宁 养老院", Some(FacilityType::Home), "友谊路街道办事处", 1);
        assert_eq!(by_name, facility_by_name("康宁养老院", Some(FacilityType::Home), "友谊路", 1));
        assert_ne!(by_name, facility_by_name("康宁养老院", Some(FacilityType::Home), "友谊路", 2));
        let got = [
            by_filing,
            by_name,
            facility_by_name("康宁养老院", None, "", 1),
            person_by_card("沪-0001"),
            person_by_name("区民政局", "检甲"),
            inspection(by_filing, date(2026, 11, 24), Kind::Routine, 1),
            log(&EntryId([7; 32]), &Id([9; 16])),
            import(&EntryId([7; 32]), None),
            import(&EntryId([7; 32]), Some(12)),
            plan(by_filing, date(2026, 11, 24), 1),
            plan(by_filing, date(2026, 11, 24), 2),
        ]
        .map(|id| id.to_string());
        assert_eq!(got, FROZEN);
    }

    const FROZEN: [&str; 11] = [
        "J4-IaoYu7r4DFN4O_Oh2Aw",
        "9JwNAs_KDJKj5Lqft8na6w",
        "3t9r2xh2cgyap4y62tBs6A",
        "eF2AX9RO6ciS-8rpAIzHKw",
        "u7TYCarFPWDMTXCTw39Osw",
        "DhEgvWIq_chMS2aD_mq8Yw",
        "fVaYQIwOrUVEKkOLRcMOPw",
        "DKY0uLN5uKIfoggCx78xkw",
        "PzPXEgeQd5hyx9nqr2GUvw",
        "MBIYpH8_Bw1KVIYR2MSAVg",
        "gxbsGn4UMe_oTRwAVBzB0w",
    ];

    #[test]
    fn streets_lose_the_ending_of_their_office_and_nothing_else() {
        for (typed, expected) in
            [("友谊路街道办事处", "友谊路"), ("友谊路街道", "友谊路"), ("罗店镇", "罗店"), ("镇", "镇"), ("月浦", "月浦")]
        {
            assert_eq!(street(typed), expected);
        }
    }
}
