//! `--steps`: the derivation as a person would write it down.

use std::collections::HashSet;
use std::sync::Arc;

use crate::algebra::Value;
use crate::cli::args::{self, Asking};
use crate::cli::asked::Asked;
use crate::cli::session::{Session, Step};
use crate::cli::table::aligned;
use crate::cli::tree::call;
use crate::cost::{Derived, Node, QuantityId};
use crate::text::Span;

/// Prints, for each distinct call on the way, its rules with the arguments put in, its children added
/// up, and the sum; then what follows from them.
///
/// # Errors
/// When arranging a form meets a limit.
pub(super) fn print(
    session: &mut Session,
    asking: &Asking,
    asked: &Asked,
    derived: &Derived,
) -> Step {
    let writer = Writer { asking, asked };
    for node in innermost_first(&derived.node) {
        writer.node(session, &node)?;
    }
    for answer in &asked.answers.values {
        let Some(quantity) = answer.quantity else {
            continue;
        };
        let declared = session.engine.program().quantity(quantity);
        let Some(formula) = &declared.derived else {
            continue;
        };
        let (name, rule) = (declared.name.clone(), source(session, formula.span));
        let form = writer.form(session, &answer.value)?;
        session.print(&format!("{name} = {rule}\n  = {form}\n"))?;
    }
    Ok(())
}

/// Every distinct call once, those that are contained before those that contain them.
fn innermost_first(root: &Arc<Node>) -> Vec<Arc<Node>> {
    let mut seen: HashSet<*const Node> = HashSet::new();
    let mut ordered = Vec::new();
    let mut pending = vec![(root.clone(), false)];
    while let Some((node, opened)) = pending.pop() {
        if opened {
            ordered.push(node);
            continue;
        }
        if !seen.insert(Arc::as_ptr(&node)) {
            continue;
        }
        pending.push((node.clone(), true));
        let parts = node
            .branches
            .iter()
            .rev()
            .flat_map(|branch| branch.parts.iter().rev());
        pending.extend(parts.map(|part| (part.node.clone(), false)));
    }
    ordered
}

/// The text of a place, on one line.
fn source(session: &Session, span: Span) -> String {
    let text = session.engine.sources().slice(span);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

struct Writer<'a> {
    asking: &'a Asking,
    asked: &'a Asked,
}

impl Writer<'_> {
    fn form(&self, session: &mut Session, value: &Value) -> Step<String> {
        session.closed_form(
            &self.asked.question,
            value,
            (&args::Form::Expanded, self.asking.style),
        )
    }

    fn node(&self, session: &mut Session, node: &Node) -> Step {
        let quiet = node.own.is_empty() && node.branches.is_empty() && node.unruled.is_empty();
        if quiet {
            return Ok(());
        }
        let heading = call(session, self.asked, node, self.asking.style)?;
        let layer = session.engine.program().layer(node.layer);
        let place = place(session, layer.span);
        session.print(&format!("{heading}    {place}\n"))?;
        self.bound(session, node)?;
        for (quantity, total) in &node.totals {
            self.quantity(session, node, *quantity, total)?;
        }
        session.print("\n")
    }

    /// What the parameters, `let`s and dims of a call are worth.
    fn bound(&self, session: &mut Session, node: &Node) -> Step {
        let mut bound = Vec::new();
        let dims = node
            .dims
            .iter()
            .map(|(name, value)| (name.to_owned(), value.clone()));
        let values = node.arguments.iter().chain(&node.lets).cloned();
        for (name, value) in values.chain(dims) {
            let form = self.form(session, &value)?;
            if form != name {
                bound.push(format!("{name} = {form}"));
            }
        }
        if bound.is_empty() {
            return Ok(());
        }
        session.print(&format!("  where {}\n", bound.join(", ")))
    }

    fn quantity(
        &self,
        session: &mut Session,
        node: &Node,
        quantity: QuantityId,
        total: &Value,
    ) -> Step {
        let name = session.engine.program().quantity(quantity).name.clone();
        let total = self.form(session, total)?;
        if node.unruled.contains(&quantity) {
            return session.print(&format!("  {name} has no rule: {total}\n"));
        }
        let mut rows = Vec::new();
        let mut addends = Vec::new();
        if let Some((value, span)) = node.own.get(&quantity) {
            let form = self.form(session, value)?;
            rows.push(vec![
                format!("    {}", source(session, *span)),
                form.clone(),
            ]);
            addends.push(form);
        }
        for branch in &node.branches {
            let contribution = &branch.contribution[&quantity];
            if contribution.is_zero() {
                continue;
            }
            let form = self.form(session, contribution)?;
            rows.push(vec![
                format!("    {}", source(session, branch.span)),
                form.clone(),
            ]);
            addends.push(form);
        }
        if let ([row], true) = (&rows[..], node.branches.is_empty()) {
            let rule = row[0].trim();
            return session.print(&format!("  {rule} = {total}\n"));
        }
        session.print(&format!("  {name}\n{}", aligned(&rows)))?;
        let sum = match &addends[..] {
            [] => String::new(),
            [one] if *one == total => String::new(),
            many => format!(" = {}", many.join(" + ")),
        };
        session.print(&format!("    sum{sum} = {total}\n"))
    }
}

/// A place as `file:line`.
fn place(session: &Session, span: Span) -> String {
    let sources = session.engine.sources();
    let name = sources
        .get(span.source)
        .map_or("", |source| source.name.as_str());
    let line = sources.position(span).map_or(0, |position| position.line);
    format!("{name}:{line}")
}
