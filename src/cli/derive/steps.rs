//! A derivation as a person would write it: the rule of each call, its arguments put in, children
//! added up, and in the end the quantities that follow.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::algebra::{Form, Function, SignedForm, Value};
use crate::cli::call::{call, child_at, count, turn};
use crate::cli::table::Table;
use crate::cli::writer::Writer;
use crate::cost::formula::{Formula, FormulaKind};
use crate::cost::{
    Branch, Derived, Node, Part, QuantityId, StatementKind, calls_of, put_in,
    quantities_on_the_way, rule_of,
};
use crate::engine::{Answers, Errors};
use crate::notation::signature::source;
use crate::syntax::ast::Per;
use crate::text::Span;

/// The most calls that are shown: the outermost ones.
const MOST_CALLS: usize = 500;

/// The most children that are listed one by one.
const MOST_CHILDREN: usize = 24;

/// A derivation that is being written down.
struct Derivation<'w, 'e> {
    writer: &'w Writer<'e>,
    quantities: &'w [QuantityId],
    text: String,
}

/// The derivation of an answered target.
pub(super) fn derivation(
    writer: &Writer<'_>,
    derived: &Derived,
    quantities: &[QuantityId],
    answers: &Answers,
) -> Result<String, Errors> {
    let program = writer.engine().program();
    let on_the_way = quantities_on_the_way(program, quantities);
    let (ruled, following): (Vec<QuantityId>, Vec<QuantityId>) = on_the_way
        .into_iter()
        .partition(|id| program.quantity(*id).derived.is_none());
    let mut derivation = Derivation {
        writer,
        quantities: &ruled,
        text: String::new(),
    };
    let calls = calls_of(derived);
    let skipped = calls.len().saturating_sub(MOST_CALLS);
    if skipped > 0 {
        let _ = writeln!(derivation.text, "… {skipped} inner calls\n");
    }
    for node in &calls[skipped..] {
        derivation.call(node)?;
        derivation.text.push('\n');
    }
    derivation.whole(derived, &following, quantities, answers)?;
    Ok(derivation.text)
}

impl Derivation<'_, '_> {
    /// One call: where it is from, what its names stand for, and what it costs.
    fn call(&mut self, node: &Node) -> Result<(), Errors> {
        let layer = self.writer.engine().program().layer(node.layer);
        let mut head = layer.name.clone();
        let bound = node
            .arguments
            .iter()
            .map(|(name, value)| (&name[..], value));
        let bound = bound.chain(node.dims.iter());
        let mut joint = " with ";
        for (name, value) in bound {
            let value = self.writer.value(value)?;
            if value != name {
                let _ = write!(head, "{joint}{name} = {value}");
                joint = ", ";
            }
        }
        let _ = writeln!(self.text, "{head}  ({})", self.place(layer.span));
        self.lets(node)?;
        self.children(node)?;
        for quantity in self.quantities {
            self.cost(node, *quantity)?;
        }
        Ok(())
    }

    fn lets(&mut self, node: &Node) -> Result<(), Errors> {
        let layer = self.writer.engine().program().layer(node.layer);
        let rules = layer
            .body
            .iter()
            .filter_map(|statement| match &statement.kind {
                StatementKind::Let(slot, formula) => Some((&layer.slot_names[*slot], formula)),
                _ => None,
            });
        for ((name, value), (_, formula)) in node.lets.iter().zip(rules) {
            let chain = self.rule_put_in(node, formula, value)?;
            self.chain(&format!("let {name}"), &chain, "");
        }
        Ok(())
    }

    fn children(&mut self, node: &Node) -> Result<(), Errors> {
        let program = self.writer.engine().program();
        let mut table = Table::default();
        let parts = node
            .branches
            .iter()
            .flat_map(|branch| branch.parts.iter().map(move |part| (branch, part)));
        let all: usize = node.branches.iter().map(|branch| branch.parts.len()).sum();
        for (branch, part) in parts.take(MOST_CHILDREN) {
            let child = child_at(program, node.layer, branch.span);
            table.row([
                format!("    {}:", turn(self.writer, branch, part)?),
                call(self.writer, &part.node, child)?,
                count(
                    self.writer,
                    (&part.calls, &part.instances),
                    part.range.as_ref(),
                )?,
            ]);
        }
        self.text += &table.text();
        if all > MOST_CHILDREN {
            let _ = writeln!(self.text, "    … {} more", all - MOST_CHILDREN);
        }
        Ok(())
    }

