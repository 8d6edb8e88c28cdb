"""`./run` names what it can do, and every command explains itself."""

from __future__ import annotations

import pytest
from django.core.management import get_commands, load_command_class

from wanghuo.__main__ import overview

COMMANDS = {
    name: room for name, room in sorted(get_commands().items()) if room.startswith("wanghuo.")
}
REPORT_NOTHING = {"demo", "messages", "serve", "setup", "territories"}


class TestGivenABareRun:
    def test_when_nothing_is_asked_then_every_command_stands_with_what_it_does(self):
        said = overview()

        for name, room in COMMANDS.items():
            assert name.replace("_", "-") in said
            assert load_command_class(room, name).help.split()[0] in said
        assert "runserver" not in said


@pytest.mark.parametrize("name", COMMANDS)
class TestGivenACommand:
    def test_when_its_help_is_asked_then_every_option_is_explained(self, name: str):
        command = load_command_class(COMMANDS[name], name)
        own = [
            action
            for action in command.create_parser("./run", name)._actions
            if action.dest not in command.base_stealth_options and not action.help
        ]

        assert command.help
        assert [action.dest for action in own] == []

    def test_when_it_reports_then_a_program_can_have_it_as_json(self, name: str):
        parser = load_command_class(COMMANDS[name], name).create_parser("./run", name)

        has_json = "--json" in parser._option_string_actions
        assert has_json or name in REPORT_NOTHING
