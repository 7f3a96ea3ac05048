//! What an input method sends, on every screen: nothing is written, withdrawn or left by it. Composing broken off gives raw
//! letters, committing gives Chinese, punctuation comes in its full width; a digit in its full width is that digit.

use super::every::{Ground, Place, entries, ground, is_text, places, top};
use super::session::Session;
use crate::keymap::Key;
use crate::request::Settings;

/// Streams as terminals deliver them: a composition broken off by Shift, one that was committed, one committed in parts, one
/// left half-finished, letters the method kept in full width, punctuation.
const STREAMS: [&str; 12] = [
    "q",
    "tuichu",
    "zh'h'jc",
    "fangh",
    "防火门关不上",
    "撤销",
    "是",
    "防fang火huo",
    "ｑｕｉｔ",
    "，。！；：、",
    "？",
    "「（《……》）」￥％",
];

/// Text that is pasted: digits, lines, control characters and the like are text, never keys.
const PASTES: [&str; 8] = ["1", "２", "22", "4\n", "1\n1\n9\n4\n1\n", "\n", "撤销\n1\n", "\u{1a}\u{11}\u{1b}"];

/// A place on screen, and how it looks before anything is sent.
struct At<'a> {
    place: &'a Place,
    ground: &'a Ground,
    fresh: String,
}

impl At<'_> {
    fn new<'a>(place: &'a Place, ground: &'a Ground, s: &mut Session) -> At<'a> {
        place.enter(ground, s);
        At { place, ground, fresh: s.screen() }
    }

    /// Sends what a stream is; says what it was when something came of it.
    fn nothing_comes_of(&self, s: &mut Session, stream: &str, send: impl Fn(&mut Session)) {
        if s.screen() != self.fresh {
            self.place.enter(self.ground, s);
        }
        let (before, settings) = (entries(s), saved(s));
        send(s);
        let at = format!("{} {:?} on {stream:?}", self.place.kind, self.place.keys);
        assert_eq!(entries(s), before, "{at}: written\n{}", s.screen());
        assert!(saved(s) == settings, "{at}: a setting\n{}", s.screen());
        assert!(!s.app.quitting, "{at}: quits\n{}", s.screen());
        assert!(!s.app.layers.is_empty(), "{at}: left");
    }
}

fn saved(s: &mut Session) -> Settings {
    s.store().settings.clone()
}

#[test]
fn what_an_input_method_sends_writes_withdraws_and_leaves_nothing_on_any_screen() {
    let (mut s, ground) = ground("zh");
    for place in places() {
        let at = At::new(&place, &ground, &mut s);
        for stream in STREAMS {
            at.nothing_comes_of(&mut s, stream, |s| _ = s.keys(stream));
        }
        // At the pace of a burst, and broken off with the letters taken back one by one.
        at.nothing_comes_of(&mut s, "a burst", |s| _ = s.quick("fanghuo防火quan", 1));
        at.nothing_comes_of(&mut s, "taken back", |s| _ = s.keys("fangh<Backspace><Backspace><Backspace><Backspace>"));
    }
}

#[test]
fn pasted_text_is_text_and_never_a_key_on_any_screen() {
    let (mut s, ground) = ground("zh");
    let long = "1\n".repeat(1500);
    for place in places() {
        let at = At::new(&place, &ground, &mut s);
        for text in PASTES.into_iter().chain([long.as_str()]) {
            at.nothing_comes_of(&mut s, text.get(..20).unwrap_or(text), |s| _ = s.paste(text));
        }
    }
}

#[test]
fn a_digit_in_its_full_width_does_what_the_digit_does_on_every_screen() {
    let (mut wide, of_wide) = ground("zh");
    let (mut plain, of_plain) = ground("zh");
    for place in places() {
        place.enter_anyhow(&of_wide, &mut wide);
        for (full, half) in "０１２３４５６７８９。，／？＝".chars().zip("0123456789.,/?=".chars()) {
            let at = format!("{} {:?} on {full}", place.kind, place.keys);
            let asks = |c| wide.app.resolve(Key::Char(c));
            assert!(is_text(&wide.app) || asks(full) == asks(half), "{at}: another command");
            // Where answers are, what comes of it too: written, shown, opened.
            if place.kind != "Run" || !half.is_ascii_digit() {
                continue;
            }
            place.enter_anyhow(&of_wide, &mut wide);
            place.enter_anyhow(&of_plain, &mut plain);
            let before = (entries(&mut wide), entries(&mut plain));
            wide.keys(&full.to_string());
            plain.keys(&half.to_string());
            let came = (entries(&mut wide) - before.0, entries(&mut plain) - before.1);
            assert_eq!(came.0, came.1, "{at}: written\n{}\n{}", wide.screen(), plain.screen());
            assert_eq!((top(&wide.app), is_text(&wide.app)), (top(&plain.app), is_text(&plain.app)), "{at}");
        }
    }
}
