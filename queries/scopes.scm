; What opens a scope. Reference: "Naming and binding" (Python language reference, section 4.2).
(function_definition) @function
(lambda) @lambda
(class_definition) @class
[
  (list_comprehension)
  (set_comprehension)
  (dictionary_comprehension)
  (generator_expression)
] @comprehension

; `type X = ...` and `type X[T] = ...`; what else the grammar takes for an alias (`type(x).a = v`) is an assignment.
(type_alias_statement left: (type [(identifier) (generic_type)])) @type-alias
