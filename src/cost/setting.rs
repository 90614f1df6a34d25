//! Under which bindings and assumptions questions are answered.

use indexmap::{IndexMap, IndexSet};

use crate::algebra::Rational;
use crate::cost::error::{CostError, CostErrorKind};
use crate::cost::formula::{Fact, Formula, FormulaKind};
use crate::cost::ids::ModuleId;
use crate::cost::library::nearest_name;
use crate::cost::load::Loader;
use crate::cost::program::{ConfigBody, Declared};
use crate::cost::resolve::{Resolver, paths_of_clauses, paths_of_expression};
use crate::cost::scope::{Scope, Undeclared, lookup_path};
use crate::syntax::ast::Clause;
use crate::syntax::{parse_expression, parse_relation};
use crate::text::{SourceId, Span};

type Result<T> = std::result::Result<T, Vec<CostError>>;

/// Bindings and assumptions under which questions are answered.
#[derive(Clone, Debug, Default)]
pub struct Setting {
    /// Bindings in the order in which one needs the other, then assumptions.
    pub facts: Vec<Fact>,
    /// Names that stay symbols even where a default would stand in for them, unless they are bound.
    pub open: Vec<String>,
}

impl Setting {
    /// The names that are bound.
    pub fn bound(&self) -> impl Iterator<Item = &str> {
        self.facts.iter().filter_map(|fact| match fact {
            Fact::Bind(name, _) => Some(name.as_str()),
            Fact::BindLocal(..) | Fact::Assume(..) => None,
        })
    }
}

impl Setting {
    /// The same setting in which some names stay symbols: what is solved for, or drawn along an axis,
    /// is not replaced by its default.
    #[must_use]
    pub fn keeping_open(mut self, names: impl IntoIterator<Item = String>) -> Setting {
        self.open.extend(names);
        self
    }

    /// The same setting with a number for each name that it does not bind.
    #[must_use]
    pub fn with_sizes(mut self, sizes: impl IntoIterator<Item = (String, Rational)>) -> Setting {
        let bound: Vec<String> = self.bound().map(str::to_owned).collect();
        let sizes = sizes.into_iter().filter(|(name, _)| !bound.contains(name));
        let sizes = sizes.map(|(name, number)| {
            let kind = FormulaKind::Number(number);
            let span = Span::new(SourceId::LONE, 0, 0);
            Fact::Bind(name, Formula { kind, span })
        });
        let sizes: Vec<Fact> = sizes.collect();
        self.facts.splice(0..0, sizes);
        self
    }
}

