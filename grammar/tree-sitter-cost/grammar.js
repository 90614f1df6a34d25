/**
 * The grammar of `.cost` files for editors. It follows the pest grammar beside this folder, rule by
 * rule where it can; where the two differ, pest's is the language.
 *
 * - Factors that touch are multiplied, so every token that may touch comes in two kinds: the plain one,
 *   before which there may be blanks, and the immediate one.
 * - Most keywords are keywords only by their place: `_statement_name` lets a child be called `out`.
 * - `KEY else value` stands in brackets and arguments only. So what is there has rules of its own, those
 *   with `key` in their names, that build the same nodes.
 */

/// <reference types="tree-sitter-cli/dsl" />

const PRECEDENCE = {
  conditional: -1,
  sum: 1,
  product: 2,
  negation: 3,
  touch: 4,
  power: 5,
  superscript: 6,
  call: 7,
};

/** What a name may begin with, and go on with, as classes of a regular expression. */
const LETTER = '\\p{Alphabetic}_';
const WORD = LETTER + '0-9';

const RESERVED = ['if', 'then', 'else', 'of', 'within', 'with', 'for', 'in', 'where', 'as'];

/**
 * A regular expression for every word that is none of these: in `if c then 2else 3` the `else` touches
 * the number, and is no factor.
 *
 * @param {string[]} words that begin with what was read already
 * @param {string} read
 */
function wordExcept(words, read = '') {
  const next = [...new Set(words.filter(word => word.length > read.length).map(word => word[read.length]))];
  const first = read === '' ? LETTER : WORD;
  const others = next.length > 0 ? `[${first}--[${next.join('')}]]` : `[${first}]`;
  const choices = [`${others}[${WORD}]*`];
  for (const letter of next) {
    const longer = read + letter;
    choices.push(letter + wordExcept(words.filter(word => word.startsWith(longer)), longer));
  }
  const pattern = `(?:${choices.join('|')})`;
  return read === '' || words.includes(read) ? pattern : `${pattern}?`;
}

const NUMBER = /[0-9]+(_[0-9]+)*(\.[0-9]+(_[0-9]+)*)?(e[+\-−]?[0-9]+)?/;
const TIMES = ['*', '×', '·'];
const MINUS = ['-', '−'];

/** One or more, with commas between them. */
const list = rule => seq(rule, repeat(seq(',', rule)));

/** Perhaps some, with commas between them and perhaps one behind. */
const openList = rule => optional(seq(list(rule), optional(',')));

/**
 * The rules of expressions. They are made twice, since `KEY else value` may stand in some places only.
 *
 * @param {boolean} key whether it may stand here
 */
function expressions(key) {
  const prefix = key ? '_key_' : '';
  const called = name => $ => (key ? alias($[prefix + name], $[name]) : $[name]);
  const hidden = name => `_${key ? 'key_' : ''}${name}`;
  return {
    [hidden('expression')]: $ => choice(
      $[hidden('powered')],
      called('touching_product')($),
      called('negation')($),
      called('binary_expression')($),
    ),

    // A factor, perhaps with `^` and what it is raised to.
    [hidden('powered')]: $ => choice($[hidden('factor')], called('power')($)),

    [hidden('factor')]: $ => key ? choice($._factor, $.key_or_else) : choice(
      $._atom,
      alias($.raised, $.superscript_power),
    ),

    [`${prefix}power`]: $ => prec.right(PRECEDENCE.power, seq(
      field('base', $[hidden('factor')]),
      field('operator', choice('^', '**')),
      field('exponent', $._exponent),
    )),

    // Factors that touch: what follows the first has no blank before it.
    [`${prefix}touching_product`]: $ => prec.left(PRECEDENCE.touch, seq(
      field('left', $[hidden('expression')]),
      field('right', choice(
        $._touching_factor,
        alias($._touching_power, $.power),
        ...(key ? [alias($._touching_key_or_else, $.key_or_else)] : []),
      )),
    )),

    [`${prefix}negation`]: $ => prec(PRECEDENCE.negation, seq(
      field('operator', choice(...MINUS)),
      field('operand', $[hidden('expression')]),
    )),

    [`${prefix}binary_expression`]: $ => choice(
      ...[
        [PRECEDENCE.sum, ['+', ...MINUS]],
        [PRECEDENCE.product, [...TIMES, '/', '//']],
      ].map(([precedence, operators]) => prec.left(precedence, seq(
        field('left', $[hidden('expression')]),
        field('operator', choice(...operators)),
        field('right', $[hidden('expression')]),
      ))),
    ),
  };
}

/**
 * What stands alone in an expression, and what a superscript may touch.
 *
 * @param {boolean} touching whether it has no blank before it
 */
