//! The program as a state: `update` takes what happened and gives what to ask of the store; `draw` draws. Pure.
//! What waits for its commit is known here: nothing is drawn as saved before, and the program ends only when nothing waits.

mod around;
mod keys;
mod saved;
mod stuck;
mod switched;
#[cfg(test)]
pub mod tests;
mod undo;

use crate::domain::name::PersonId;
use crate::failure::Failure;
use crate::keymap::{Command, Key, Scope};
use crate::request::message::{Happened, Message, Moment};
use crate::request::{Reply, Request, Settings};
use crate::screens::{Screen, Typing, Want, help::Help, palette::Palette};
use crate::text::{Lang, frame as words};
use crate::theme::{Look, Role};

use crate::widgets::line::{Line, clear};
use around::{Around, theme};
use ratatui::Frame;
use std::collections::VecDeque;
use stuck::Stuck;

/// The smallest terminal that is drawn on.
const SMALLEST: (u16, u16) = (80, 24);

/// What the program starts with.
#[derive(Debug)]
pub struct Setup {
    pub settings: Settings,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// `XUNCHA_KEY_GUARD`, where it is set.
    pub key_guard: Option<u32>,
    pub demo: bool,
    /// Why nothing can be written.
    pub read_only: Option<Failure>,
    /// What else somebody has to know of the file before anything is written.
    pub told: Option<Failure>,
    pub now: Moment,
    pub first: Screen,
    /// Who writes until the program ends, whoever the settings name.
    pub called_as: Option<PersonId>,
}

/// The state of the program.
#[derive(Debug)]
pub struct App {
    around: Around,
    layers: Vec<Layer>,
    next_layer: u32,
    waiting: VecDeque<Sent>,
    /// Keys that came while a write waited, to be taken after it.
    held: VecDeque<(u64, Key)>,
    /// A write that was refused: offered again.
    stuck: Option<Stuck>,
    /// What somebody has to know of the file first; gone with the next key.
    telling: Option<Failure>,
    undo: undo::Undo,
    blanked: bool,
    quitting: bool,
    gone: bool,
    /// What an answer key is for, and since when that is on screen.
    target: (Option<String>, u64),
    /// Who was named at the start to write, and whom the settings name: these stay as they are.
    called: Option<(PersonId, Option<PersonId>)>,
    /// The terminal was too small for the screen when it was last drawn: no key counts for what nobody sees.
    blind: bool,
}

#[derive(Debug)]
struct Layer {
    id: u32,
    screen: Screen,
}

/// One request on its way.
#[derive(Debug)]
struct Sent {
    /// The layer that gets the reply; the app itself is 0.
    to: u32,
    /// Keys wait for it.
    holds: bool,
    /// Kept of a write, to offer it again.
    again: Option<Request>,
    /// How often it was sent.
    tries: u32,
}

impl App {
    /// The program as it starts, and what it asks first.
    pub fn new(setup: Setup) -> (App, Vec<Request>) {
        let Setup { mut settings, no_color, key_guard, demo, read_only, told, now, first, called_as } = setup;
        let called = called_as.map(|person| (person, std::mem::replace(&mut settings.author, called_as)));
        let around = Around {
            lang: if settings.lang == "en" { Lang::En } else { Lang::Zh },
            theme: theme(&settings, no_color),
            guard: u64::from(key_guard.unwrap_or(settings.key_guard)),
            settings,
            now,
            tick: 0,
            visit: None,
            saving: false,
            early: false,
            notice: None,
            demo,
            read_only,
        };
        let telling = around.read_only.clone().or(told);
        let mut app = App {
            around,
            layers: Vec::new(),
            next_layer: 1,
            waiting: VecDeque::new(),
            called,
            held: VecDeque::new(),
            stuck: None,
            telling,
            undo: undo::Undo::default(),
            blanked: false,
            quitting: false,
            gone: false,
            target: (None, 0),
            blind: false,
        };
        let requests = app.open(first);
        (app, requests)
    }

    /// Takes what happened and gives what to ask of the store, in order.
    pub fn update(&mut self, message: Message) -> Vec<Request> {
        self.around.tick = message.tick;
        self.around.now = message.now;
        match message.what {
            Happened::Key(event) => Key::of(event).map_or(Vec::new(), |key| self.came(key)),
            Happened::Paste(text) => self.paste(&text),
            Happened::Reply(reply) => self.receive(reply),
            // Until it is drawn in its new size nobody sees it.
            Happened::Resize => {
                self.blind = true;
                Vec::new()
            }
            Happened::Moment => Vec::new(),
        }
    }

    /// Whether the program may end now.
    pub fn finished(&self) -> bool {
        self.gone && self.quitting || self.quitting && self.waiting.is_empty() && self.stuck.is_none()
    }

