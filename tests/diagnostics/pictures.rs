//! Pictures of any place in any text: never a panic, never without end, and in the right place.

use std::time::{Duration, Instant};

use flopform::cost::{CostError, CostErrorKind};
use flopform::diagnostic::{Diagnostic, Style, diagnose_all, render, render_all, render_line};
use flopform::text::{SourceId, Sources, Span};
use proptest::prelude::{ProptestConfig, any, prop, prop_oneof, proptest};
use proptest::strategy::{Just, Strategy};

/// The picture of one label in a text.
fn picture(text: &str, start: usize, end: usize) -> String {
    let mut sources = Sources::new();
    let source = sources.add("mine.cost", text);
    let diagnostic =
        Diagnostic::error("something is wrong").label(Span::new(source, start, end), "here");
    render(&diagnostic, &sources, Style::Plain)
}

#[test]
fn the_end_of_a_text_is_behind_its_last_word() {
    let expected = "\
error: something is wrong
 --> mine.cost:2:9
  |
2 |   a: b()
  |         ^ here
";
    let text = "layer a() {\n  a: b()\n\n  \n";
    assert_eq!(picture(text, text.len(), text.len()), expected);
    // Offsets past the end are of no text at all, and are shown in the same place.
    assert_eq!(picture(text, text.len() + 100, text.len() + 200), expected);
    assert_eq!(picture(&text.replace('\n', "\r\n"), 1000, 1000), expected);
}

#[test]
fn an_empty_text_has_a_picture() {
    let expected = "\
error: something is wrong
 --> mine.cost:1:1
  |
1 |
  | ^ here
";
    assert_eq!(picture("", 0, 0), expected);
    assert_eq!(picture("\n\n\n", 2, 2), expected);
    assert_eq!(picture("\u{feff}", 0, 0).lines().count(), 5);
}

#[test]
fn columns_count_letters_and_tabs_are_four_blanks() {
    assert_eq!(
        picture("\tω = E²·S²\r\nnext", 11, 12),
        "\
error: something is wrong
 --> mine.cost:1:9
  |
1 |     ω = E²·S²
  |            ^ here
"
    );
}

#[test]
fn a_place_inside_a_letter_is_its_beginning() {
    let text = "a²b";
    assert_eq!(picture(text, 2, 2), picture(text, 1, 1));
    assert_eq!(picture(text, 2, 3), picture(text, 1, 3));
}

#[test]
fn a_long_line_is_cut_around_the_label_and_keeps_its_column() {
    let text = format!(
        "{} WRONG {}",
        "a + ".repeat(1_000_000),
        " + b".repeat(1_000_000)
    );
    let at = text.find("WRONG").expect("it stands there");
    let begun = Instant::now();
    let picture = picture(&text, at, at + 5);
    assert!(begun.elapsed() < Duration::from_secs(2));
    insta::assert_snapshot!(picture);
}

#[test]
fn labels_far_apart_on_a_long_line_are_shown_apart() {
    let text = format!("first {} second", "+ b ".repeat(1_000));
    let mut sources = Sources::new();
    let source = sources.add("mine.cost", &text);
    let at = text.find("second").expect("it stands there");
    let diagnostic = Diagnostic::error("something is wrong")
        .label(Span::new(source, at, at + 6), "again here")
        .label(Span::new(source, 0, 5), "first here");
    insta::assert_snapshot!(render(&diagnostic, &sources, Style::Plain));
}

#[test]
fn labels_in_several_files_and_far_apart_lines() {
    let mut sources = Sources::new();
    let lines: Vec<String> = (1..=1_000).map(|line| format!("line {line}")).collect();
    let long = lines.join("\n");
    let source = sources.add("long.cost", &long);
    let other = sources.add("other.cost", "elsewhere");
    let line = |number: usize| {
        let words = format!("line {number}\n");
        let at = long.find(&words).expect("it stands there");
        Span::new(source, at, at + words.len())
    };
    let diagnostic = Diagnostic::warning("something is odd")
        .label(line(500), "here")
        .label(line(502), "two lines on")
        .label(line(510), "near")
        .label(line(3), "far")
        .label(Span::new(other, 0, 9), "elsewhere")
        .label(Span::new(SourceId::LONE, 0, 9), "nowhere")
        .fact("expected", "a")
        .fact("for example", "b")
        .help("look closely");
    insta::assert_snapshot!(render(&diagnostic, &sources, Style::Plain));
}

