"""Django's command line; `picketline` is the same under its own name. `import-appeal` and `import_appeal` are one."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    program, *typed = sys.argv
    command = [name.replace("-", "_") if not name.startswith("-") else name for name in typed[:1]]
    execute_from_command_line([program, *command, *typed[1:]])


if __name__ == "__main__":
    main()