    /// The screen now shows what `draw` drew: keys pressed from now on are for it.
    pub fn drawn(&mut self, tick: u64) {
        let target = self.layers.last().and_then(|l| l.screen.target());
        if target != self.target.0 {
            self.target = (target, tick);
        }
    }

    fn command(&mut self, command: Command) -> Vec<Request> {
        let lang = self.around.lang;
        match command {
            Command::Quit => {
                self.quitting = true;
                self.notice(words::QUITTING.get(lang), false);
            }
            Command::Help | Command::Palette => {
                let top = self.layers.last();
                // A help or palette page does not open another of its kind: the same key closes it.
                if let Some(layer) = top.filter(|l| matches!(l.screen, Screen::Help(_) | Screen::Palette(_))) {
                    return self.close(layer.id);
                }
                let of = top.map_or(Scope::Global, |l| l.screen.scope());
                let here = top.and_then(|l| l.screen.here(&self.around.scene()));
                let screen = match command {
                    Command::Help => Screen::Help(Help::new(of, here)),
                    _ => Screen::Palette(Palette::new(of)),
                };
                return self.open(screen);
            }
            Command::Undo => return self.start_undo(),
            Command::Language => return self.set(|s| s.lang = if lang == Lang::Zh { "en" } else { "zh" }.into()),
            Command::Theme => return self.set(|s| s.theme = if s.theme == "light" { "dark" } else { "light" }.into()),
            Command::Blank => self.blanked = true,
            Command::AlreadySaved => self.notice(words::ALREADY_SAVED.get(lang), false),
            Command::NotQuit => self.notice(words::NOT_QUIT.get(lang), false),
            _ => {
                let scene = self.around.scene();
                let Some(layer) = self.layers.last_mut() else { return Vec::new() };
                let (id, wants) = (layer.id, layer.screen.command(command, &scene));
                return self.fulfil(id, wants);
            }
        }
        Vec::new()
    }

    /// Does what a screen wants, in order.
    fn fulfil(&mut self, layer: u32, wants: Vec<Want>) -> Vec<Request> {
        let mut requests = Vec::new();
        for want in wants {
            match want {
                Want::Ask(request) => requests.push(self.send(layer, false, request)),
                Want::Append(drafts) if drafts.is_empty() => {}
                Want::Append(_) if self.around.read_only.is_some() => requests.extend(self.refuse(layer)),
                Want::Append(drafts) => {
                    let author = self.around.settings.author;
                    requests.push(self.send(layer, true, Request::Append { drafts, author }));
                }
                Want::TakeBack(group) => requests.extend(self.take_back(layer, group)),
                Want::OpenVisit(id) => {
                    if self.around.visit.as_ref().is_some_and(|v| v.parts.id != id) {
                        self.around.visit = None;
                    }
                    requests.push(self.send(layer, true, Request::Visit { id }));
                }
                Want::Open(screen) => requests.extend(self.open(*screen)),
                Want::Replace(screen) => {
                    self.layers.retain(|l| l.id != layer);
                    requests.extend(self.open(*screen));
                }
                Want::Close => requests.extend(self.close(layer)),
                Want::Say(text) => self.notice(&text, false),
                Want::Warn(text) => self.notice(&text, true),
                Want::Do(command) => requests.extend(self.command(command)),
                Want::Settings(settings) => requests.extend(self.set(|s| *s = *settings)),
                // Not answered by itself, so nothing waits for it.
                Want::Stop => requests.push(Request::Stop),
                Want::Quit => requests.extend(self.command(Command::Quit)),
            }
        }
        requests
    }

    fn send(&mut self, to: u32, holds: bool, request: Request) -> Request {
        let again = matches!(request, Request::Append { .. } | Request::Undo { .. }).then(|| request.clone());
        self.waiting.push_back(Sent { to, holds, again, tries: 1 });
        self.around.saving |= holds;
        request
    }

    fn open(&mut self, screen: Screen) -> Vec<Request> {
        self.layers.push(Layer { id: self.next_layer, screen });
        self.next_layer += 1;
        self.show()
    }

    /// Closes a layer; the last one stays.
    fn close(&mut self, layer: u32) -> Vec<Request> {
        if self.layers.len() > 1 {
            self.layers.retain(|l| l.id != layer);
        }
        self.show()
    }

    fn show(&mut self) -> Vec<Request> {
        let scene = self.around.scene();
        let Some(layer) = self.layers.last_mut() else { return Vec::new() };
        let (id, wants) = (layer.id, layer.screen.shown(&scene));
        self.fulfil(id, wants)
    }

    fn go_to(&mut self, point: &crate::domain::subject::PointId) {
        let scene = self.around.scene();
        if let Some(layer) = self.layers.last_mut() {
            layer.screen.go_to(point, &scene);
        }
    }

