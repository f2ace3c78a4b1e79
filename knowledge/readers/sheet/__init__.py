"""Spreadsheets: cells with address, heading and what they show."""
