//! A function applied anew after its arguments changed.

use crate::algebra::context::Algebra;
use crate::algebra::error::AlgebraError;
use crate::algebra::function::flag::Comparison;
use crate::algebra::kernel::{Kernel, Opaque};
use crate::algebra::value::Value;

type Result<T> = std::result::Result<T, AlgebraError>;

impl Algebra {
    /// Maps every value inside a function and applies the function to what comes back, so that its
    /// rules simplify anew.
    ///
    /// An `if` whose condition becomes 0 or 1 maps only the branch that is taken: the other may
    /// have a pole. The index of a sum is bound in its body, and whoever maps the body leaves it
    /// alone.
    pub(in crate::algebra) fn rebuild(
        &self,
        kernel: &Kernel,
        map: &mut dyn FnMut(&Value) -> Result<Value>,
    ) -> Result<Value> {
        match kernel {
            Kernel::Floor(argument) => self.floor(&map(argument)?),
            Kernel::Max(arguments) => {
                let mut arguments = arguments.iter();
                let first = arguments.next().expect("a maximum has arguments");
                let mut largest = map(first)?;
                for argument in arguments {
                    largest = self.maximum(&largest, &map(argument)?)?;
                }
                Ok(largest)
            }
            Kernel::Positive(argument) => {
                self.compare(&map(argument)?, Comparison::Greater, &Value::zero())
            }
            Kernel::NonNegative(argument) => {
                self.compare(&map(argument)?, Comparison::GreaterEqual, &Value::zero())
            }
            Kernel::Log2(argument) => self.log2(&map(argument)?),
            Kernel::Sqrt(argument) => self.sqrt(&map(argument)?),
            Kernel::Power { base, exponent } => {
                self.power(&Value::from(base.clone()), &map(exponent)?)
            }
            Kernel::Sum {
                index,
                from,
                to,
                body,
            } => {
                let (from, to) = (map(from)?, map(to)?);
                if let (Some(first), Some(last)) = (from.as_constant(), to.as_constant())
                    && first.is_integer()
                    && last.is_integer()
                    && last < first
                {
                    // The body may have a pole that an empty sum never meets.
                    return Ok(Value::zero());
                }
                self.sum(*index, &from, &to, &map(body)?)
            }
            Kernel::If {
                condition,
                then,
                otherwise,
            } => {
                let condition = map(condition)?;
                if condition.is_one() {
                    return map(then);
                }
                if condition.is_zero() {
                    return map(otherwise);
                }
                self.conditional(&condition, &map(then)?, &map(otherwise)?)
            }
            Kernel::Opaque(opaque) => self.rebuild_opaque(opaque, map),
        }
    }

    fn rebuild_opaque(
        &self,
        opaque: &Opaque,
        map: &mut dyn FnMut(&Value) -> Result<Value>,
    ) -> Result<Value> {
        let mut rebuilt = opaque.clone();
        let arguments = rebuilt.arguments.iter_mut();
        let bindings = rebuilt.bindings.iter_mut().map(|(_, value)| value);
        for value in arguments.chain(bindings) {
            self.meter.charge(1)?;
            *value = map(value)?;
        }
        self.opaque(rebuilt)
    }
}
