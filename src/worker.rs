//! The thread that owns the store: requests in, replies out, one queue, in order. Whatever happens to it, the app hears of
//! it, so that nobody waits for ever.

mod document;
mod exchange;
mod paper;
mod switch;

pub use switch::Files;

#[cfg(test)]
mod tests;

use crate::disk::{self, Home};
use crate::failure::Failure;
use crate::request::exchange::Watch;
use crate::request::{DataFile, Reply, Request, Settings};
use crate::store::Log;
use crate::store::answer::Answered;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

/// What the thread owns.
struct Worker {
    log: Log,
    home: Home,
    settings: Settings,
    files: Files,
    watch: Watch,
    stop: Arc<AtomicBool>,
}

/// Says that the worker is gone, also when it ends by a panic.
struct Farewell<F: Fn(Reply)>(F);

impl<F: Fn(Reply)> Drop for Farewell<F> {
    fn drop(&mut self) {
        (self.0)(Reply::Gone);
    }
}

/// The way to the thread.
#[derive(Clone)]
pub struct Door {
    requests: Sender<Request>,
    stop: Arc<AtomicBool>,
}

impl Door {
    /// Asks; what stops an exchange does not wait behind it.
    pub fn ask(&self, request: Request) {
        match request {
            Request::Stop => self.stop.store(true, Ordering::Relaxed),
            // A worker that is gone has said so; the app knows.
            request => drop(self.requests.send(request)),
        }
    }
}

/// Starts the thread. Each request sent is answered by one reply, in order; it ends when the door is dropped.
pub fn start(log: Log, home: Home, settings: Settings, files: Files, answer: impl Fn(Reply) + Send + Sync + 'static) -> Door {
    let (requests, queue) = channel();
    let stop = Arc::new(AtomicBool::new(false));
    let (answer, told) = (Arc::new(answer), stop.clone());
    let work = move || {
        let farewell = Farewell(|reply| answer(reply));
        let tell = answer.clone();
        let watch = Watch::new(told.clone(), move |progress| tell(Reply::Progress(progress)));
        let mut worker = Worker { log, home, settings, files, watch, stop: told };
        worker.serve(&queue, &farewell.0);
    };
    // A thread that cannot be started drops its queue and says farewell: the app hears of it.
    let _ = thread::Builder::new().name("store".into()).spawn(work);
    Door { requests, stop }
}

impl Worker {
    fn serve(&mut self, queue: &Receiver<Request>, answer: &impl Fn(Reply)) {
        while let Ok(request) = queue.recv() {
            answer(self.reply(request).unwrap_or_else(Reply::Failed));
        }
    }

    fn reply(&mut self, request: Request) -> Result<Reply, Failure> {
        let request = match self.log.answer(request, disk::now)? {
            Answered::Reply(reply) => return Ok(reply),
            Answered::Not(request) => request,
        };
        Ok(match request {
            Request::DataFile => {
                let path = self.log.path().to_path_buf();
                let (free, district) = (disk::free(&path), self.home.district_sets()?);
                Reply::DataFile(DataFile { bytes: disk::size(&path), free, district, path })
            }
            Request::SaveSettings(settings) => {
                self.home.save_settings(&settings)?;
                self.settings = *settings;
                Reply::Saved
            }
            Request::Switch { demo } => self.switch(demo)?,
            Request::Exchange(exchange) => self.exchange(exchange)?,
            Request::Laptops => Reply::Laptops(Box::new(exchange::here(&mut self.log)?)),
            Request::Stand { laptop, standing } => {
                self.log.set_standing(&laptop, standing, &disk::now())?;
                Reply::Saved
            }
            Request::OpenInBrowser { path } => Reply::Opened { ok: open::that_detached(&path).is_ok(), path },
            other => return self.paper(other),
        })
    }
}