#[test]
fn a_label_over_many_lines_is_cut_to_the_first() {
    let text = "layer a() {\n".to_owned() + &"  b: c()\n".repeat(100) + "}\n";
    assert_eq!(
        picture(&text, 0, text.len()),
        "\
error: something is wrong
 --> mine.cost:1:1
  |
1 | layer a() {
  | ^^^^^^^^^^^ here
"
    );
    insta::assert_snapshot!(picture("a: linear(\n  E,\n  F\n)\nb: c()", 3, 22));
}

#[test]
fn nothing_that_a_terminal_obeys_gets_through() {
    let mut sources = Sources::new();
    let text = "a \u{1b}[31m b \u{7} \u{202e} c \u{f8ff} d\0";
    let source = sources.add("red\u{1b}[31m\n.cost", text);
    let diagnostic = Diagnostic::error(text)
        .label(Span::new(source, 2, 5), text)
        .fact("note", text)
        .help("two\nlines\r\n\u{1b}");
    let picture = render(&diagnostic, &sources, Style::Plain);
    let obeyed = |letter: char| {
        (letter.is_control() && letter != '\n') || matches!(letter, '\u{202e}' | '\u{f8ff}')
    };
    assert!(!picture.contains(obeyed), "{picture:?}");
    assert_eq!(picture.lines().count(), 8, "{picture}");
    let line = render_line(&diagnostic, &sources);
    assert!(!line.trim_end().contains(obeyed), "{line:?}");
    assert_eq!(line.lines().count(), 1);
}

#[test]
fn colors_are_there_when_asked_for() {
    let mut sources = Sources::new();
    let source = sources.add("mine.cost", "a + b");
    let diagnostic = Diagnostic::error("something is wrong").label(Span::new(source, 4, 5), "here");
    let colored = render(&diagnostic, &sources, Style::Colored);
    assert!(colored.contains("\u{1b}["));
    assert!(colored.contains("mine.cost:1:5"), "{colored:?}");
}

#[test]
fn a_line_for_tools() {
    let mut sources = Sources::new();
    let source = sources.add("mine.cost", "a\nb + c");
    let placed = Diagnostic::error("something is wrong").label(Span::new(source, 6, 7), "here");
    assert_eq!(
        render_line(&placed, &sources),
        "mine.cost:2:5: error: something is wrong\n"
    );
    let bare = Diagnostic::warning("something is odd");
    assert_eq!(render_line(&bare, &sources), "warning: something is odd\n");
}

#[test]
fn of_many_mistakes_the_first_are_shown_in_order_and_each_once() {
    let mut sources = Sources::new();
    let text = "x\n".repeat(50_000);
    let source = sources.add("mine.cost", &text);
    let error = |at: usize| {
        let kind = CostErrorKind::UsedBeforeDefinition {
            name: format!("x{at}"),
        };
        CostError::new(kind, Span::new(source, 2 * at, 2 * at + 1))
    };
    let begun = Instant::now();
    let mut errors: Vec<CostError> = (0..50_000).rev().map(error).collect();
    errors.push(error(7).with_note(Span::new(source, 0, 1), "called from here"));
    let diagnostics = diagnose_all(&errors);
    assert_eq!(diagnostics.len(), 50_000);
    let report = render_all(&diagnostics, &sources, Style::Plain);
    let lines: String = diagnostics
        .iter()
        .map(|one| render_line(one, &sources))
        .collect();
    assert!(
        begun.elapsed() < Duration::from_secs(5),
        "{:?}",
        begun.elapsed()
    );
    assert!(
        lines.ends_with(
            "mine.cost:50000:1: error: `x49999` is used above the line that defines it\n"
        )
    );
    assert!(report.starts_with("error: `x0` is used above"), "{report}");
    assert_eq!(report.matches("error: ").count(), 20);
    assert!(report.ends_with("\n\n… and 49980 more\n"), "{report}");
}

#[test]
fn thousands_of_places_are_cut_down() {
    let mut sources = Sources::new();
    let text = "x\n".repeat(10_000);
    let source = sources.add("mine.cost", &text);
    let mut diagnostic = Diagnostic::error("something is wrong");
    for at in 0..10_000 {
        diagnostic = diagnostic.label(Span::new(source, 2 * at, 2 * at + 1), "here");
    }
    let picture = render(&diagnostic, &sources, Style::Plain);
    assert!(picture.lines().count() < 40, "{picture}");
    assert!(picture.contains("and 9992 more places"), "{picture}");
}

/// Letters that are wide, narrow, long in bytes, or not letters at all.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z(){} =]{0,12}",
        2 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => Just("\r".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("E²·S ≥ 漢字 🦀 e\u{301}".to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => Just("x".repeat(150)),
        1 => Just(" ".repeat(150)),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn label() -> impl Strategy<Value = (usize, usize, String)> {
    let place = || prop_oneof![0_usize..50, 0_usize..2_000];
    (
        place(),
        place(),
        prop_oneof![Just(String::new()), any::<String>(), "[a-z ]{0,40}"],
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_labels_in_any_texts_have_a_picture(
        texts in prop::collection::vec(text(), 1..3),
        labels in prop::collection::vec((0_usize..3, label()), 0..12),
        headline in any::<String>(),
    ) {
        let mut sources = Sources::new();
        let ids: Vec<SourceId> = texts.iter().map(|text| sources.add("a.cost", text)).collect();
        let mut diagnostic = Diagnostic::error(headline).fact("note", "n").help("h");
        for (source, (start, length, words)) in labels {
            let source = ids.get(source).copied().unwrap_or(SourceId::LONE);
            diagnostic = diagnostic.label(Span::new(source, start, start + length), words);
        }
        for style in [Style::Plain, Style::Colored] {
            let picture = render(&diagnostic, &sources, style);
            proptest::prop_assert!(picture.ends_with('\n'));
            proptest::prop_assert!(picture.lines().count() < 400);
        }
        render_line(&diagnostic, &sources);
    }
}
