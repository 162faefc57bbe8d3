; A comparison that may be the main guard, in either order.
((if_statement
   condition: (comparison_operator (identifier) @guard-name (string) @guard-text)) @main-guard
 (#eq? @guard-name "__name__")
 (#match? @guard-text "^[\"']__main__[\"']$"))
((if_statement
   condition: (comparison_operator (string) @guard-text (identifier) @guard-name)) @main-guard
 (#eq? @guard-name "__name__")
 (#match? @guard-text "^[\"']__main__[\"']$"))
