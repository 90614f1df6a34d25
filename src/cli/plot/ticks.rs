//! Which numbers an axis bears, and how they are written: round ones, with the letters of the SI, or
//! powers of two where the range is made of them.

/// Letters for the powers of a thousand from 10⁻³⁰ to 10³⁰.
const PREFIXES: [&str; 21] = [
    "q", "r", "y", "z", "a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y",
    "R", "Q",
];

/// A longer unit stands beside the axis only.
const LONGEST_UNIT: usize = 6;

/// In what the numbers of the vertical axis are counted.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// The unit of the quantity; empty where there is none.
    pub(super) name: String,
    /// Numbers are given in this power of ten of it.
    pub(super) power: i32,
}

/// Whether a range that ends at a number is one for powers of two: a small odd number times at least 32.
pub(super) fn is_binary(high: f64) -> bool {
    if !(64.0..1e15).contains(&high) || high.fract() != 0.0 {
        return false;
    }
    let mut odd = high;
    let mut twos = 0;
    while odd % 2.0 == 0.0 {
        odd /= 2.0;
        twos += 1;
    }
    twos >= 5 && [1.0, 3.0, 7.0, 9.0].contains(&odd)
}

/// Multiples of a round number between two ends, at most `most` of them or one more.
pub(super) fn linear(low: f64, high: f64, most: i32) -> Vec<f64> {
    let least = (high - low) / f64::from(most);
    let decade = 10f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * decade);
    let step = steps.into_iter().find(|step| *step >= least * 0.999);
    multiples(low, high, step.unwrap_or(decade * 10.0))
}

/// Multiples of a power of two between two ends.
pub(super) fn binary(low: f64, high: f64) -> Vec<f64> {
    let least = (high - low) / 8.0;
    multiples(low, high, 2f64.powf(least.log2().ceil()).max(1.0))
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let slack = step * 1e-9;
    let first = ((low - slack) / step).ceil();
    let places = (0..1000).map(|place| (first + f64::from(place)) * step);
    places.take_while(|at| *at <= high + slack).collect()
}

/// Powers of two between two ends, not more than a dozen.
pub(super) fn powers_of_two(low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (low.log2().ceil(), high.log2().floor());
    let stride = ((last - first) / 12.0).ceil().max(1.0);
    // Counted from the high end, which is one of them.
    let places = (0..64).map(|place| last - f64::from(place) * stride);
    let mut found: Vec<f64> = places
        .take_while(|power| *power >= first)
        .map(f64::exp2)
        .collect();
    found.reverse();
    found
}

/// Powers of ten between two ends, with what lies between them where they are few.
pub(super) fn decades(low: f64, high: f64) -> Vec<f64> {
    let (first, last) = (whole(low.log10().floor()), whole(high.log10().ceil()));
    let inside = |factors: &[f64], stride: i32| -> Vec<f64> {
        let powers = (first..=last).filter(|power| power.rem_euclid(stride) == 0);
        let all = powers.flat_map(|power| factors.iter().map(move |factor| factor * ten(power)));
        all.filter(|at| (low * 0.999_999..=high * 1.000_001).contains(at))
            .collect()
    };
    let stride = ((last - first) / 9 + 1).max(1);
    let stride = if stride > 1 { (stride + 2) / 3 * 3 } else { 1 };
    let whole = inside(&[1.0], stride);
    if whole.len() >= 4 {
        return whole;
    }
    let more = inside(&[1.0, 2.0, 5.0], 1);
    if more.len() >= 3 {
        more
    } else {
        linear(low, high, 6)
    }
}

fn ten(power: i32) -> f64 {
    // Written and read, so that it is the nearest double to it.
    format!("1e{power}").parse().unwrap_or(f64::MAX)
}

/// Numbers with `Ki`, `Mi`… where all of them are multiples, or halves.
pub(super) fn binary_labels(ticks: &[f64]) -> Vec<String> {
    let label = |at: &f64| {
        let units = [("Ti", 40), ("Gi", 30), ("Mi", 20), ("Ki", 10)];
        let unit = units
            .iter()
            .find(|(_, power)| at.abs() >= 2f64.powi(*power));
        match unit {
            Some((name, power)) => Some((at / 2f64.powi(*power), *name)),
            None => Some((*at, "")),
        }
        .filter(|(number, _)| (number * 2.0).fract() == 0.0)
        .map(|(number, name)| format!("{number}{name}"))
    };
    let short: Option<Vec<String>> = ticks.iter().map(label).collect();
    short.unwrap_or_else(|| plain_labels(ticks))
}

/// Numbers without a unit.
pub(super) fn plain_labels(ticks: &[f64]) -> Vec<String> {
    let none = Unit {
        name: String::new(),
        power: 0,
    };
    let largest = ticks
        .iter()
        .fold(0.0, |largest: f64, at| largest.max(at.abs()));
    if largest >= 1e5 {
        return labels_each(ticks, &none);
    }
    ticks.iter().map(|at| short(*at)).collect()
}