    fn set(&mut self, change: impl FnOnce(&mut Settings)) -> Vec<Request> {
        let around = &mut self.around;
        change(&mut around.settings);
        around.lang = if around.settings.lang == "en" { Lang::En } else { Lang::Zh };
        around.theme = theme(&around.settings, around.theme.look == Look::Plain);
        let mut settings = Box::new(around.settings.clone());
        if let Some((_, own)) = self.called.filter(|(person, _)| settings.author == Some(*person)) {
            settings.author = own;
        }
        vec![self.send(0, false, Request::SaveSettings(settings))]
    }

    fn notice(&mut self, text: &str, warns: bool) {
        self.around.notice = Some((text.into(), warns));
    }

    /// Takes the reply to the oldest waiting request.
    pub fn receive(&mut self, reply: Reply) -> Vec<Request> {
        if matches!(reply, Reply::Gone) {
            self.gone = true;
            self.notice(words::GONE.get(self.around.lang), true);
            return Vec::new();
        }
        if matches!(reply, Reply::Progress(_)) {
            let to = self.waiting.front().map_or(0, |sent| sent.to);
            return self.tell(to, &reply);
        }
        let Some(sent) = self.waiting.pop_front() else { return Vec::new() };
        let mut requests = Vec::new();
        match reply {
            // Only what was taken back makes the app itself read the visit again: it was the visit.
            Reply::Failed(Failure::Rule(_)) if sent.to == 0 && sent.holds && sent.again.is_none() => {
                requests.extend(self.visit_is_gone());
            }
            Reply::Failed(ref failure) => {
                let lang = self.around.lang;
                let said = [Some(failure.say(lang)), failure.hint(lang)].into_iter().flatten().collect::<Vec<_>>().join("  ");
                self.notice(&said, true);
                requests.extend(self.tell(sent.to, &reply));
                match failure {
                    Failure::Disk(_) | Failure::Log(_) if sent.again.is_some() => self.stuck = Some(Stuck::new(sent, failure)),
                    _ => self.undo.forget(),
                }
            }
            Reply::Appended(ref appended) => {
                requests.extend(self.take_over(appended));
                requests.extend(self.tell(sent.to, &reply));
            }
            Reply::Visit(visit) => {
                self.around.visit = Some(*visit);
                let to = if sent.to == 0 { self.layers.last().map_or(0, |l| l.id) } else { sent.to };
                self.say_undone();
                requests.extend(self.tell(to, &Reply::Saved));
            }
            Reply::Undone { .. } => {
                requests.extend(self.undone());
                requests.extend(self.tell(sent.to, &reply));
            }
            // Much may be new in the open visit: it is read again when its screen shows.
            Reply::Merged(_) | Reply::Imported { .. } => {
                self.around.visit = None;
                requests.extend(self.tell(sent.to, &reply));
            }
            Reply::Switched { demo, read_only } => requests.extend(self.switched(demo, read_only)),
            Reply::LastGroup(ref group) if sent.to == 0 => requests.extend(self.may_undo(group.clone())),
            reply => requests.extend(self.tell(sent.to, &reply)),
        }
        self.around.saving = self.stuck.is_some() || self.waiting.iter().any(|s| s.holds);
        while !self.around.saving {
            let Some((tick, key)) = self.held.pop_front() else { break };
            self.around.tick = tick;
            requests.extend(self.key(key));
        }
        requests
    }

    fn tell(&mut self, layer: u32, reply: &Reply) -> Vec<Request> {
        let scene = self.around.scene();
        let Some(layer) = self.layers.iter_mut().find(|l| l.id == layer) else { return Vec::new() };
        let (id, wants) = (layer.id, layer.screen.receive(reply, &scene));
        self.fulfil(id, wants)
    }

    /// Draws what is. A terminal that is too small says so.
    pub fn draw(&mut self, f: &mut Frame) {
        let area = f.area();
        let (lang, theme) = (self.around.lang, self.around.theme);
        let alone = |f: &mut Frame, text: &str| {
            clear(f.buffer_mut(), area);
            Line::new(f.buffer_mut(), area, 0, theme.style(Role::Text))
                .add(" ", theme.style(Role::Text))
                .add(text, theme.style(Role::Head));
        };
        self.blind = area.width < SMALLEST.0 || area.height < SMALLEST.1;
        if self.blind {
            return alone(f, &words::TOO_SMALL.fill(lang, &[&area.width, &area.height]));
        }
        if self.blanked {
            return alone(f, words::BLANKED.get(lang));
        }
        let mut scene = self.around.scene();
        if let Some(layer) = self.layers.last_mut() {
            scene.typing = layer.screen.typing() != Typing::No;
            layer.screen.draw(f, area, &scene);
        }
        if let Some(stuck) = &self.stuck {
            stuck.question(lang).draw(f, area, theme);
        } else if let Some(what) = &self.telling {
            stuck::told(what, self.around.read_only.is_some(), lang).draw(f, area, theme);
        } else if let Some(dialog) = self.undo.question(lang) {
            dialog.draw(f, area, theme);
        }
    }
}
