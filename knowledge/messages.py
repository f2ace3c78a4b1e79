"""Every refusal and warning of the library, in the words an official reads."""

EMPTY_FILE = "Tệp {name} không có nội dung."
