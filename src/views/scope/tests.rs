//! What a routine visit begins with, over the lists that the program carries and made-up past visits.

use super::*;
use crate::domain::facility::{Facility, FacilityType, TraitValue};
use crate::domain::name::Id;
use crate::domain::point::Verdict;
use crate::views::facility::Last;
use crate::views::sample::{self, current};
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 24);

fn lists() -> Vec<Arc<Checklist>> {
    let (offered, faults) = content::offered(&[], None);
    assert!(faults.is_empty(), "the carried lists read");
    offered.iter().map(|of| Arc::new(content::parse(&of.name, of.text.as_bytes()).unwrap())).collect()
}

/// A facility of which nothing is known but its type.
fn place(kind: FacilityType) -> FacilityView {
    sample::place(Facility { name: "某家".into(), kind: Some(kind), ..Facility::default() })
}

fn walked(view: &mut FacilityView, offer: &Offer, of: &BTreeSet<At>, on: Date) {
    for (id, _) in of.iter().flat_map(|at| &offer.parts[at].items) {
        let last =
            Last { visit: Id([2; 16]), on, verdict: Verdict::Pass, words: String::new(), labels: Vec::new(), who: String::new() };
        view.last.insert(id.clone(), last);
    }
}

fn routine(view: &FacilityView, today: Date) -> Offer {
    Offer::of(lists(), view, Kind::Routine, today)
}

fn red_lines(offer: &Offer, at: &At) -> usize {
    offer.parts[at].items.iter().filter(|(_, red)| *red).count()
}

fn keys(offer: &Offer, of: &BTreeSet<At>) -> Vec<String> {
    of.iter().map(|at| offer.key(*at)).collect()
}

#[test]
fn a_first_visit_to_a_place_of_which_nothing_is_known_is_a_days_work_and_says_what_it_leaves() {
    for kind in FacilityType::ALL {
        let offer = routine(&place(kind), TODAY);
        let left: BTreeSet<At> = offer.due.difference(&offer.preset).copied().collect();
        let (due, first) = (offer.size(&offer.due, &BTreeSet::new()), offer.size(&offer.preset, &BTreeSet::new()));
        let rest = offer.size(&left, &offer.preset);
        let lists = |of: &BTreeSet<At>| -> BTreeSet<usize> {
            of.iter().filter(|at| red_lines(&offer, at) > 0).map(|(list, _)| *list).collect()
        };
        assert_eq!(lists(&offer.preset), lists(&offer.due), "{kind:?}: every list with a red line has its say");
        assert!(first.items <= MANY && first.items >= due.items.min(MANY - 20), "{kind:?}: {first:?} of {due:?}");
        assert_eq!((first.items + rest.items, first.red_lines + rest.red_lines), (due.items, due.red_lines), "{kind:?}");
        assert!(due.items > MANY || left.is_empty(), "{kind:?}: what a day holds is never put off");
        // Ways out are looked at first of all, and a part without a red line only in the room that none with red lines fills.
        let exits = offer.preset.iter().flat_map(|at| &offer.parts[at].items).any(|(id, _)| id == "FIRE-EVAC-01");
        assert!(exits, "{kind:?}: {:?}", keys(&offer, &offer.preset));
        let (red, other): (BTreeSet<At>, BTreeSet<At>) = offer.preset.iter().partition(|at| red_lines(&offer, at) > 0);
        for at in left.iter().filter(|at| red_lines(&offer, at) > 0 && !other.is_empty()) {
            let with = offer.size(&red, &BTreeSet::new()).items + offer.size(&[*at].into(), &red).items;
            assert!(with > MANY, "{kind:?}: {} before {:?}", offer.key(*at), keys(&offer, &other));
        }
    }
}

#[test]
fn a_campaign_and_a_joint_visit_are_what_their_lists_say() {
    for kind in [Kind::Campaign, Kind::Joint, Kind::Case, Kind::Recheck] {
        let offer = Offer::of(lists(), &place(FacilityType::Home), kind, TODAY);
        assert_eq!(offer.preset, offer.due, "{kind:?}");
    }
}

#[test]
fn a_part_with_an_open_finding_is_looked_at_again_at_once() {
    let mut view = place(FacilityType::Home);
    let first = routine(&view, TODAY);
    let (all, yesterday) = (first.due.clone(), TODAY.yesterday().unwrap());
    walked(&mut view, &first, &all, yesterday);
    // Everything was walked yesterday; the last parts of all have no turn.
    let key = "supervision/money";
    assert!(!keys(&routine(&view, TODAY), &routine(&view, TODAY).preset).contains(&key.to_string()));
    let item = first.parts.iter().find(|(at, _)| first.key(**at) == key).unwrap().1.items[0].0.clone();
    view.unchecked.push(crate::views::facility::LastUnchecked {
        visit: Id([2; 16]),
        on: yesterday,
        item,
        reason: None,
        words: None,
        return_by: Some(TODAY),
    });
    let again = routine(&view, TODAY);
    assert!(keys(&again, &again.preset).contains(&key.to_string()), "{:?}", keys(&again, &again.preset));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is known of the traits and whenever the parts were walked: never more than a day's measure, nothing left out
    /// that would still fit, and visit after visit of one year everything has its turn.
    #[test]
    fn everything_has_its_turn_within_a_year(
        kind in prop::sample::select(FacilityType::ALL.to_vec()),
        traits in prop::collection::vec((0..crate::content::words::TRAITS.len(), any::<bool>()), 0..20),
        ago in prop::collection::vec(0i32..900, 40),
    ) {
        let mut view = place(kind);
        for (t, yes) in traits {
            let is = if yes { Presence::Yes } else { Presence::No };
            let value = TraitValue { is, on: None, by: None, source: None, note: None };
            view.traits.insert(crate::content::words::TRAITS[t].0.into(), current(value));
        }
        let mut day = date(2026, 1, 5);
        let offer = routine(&view, day);
        for (n, at) in offer.due.iter().enumerate().filter(|(n, _)| n % 3 > 0) {
            walked(&mut view, &offer, &[*at].into(), day - ago[n % ago.len()].days() - 5.days());
        }
        let mut had: BTreeSet<At> = BTreeSet::new();
        let visits = offer.size(&offer.due, &BTreeSet::new()).items.div_ceil(MANY) + 1;
        for _ in 0..visits {
            let offer = routine(&view, day);
            let items = offer.size(&offer.preset, &BTreeSet::new()).items;
            prop_assert!(items <= MANY || offer.preset.len() == 1, "{items}");
            for at in offer.due.difference(&offer.preset) {
                let more = offer.size(&[*at].into(), &offer.preset).items;
                prop_assert!(items + more > MANY, "{} would still fit", offer.key(*at));
            }
            let today = offer.preset.clone();
            walked(&mut view, &offer, &today, day);
            had.extend(&today);
            day += 30.days();
        }
        let never: Vec<String> = offer.due.difference(&had).map(|at| offer.key(*at)).collect();
        prop_assert!(never.is_empty(), "after {visits} visits never: {never:?}");
    }
}
