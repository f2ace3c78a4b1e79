"""A small invented library: what it holds and how it is built."""
