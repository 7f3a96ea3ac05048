//! What forms have in common: which keys are text just now, what a command does to the fields, and labels that follow the
//! language. What was typed is the form's; it is lost by nothing here.

use super::{Typing, edit};
pub use crate::content::limit::{clock, due};
use crate::keymap::Command;
use crate::widgets::form::{Field, Form, Value};

/// What a key did to a form; a field that was left is to be committed by its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    Nothing,
    Left(usize),
    /// Enter at the last field.
    Done(usize),
    /// Esc; the field is left too.
    Back(usize),
}

/// What keys the current field takes as text.
pub fn typing(form: &Form) -> Typing {
    match form.fields.get(form.current()).map(|f| &f.value) {
        Some(Value::Text(_)) => Typing::Text,
        Some(Value::Plain(_)) => Typing::Plain,
        _ => Typing::No,
    }
}

/// A command of the form's scope, or an editing key.
pub fn command(form: &mut Form, command: Command) -> Moved {
    let at = form.current();
    match command {
        Command::Enter if form.next() => Moved::Left(at),
        Command::Enter => Moved::Done(at),
        Command::Up => {
            form.back();
            Moved::Left(at)
        }
        Command::Down if form.recall() => Moved::Nothing,
        Command::Down if form.next() => Moved::Left(at),
        Command::Back => Moved::Back(at),
        other => {
            if let Some(edit) = edit(other) {
                form.edit(edit);
            }
            Moved::Nothing
        }
    }
}

/// Text for the current field. A choice taken by its digit is one key: the next field is current then.
pub fn typed(form: &mut Form, text: &str) -> Moved {
    let at = form.current();
    match form.insert(text) {
        true if form.next() => Moved::Left(at),
        true => Moved::Done(at),
        false => Moved::Nothing,
    }
}

/// Takes labels, hints, choices and suggestions from `fresh` (the same fields in the language of now); what was typed
/// and chosen stays.
pub fn relabel(form: &mut Form, fresh: Vec<Field>) {
    for (field, fresh) in form.fields.iter_mut().zip(fresh) {
        field.label = fresh.label;
        field.hint = fresh.hint;
        field.recent = fresh.recent;
        if let (Value::Choice { options, .. }, Value::Choice { options: words, .. }) = (&mut field.value, fresh.value) {
            *options = words;
        }
    }
}

/// Whether anything was typed or chosen that `fresh`, the form as it is opened, does not say.
pub fn differs(form: &Form, fresh: &[Field]) -> bool {
    form.fields.iter().zip(fresh).any(|(now, then)| (now.typed(), now.chosen()) != (then.typed(), then.chosen()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let choice = Field::choice("性质", vec!["甲".into(), "乙".into()], None);
        Form::new(vec![choice, Field::text("原因", ""), Field::plain("日期", "")])
    }

    #[test]
    fn a_digit_in_a_choice_is_one_key_and_text_stays_text() {
        let mut form = form();
        assert_eq!(typed(&mut form, "3"), Moved::Nothing, "no such choice");
        assert_eq!(typed(&mut form, "2"), Moved::Left(0));
        assert_eq!((typing(&form), typed(&mut form, "2")), (Typing::Text, Moved::Nothing));
        assert_eq!(command(&mut form, Command::Enter), Moved::Left(1));
        assert_eq!(command(&mut form, Command::Enter), Moved::Done(2));
        assert_eq!((form.fields[0].chosen(), form.fields[1].typed()), (Some(1), "2"));
    }

    #[test]
    fn another_language_keeps_what_was_typed_and_chosen() {
        let mut form = form();
        typed(&mut form, "1");
        typed(&mut form, "停业");
        relabel(&mut form, vec![Field::choice("Nature", vec!["A".into(), "B".into()], None), Field::text("Why", "")]);
        assert_eq!((form.fields[0].chosen(), form.fields[1].typed(), form.fields[1].label.as_str()), (Some(0), "停业", "Why"));
    }
}
