"""Brands: brand.yaml, design tokens, and what a template's layouts and placeholders are."""
