//! Every colour and sign of the screen, by meaning. Nothing else names a colour; state is never told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// The three looks: two palettes, and none at all (`NO_COLOR`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    #[default]
    Dark,
    Light,
    Plain,
}

/// What a piece of text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Text,
    /// Less important: hints, last time, what cannot be chosen.
    Quiet,
    /// The head lines of a screen.
    Head,
    /// The row or field that the next key is for.
    Current,
    /// Rules and borders.
    Rule,
    Pass,
    Fail,
    NotApplicable,
    Unchecked,
    RedLine,
    /// Open findings, things still owed, what is overdue.
    Owed,
    New,
    /// What was recorded last.
    Echo,
    /// A refusal or warning on the echo line.
    Warning,
    /// The key in a key line.
    Key,
    /// The text of a key line.
    KeyWords,
    /// A field to type in.
    Field,
    FieldFocused,
    /// A choice that is taken.
    Chosen,
    Saved,
    Saving,
}

/// The look and the border setting: all that drawing needs to know of taste.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    pub look: Look,
    pub ascii_borders: bool,
}

/// The sign before the current row.
pub const CURSOR: &str = ">";

impl Theme {
    /// The style of a meaning.
    pub fn style(self, role: Role) -> Style {
        match self.look {
            Look::Plain => plain(role),
            Look::Dark => coloured(role, &DARK),
            Look::Light => coloured(role, &LIGHT),
        }
    }

    /// A horizontal rule's sign.
    pub fn rule(self) -> &'static str {
        if self.ascii_borders { "-" } else { "─" }
    }

    /// A vertical rule's sign.
    pub fn upright(self) -> &'static str {
        if self.ascii_borders { "|" } else { "│" }
    }

    /// The corners of a box: top left, top right, bottom left, bottom right.
    pub fn corners(self) -> [&'static str; 4] {
        if self.ascii_borders { ["+"; 4] } else { ["┌", "┐", "└", "┘"] }
    }
}

struct Palette {
    good: Color,
    bad: Color,
    warn: Color,
    info: Color,
    quiet: Color,
    current: Color,
    field: Color,
}

const DARK: Palette = Palette {
    good: Color::Green,
    bad: Color::LightRed,
    warn: Color::Yellow,
    info: Color::Cyan,
    quiet: Color::DarkGray,
    current: Color::Indexed(236),
    field: Color::Indexed(235),
};

const LIGHT: Palette = Palette {
    good: Color::Indexed(22),
    bad: Color::Indexed(124),
    warn: Color::Indexed(94),
    info: Color::Indexed(24),
    quiet: Color::Indexed(242),
    current: Color::Indexed(254),
    field: Color::Indexed(255),
};

fn coloured(role: Role, p: &Palette) -> Style {
    let plain = Style::new();
    match role {
        Role::Text | Role::KeyWords => plain,
        Role::Head => plain.add_modifier(Modifier::BOLD),
        Role::Quiet | Role::Rule => plain.fg(p.quiet),
        Role::Current => plain.bg(p.current).add_modifier(Modifier::BOLD),
        Role::Pass | Role::Saved => plain.fg(p.good),
        Role::Fail => plain.fg(p.bad).add_modifier(Modifier::BOLD),
        Role::NotApplicable => plain.fg(p.quiet),
        Role::Unchecked | Role::Saving | Role::Warning => plain.fg(p.warn),
        Role::RedLine | Role::Owed => plain.fg(p.bad),
        Role::New | Role::Echo => plain.fg(p.info),
        Role::Key => plain.fg(p.info).add_modifier(Modifier::BOLD),
        Role::Field => plain.bg(p.field),
        Role::FieldFocused => plain.bg(p.current).add_modifier(Modifier::BOLD),
        Role::Chosen => plain.fg(p.info).add_modifier(Modifier::BOLD),
    }
}

/// Without colour only weight, underline and reversal are left.
fn plain(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Head | Role::Fail | Role::RedLine | Role::Owed | Role::Key | Role::Chosen | Role::Warning => {
            plain.add_modifier(Modifier::BOLD)
        }
        Role::Current => plain.add_modifier(Modifier::REVERSED),
        Role::FieldFocused => plain.add_modifier(Modifier::UNDERLINED),
        _ => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_there_is_no_colour_and_the_current_row_still_shows() {
        for role in [Role::Text, Role::Fail, Role::Current, Role::Field, Role::Owed, Role::Saved] {
            let style = Theme { look: Look::Plain, ascii_borders: false }.style(role);
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_ne!(Theme { look: Look::Plain, ..Theme::default() }.style(Role::Current), Style::new());
    }
}
