"""Speed comparisons; ``python -m benchmarks`` runs them all."""
