"""The promises, hunted by an adversary: no words without a source that really holds them."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("tests.promises.verification")
