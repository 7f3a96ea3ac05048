//! Files under a passphrase, in the `age` format, which other tools open too.

use crate::disk;
use crate::failure::Failure;
use crate::failure::log::Fault;
use crate::failure::rule::Refusal;
use crate::failure::untaken::Why;
use crate::request::exchange::{Step, Watch};
use age::secrecy::SecretString;
use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

/// What every `age` file begins with.
const MAGIC: &[u8] = b"age-encryption.org/v1";

/// The most work that a file may ask for before it opens, as a power of two: some seconds on an old laptop.
const MOST_WORK: u8 = 20;

pub fn is_sealed(start: &[u8]) -> bool {
    start.starts_with(MAGIC)
}

/// Decrypts `from` (shown as `file`) into `to`, at most so many bytes.
pub fn open(from: File, file: &Path, to: &Path, passphrase: Option<&str>, most: u64, watch: &Watch) -> Result<(), Failure> {
    let untaken = |why: Why| Failure::Log(Fault::Untaken { path: file.into(), why });
    let passphrase = passphrase.ok_or_else(|| untaken(Why::Locked))?;
    let total = disk::size(file);
    let decryptor = age::Decryptor::new_buffered(BufReader::new(from)).map_err(|_| untaken(Why::Check))?;
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(MOST_WORK);
    let mut plain = decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(|e| match e {
        age::DecryptError::DecryptionFailed
        | age::DecryptError::KeyDecryptionFailed
        | age::DecryptError::NoMatchingKeys
        | age::DecryptError::InvalidMac => untaken(Why::Passphrase),
        _ => untaken(Why::Check),
    })?;
    let here = |e: io::Error| disk::fault(to, &e);
    let mut out = File::create(to).map_err(here)?;
    let mut piece = vec![0; 1 << 16];
    let mut done: u64 = 0;
    loop {
        if watch.is_stopped() {
            return Err(Failure::Rule(Refusal::Stopped));
        }
        watch.tell(Step::Copying, done, total);
        let read = match plain.read(&mut piece) {
            Ok(0) => return out.flush().map_err(here),
            Ok(read) => read,
            Err(e) if matches!(e.kind(), io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData) => {
                return Err(untaken(Why::Check));
            }
            Err(e) => return Err(disk::fault(file, &e)),
        };
        done += read as u64;
        if done > most {
            return Err(untaken(Why::TooLarge { bytes: done, most }));
        }
        out.write_all(&piece[..read]).map_err(here)?;
    }
}

/// Encrypts `from` into `to`.
pub fn close(from: &mut File, to: &mut dyn Write, passphrase: &str) -> io::Result<()> {
    let encryptor = age::Encryptor::with_user_passphrase(SecretString::from(passphrase.to_owned()));
    let mut sealed = encryptor.wrap_output(to)?;
    io::copy(from, &mut sealed)?;
    sealed.finish().map(|_| ())
}
