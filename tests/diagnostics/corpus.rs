//! Files with mistakes, and what is said about them: `FOLDER/NAME.cost` beside its snapshot. Whoever
//! adds a file finds out what a person will read.

use std::cell::Cell;
use std::path::Path;

use flopform::algebra::{Shape, Value};
use flopform::cost::{ModuleId, Outcome, Question, Setting, Tested};
use flopform::diagnostic::{
    Diagnostic, Expected, Point, Style, diagnose, diagnose_all, render_all,
};
use flopform::syntax::ast::Relation;
use flopform::{Engine, Errors};

/// A glob that matches nothing would pass without a word.
const FEWEST_FILES: usize = 100;

/// The report on a file.
fn report(path: &Path) -> String {
    let mut engine = Engine::new();
    let loaded = engine.add_file(path);
    let diagnostics = diagnostics(&mut engine, loaded);
    assert!(
        !diagnostics.is_empty(),
        "nothing is wrong with {}",
        path.display()
    );
    render_all(&diagnostics, engine.sources(), Style::Plain)
}

/// Everything said about a file: mistakes in it, or else what deriving its layers and testing its
/// expectations runs into.
fn diagnostics(engine: &mut Engine, loaded: Result<ModuleId, Errors>) -> Vec<Diagnostic> {
    match loaded {
        Err(errors) => diagnose_all(&errors),
        Ok(module) => {
            let mut errors = Vec::new();
            for question in engine.questions_of(module) {
                let quantities = engine.visible_quantities(&question);
                let answers = engine.answer(&question, &quantities, &Setting::default());
                errors.extend(answers.err().unwrap_or_default());
            }
            let mut diagnostics = diagnose_all(&errors);
            for (at, question, tested) in engine.test(module) {
                let expectation = &engine.program().module(module).expectations[at];
                let span = expectation.span;
                match tested {
                    Err(error) => diagnostics.push(diagnose(&error)),
                    Ok(tested) => {
                        let subject = engine.sources().slice(expectation.left.span).to_owned();
                        let relation = sign(expectation.relation).to_owned();
                        let within = expectation.within.as_ref();
                        let within = within.map(|(amount, percent)| {
                            let percent = if *percent { "%" } else { "" };
                            format!("{}{percent}", engine.sources().slice(amount.span))
                        });
                        let expected = Expected {
                            subject,
                            relation,
                            within,
                            note: expectation.note.clone(),
                            ..sides(engine, &question, &tested)
                        };
                        diagnostics.extend(unmet(&expected, &tested, span));
                    }
                }
            }
            diagnostics
        }
    }
}

fn sides(engine: &Engine, question: &Question, tested: &Tested) -> Expected {
    let text = |value: &Value| {
        let form = engine.form(question, value, Shape::Expanded);
        let form = form.expect("small forms are within the limits");
        form.unicode(&engine.known_names(question))
    };
    Expected {
        derived: text(&tested.left),
        expected: text(&tested.right),
        difference: Some(text(&tested.difference)),
        ..Expected::default()
    }
}

fn unmet(expected: &Expected, tested: &Tested, span: flopform::text::Span) -> Option<Diagnostic> {
    match &tested.outcome {
        Outcome::Met => None,
        Outcome::NotDecided(reason) => Some(expected.not_decided(span, reason)),
        Outcome::NotMet(counterexample) => {
            let point = counterexample.as_ref().map(|found| Point {
                values: found
                    .point
                    .iter()
                    .map(|(name, value)| (name.clone(), value.to_string()))
                    .collect(),
                derived: found.left.as_ref().map(ToString::to_string),
                expected: found.right.as_ref().map(ToString::to_string),
            });
            Some(expected.not_met(span, point.as_ref()))
        }
    }
}

fn sign(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "==",
        Relation::Different => "!=",
        Relation::Less => "<",
        Relation::LessEqual => "<=",
        Relation::Greater => ">",
        Relation::GreaterEqual => ">=",
        Relation::SameGrowth => "~",
    }
}

#[test]
fn every_file_with_mistakes_reads_well() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = Cell::new(0);
    insta::glob!("*/*.cost", |path| {
        files.set(files.get() + 1);
        // Named as on a command line in the project, so that snapshots hold no folder of this machine.
        let path = path
            .strip_prefix(root)
            .expect("the corpus is part of the project");
        let text = std::fs::read_to_string(path).expect("the corpus is text");
        let beginning: String = text.chars().take(600).collect();
        insta::with_settings!({ description => beginning, omit_expression => true }, {
            insta::assert_snapshot!(report(path));
        });
    });
    assert!(
        files.get() >= FEWEST_FILES,
        "only {} files were found",
        files.get()
    );
}

#[test]
fn a_file_with_five_mistakes_shows_five() {
    let report = report(Path::new("tests/diagnostics/syntax/five_mistakes.cost"));
    assert!(report.matches("error: ").count() >= 5, "{report}");
}

#[test]
fn a_file_that_is_not_there_says_so() {
    let mut engine = Engine::new();
    let errors = engine
        .add_file(Path::new("nowhere/at/all.cost"))
        .expect_err("it is not there");
    let report = render_all(&diagnose_all(&errors), engine.sources(), Style::Plain);
    insta::assert_snapshot!(report);
}

#[test]
fn a_file_cut_off_anywhere_still_has_a_report() {
    let cuts = Cell::new(0_u32);
    insta::glob!("*/*.cost", |path| {
        let text = std::fs::read_to_string(path).expect("the corpus is text");
        let short = text.len() < 500;
        let ends = text.char_indices().map(|(at, _)| at).step_by(5);
        for end in ends.filter(|_| short) {
            let mut engine = Engine::new();
            let loaded = engine.add_text("cut.cost", &text[..end]);
            let diagnostics = diagnostics(&mut engine, loaded);
            for style in [Style::Plain, Style::Colored] {
                render_all(&diagnostics, engine.sources(), style);
            }
            cuts.set(cuts.get() + 1);
        }
    });
    assert!(cuts.get() > 1_000, "only {} cuts", cuts.get());
}
