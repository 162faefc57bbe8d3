; Every other identifier reads a variable, but for these, which only name an attribute or an argument.
(attribute attribute: (identifier) @label)
(keyword_argument name: (identifier) @label)
(keyword_pattern . (identifier) @label)
(dotted_name (identifier) (identifier) @label)
(member_type (identifier) @label)
