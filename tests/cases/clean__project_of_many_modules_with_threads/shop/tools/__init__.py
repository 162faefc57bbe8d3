from .factories import bracketed