/// Numbers that all have the letter of the largest of them.
pub(super) fn labels_alike(ticks: &[f64], unit: &Unit) -> Vec<String> {
    let largest = ticks
        .iter()
        .fold(0.0, |largest: f64, at| largest.max(at.abs()));
    let decade = decade_of(largest) + unit.power;
    let thousand = decade.div_euclid(3);
    let labels = ticks.iter().map(|at| written(*at, thousand, unit));
    labels.collect()
}

/// Numbers that each have the letter that suits it.
pub(super) fn labels_each(ticks: &[f64], unit: &Unit) -> Vec<String> {
    let labels = ticks.iter().map(|at| {
        let thousand = (decade_of(*at) + unit.power).div_euclid(3);
        written(*at, thousand, unit)
    });
    labels.collect()
}

fn decade_of(number: f64) -> i32 {
    if number == 0.0 {
        return 0;
    }
    whole((number.abs().log10() + 1e-9).floor())
}

/// The exponent of ten of a double.
fn whole(number: f64) -> i32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "no double has a larger one than 308"
    )]
    let whole = number as i32;
    whole
}

/// A number in a power of a thousand of a unit: `10 TFLOP`, or `10⁴⁰` where no letter is left.
fn written(number: f64, thousand: i32, unit: &Unit) -> String {
    let name = if unit.name.chars().count() > LONGEST_UNIT {
        ""
    } else {
        &unit.name
    };
    let gap = if name.is_empty() { "" } else { " " };
    if number == 0.0 {
        return "0".to_owned();
    }
    // A letter belongs to a unit, or stands for a whole number of thousands.
    let letter = usize::try_from(thousand + 10).ok();
    let letter = letter.and_then(|place| PREFIXES.get(place));
    if let Some(letter) = letter.filter(|_| !(name.is_empty() && thousand < 0)) {
        let number = number * ten(unit.power - 3 * thousand);
        return format!("{}{gap}{letter}{name}", short(number));
    }
    let decade = decade_of(number);
    let mantissa = short(number / ten(decade));
    let power = decade + unit.power;
    if name.is_empty() && (-4..0).contains(&power) {
        return short(number * ten(unit.power));
    }
    let power = raised(power);
    match (&mantissa[..], number < 0.0) {
        ("1", _) => format!("10{power}{gap}{name}"),
        _ => format!("{mantissa}·10{power}{gap}{name}"),
    }
}

/// An exponent: `¹²`.
fn raised(number: i32) -> String {
    let digit = |letter: char| match letter {
        '-' => '⁻',
        letter => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']
            [letter.to_digit(10).map_or(0, |digit| digit as usize)],
    };
    number.to_string().chars().map(digit).collect()
}

/// Six digits at most, no zeros at the end, and groups of three.
fn short(number: f64) -> String {
    let places = (5 - decade_of(number)).clamp(0, 9);
    let text = format!("{number:.*}", usize::try_from(places).unwrap_or(0));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", whole),
    };
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match fraction {
        "" => format!("{sign}{grouped}"),
        _ => format!("{sign}{grouped}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Unit, binary, binary_labels, decades, labels_alike, labels_each, linear, powers_of_two,
    };

    fn flop(power: i32) -> Unit {
        Unit {
            name: "FLOP".to_owned(),
            power,
        }
    }

    #[test]
    fn round_numbers_with_their_unit() {
        let ticks = linear(0.0, 48.0, 7);
        assert_eq!(ticks, [0.0, 10.0, 20.0, 30.0, 40.0]);
        let labels = labels_alike(&ticks, &flop(12));
        assert_eq!(labels[..3], ["0", "10 TFLOP", "20 TFLOP"]);
        // One letter for all of them, so that lengths can be compared.
        assert_eq!(
            labels_alike(&[0.5, 1.0], &flop(9)),
            ["0.5 GFLOP", "1 GFLOP"]
        );
    }

    #[test]
    fn decades_have_the_letter_that_suits_each() {
        let ticks = decades(2.0, 30_000.0);
        assert_eq!(
            labels_each(&ticks, &flop(3)),
            ["10 kFLOP", "100 kFLOP", "1 MFLOP", "10 MFLOP"]
        );
        assert_eq!(labels_each(&[1.0], &flop(45)), ["10⁴⁵ FLOP"]);
        assert_eq!(labels_each(&[2.0], &flop(-40)), ["2·10⁻⁴⁰ FLOP"]);
        assert_eq!(decades(2.0, 60.0), [2.0, 5.0, 10.0, 20.0, 50.0]);
        // Hundreds of decades bear no more numbers than fit.
        assert!(decades(1e-200, 1e200).len() < 20);
    }

    #[test]
    fn powers_of_two_are_written_as_such() {
        let ticks = binary(1.0, 8192.0);
        assert_eq!(binary_labels(&ticks)[..2], ["1Ki", "2Ki"]);
        assert_eq!(
            binary_labels(&powers_of_two(1.0, 8192.0))[5..],
            ["2Ki", "8Ki"]
        );
        assert_eq!(
            binary_labels(&[512.0, 1024.0, 1536.0]),
            ["512", "1Ki", "1.5Ki"]
        );
        // 1.25Ki would be hard to read, so none of them has a letter.
        assert_eq!(binary_labels(&[1024.0, 1280.0]), ["1024", "1280"]);
    }
}
