"""The composition root: settings to objects to a channel; or one question, draft or review.

python -m bot                                    Telegram if a token is set, else the terminal
python -m bot --ask "…" [--as-of YYYY-MM-DD] [--json]      (--ask - : one question a line)
python -m bot --draft "…" [--facts FILE.json] [--out FILE.docx] [--json]
python -m bot --review FILE [--json]
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from dotenv import load_dotenv

from bot import one_shot, texts
from bot.access import Access
from bot.agency import load_agency
from bot.answering import Answer, answer
from bot.console_channel import ConsoleChannel
from bot.conversation import Conversation
from bot.docx_writer import write_docx
from bot.draft import Draft
from bot.draft_desk import DraftDesk
from bot.drafting import draft
from bot.records import Records
from bot.sample_library import greet_with_samples
from bot.settings import BotSettings, bot_settings_from
from knowledge.database import open_engine
from knowledge.faults import keep_words_out_of_logs
from knowledge.library import Library
from knowledge.model import KnowledgeError

if TYPE_CHECKING:
    from bot.telegram_channel import TelegramChannel

OUR_FAULT, INPUT_FAULT = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bot; 0 all well, 1 our fault, 2 the input's fault."""
    options = _parser().parse_args(arguments)
    load_dotenv()
    logging.basicConfig(
        level=os.environ.get("LOG_LEVEL", "WARNING"),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    keep_words_out_of_logs()
    try:
        return _run(options, bot_settings_from(os.environ))
    except KnowledgeError as refusal:
        print(refusal, file=sys.stderr)
        return INPUT_FAULT


def _run(options: argparse.Namespace, settings: BotSettings) -> int:
    if options.review is not None:
        return one_shot.review(options.review, as_json=options.json)
    library = Library(settings.knowledge)
    if options.ask is not None:
        return one_shot.ask(options.ask, library, options.as_of, as_json=options.json)
    if options.draft is not None:
        agency = load_agency(settings.agency_file)
        order = one_shot.DraftOrder(options.draft, options.facts, options.incoming, options.out)
        return one_shot.write_draft(order, library, agency, options.as_of, as_json=options.json)
    return _serve(library, settings)


def _serve(library: Library, settings: BotSettings) -> int:
    greet_with_samples(library, date.today())
    records = Records(open_engine(settings.knowledge.catalog_url))
    warming = Thread(target=library.warm_up)
    warming.start()
    try:
        _channel(_conversation(library, records, settings), records, settings).run()
    finally:
        warming.join()  # a model that is cut off while loading ends the process with a fault
    return 0


def _channel(
    conversation: Conversation, records: Records, settings: BotSettings
) -> TelegramChannel | ConsoleChannel:
    if not settings.telegram_token:
        return ConsoleChannel(conversation)
    from bot.telegram_channel import TelegramChannel

    return TelegramChannel(conversation, Access(settings.admin_ids, records), settings)


def _conversation(library: Library, records: Records, settings: BotSettings) -> Conversation:
    agency = load_agency(settings.agency_file)

    def answer_today(question: str, scopes: frozenset[str]) -> Answer:
        return answer(question, library, scopes=scopes, as_of=date.today())

    def draft_today(request: str, facts: Mapping[str, str], scopes: frozenset[str]) -> Draft:
        return draft(request, library, agency, scopes=scopes, as_of=date.today(), facts=facts)

    def export(finished: Draft, path: Path) -> None:
        write_docx(finished, agency, path)

    desk = DraftDesk(library, records, draft_today, export, settings.exports_dir, date.today)
    return Conversation(library, records, answer_today, desk, date.today)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=texts.PROGRAM_HELP)
    parser.add_argument("--ask", metavar="QUESTION", help=texts.ASK_HELP)
    parser.add_argument("--draft", metavar="REQUEST", help=texts.DRAFT_HELP)
    parser.add_argument("--review", metavar="FILE", type=Path, help=texts.REVIEW_HELP)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date.today(), metavar="DATE")
    parser.add_argument("--facts", type=Path, metavar="FILE", help=texts.FACTS_HELP)
    parser.add_argument("--incoming", type=Path, metavar="FILE", help=texts.INCOMING_HELP)
    parser.add_argument("--out", type=Path, metavar="FILE", help=texts.OUT_HELP)
    parser.add_argument("--json", action="store_true", help=texts.JSON_HELP)
    return parser


if __name__ == "__main__":
    sys.exit(main())
