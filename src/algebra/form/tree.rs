//! What is printed, in the order of printing: the tree every notation is written over.

use std::borrow::Cow;

use crate::algebra::function::Comparison;
use crate::algebra::rational::Rational;

/// A closed form as people read it, free of how values are stored.
///
/// The parts stand in the order in which they are printed. [`Algebra::arrange`] makes forms from
/// values and keeps these promises: numbers are whole and not negative, a sum and a product have at
/// least two parts, and no sum is a term of a sum nor a product a factor of a product. A notation
/// must put brackets around any part that needs them in it; the tree has none of its own.
///
/// ```
/// use flopform::algebra::{Form, KnownNames};
/// let half = Form::Quotient(
///     Box::new(Form::name("S")),
///     Box::new(Form::Number(2.into())),
/// );
/// assert_eq!(half.unicode(&KnownNames::default()), "S/2");
/// ```
///
/// [`Algebra::arrange`]: crate::algebra::Algebra::arrange
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// `24`
    Number(Rational),
    /// `S`, `d_model`
    Name(Cow<'static, str>),
    /// `24BSE² + 4BS²E`, `S - W`
    Sum(Vec<SignedForm>),
    /// `4BSE(6E + S)`
    Product(Vec<Form>),
    /// `(S + 1)/2`: what is above the line, what is below.
    Quotient(Box<Form>, Box<Form>),
    /// `E²`, `2^n`: base and exponent.
    Power(Box<(Form, Form)>),
    /// `-S`
    Negative(Box<Form>),
    /// `max(S, W)`
    Call {
        /// Which function.
        function: Function,
        /// Its arguments.
        arguments: Vec<Form>,
    },
    /// `[S > W]`
    Flag {
        /// What is compared.
        left: Box<Form>,
        /// How.
        relation: Comparison,
        /// With what.
        right: Box<Form>,
    },
    /// `if S > W then a else b`
    If {
        /// Usually a [`Form::Flag`].
        condition: Box<Form>,
        /// Where it is 1.
        then: Box<Form>,
        /// Where it is 0.
        otherwise: Box<Form>,
    },
    /// `macs[softmax(BHS, S) with h = 2]`
    Opaque(Box<OpaqueForm>),
}

// Forms are moved about a lot while they are made.
const _: () = assert!(size_of::<Form>() <= 32);

/// A cost that has no formula: what is asked for, and of what.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OpaqueForm {
    /// What is asked for: `macs`.
    pub head: String,
    /// Of what: `softmax`.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<Form>,
    /// What else was rebound.
    pub bindings: Vec<(String, Form)>,
}

/// A term of a sum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SignedForm {
    /// Whether it is taken away.
    pub negative: bool,
    /// What is added or taken away.
    pub form: Form,
}

/// The functions of the language that can be left in a closed form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Function {
    /// The largest whole number not above the argument.
    Floor,
    /// The smallest whole number not below the argument.
    Ceil,
    /// The largest argument.
    Max,
    /// The smallest argument.
    Min,
    /// The logarithm to base 2.
    Log2,
    /// The square root.
    Sqrt,
    /// `sum(i, a, b, f)`: the index as a name, its first and last value, what is added up.
    Sum,
}

impl Function {
    /// Its name in the language.
    pub const fn name(self) -> &'static str {
        match self {
            Function::Floor => "floor",
            Function::Ceil => "ceil",
            Function::Max => "max",
            Function::Min => "min",
            Function::Log2 => "log2",
            Function::Sqrt => "sqrt",
            Function::Sum => "sum",
        }
    }
}

impl Form {
    /// A name.
    pub fn name(name: &str) -> Form {
        Form::Name(name.to_owned().into())
    }

    /// A base to an exponent.
    pub fn power(base: Form, exponent: Form) -> Form {
        Form::Power(Box::new((base, exponent)))
    }

    /// A form with the sign: `-form` where it is negative.
    #[must_use]
    pub fn signed(negative: bool, form: Form) -> Form {
        if negative {
            Form::Negative(Box::new(form))
        } else {
            form
        }
    }

    /// The terms in printing order, each with whether it is taken away; a form that is no sum is its
    /// own only term.
    ///
    /// ```
    /// use flopform::algebra::{Algebra, Indeterminate, KnownNames, Layout, Value};
    /// let algebra = Algebra::new();
    /// let (s, w) = (Indeterminate::symbol("S"), Indeterminate::symbol("W"));
    /// let value = algebra.subtract(&Value::from(s), &Value::from(w)).unwrap();
    /// let form = algebra.arrange(&value, &Layout::default()).unwrap();
    /// let known = KnownNames::default();
    /// let lines: Vec<(bool, String)> =
    ///     form.terms().into_iter().map(|(negative, term)| (negative, term.unicode(&known))).collect();
    /// assert_eq!(lines, [(false, "S".to_owned()), (true, "W".to_owned())]);
    /// ```
    pub fn terms(&self) -> Vec<(bool, &Form)> {
        match self {
            Form::Sum(terms) => terms
                .iter()
                .map(|term| (term.negative, &term.form))
                .collect(),
            Form::Negative(form) => vec![(true, form)],
            form => vec![(false, form)],
        }
    }

    /// The parts directly inside, in printing order.
    pub fn parts(&self) -> Vec<&Form> {
        let mut parts = Vec::new();
        self.each_part(&mut |part| parts.push(part));
        parts
    }

    /// Shows the parts directly inside, in printing order.
    pub(in crate::algebra) fn each_part<'f>(&'f self, show: &mut dyn FnMut(&'f Form)) {
        match self {
            Form::Number(_) | Form::Name(_) => {}
            Form::Sum(terms) => terms.iter().for_each(|term| show(&term.form)),
            Form::Product(factors) => factors.iter().for_each(show),
            Form::Quotient(left, right) | Form::Flag { left, right, .. } => {
                show(left);
                show(right);
            }
            Form::Power(power) => {
                show(&power.0);
                show(&power.1);
            }
            Form::Negative(form) => show(form),
            Form::Call { arguments, .. } => arguments.iter().for_each(show),
            Form::If {
                condition,
                then,
                otherwise,
            } => {
                show(condition);
                show(then);
                show(otherwise);
            }
            Form::Opaque(cost) => {
                cost.arguments.iter().for_each(&mut *show);
                cost.bindings.iter().for_each(|(_, form)| show(form));
            }
        }
    }
}
