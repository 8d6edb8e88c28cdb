"""The product's command line: ``python -m wanghuo COMMAND``, called by ``./run COMMAND``."""

import os
import sys

from django.core.management import ManagementUtility

from wanghuo.foundation.support import catalogs


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanghuo.settings")
    catalogs.compile_stale()
    command, *arguments = sys.argv[1:] or ["help"]
    utility = ManagementUtility(["./run", command.replace("-", "_"), *arguments])
    utility.prog_name = "./run"
    utility.execute()


if __name__ == "__main__":
    main()