    /// What a call costs of a quantity: the rule, or the children by name; then what they are worth;
    /// then the sum.
    fn cost(&mut self, node: &Node, quantity: QuantityId) -> Result<(), Errors> {
        let program = self.writer.engine().program();
        let declared = program.quantity(quantity);
        let total = &node.totals[&quantity];
        let own = node.own.get(&quantity).map(|(value, _)| value);
        let rule = rule_of(program, node, quantity);
        let mut chain = Vec::new();
        if node.branches.is_empty() {
            match (rule, own) {
                (Some(rule), Some(own)) => chain = self.rule_put_in(node, rule, own)?,
                _ => chain.push(self.writer.value(total)?),
            }
            let remark = match rule {
                Some(_) => "",
                None if node.unruled.contains(&quantity) => "  (no rule says what it is)",
                None => "  (else 0)",
            };
            self.chain(&declared.name, &chain, remark);
            return Ok(());
        }
        let mut names = Vec::new();
        let mut terms = Vec::new();
        let mut more = 0;
        if let (Some(rule), Some(own)) = (rule, own) {
            names.push(format!("({})", source(program, rule.span)));
            terms.push(self.writer.form(own)?);
        }
        for branch in &node.branches {
            for part in &branch.parts {
                let count = count_of(part, declared.per);
                if count.is_zero() || part.node.totals[&quantity].is_zero() {
                    continue;
                }
                if terms.len() >= MOST_CHILDREN {
                    more += 1;
                    continue;
                }
                let (name, term) = self.contribution(branch, part, count, quantity)?;
                names.push(name);
                terms.push(term);
            }
        }
        let rest = match more {
            0 => String::new(),
            more => format!(" + … ({more} more)"),
        };
        if !names.is_empty() {
            chain.push(names.join(" + ") + &rest);
        }
        if !terms.is_empty() {
            chain.push(self.writer.text(&sum(terms)) + &rest);
        }
        chain.push(self.writer.value(total)?);
        self.chain(&declared.name, &chain, "");
        Ok(())
    }

    /// What a part adds to its parent, by name and as a form.
    fn contribution(
        &self,
        branch: &Branch,
        part: &Part,
        count: &Value,
        quantity: QuantityId,
    ) -> Result<(String, Form), Errors> {
        let mut name = turn(self.writer, branch, part)?;
        let mut term = self.writer.form(&part.node.totals[&quantity])?;
        if !count.is_one() {
            let form = self.writer.form(count)?;
            let text = self.writer.text(&form);
            name = match form {
                Form::Sum(_) | Form::Negative(_) | Form::If { .. } => format!("({text}) × {name}"),
                _ => format!("{text} × {name}"),
            };
            term = match term {
                Form::Product(factors) => Form::Product([vec![form], factors].concat()),
                term => Form::Product(vec![form, term]),
            };
        }
        if let Some(range) = &part.range {
            let (from, to) = (self.writer.form(&range.from)?, self.writer.form(&range.to)?);
            let texts = [&from, &to].map(|form| self.writer.text(form));
            name = format!("sum({}, {}, {}, {name})", range.name, texts[0], texts[1]);
            term = Form::Call {
                function: Function::Sum,
                arguments: vec![Form::name(&range.name), from, to, term],
            };
        }
        Ok((name, term))
    }

