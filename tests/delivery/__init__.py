"""Tests of engine/delivery."""