function atoms(touching) {
  const prefix = touching ? '_touching_' : '';
  const hidden = name => `_${touching ? 'touching_' : ''}${name}`;
  const called = name => $ => (touching ? alias($[prefix + name], $[name]) : $[name]);
  const open = bracket => (touching ? token.immediate(bracket) : bracket);
  const group = touching ? '_touching_group' : 'group';
  return {
    [hidden('atom')]: $ => choice(
      touching ? alias($._touching_number, $.number) : $.number,
      $[hidden('name')],
      called('call')($),
      called('subscript')($),
      called('group')($),
      called('square')($),
      ...(touching ? [] : [$.conditional]),
    ),

    [touching ? '_touching_raised' : 'raised']: $ => prec(PRECEDENCE.superscript, seq(
      field('base', $[hidden('atom')]),
      field('exponent', $.superscript),
    )),

    [hidden('name')]: $ => prec.right(choice(
      touching ? alias($._touching_identifier, $.identifier) : $.identifier,
      called('path')($),
    )),

    [`${prefix}path`]: $ => prec.right(PRECEDENCE.call, seq(
      touching ? alias($._touching_identifier, $.identifier) : $.identifier,
      repeat1(seq(token.immediate('.'), alias($._path_part, $.identifier))),
    )),

    // `floor(x)`, and `N(12E² + 13E)`, which is a product where N is a number.
    [`${prefix}call`]: $ => prec(PRECEDENCE.call, seq(
      field('function', $[hidden('name')]),
      field('arguments', alias($._touching_arguments, $.arguments)),
    )),

    // `macs[softmax(BHS, S)]`, and `E[S > W]`, which is a product.
    [`${prefix}subscript`]: $ => prec(PRECEDENCE.call, seq(
      field('value', $[hidden('name')]),
      alias($._touching_square, $.square),
    )),

    [group]: $ => seq(open('('), $._key_expression, ')'),

    [`${prefix}square`]: $ => seq(open('['), $._key_comparable, optional($.with_clause), ']'),
  };
}

