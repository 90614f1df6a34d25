//! A reader of the language's expressions, written from its definition alone, and the value that the
//! algebra makes of what was read.

pub(crate) mod meaning;

use flopform::algebra::{Comparison, Rational};

/// An expression as it was read.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    Number(Rational),
    Name(String),
    Add(Box<Expr>, Box<Expr>),
    Subtract(Box<Expr>, Box<Expr>),
    Multiply(Box<Expr>, Box<Expr>),
    Divide(Box<Expr>, Box<Expr>),
    Power(Box<Expr>, Box<Expr>),
    Call(String, Vec<Expr>),
    Compare(Box<Expr>, Comparison, Box<Expr>),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    Opaque(String, String, Vec<Expr>),
}

/// Reads a text in which the names are declared besides the functions: symbols, and what is called.
pub(crate) fn read(text: &str, symbols: &[&str], callables: &[&str]) -> Result<Expr, String> {
    let mut reader = Reader {
        text: text.chars().collect(),
        at: 0,
        symbols: symbols.iter().map(|name| (*name).to_owned()).collect(),
        callables,
    };
    let expr = reader.expression()?;
    reader.blanks();
    if reader.at < reader.text.len() {
        return reader.fail("an operator");
    }
    Ok(expr)
}

const RESERVED: [&str; 10] = [
    "if", "then", "else", "of", "with", "for", "in", "where", "as", "within",
];
const FUNCTIONS: [&str; 7] = ["floor", "ceil", "max", "min", "log2", "sqrt", "sum"];
const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

struct Reader<'a> {
    text: Vec<char>,
    at: usize,
    symbols: Vec<String>,
    callables: &'a [&'a str],
}

type Read<T> = Result<T, String>;

fn binary(make: fn(Box<Expr>, Box<Expr>) -> Expr, left: Expr, right: Expr) -> Expr {
    make(Box::new(left), Box::new(right))
}

