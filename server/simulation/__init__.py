"""What if: a day lived through again with other counters, tiers or rates (docs/simulate.md)."""
