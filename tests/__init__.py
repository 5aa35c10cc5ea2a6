"""Tests of fandeck; the folders mirror builder/."""
