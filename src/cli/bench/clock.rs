//! Times of one thing done many times, and what comes of them. The only clock of the line forms beside `disk::now`.

use std::time::{Duration, Instant};

/// How long each of several runs took, sorted.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// The time in milliseconds below which so many hundredths of the runs stayed.
    pub fn percentile(&self, hundredths: usize) -> f64 {
        let at = (self.0.len() * hundredths).div_ceil(100).clamp(1, self.0.len().max(1)) - 1;
        self.0.get(at).map_or(0.0, |d| d.as_secs_f64() * 1000.0)
    }

    pub fn median(&self) -> f64 {
        self.percentile(50)
    }

    pub fn worst(&self) -> f64 {
        self.percentile(100)
    }

    pub fn add(&mut self, took: Duration) {
        let at = self.0.partition_point(|d| *d <= took);
        self.0.insert(at, took);
    }
}

/// Does something once and says how long it took.
pub fn once<T, E>(work: impl FnOnce() -> Result<T, E>) -> Result<(T, Duration), E> {
    let before = tick();
    let done = work()?;
    Ok((done, before.elapsed()))
}

/// Does something so many times.
pub fn times<E>(runs: u32, mut work: impl FnMut() -> Result<(), E>) -> Result<Times, E> {
    let mut times = Times::default();
    for _ in 0..runs {
        times.add(once(&mut work)?.1);
    }
    Ok(times)
}

/// How long something went on, told by what is heard of it now and then.
#[derive(Default)]
pub struct Stretch {
    last: Option<Instant>,
    sum: Duration,
}

impl Stretch {
    /// It begins or goes on, or it is over.
    pub fn at(&mut self, goes_on: bool) {
        let now = tick();
        if let Some(last) = self.last.filter(|_| goes_on) {
            self.sum += now - last;
        }
        self.last = goes_on.then_some(now);
    }

    pub fn sum(&self) -> Duration {
        self.sum
    }
}

#[expect(clippy::disallowed_methods, reason = "measuring is what this module is for")]
fn tick() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_the_middle_and_the_worst_the_last() {
        let mut times = Times::default();
        for ms in [5, 1, 9, 3, 7] {
            times.add(Duration::from_millis(ms));
        }
        assert_eq!((times.median(), times.worst(), times.percentile(20)), (5.0, 9.0, 1.0));
        assert_eq!(Times::default().median(), 0.0);
    }
}
