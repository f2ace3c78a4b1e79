"""PDF files: the text layer in lines, paragraphs and tables; pages without one by OCR."""