impl Loader<'_> {
    /// Bindings (`E=768,S=2Ki`), named sets of values (`h100`) and assumptions (`S >= W`).
    ///
    /// # Errors
    /// Everything wrong with them.
    pub fn setting(
        &mut self,
        set: &[String],
        with: &[String],
        assume: &[String],
        files: &[ModuleId],
    ) -> Result<Setting> {
        let mut clauses: Vec<Clause> = Vec::new();
        let mut errors = Vec::new();
        for (option, texts) in [("--set", set), ("--assume", assume)] {
            for text in texts.iter().flat_map(|text| split_at_commas(text)) {
                if text.trim().is_empty() {
                    errors.push(nothing_said(option));
                    continue;
                }
                let text = expand_suffixes(text);
                let source = self.add_source(option, &text);
                match parse_relation(source, &text) {
                    Ok(clause) => clauses.push(clause),
                    Err(error) => errors.push(error.into()),
                }
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let module = self.command_line(&paths_of_clauses(&clauses), files)?;
        let mut scope = Scope::of_module(module);
        scope.undeclared = Undeclared::Symbols;
        let mut resolver = Resolver::new(self.program(), scope);
        let facts = resolver.facts(&clauses);
        let errors = resolver.errors;
        let (Some(facts), true) = (facts, errors.is_empty()) else {
            return Err(errors);
        };
        let by_hand = Setting {
            facts,
            open: Vec::new(),
        };
        let bound: IndexSet<&str> = by_hand.bound().collect();
        let mut sets: IndexMap<String, &String> = IndexMap::new();
        let mut facts = Vec::new();
        for config in with {
            for (name, value) in self.values_of(config, files)? {
                // What is set by hand wins over what a named set of values says.
                if bound.contains(&name[..]) {
                    continue;
                }
                if let Some(other) = sets.get(&name) {
                    let both = format!("`{other}` and `{config}` both say what `{name}` is");
                    let help = format!("leave one out, or say it yourself with `--set {name}=…`");
                    let kind = CostErrorKind::BadCall { reason: both, help };
                    return Err(vec![CostError::new(kind, value.span)]);
                }
                sets.insert(name.clone(), config);
                facts.push(Fact::Bind(name, value));
            }
        }
        facts.extend(by_hand.facts);
        Ok(Setting {
            facts,
            open: Vec::new(),
        })
    }

    /// The values of a config that binds values.
    fn values_of(&mut self, name: &str, files: &[ModuleId]) -> Result<Vec<(String, Formula)>> {
        let source = self.add_source("--with", name);
        let tree = parse_expression(source, name).map_err(|error| vec![error.into()])?;
        let span = tree.span;
        let paths = paths_of_expression(&tree);
        let module = self.command_line(&paths, files)?;
        let program = self.program();
        let found = match paths.first() {
            Some(path) => lookup_path(program, module, path).map_err(|error| vec![error])?,
            None => None,
        };
        if let Some((Declared::Config(config), _)) = found
            && let ConfigBody::Values(values) = &program.config(*config).body
        {
            return Ok(values.clone());
        }
        let near = found.is_none().then(|| nearest_name(name)).flatten();
        let kind = match found {
            Some((declared, _)) => CostErrorKind::WrongKind {
                name: name.to_owned(),
                is: declared.kind(),
                needed: "config that binds values",
                help: "name a config such as `config NAME { peak = 1e15 }`".to_owned(),
            },
            None => CostErrorKind::Unknown {
                what: "config",
                name: name.to_owned(),
                near,
                help: Some("`flopform list configs` lists them all".to_owned()),
            },
        };
        Err(vec![CostError::new(kind, span)])
    }
}

/// `--set ''`, or a comma with nothing on one side.
fn nothing_said(option: &str) -> CostError {
    let (wanted, example) = match option {
        "--set" => ("binding", "B=1,S=1024"),
        _ => ("assumption", "S >= W"),
    };
    let reason = format!("there is no {wanted} where `{option}` needs one");
    let help = format!("write for example `{option} '{example}'`, or leave it out");
    CostError::perhaps_at(CostErrorKind::BadCall { reason, help }, None)
}

/// The parts of a text between commas that stand in no brackets.
fn split_at_commas(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_i32, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth <= 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// What a number in an option may end in, and how much that is.
const SUFFIXES: [(&str, &str); 10] = [
    ("Ki", "1024"),
    ("Mi", "1024^2"),
    ("Gi", "1024^3"),
    ("Ti", "1024^4"),
    ("Pi", "1024^5"),
    ("k", "1e3"),
    ("M", "1e6"),
    ("G", "1e9"),
    ("T", "1e12"),
    ("P", "1e15"),
];

/// Whether a number in an option may end in this word.
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.iter().any(|(suffix, _)| *suffix == word)
}

/// Numbers with a suffix written out: `2Ki` is `(2*1024)`. Only a suffix that ends the word counts.
fn expand_suffixes(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut rest = text;
    let mut in_word = false;
    while let Some(letter) = rest.chars().next() {
        if letter.is_ascii_digit() && !in_word {
            let digits =
                rest.find(|letter: char| !letter.is_ascii_digit() && !"._".contains(letter));
            let (number, after) = rest.split_at(digits.unwrap_or(rest.len()));
            let suffix = SUFFIXES.iter().find(|(suffix, _)| {
                after.strip_prefix(suffix).is_some_and(|after| {
                    !after.starts_with(|letter: char| letter.is_alphanumeric() || letter == '_')
                })
            });
            if let Some((suffix, factor)) = suffix {
                expanded += &format!("({number}*{factor})");
                rest = &after[suffix.len()..];
            } else {
                expanded += number;
                rest = after;
            }
            // What follows a plain number, such as the `e9` of `7e9`, belongs to it.
            in_word = true;
            continue;
        }
        in_word = letter.is_alphanumeric() || letter == '_';
        expanded.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    expanded
}
