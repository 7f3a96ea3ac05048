//! Days off and days worked, as data: what `db/content/calendar/*.toml` say. A year without a file has its Saturdays and
//! Sundays off and nothing else.

use super::checklist::Certainty;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One year's arrangement of the State Council.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    pub year: i16,
    pub source: String,
    pub certainty: Certainty,
    #[serde(default)]
    pub holidays: BTreeSet<Date>,
    /// Saturdays and Sundays that are worked.
    #[serde(default)]
    pub workdays: BTreeSet<Date>,
}

/// All years known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar(pub Vec<Year>);

impl Calendar {
    /// Whether people work on `day`.
    pub fn is_workday(&self, day: Date) -> bool {
        let year = self.0.iter().find(|y| y.year == day.year());
        match year {
            Some(y) if y.workdays.contains(&day) => true,
            Some(y) if y.holidays.contains(&day) => false,
            _ => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// The `n`th working day after `day`; `day` itself where n is 0.
    pub fn after(&self, day: Date, n: u32) -> Date {
        let (mut day, mut left) = (day, n);
        while left > 0 {
            let Ok(next) = day.tomorrow() else { return day };
            day = next;
            left -= u32::from(self.is_workday(day));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    #[test]
    fn three_working_days_jump_over_the_holiday_and_count_the_made_up_saturday() {
        let calendar = crate::content::calendar();
        assert!(!calendar.is_workday(date(2026, 2, 17)), "Spring Festival");
        assert!(calendar.is_workday(date(2026, 2, 28)), "a Saturday worked in its stead");
        assert_eq!(calendar.after(date(2026, 2, 13), 3), date(2026, 2, 25));
        assert_eq!(calendar.after(date(2026, 11, 27), 1), date(2026, 11, 30), "an ordinary weekend");
        assert!(calendar.is_workday(date(2031, 10, 1)), "a year nobody arranged yet has its weekends only");
    }
}