    /// The target as a whole, and the quantities that follow from others.
    fn whole(
        &mut self,
        derived: &Derived,
        following: &[QuantityId],
        quantities: &[QuantityId],
        answers: &Answers,
    ) -> Result<(), Errors> {
        let engine = self.writer.engine();
        let label = &self.writer.question().label;
        let _ = writeln!(self.text, "{label}");
        if !derived.path.is_empty() {
            let _ = writeln!(self.text, "    all counts on the way included");
        }
        for (quantity, value) in derived.totals.iter() {
            if self.quantities.contains(quantity) {
                let name = &engine.program().quantity(*quantity).name;
                let value = self.writer.value(value)?;
                self.chain(name, &[value], "");
            }
        }
        let mut known: Vec<(QuantityId, Value)> = Vec::new();
        for quantity in following {
            let place = quantities.iter().position(|asked| asked == quantity);
            let value = match place {
                Some(place) => answers.values[place].value.clone(),
                None => engine.quantity_of(self.writer.question(), derived, *quantity)?,
            };
            known.push((*quantity, value));
        }
        for (quantity, value) in &known {
            let declared = engine.program().quantity(*quantity);
            let Some(formula) = &declared.derived else {
                continue;
            };
            let leaf = |kind: &FormulaKind| match kind {
                FormulaKind::Total(used) => {
                    let computed = known.iter().find(|(id, _)| id == used);
                    let total = computed
                        .map(|(_, value)| value)
                        .or_else(|| derived.totals.get(used));
                    self.writer.form(total?).ok()
                }
                FormulaKind::Dim(name) => match derived.dims.get(name) {
                    Some(value) => self.writer.form(value).ok(),
                    None => Some(Form::name(name)),
                },
                FormulaKind::DimElse(name, default) => {
                    let value = derived.dims.get(name).cloned();
                    self.writer
                        .form(&value.unwrap_or_else(|| default.clone().into()))
                        .ok()
                }
                FormulaKind::FileLet(id) => Some(Form::name(&engine.program().file_let(*id).name)),
                _ => None,
            };
            let mut chain = vec![source(engine.program(), formula.span)];
            chain.extend(put_in(formula, &leaf).map(|form| self.writer.text(&form)));
            chain.push(self.writer.value(value)?);
            self.chain(&declared.name, &chain, "");
        }
        Ok(())
    }

    /// A rule as it is written, with what its names stand for, and simplified.
    fn rule_put_in(
        &self,
        node: &Node,
        rule: &Formula,
        value: &Value,
    ) -> Result<Vec<String>, Errors> {
        let program = self.writer.engine().program();
        let layer = program.layer(node.layer);
        // Where no line changes a dim, every line sees the dims of the call.
        let steady = layer
            .body
            .iter()
            .all(|line| matches!(line.kind, StatementKind::Cost(..) | StatementKind::Let(..)));
        let local = |slot: usize| {
            let name = layer.slot_names.get(slot)?;
            let argument = node.arguments.get(slot).filter(|(held, _)| held == name);
            let held = argument.or_else(|| node.lets.iter().find(|(held, _)| held == name));
            self.writer.form(&held?.1).ok()
        };
        let leaf = |kind: &FormulaKind| match kind {
            FormulaKind::Local(slot) => local(*slot),
            FormulaKind::Dim(name) => match node.dims.get(name) {
                Some(value) if steady => self.writer.form(value).ok(),
                _ => Some(Form::name(name)),
            },
            FormulaKind::DimElse(name, default) => match node.dims.get(name) {
                Some(value) if steady => self.writer.form(value).ok(),
                None if steady => self.writer.form(&default.clone().into()).ok(),
                _ => Some(Form::name(name)),
            },
            FormulaKind::FileLet(id) => Some(Form::name(&program.file_let(*id).name)),
            _ => None,
        };
        let mut chain = vec![source(program, rule.span)];
        chain.extend(put_in(rule, &leaf).map(|form| self.writer.text(&form)));
        chain.push(self.writer.value(value)?);
        Ok(chain)
    }

    /// Writes `name = first`, and below it `= second` and so on, leaving out what says the same again;
    /// and a remark behind the last.
    fn chain(&mut self, name: &str, links: &[String], remark: &str) {
        let mut links = links.to_vec();
        links.dedup();
        let mut start = name.to_owned();
        let last = links.len().saturating_sub(1);
        for (place, link) in links.iter().enumerate() {
            let remark = if place == last { remark } else { "" };
            let _ = writeln!(self.text, "    {start} = {link}{remark}");
            start = " ".repeat(name.width());
        }
    }

    /// `formulas/layers/linear.cost:17`
    fn place(&self, span: Span) -> String {
        let sources = self.writer.engine().sources();
        let name = sources.get(span.source).map_or("", |source| &source.name);
        match sources.position(span) {
            Some(position) => format!("{name}:{}", position.line),
            None => name.to_owned(),
        }
    }
}

/// What multiplies a quantity of a part.
fn count_of(part: &Part, per: Per) -> &Value {
    match per {
        Per::Call => &part.calls,
        Per::Weight => &part.instances,
    }
}

fn sum(mut terms: Vec<Form>) -> Form {
    if terms.len() == 1 {
        return terms.remove(0);
    }
    let terms = terms.into_iter().map(|form| SignedForm {
        negative: false,
        form,
    });
    Form::Sum(terms.collect())
}
