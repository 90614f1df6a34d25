//! What a person calls each rule of the grammar, for "expected …".

use crate::syntax::grammar::Rule;

/// Every way to begin an expression that is worth saying.
pub(super) const EXPRESSION: &[&str] = &["a name", "a number", "`(`"];
/// Every way to begin a line of a body.
const STATEMENT: &[&str] = &["a name", "`let`", "`out`"];
/// Every way to begin an item.
const ITEM: &[&str] = &["an item such as `dim`, `layer` or `expect`"];

/// The words for what could have stood there; none where saying it would not help.
#[expect(
    clippy::too_many_lines,
    reason = "a table of every rule, so that a new one is not forgotten"
)]
pub(super) fn words(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::expr
        | Rule::key_expr
        | Rule::product
        | Rule::argument
        | Rule::condition
        | Rule::count
        | Rule::clause
        | Rule::fallback
        | Rule::requirement
        | Rule::lone_expression
        | Rule::lone_clause => EXPRESSION,
        Rule::operator
        | Rule::product_operator
        | Rule::loose_sum
        | Rule::superscript => &["an operator"],
        Rule::number => &["a number"],
        Rule::name | Rule::path | Rule::binding | Rule::parameter | Rule::call => &["a name"],
        Rule::path_part => &["a name or an index"],
        Rule::text => &["a text in quotes"],
        Rule::config_name | Rule::config_from => &["a name", "`from`"],
        Rule::statement | Rule::let_statement | Rule::out_statement | Rule::child | Rule::cost => {
            STATEMENT
        }
        Rule::out_word => &["`out`"],
        Rule::item
        | Rule::item_piece
        | Rule::item_word
        | Rule::plain_item
        | Rule::use_item
        | Rule::dim_item
        | Rule::quantity_item
        | Rule::let_item
        | Rule::layer_item
        | Rule::layer_head
        | Rule::extend_item
        | Rule::extend_head
        | Rule::config_item
        | Rule::expect_item
        | Rule::use_word
        | Rule::dim_word
        | Rule::quantity_word
        | Rule::layer_word
        | Rule::extend_word
        | Rule::config_word
        | Rule::expect_word => ITEM,
        Rule::open_paren | Rule::group | Rule::arguments | Rule::parameters => &["`(`"],
        Rule::close_paren => &["`)`"],
        Rule::close_square => &["`]`"],
        Rule::open_brace | Rule::config_values => &["`{`"],
        Rule::close_brace => &["`}`"],
        Rule::comma => &["`,`"],
        Rule::colon => &["`:`"],
        Rule::assign | Rule::derived_clause | Rule::config_call => &["`=`"],
        Rule::range => &["`..`"],
        Rule::percent => &["`%`"],
        Rule::times => &["`*`"],
        Rule::relation => &["a comparison such as `==`"],
        Rule::growth => &["`~`"],
        Rule::then_word => &["`then`"],
        Rule::else_word | Rule::fallback_word | Rule::else_clause | Rule::default => &["`else`"],
        Rule::of_word => &["`of`"],
        Rule::with_word | Rule::with_part => &["`with`"],
        Rule::for_word | Rule::repeat => &["`for`"],
        Rule::in_word => &["`in`"],
        Rule::where_word | Rule::where_part | Rule::config_where => &["`where`"],
        Rule::as_word | Rule::growing | Rule::prefixed => &["`as`"],
        Rule::within_word | Rule::tolerance => &["`within`"],
        Rule::aside_word => &["`aside`"],
        Rule::from_word => &["`from`"],
        Rule::unit_word | Rule::unit_clause => &["`unit`"],
        Rule::per_word | Rule::per_clause => &["`per`"],
        Rule::weight_word => &["`weight`"],
        Rule::call_word => &["`call`"],
        Rule::domain => &["`whole`, `flag`, `real` or `multiple of`"],
        Rule::whole_word => &["`whole`"],
        Rule::flag_word => &["`flag`"],
        Rule::real_word => &["`real`"],
        Rule::multiple_word => &["`multiple of`"],
        Rule::EOI => &["the end of the text"],
        // These begin an expression too, but a list of everything helps nobody; nor does
        // `let`, which both items and statements include.
        Rule::minus
        | Rule::square
        | Rule::open_square
        | Rule::conditional
        | Rule::if_word
        | Rule::let_word
        | Rule::key_else
        // Nothing a person writes: places between tokens, and wholes that are never attempted.
        | Rule::reserved
        | Rule::file
        | Rule::WHITESPACE
        | Rule::COMMENT
        | Rule::blank
        | Rule::comment
        | Rule::blanks
        | Rule::letter
        | Rule::word_char
        | Rule::more_digits
        | Rule::operand
        | Rule::onward
        | Rule::product_onward
        | Rule::next
        | Rule::touching
        | Rule::factor
        | Rule::chain
        | Rule::dotted
        | Rule::product_operand
        | Rule::product_next
        | Rule::signs
        | Rule::product_touching
        | Rule::touchable
        | Rule::product_factor
        | Rule::behind
        | Rule::in_brackets
        | Rule::other_factor
        | Rule::plain
        | Rule::statement_piece
        | Rule::expect_clause => &[],
    }
}
