//! What is exported: functions with all that a reader of the exported file needs to know of them.

use crate::algebra::{Comparison, Domain, Form, KnownNames};

/// The functions of one exported file.
///
/// ```
/// use flopform::algebra::{Domain, Form};
/// use flopform::notation::code::{Argument, Export, Function};
/// let function = Function {
///     name: "double".to_owned(),
///     of: "2S".to_owned(),
///     about: None,
///     unit: String::new(),
///     arguments: vec![Argument { name: "S".to_owned(), about: None, domains: vec![Domain::Multiple(1)] }],
///     form: Form::Product(vec![Form::Number(2.into()), Form::name("S")]),
///     text: "2S".to_owned(),
///     whole: true,
///     requirements: Vec::new(),
/// };
/// let export = Export { functions: vec![function], command: "flopform export 2S".to_owned(), settings: Vec::new() };
/// assert!(flopform::notation::code::write(&export, "python").unwrap().contains("return 2*S"));
/// ```
#[derive(Clone, Debug)]
pub struct Export {
    /// The functions, in the order in which they were asked for.
    pub functions: Vec<Function>,
    /// What has to be typed to write the file again.
    pub command: String,
    /// What was bound and assumed before the forms were derived, each as a line of text:
    /// `assuming S >= W`.
    pub settings: Vec<String>,
}

/// A closed form as a function of its symbols.
#[derive(Clone, Debug)]
pub struct Function {
    /// What it is to be called; each language makes a name out of it that it allows.
    pub name: String,
    /// What it is the cost of, as it was asked for: `flops(block)`.
    pub of: String,
    /// What is counted, in words.
    pub about: Option<String>,
    /// The unit of what it gives; empty where it has none.
    pub unit: String,
    /// Its arguments, in printing order.
    pub arguments: Vec<Argument>,
    /// The closed form.
    pub form: Form,
    /// The closed form as people read it.
    pub text: String,
    /// Whether the form is known to be whole wherever it is defined.
    pub whole: bool,
    /// What has to hold of the arguments beside their domains.
    pub requirements: Vec<Requirement>,
}

/// A symbol of a closed form.
#[derive(Clone, Debug)]
pub struct Argument {
    /// Its name in the form.
    pub name: String,
    /// What its author says about it.
    pub about: Option<String>,
    /// What it may stand for: all of these at once, and usually one.
    pub domains: Vec<Domain>,
}

/// A relation that was assumed, or without which the form is not defined: `S >= W`, `S != W`.
#[derive(Clone, Debug)]
pub struct Requirement {
    /// What is compared.
    pub left: Form,
    /// How.
    pub relation: Comparison,
    /// With what.
    pub right: Form,
}

impl Argument {
    /// Its domains in words: `a positive integer`.
    pub(super) fn domain(&self) -> String {
        let words: Vec<String> = self.domains.iter().map(Domain::to_string).collect();
        words.join(" and ")
    }

    /// What is said about it, and what it may be: `batch size, a positive integer`.
    pub(super) fn description(&self) -> String {
        match &self.about {
            Some(about) => format!("{about}, {}", self.domain()),
            None => self.domain(),
        }
    }

    /// Whether it is a whole number.
    pub(super) fn is_whole(&self) -> bool {
        self.domains.iter().any(|domain| domain.is_integer())
    }
}

impl Requirement {
    /// The relation as text: `S >= W`.
    pub(super) fn text(&self) -> String {
        let sign = match self.relation {
            Comparison::Less => "<",
            Comparison::LessEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterEqual => ">=",
            Comparison::Equal => "==",
            Comparison::Different => "!=",
        };
        let known = KnownNames::default();
        let [left, right] = [&self.left, &self.right].map(|form| form.ascii(&known));
        format!("{left} {sign} {right}")
    }
}

impl Function {
    /// The closed form in letters that every language has.
    pub(super) fn ascii(&self) -> String {
        self.form.ascii(&KnownNames::default())
    }

    /// One line on what it gives: `flops(block), forward FLOPs, 2 per MAC, in FLOP`.
    pub(super) fn summary(&self) -> String {
        let mut line = self.of.clone();
        if let Some(about) = &self.about {
            line += &format!(": {about}");
        }
        if !self.unit.is_empty() {
            line += &format!(", in {}", self.unit);
        }
        line
    }

    /// Everything that the hash of the file stands for, in one text.
    fn content(&self) -> String {
        let mut content = format!(
            "{}\n{}\n{}\n{}\n{}\n",
            self.name,
            self.of,
            self.about.as_deref().unwrap_or_default(),
            self.unit,
            self.ascii()
        );
        for argument in &self.arguments {
            content += &format!("{}: {}\n", argument.name, argument.description());
        }
        for requirement in &self.requirements {
            content += &format!("needs {}\n", requirement.text());
        }
        content
    }
}

impl Export {
    /// A hash of the formulas and of all that is said about them: the same in every language, and
    /// another as soon as anything in them changes.
    ///
    /// It is FNV-1a in 128 bits: it tells versions of one's own formulas apart, and is no guard against
    /// somebody who wants two formulas to have the same hash.
    pub fn hash(&self) -> String {
        const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        let contents = self.functions.iter().map(Function::content);
        let settings = self.settings.iter().map(|line| format!("{line}\n"));
        let text: String = contents.chain(settings).collect();
        let hash = text.bytes().fold(OFFSET, |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(PRIME)
        });
        format!("{hash:032x}")
    }
}
