"""Pictures of pages: cleaned, recognised, judged and put in order."""
