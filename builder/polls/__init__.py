"""Polls taken to the tools that they are held with, and their results taken back."""
