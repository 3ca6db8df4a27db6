"""The learned estimate: what a line has shown, today and before, to a wait and its range.

A `Sight` is what is known of a line at one moment. `Today` gathers a day's sights and the waits
that came of them, `Past` the days before, `nightly` learns from both. Nothing here knows the
database: whoever has the log feeds it (docs/estimate.md).
"""
