//! Answers as equations in LaTeX, one a line.

use std::io::{self, Write};

use crate::cli::answers::is_shown;
use crate::cli::answers::records::{Content, Reply};
use crate::notation::latex::upright;

pub(super) fn write(replies: &[Reply], content: Content, out: &mut impl Write) -> io::Result<()> {
    for reply in replies {
        let conditions = match &reply.assuming[..] {
            [] => String::new(),
            conditions => format!(r", \quad {}", conditions.join(", ")),
        };
        for line in reply.lines.iter().filter(|line| is_shown(line, content)) {
            let form = match (content, &line.value) {
                (Content::Numbers, Some(value)) => value.to_string(),
                _ => line.form.clone(),
            };
            let left = match &line.quantity {
                Some(quantity) => {
                    let target = upright(&reply.target);
                    format!(r"{}\left({target}\right) = ", upright(quantity))
                }
                None => String::new(),
            };
            writeln!(out, "{left}{form}{conditions}")?;
        }
    }
    Ok(())
}
