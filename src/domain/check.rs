//! What a profile has to have put right (待补正): the check character of the credit code, what is missing or out of range.
//! Nothing here refuses a profile; it only says what is to be looked at again.

use super::derive::normal;
use super::facility::{Facility, FacilityType, Mark, MarkReason};

/// Signs of a unified social credit code, by their values (GB 32100): no I, O, S, V, Z.
const SIGNS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// More beds than any one place has.
const MOST_BEDS: u32 = 3000;

/// What is wrong with a unified social credit code; nothing when its check character fits.
pub fn credit_code(code: &str) -> Option<MarkReason> {
    let code = normal(code).to_uppercase();
    if code.chars().count() != 18 {
        return Some(MarkReason::Length);
    }
    (check_sign(code.get(..17).unwrap_or_default()) != code.chars().next_back()).then_some(MarkReason::CheckCharacter)
}

/// The character that makes 17 others a whole code; `None` when one of them cannot stand in a code.
pub fn check_sign(first_17: &str) -> Option<char> {
    let (mut sum, mut weight) = (0, 1);
    for sign in first_17.bytes() {
        sum += SIGNS.iter().position(|s| *s == sign)? * weight;
        weight = weight * 3 % 31;
    }
    (first_17.len() == 17).then(|| char::from(SIGNS[(31 - sum % 31) % 31]))
}

/// What of `profile` is to be put right. What an earlier source left stands until its field is filled.
pub fn marks(profile: &Facility, earlier: &[Mark]) -> Vec<Mark> {
    let mark = |field: &str, why| Mark { field: field.into(), why, found: None };
    let missing = |field: &str| {
        let kept = earlier.iter().find(|m| m.field == field && m.why != MarkReason::Missing && m.found.is_some());
        kept.cloned().unwrap_or_else(|| mark(field, MarkReason::Missing))
    };
    let said = |field: &str| earlier.iter().any(|m| m.field == field && m.found.is_some());
    let mut marks: Vec<Mark> = earlier.iter().filter(|m| m.why == MarkReason::Twin).cloned().collect();
    if profile.kind.is_none() {
        marks.push(missing("type"));
    }
    let stays = matches!(profile.kind, None | Some(FacilityType::Home | FacilityType::SmallHome));
    match profile.beds {
        None if stays || said("beds") => marks.push(missing("beds")),
        Some(beds) if beds > MOST_BEDS => marks.push(mark("beds", MarkReason::OutOfRange)),
        _ => {}
    }
    match profile.credit_code.as_deref().filter(|c| !normal(c).is_empty()) {
        // Meal points have none of their own.
        None if profile.kind == Some(FacilityType::MealPoint) => {}
        None => marks.push(missing("credit_code")),
        Some(code) => marks.extend(credit_code(code).map(|why| mark("credit_code", why))),
    }
    marks.sort();
    marks.dedup();
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_credit_code_stands_or_falls_with_its_check_character() {
        // The two examples of the standard's own kind: a right one, and the same with two characters swapped.
        assert_eq!(credit_code("91350100M000100Y43"), None);
        assert_eq!(credit_code(" ９１350100m000100y43 "), None);
        assert_eq!(credit_code("91350100M000100Y34"), Some(MarkReason::CheckCharacter));
        assert_eq!(credit_code("91350100M0001O0Y43"), Some(MarkReason::CheckCharacter));
        assert_eq!(credit_code("9135010"), Some(MarkReason::Length));
    }

    #[test]
    fn any_one_wrong_character_of_a_code_shows() {
        // A region that does not exist, so a code of nobody.
        let first = "52990000MJ0000001";
        let code = format!("{first}{}", check_sign(first).unwrap());
        assert_eq!(credit_code(&code), None);
        for place in 0..18 {
            for sign in SIGNS.iter().filter(|s| **s != code.as_bytes()[place]) {
                let mut other = code.clone().into_bytes();
                other[place] = *sign;
                let other = String::from_utf8(other).unwrap();
                assert_eq!(credit_code(&other), Some(MarkReason::CheckCharacter), "{other}");
            }
        }
        assert_eq!(credit_code("沪沪沪沪沪沪沪沪沪沪沪沪沪沪沪沪沪沪"), Some(MarkReason::CheckCharacter));
        assert_eq!((check_sign("9131011500000000"), check_sign("91310115000000I00")), (None, None));
    }

    #[test]
    fn what_is_missing_depends_on_the_type_and_what_a_source_said_wrong_stays_until_filled() {
        let mut profile = Facility { name: "康宁".into(), kind: Some(FacilityType::MealPoint), ..Facility::default() };
        assert_eq!(marks(&profile, &[]), []);
        profile.kind = Some(FacilityType::Home);
        let odd = Mark { field: "beds".into(), why: MarkReason::NotANumber, found: Some("约百张".into()) };
        let fields = |marks: &[Mark]| marks.iter().map(|m| (m.field.clone(), m.why)).collect::<Vec<_>>();
        let now = marks(&profile, std::slice::from_ref(&odd));
        assert_eq!(fields(&now), [("beds".into(), MarkReason::NotANumber), ("credit_code".into(), MarkReason::Missing)]);
        profile.beds = Some(100);
        assert_eq!(fields(&marks(&profile, &now)), [("credit_code".into(), MarkReason::Missing)]);
        profile.beds = Some(40_000);
        assert!(fields(&marks(&profile, &[])).contains(&("beds".into(), MarkReason::OutOfRange)));
    }
}
