//! What the system can do to a program: kill it, stop it, take powers and space from it.

use rustix::process::{Pid, Signal, kill_process};

fn pid(process: u32) -> Pid {
    let number = i32::try_from(process).expect("a process number");
    Pid::from_raw(number).expect("a process number")
}

/// SIGKILL: the program hears nothing of it.
pub fn kill_9(process: u32) {
    kill_process(pid(process), Signal::KILL).expect("killed");
}

/// SIGTERM: the system shuts down, or somebody wants the program to end.
pub fn ask_to_end(process: u32) {
    kill_process(pid(process), Signal::TERM).expect("asked");
}

/// Closes the lid, and opens it.
pub fn stop(process: u32) {
    kill_process(pid(process), Signal::STOP).expect("stopped");
}

pub fn go_on(process: u32) {
    kill_process(pid(process), Signal::CONT).expect("goes on");
}

/// From now on no file that the program writes grows past `bytes`, as on a disk that is full; `None` takes the limit off.
#[cfg(target_os = "linux")]
pub fn let_files_grow_to(process: u32, bytes: Option<u64>) {
    use rustix::process::{Resource, Rlimit, prlimit};
    let most = prlimit(Some(pid(process)), Resource::Fsize, Rlimit { current: bytes, maximum: None });
    most.expect("a limit for the program");
}

/// Runs `start` so that the programs it starts are bound by read-only marks also where the tests run as root. Powers belong
/// to a thread: a thread of its own gives them up.
#[cfg(target_os = "linux")]
pub fn without<T: Send + 'static>(start: impl FnOnce() -> T + Send + 'static) -> T {
    use rustix::thread::{CapabilitySet, remove_capability_from_bounding_set};
    let give_up = || {
        if rustix::process::geteuid().is_root() {
            for power in [CapabilitySet::DAC_OVERRIDE, CapabilitySet::DAC_READ_SEARCH] {
                remove_capability_from_bounding_set(power).expect("root gives a power up");
            }
        }
        start()
    };
    std::thread::spawn(give_up).join().expect("the program starts")
}

#[cfg(not(target_os = "linux"))]
pub fn without<T>(start: impl FnOnce() -> T) -> T {
    start()
}
