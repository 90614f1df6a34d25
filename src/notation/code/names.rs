//! Names that a language allows: no reserved words, no letters it does not have, no two alike.

use std::collections::HashMap;

use crate::algebra::{Form, Function};
use crate::notation::code::export::{Export, Function as Exported};

/// What a language allows as a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    /// Words that mean something already, in small letters where case does not matter.
    pub(super) reserved: &'static [&'static str],
    /// Whether `S` and `s` are two names.
    pub(super) case: bool,
    /// Whether an underscore may stand in a name.
    pub(super) underscore: bool,
}

/// Which name of the language stands for which name of a form.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    given: HashMap<String, String>,
    taken: Vec<String>,
}

impl Names {
    /// The language's name for a name of the form.
    pub(super) fn of<'n>(&'n self, name: &'n str) -> &'n str {
        self.given.get(name).map_or(name, String::as_str)
    }

    /// Finds a name for each, the first come first served.
    fn new<'n>(naming: Naming, wanted: impl IntoIterator<Item = &'n str>) -> Names {
        let mut names = Names::default();
        for name in wanted {
            if !names.given.contains_key(name) {
                let safe = names.free(naming, name);
                names.taken.push(naming.key(&safe));
                names.given.insert(name.to_owned(), safe);
            }
        }
        names
    }

    /// The names of the arguments of a function and of the indices in it.
    pub(super) fn of_function(naming: Naming, function: &Exported) -> Names {
        let mut wanted: Vec<&str> = Vec::new();
        wanted.extend(function.arguments.iter().map(|argument| &argument.name[..]));
        let requirements = function.requirements.iter();
        let forms = requirements.flat_map(|needed| [&needed.left, &needed.right]);
        for form in forms.chain([&function.form]) {
            wanted.extend(indices(form));
        }
        Names::new(naming, wanted)
    }

    /// A name for each function of a file, in order; functions that are to be called alike are numbered.
    pub(super) fn of_functions(naming: Naming, export: &Export) -> Vec<String> {
        let mut names = Names::default();
        let functions = export.functions.iter();
        let named = functions.map(|function| {
            let safe = names.free(naming, &function.name);
            names.taken.push(naming.key(&safe));
            safe
        });
        named.collect()
    }

    fn free(&self, naming: Naming, name: &str) -> String {
        let plain = naming.spelled(name);
        let is_free = |name: &str| {
            let key = naming.key(name);
            !naming.reserved.contains(&&key[..]) && !self.taken.contains(&key)
        };
        if is_free(&plain) {
            return plain;
        }
        let join = if naming.underscore { "_" } else { "" };
        let reserved = naming.reserved.contains(&&naming.key(&plain)[..]);
        let first = if reserved && naming.underscore {
            format!("{plain}_")
        } else {
            format!("{plain}{join}1")
        };
        let numbered = (2..).map(|number: u64| format!("{plain}{join}{number}"));
        let start = std::iter::once(first).filter(|_| reserved);
        start
            .chain(numbered)
            .find(|name| is_free(name))
            .unwrap_or(plain)
    }
}

/// The indices of the sums in a form.
fn indices(form: &Form) -> Vec<&str> {
    let mut found = Vec::new();
    let mut pending = vec![form];
    while let Some(next) = pending.pop() {
        if let Form::Call {
            function: Function::Sum,
            arguments,
        } = next
            && let Some(Form::Name(index)) = arguments.first()
        {
            found.push(&index[..]);
        }
        pending.extend(next.parts());
    }
    found
}

impl Naming {
    fn key(self, name: &str) -> String {
        if self.case {
            name.to_owned()
        } else {
            name.to_lowercase()
        }
    }

    /// The name in letters and digits that every language has, beginning with a letter.
    fn spelled(self, name: &str) -> String {
        let mut spelled = String::new();
        for letter in name.chars() {
            match letter {
                letter if letter.is_ascii_alphanumeric() => spelled.push(letter),
                '_' if self.underscore => spelled.push('_'),
                '_' => {}
                letter => spelled += &in_ascii(letter),
            }
        }
        // A name that begins with an underscore is private or special in many languages.
        // What is written here beside the functions is called `flopform…`.
        let ours = spelled.to_ascii_lowercase().starts_with("flopform");
        if ours || !spelled.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            spelled.insert(0, 'x');
        }
        spelled
    }
}

/// A letter that is no ASCII as letters that are: Greek by its name, others by their number.
fn in_ascii(letter: char) -> String {
    const GREEK: [(char, &str); 25] = [
        ('α', "alpha"),
        ('β', "beta"),
        ('γ', "gamma"),
        ('δ', "delta"),
        ('ε', "epsilon"),
        ('ζ', "zeta"),
        ('η', "eta"),
        ('θ', "theta"),
        ('ι', "iota"),
        ('κ', "kappa"),
        ('λ', "lambda"),
        ('μ', "mu"),
        ('ν', "nu"),
        ('ξ', "xi"),
        ('ο', "omicron"),
        ('π', "pi"),
        ('ρ', "rho"),
        ('ς', "sigma"),
        ('σ', "sigma"),
        ('τ', "tau"),
        ('υ', "upsilon"),
        ('φ', "phi"),
        ('χ', "chi"),
        ('ψ', "psi"),
        ('ω', "omega"),
    ];
    let small = letter.to_lowercase().next().unwrap_or(letter);
    match GREEK.iter().find(|(greek, _)| *greek == small) {
        Some((_, name)) if small == letter => (*name).to_owned(),
        Some((_, name)) => name[..1].to_uppercase() + &name[1..],
        None => format!("u{:x}", u32::from(letter)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Names, Naming};

    const LIKE_SQL: Naming = Naming {
        reserved: &["in", "lambda"],
        case: false,
        underscore: true,
    };

    #[test]
    fn names_are_safe_and_no_two_are_alike() {
        let wanted = [
            "S", "s", "in", "λ", "lambda", "Λ", "_x", "d_model", "é", "s_2",
        ];
        let names = Names::new(LIKE_SQL, wanted);
        let given: Vec<&str> = wanted.iter().map(|name| names.of(name)).collect();
        let expected = [
            "S", "s_2", "in_", "lambda_", "lambda_2", "Lambda_3", "x_x", "d_model", "ue9", "s_2_2",
        ];
        assert_eq!(given, expected);
    }
}
