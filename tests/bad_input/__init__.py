"""Bad input: one clear Vietnamese sentence each, nothing of it stored, the rest still done."""
