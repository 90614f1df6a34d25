//! Rules of leaves, held to how their quantity behaves in other layers.

use crate::cost::{
    Dims, Layer, LayerId, QuantityId, Question, StatementKind, Subject, layers_of_module,
};
use crate::lint::checked::Checked;
use crate::lint::finding::Finding;
use crate::lint::homogeneity::degrees::Terms;
use crate::lint::homogeneity::evidence::{Habit, Seen, asked_layer};
use crate::lint::homogeneity::outlier::{NAME, uneven};

/// The rules of leaves, held to how the quantity behaves everywhere else.
pub(super) fn rules(checked: &Checked<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let own = of_leaves(checked);
    for (question, id, layer) in leaves(checked) {
        for line in layer.body.iter().filter(|line| checked.owns(line.span)) {
            let StatementKind::Cost(quantity, formula) = &line.kind else {
                continue;
            };
            let Some(terms) = rule_terms(checked, &question, *quantity) else {
                continue;
            };
            let subject = format!(
                "`{}` of `{}`",
                checked.program.quantity(*quantity).name,
                layer.name
            );
            let outliers = terms.outliers().into_iter().filter(|outlier| {
                let library = checked
                    .evidence
                    .seen()
                    .habit(*quantity, &outlier.symbol, None);
                let own = own.habit(*quantity, &outlier.symbol, Some(id));
                match library.or(own) {
                    Some(habit) => habit == Habit::Even,
                    // Nothing else is known of the quantity: a factor is forgotten more easily than
                    // written twice.
                    None => outlier.lacks() && is_dim(checked, &outlier.symbol),
                }
            });
            for outlier in outliers {
                let kind = uneven(checked, &question, &terms, outlier, subject.clone(), false);
                found.push(Finding::new(NAME, kind, formula.span));
            }
        }
    }
    found
}

/// The leaves of a file, each with the question it asks.
fn leaves<'p>(
    checked: &Checked<'p>,
) -> impl Iterator<Item = (Question, LayerId, &'p Layer)> + use<'p> {
    let program = checked.program;
    let questions = layers_of_module(program, checked.id).into_iter();
    let layers = questions.filter_map(move |question| {
        let id = asked_layer(&question)?;
        Some((question, id, program.layer(id)))
    });
    layers.filter(|(_, _, layer)| layer.is_leaf())
}

/// What the leaves of a file show.
fn of_leaves(checked: &Checked<'_>) -> Seen {
    let mut evidence = Seen::default();
    for (question, id, layer) in leaves(checked) {
        for quantity in layer.rules.keys() {
            if let Some(terms) = rule_terms(checked, &question, *quantity) {
                evidence.add(*quantity, id, &terms);
            }
        }
    }
    evidence
}

/// The terms of the rule that a leaf has for a quantity, its defaults put in.
fn rule_terms(checked: &Checked<'_>, question: &Question, quantity: QuantityId) -> Option<Terms> {
    let Subject::Target(target) = &question.subject else {
        return None;
    };
    let deriver = checked.deriver(question);
    let derived = deriver.derive(target, &[quantity], &Dims::default()).ok()?;
    Terms::of(derived.totals.get(&quantity)?)
}

fn is_dim(checked: &Checked<'_>, name: &str) -> bool {
    checked.program.dims(checked.id).contains_key(name)
}
