; What passes values on.
(call) @call