module.exports = grammar({
  name: 'cost',

  word: $ => $.identifier,

  reserved: {
    global: _ => RESERVED,
  },

  extras: $ => [/[ \t\r\n\u00A0]/, $.comment, $.doc_comment],

  rules: {
    source_file: $ => repeat($._item),

    _item: $ => choice(
      $.use_item,
      $.dim_item,
      $.quantity_item,
      $.let_item,
      $.layer_item,
      $.extend_item,
      $.config_item,
      $.expect_item,
    ),

    use_item: $ => seq('use', field('file', choice($.text, $._name))),

    dim_item: $ => seq(
      'dim',
      field('name', $.identifier),
      field('description', optional($.text)),
      optional($.domain),
      optional(seq('else', field('default', $.number))),
    ),

    domain: $ => choice('whole', 'flag', 'real', seq('multiple', 'of', $.number)),

    quantity_item: $ => seq(
      'quantity',
      field('name', $.identifier),
      field('description', optional($.text)),
      repeat(choice($.unit_clause, $.per_clause, $.else_clause, $.derived_clause)),
    ),

    unit_clause: $ => seq(
      'unit',
      field('unit', choice($.text, $.identifier)),
      optional(seq('as', field('sign', choice($.text, $.identifier)))),
    ),
    per_clause: _ => seq('per', choice('weight', 'call')),
    else_clause: $ => seq('else', field('value', $._expression)),
    derived_clause: $ => seq('=', field('value', $._expression)),

    let_item: $ => seq('let', field('name', $.identifier), '=', field('value', $._expression)),

    layer_item: $ => seq(
      'layer',
      field('name', $.identifier),
      field('parameters', optional($.parameters)),
      field('body', $.body),
    ),

    parameters: $ => seq('(', openList($.parameter), ')'),
    parameter: $ => seq(field('name', $.identifier), optional(seq('=', field('default', $._expression)))),

    extend_item: $ => seq('extend', field('name', $._name), field('body', $.body)),

    body: $ => seq('{', repeat($._statement), '}'),

    _statement: $ => choice($.let_statement, $.out_statement, $.else_clause, $.child, $.cost),

    let_statement: $ => seq('let', field('name', $.identifier), '=', field('value', $._expression)),
    out_statement: $ => seq('out', field('name', $.identifier), '=', field('value', $._expression)),
    cost: $ => seq(field('quantity', $._statement_name), '=', field('value', $._expression)),

    child: $ => seq(
      optional('aside'),
      field('name', $._statement_name),
      repeat(seq(',', field('name', $.identifier))),
      ':',
      field('layer', $._name),
      field('arguments', optional($.arguments)),
      optional($.count),
      optional($.with_clause),
      optional($.repetition),
    ),

    // At the beginning of a line a keyword may turn out to be a name.
    _statement_name: $ => choice(
      $.identifier,
      ...['let', 'out', 'aside'].map(word => alias(word, $.identifier)),
    ),

    count: $ => seq(
      choice(...TIMES),
      field('calls', $._expression),
      optional(seq('of', field('instances', $._expression))),
    ),

    repetition: $ => seq(
      'for',
      field('variable', $.identifier),
      'in',
      field('first', $._expression),
      '..',
      field('last', $._expression),
    ),

    config_item: $ => seq(
      'config',
      choice(
        seq(
          field('name', choice($.identifier, alias('from', $.identifier))),
          field('description', optional($.text)),
        ),
        seq('from', field('format', $.identifier), list(field('key', $.text))),
      ),
      choice(
        seq(
          '=',
          field('layer', $._name),
          field('arguments', optional($.arguments)),
          optional($.with_clause),
          optional($.requirements),
        ),
        field('values', $.values),
      ),
    ),

    values: $ => seq('{', repeat($.binding), '}'),
    requirements: $ => seq('where', list($.requirement)),
    requirement: $ => seq($._expression, choice($.domain, seq($._relation, $._expression))),

    expect_item: $ => seq(
      'expect',
      field('left', $._expression),
      field('relation', choice($._relation, '~', '=')),
      field('right', $._expression),
      repeat(choice(
        field('note', $.text),
        $.tolerance,
        $.growing,
        $.where_clause,
      )),
    ),

    tolerance: $ => seq('within', $._expression, optional('%')),
    growing: $ => seq('as', $.identifier),

    where_clause: $ => seq('where', list(choice($.binding, $.assumption))),
    assumption: $ => choice(
      seq($.identifier, $.domain),
      seq($._expression, $._relation, $._expression),
    ),

    with_clause: $ => seq('with', list($.binding)),
    binding: $ => seq(field('name', $.identifier), '=', field('value', $._expression)),

    _relation: _ => choice('==', '!=', '≠', '<=', '≤', '>=', '≥', '<', '>'),

    conditional: $ => prec.right(PRECEDENCE.conditional, seq(
      'if',
      field('condition', $._comparable),
      'then',
      field('consequence', $._expression),
      'else',
      field('alternative', $._expression),
    )),

    _comparable: $ => choice($._expression, $.comparison),
    comparison: $ => seq($._expression, $._relation, $._expression),
    _key_comparable: $ => choice($._key_expression, alias($._key_comparison, $.comparison)),
    _key_comparison: $ => seq($._key_expression, $._relation, $._key_expression),

    arguments: $ => seq('(', openList($.argument), ')'),
    _touching_arguments: $ => seq(token.immediate('('), openList($.argument), ')'),
    argument: $ => seq(
      optional(seq(field('name', $.identifier), '=')),
      field('value', choice($.text, $._key_comparable)),
    ),

    ...expressions(false),
    ...expressions(true),
    ...atoms(false),
    ...atoms(true),

    _touching_factor: $ => choice($._touching_atom, alias($._touching_raised, $.superscript_power)),
    _touching_power: $ => prec.right(PRECEDENCE.power, seq(
      field('base', $._touching_factor),
      field('operator', choice('^', '**')),
      field('exponent', $._exponent),
    )),

    // What stands after `^`: a sign binds tighter than factors that touch, so `2^-1x` is `(2^-1)x`.
    _exponent: $ => choice(
      $._factor,
      $.power,
      alias($._signed_exponent, $.negation),
    ),
    _signed_exponent: $ => seq(
      field('operator', choice(...MINUS)),
      field('operand', choice($._factor, $.power)),
    ),

    key_or_else: $ => seq(field('key', $._name), 'else', field('fallback', $._fallback)),
    _touching_key_or_else: $ => seq(field('key', $._touching_name), 'else', field('fallback', $._fallback)),
    _fallback: $ => choice($._key_factor, seq(choice(...MINUS), $._key_factor)),

    identifier: _ => new RustRegex(`[${LETTER}][${WORD}]*`),
    _touching_identifier: _ => token.immediate(new RustRegex(wordExcept(RESERVED))),
    _path_part: _ => token.immediate(new RustRegex(`[${WORD}]+`)),

    number: _ => NUMBER,
    _touching_number: _ => token.immediate(NUMBER),
    superscript: _ => token.immediate(/⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/),
    text: _ => /"[^"\n]*"/,

    comment: _ => token(/#([^#\n][^\n]*)?/),
    doc_comment: _ => token(/##[^\n]*/),
  },
});
