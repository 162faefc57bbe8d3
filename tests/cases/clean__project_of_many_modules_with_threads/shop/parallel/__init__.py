"""Work in parallel: take everything from here."""
from .high import Spreader, spread
from .low import in_background
