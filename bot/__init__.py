"""What the bot says and does: one conversation, carried by Telegram or a terminal."""
