"""The long figures: what the ordinary tests show, for as long as one cares to look."""
