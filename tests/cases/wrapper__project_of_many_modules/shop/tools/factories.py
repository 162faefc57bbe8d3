def bracketed(left, right):
    """Make a function that puts text in brackets."""

    def bracket(text):
        return f"{left}{text}{right}"

    return bracket
