; What only Python 2 has, and the grammar accepts.
(print_statement) @python2
(exec_statement) @python2
(comparison_operator "<>" @python2)
(parameters (tuple_pattern) @python2)
(lambda_parameters (tuple_pattern) @python2)
((integer) @python2 (#match? @python2 "^0[0-9]*[1-9]|[lL]$"))
((string_start) @python2 (#match? @python2 "^[uU][rR]"))
