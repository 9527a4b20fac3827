"""Tests of engine/service."""