impl Reader<'_> {
    fn fail<T>(&self, expected: &str) -> Read<T> {
        let text: String = self.text.iter().collect();
        Err(format!("expected {expected} at {} of `{text}`", self.at))
    }

    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    /// Takes the text if it comes next after blanks.
    fn takes(&mut self, wanted: &str) -> bool {
        self.blanks();
        let wanted: Vec<char> = wanted.chars().collect();
        let found = self.text[self.at..].starts_with(&wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn must(&mut self, wanted: &str) -> Read<()> {
        if self.takes(wanted) {
            return Ok(());
        }
        self.fail(wanted)
    }

    /// Takes a whole word.
    fn word(&mut self, wanted: &str) -> bool {
        self.blanks();
        let start = self.at;
        if self.identifier() == wanted {
            return true;
        }
        self.at = start;
        false
    }

    fn identifier(&mut self) -> String {
        let mut name = String::new();
        while let Some(next) = self.peek() {
            let fits =
                next.is_alphabetic() || next == '_' || !name.is_empty() && next.is_ascii_digit();
            if !fits {
                break;
            }
            name.push(next);
            self.at += 1;
        }
        name
    }

    fn expression(&mut self) -> Read<Expr> {
        if self.word("if") {
            let condition = self.condition()?;
            self.keyword("then")?;
            let then = self.expression()?;
            self.keyword("else")?;
            let otherwise = self.expression()?;
            return Ok(Expr::If(
                Box::new(condition),
                Box::new(then),
                Box::new(otherwise),
            ));
        }
        let mut left = self.product()?;
        loop {
            if self.takes("+") {
                left = binary(Expr::Add, left, self.product()?);
            } else if self.takes("-") {
                left = binary(Expr::Subtract, left, self.product()?);
            } else {
                return Ok(left);
            }
        }
    }

    fn keyword(&mut self, word: &str) -> Read<()> {
        if self.word(word) {
            return Ok(());
        }
        self.fail(word)
    }

    /// A comparison, or any expression.
    fn condition(&mut self) -> Read<Expr> {
        let left = self.expression()?;
        for (text, comparison) in [
            (">=", Comparison::GreaterEqual),
            ("<=", Comparison::LessEqual),
            ("==", Comparison::Equal),
            ("!=", Comparison::Different),
            (">", Comparison::Greater),
            ("<", Comparison::Less),
        ] {
            if self.takes(text) {
                let right = self.expression()?;
                return Ok(Expr::Compare(Box::new(left), comparison, Box::new(right)));
            }
        }
        Ok(left)
    }

    fn product(&mut self) -> Read<Expr> {
        let mut left = self.signed()?;
        loop {
            if self.takes("*") || self.takes("·") {
                left = binary(Expr::Multiply, left, self.signed()?);
            } else if self.takes("/") {
                left = binary(Expr::Divide, left, self.signed()?);
            } else {
                return Ok(left);
            }
        }
    }

    fn signed(&mut self) -> Read<Expr> {
        if self.takes("-") {
            let zero = Expr::Number(Rational::ZERO);
            return Ok(binary(Expr::Subtract, zero, self.signed()?));
        }
        self.blanks();
        let mut left = self.powers()?;
        // Factors that touch, no blank between.
        while let Some(next) = self.peek() {
            if !(next.is_alphabetic() || next == '_' || next == '(' || next == '[') {
                break;
            }
            left = binary(Expr::Multiply, left, self.powers()?);
        }
        Ok(left)
    }

    /// One factor, or the letters of a name that is none; an exponent belongs to the last.
    fn powers(&mut self) -> Read<Expr> {
        let mut factors = self.atoms()?;
        let last = factors.pop().expect("there is at least one");
        factors.push(self.raised(last)?);
        let product = factors
            .into_iter()
            .reduce(|left, right| binary(Expr::Multiply, left, right));
        Ok(product.expect("there is at least one"))
    }

    fn raised(&mut self, base: Expr) -> Read<Expr> {
        let mut digits = String::new();
        while let Some(place) = self
            .peek()
            .and_then(|next| SUPERSCRIPTS.chars().position(|digit| digit == next))
        {
            digits.push_str(&place.to_string());
            self.at += 1;
        }
        if !digits.is_empty() {
            let exponent = digits.parse::<i64>().map_err(|error| error.to_string())?;
            return Ok(binary(Expr::Power, base, Expr::Number(exponent.into())));
        }
        if self.peek() != Some('^') {
            return Ok(base);
        }
        self.at += 1;
        let mut atoms = self.atoms()?;
        if atoms.len() > 1 {
            return self.fail("a whole name as an exponent");
        }
        let exponent = atoms.remove(0);
        let exponent = self.raised(exponent)?;
        Ok(binary(Expr::Power, base, exponent))
    }

    fn atoms(&mut self) -> Read<Vec<Expr>> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                let inner = self.expression()?;
                self.must(")")?;
                Ok(vec![inner])
            }
            Some('[') => {
                self.at += 1;
                let inner = self.condition()?;
                self.must("]")?;
                Ok(vec![inner])
            }
            Some(next) if next.is_ascii_digit() => self.number(),
            _ => self.names(),
        }
    }

    fn number(&mut self) -> Read<Vec<Expr>> {
        let start = self.at;
        let digits = |reader: &mut Self| {
            while reader
                .peek()
                .is_some_and(|next| next.is_ascii_digit() || next == '_')
            {
                reader.at += 1;
            }
        };
        digits(self);
        let digit_at = |place: usize| self.text.get(place).is_some_and(char::is_ascii_digit);
        if self.peek() == Some('e') && digit_at(self.at + 1) {
            self.at += 1;
            digits(self);
        }
        let text: String = self.text[start..self.at].iter().collect();
        let number = text.parse().map_err(|_| format!("no number: {text}"))?;
        Ok(vec![Expr::Number(number)])
    }

    fn names(&mut self) -> Read<Vec<Expr>> {
        let mut name = self.identifier();
        let builtin = name == "builtin" && self.peek() == Some('.');
        if builtin {
            self.at += 1;
            name = self.identifier();
        }
        if name.is_empty() || RESERVED.contains(&name.as_str()) {
            return self.fail("an operand");
        }
        let symbol = !builtin && self.symbols.contains(&name);
        if self.peek() == Some('(') && !symbol {
            if FUNCTIONS.contains(&name.as_str()) {
                return Ok(vec![self.call(&name)?]);
            }
            if self.callables.contains(&name.as_str()) {
                return self.fail("a product, not a call");
            }
        }
        if self.peek() == Some('[') {
            return Ok(vec![self.opaque(name)?]);
        }
        if symbol {
            return Ok(vec![Expr::Name(name)]);
        }
        // A letter that is called elsewhere is a letter still; a word is not its letters.
        let word = name.chars().nth(1).is_some();
        let known = FUNCTIONS.contains(&name.as_str()) || self.callables.contains(&name.as_str());
        if word && known {
            return self.fail("a value");
        }
        let letter = |letter: char| Expr::Name(letter.to_string());
        if name.chars().all(char::is_alphabetic) {
            return Ok(name.chars().map(letter).collect());
        }
        self.fail("a declared name")
    }

    fn call(&mut self, name: &str) -> Read<Expr> {
        self.must("(")?;
        let mut arguments = Vec::new();
        loop {
            arguments.push(self.expression()?);
            if self.takes(")") {
                break;
            }
            self.must(",")?;
        }
        Ok(Expr::Call(name.to_owned(), arguments))
    }

    /// `macs[softmax(S)]`, its arguments by position.
    fn opaque(&mut self, head: String) -> Read<Expr> {
        self.must("[")?;
        let name = self.identifier();
        let Expr::Call(name, arguments) = self.call(&name)? else {
            return self.fail("a call");
        };
        self.must("]")?;
        Ok(Expr::Opaque(head, name, arguments))
    }
}
