"""Precision, recall and F1 of each layer on gold data."""
