; What binds a name: each capture is the target (a name, or a pattern of names) or the statement that names it.
(function_definition name: (identifier) @function-name)
(class_definition name: (identifier) @class-name)
(parameters (_) @parameter)
(lambda_parameters (_) @parameter)

(assignment left: (_) @assignment-target)
(augmented_assignment left: (_) @augmented-target)
(named_expression name: (_) @walrus-target)
(for_statement left: (_) @for-target)
(for_in_clause left: (_) @comprehension-target)
(as_pattern alias: (as_pattern_target) @with-target)
(except_clause value: (as_pattern alias: (as_pattern_target) @except-target))
(delete_statement (_) @delete-target)

[(import_statement) (import_from_statement) (future_import_statement)] @import

(case_pattern (dotted_name . (identifier) @match-target .))
(keyword_pattern (identifier) (dotted_name . (identifier) @match-target .))
(union_pattern (dotted_name . (identifier) @match-target .))
(as_pattern (case_pattern) (identifier) @match-target)
(splat_pattern (identifier) @match-target)

(global_statement (identifier) @global-name)
(nonlocal_statement (identifier) @nonlocal-name)

(function_definition type_parameters: (type_parameter (type) @type-parameter))
(class_definition type_parameters: (type_parameter (type) @type-parameter))
(type_alias_statement left: (type (generic_type (type_parameter (type) @type-parameter))))
(type_alias_statement left: (type (generic_type . (identifier) @type-alias-name)))
(type_alias_statement left: (type (identifier) @type-alias-name))
