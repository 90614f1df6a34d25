; Colors for `.cost` files. No two patterns take the same node, so their order does not matter: editors
; differ in whether the first or the last wins.

(comment) @comment
(doc_comment) @comment.documentation
(text) @string
(number) @number
(superscript) @number

; Keywords

"use" @keyword.import

[
  "dim"
  "quantity"
  "let"
  "layer"
  "extend"
  "config"
  "expect"
] @keyword

[
  "out"
  "aside"
  "from"
  "unit"
  "per"
  "weight"
  "call"
  "whole"
  "flag"
  "real"
  "multiple"
  "of"
  "with"
  "where"
  "as"
  "within"
] @keyword.modifier

[
  "if"
  "then"
  "else"
] @keyword.conditional

[
  "for"
  "in"
] @keyword.repeat

; Operators and brackets

[
  "="
  "=="
  "!="
  "≠"
  "<"
  "<="
  "≤"
  ">"
  ">="
  "≥"
  "~"
  "+"
  "-"
  "−"
  "*"
  "×"
  "·"
  "/"
  "//"
  "^"
  "**"
  "%"
  ".."
] @operator

["(" ")" "[" "]" "{" "}"] @punctuation.bracket
["," ":" "."] @punctuation.delimiter

; Names, where they are given

(use_item file: [(identifier) (path)] @module)
(dim_item name: (identifier) @variable.parameter)
(quantity_item name: (identifier) @property)
(let_item name: (identifier) @variable)
(let_statement name: (identifier) @variable)
(out_statement name: (identifier) @variable.parameter)
(layer_item name: (identifier) @function)
(extend_item name: [(identifier) (path)] @function)
(config_item name: (identifier) @constant)
(config_item format: (identifier) @module)
(parameter name: (identifier) @variable.parameter)
(binding name: (identifier) @variable.parameter)
(argument name: (identifier) @variable.parameter)
(repetition variable: (identifier) @variable)
(child name: (identifier) @variable.member)
(cost quantity: (identifier) @property)

; and where they are used

(child layer: [(identifier) (path)] @function.call)
(config_item layer: [(identifier) (path)] @function.call)
(call function: [(identifier) (path)] @function.call)
