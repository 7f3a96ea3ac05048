//! What every screen may read, kept in one place and lent out as a `Scene`.

use crate::failure::Failure;
use crate::request::Settings;
use crate::request::message::Moment;
use crate::screens::Scene;
use crate::text::Lang;
use crate::theme::{Look, Theme};
use crate::views::visit::Visit;

/// All that a scene is made from.
#[derive(Debug)]
pub struct Around {
    pub settings: Settings,
    pub lang: Lang,
    pub theme: Theme,
    pub guard: u64,
    pub now: Moment,
    pub tick: u64,
    pub visit: Option<Visit>,
    pub saving: bool,
    pub early: bool,
    pub notice: Option<(String, bool)>,
    pub demo: bool,
    /// Why nothing can be written.
    pub read_only: Option<Failure>,
}

impl Around {
    /// 连按间隔 of now. A visit that is written down later (补录) has none: it is copied from paper, not judged on the way.
    pub fn guarding(&self) -> u64 {
        let later = self.visit.as_ref().is_some_and(|v| v.parts.head.joined.value.backfilled.is_some());
        if later { 0 } else { self.guard }
    }

    /// What a screen may read just now.
    pub fn scene(&self) -> Scene<'_> {
        Scene {
            lang: self.lang,
            theme: self.theme,
            settings: &self.settings,
            now: &self.now,
            tick: self.tick,
            guard: self.guarding(),
            visit: self.visit.as_ref(),
            saving: self.saving,
            early: self.early,
            notice: self.notice.as_ref().map(|(text, warns)| (text.as_str(), *warns)),
            demo: self.demo,
            read_only: self.read_only.is_some(),
            typing: false,
        }
    }
}

/// The look that the settings ask for; `NO_COLOR` comes first.
pub fn theme(settings: &Settings, no_color: bool) -> Theme {
    let look = match settings.theme.as_str() {
        _ if no_color => Look::Plain,
        "light" => Look::Light,
        _ => Look::Dark,
    };
    Theme { look, ascii_borders: settings.ascii_borders }
}
