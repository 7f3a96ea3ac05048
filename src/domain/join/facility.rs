//! The joins of a facility's profile, traits and papers. None of them is a dispute but 有 against 无.

use super::{Differs, Join, Joined, united};
use crate::domain::facility::{Facility, Paper, Presence, TraitValue};

/// A profile holds nothing judged. Of different statuses the first stands (in business before out of it), so that no
/// facility leaves the lists while people differ.
impl Join for Facility {
    fn join(values: &[&Facility]) -> Joined<Facility> {
        let mut d = Differs::default();
        let all = || values.iter().copied();
        let status = d.always("status", all().map(|f| &f.status));
        let value = Facility {
            name: d.text("name", all().map(|f| &f.name)),
            kind: d.first("type", all().filter_map(|f| f.kind.as_ref())),
            street: d.first("street", all().filter_map(|f| f.street.as_ref())),
            address: d.first("address", all().filter_map(|f| f.address.as_ref())),
            filing_number: d.first("filing_number", all().filter_map(|f| f.filing_number.as_ref())),
            credit_code: d.first("credit_code", all().filter_map(|f| f.credit_code.as_ref())),
            head: d.first("head", all().filter_map(|f| f.head.as_ref())),
            contact: d.first("contact", all().filter_map(|f| f.contact.as_ref())),
            phone: d.first("phone", all().filter_map(|f| f.phone.as_ref())),
            beds: d.first("beds", all().filter_map(|f| f.beds.as_ref())),
            directions: d.first("directions", all().filter_map(|f| f.directions.as_ref())),
            status,
            status_from: d.first("status_from", all().filter(|f| f.status == status).filter_map(|f| f.status_from.as_ref())),
            former_names: united(all().map(|f| &f.former_names)),
            host: d.first("host", all().filter_map(|f| f.host.as_ref())),
            note: d.first("note", all().filter_map(|f| f.note.as_ref())),
            marks: united(all().map(|f| &f.marks)),
        };
        d.into(value, false)
    }
}

/// *Traits: 有 over 无, 不详 gives way.* When, by whom and from where are those of what counts; notes are all shown.
impl Join for TraitValue {
    fn join(values: &[&TraitValue]) -> Joined<TraitValue> {
        let mut d = Differs::default();
        let is = values.iter().map(|t| t.is).max().unwrap_or_default();
        let counts = || values.iter().copied().filter(|t| t.is == is);
        let value = TraitValue {
            is,
            on: d.first("on", counts().filter_map(|t| t.on.as_ref())),
            by: d.first("by", counts().filter_map(|t| t.by.as_ref())),
            source: d.first("source", counts().filter_map(|t| t.source.as_ref())),
            note: d.first("note", values.iter().filter_map(|t| t.note.as_ref())),
        };
        let said = |p: Presence| values.iter().any(|t| t.is == p);
        d.into(value, said(Presence::Yes) && said(Presence::No))
    }
}

/// *Papers: the earliest expiry.*
impl Join for Paper {
    fn join(values: &[&Paper]) -> Joined<Paper> {
        let mut d = Differs::default();
        let all = || values.iter().copied();
        let value = Paper {
            number: d.first("number", all().filter_map(|p| p.number.as_ref())),
            issued: d.first("issued", all().filter_map(|p| p.issued.as_ref())),
            expires: d.first("expires", all().filter_map(|p| p.expires.as_ref())),
            seen: d.first("seen", all().filter_map(|p| p.seen.as_ref())),
            note: d.first("note", all().filter_map(|p| p.note.as_ref())),
        };
        d.into(value, false)
    }
}
