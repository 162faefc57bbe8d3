; Statements of Python 2 that the grammar accepts.
(print_statement) @python2
(exec_statement) @python2
