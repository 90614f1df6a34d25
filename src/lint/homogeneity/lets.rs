//! The `let`s of a file, held to each other.

use crate::cost::{Declared, Dims, LetId, Question};
use crate::lint::checked::Checked;
use crate::lint::finding::Finding;
use crate::lint::homogeneity::degrees::Terms;
use crate::lint::homogeneity::evidence::{Habit, habit_of};
use crate::lint::homogeneity::outlier::{NAME, uneven};

/// The `let`s of the file, held to its other formulas.
pub(super) fn lets(checked: &Checked<'_>) -> Vec<Finding> {
    let mut known: Vec<(&String, LetId, Question, Terms)> = Vec::new();
    for (name, declared) in &checked.module.names {
        let Declared::Let(id) = declared else {
            continue;
        };
        let Some(formula) = &checked.program.file_let(*id).value else {
            continue;
        };
        let question = Question::of_sides(checked.program, checked.id, [formula, formula]);
        let value = checked
            .deriver(&question)
            .evaluate(formula, &Dims::default());
        if let Some(terms) = value.ok().and_then(|value| Terms::of(&value)) {
            known.push((name, *id, question, terms));
        }
    }
    let mut found = Vec::new();
    for (name, id, question, terms) in &known {
        let others = || {
            let others = known.iter().filter(|(_, held, _, _)| held != id);
            others.map(|(_, _, _, terms)| terms)
        };
        let outliers = terms.outliers().into_iter().filter(|outlier| {
            // A letter that the file declares itself means what its own formulas say.
            let own = checked.module.names.contains_key(&outlier.symbol);
            let library = (!own).then(|| checked.evidence.seen().overall(&outlier.symbol));
            let habit = habit_of(others(), &outlier.symbol);
            habit.or(library.flatten()) == Some(Habit::Even)
        });
        let span = checked.program.file_let(*id).span;
        for outlier in outliers {
            let subject = format!("`{name}`");
            let kind = uneven(checked, question, terms, outlier, subject, false);
            found.push(Finding::new(NAME, kind, span));
        }
    }
    found
}
