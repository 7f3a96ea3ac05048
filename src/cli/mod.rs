//! The line forms: one file a subcommand, each a short list of steps over the same drafts and views as the screens.

mod args;
mod parse;
