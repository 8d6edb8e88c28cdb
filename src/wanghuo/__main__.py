"""The product's command line: ``python -m wanghuo COMMAND``, called by ``./run COMMAND``."""

import os
import sys

from django.core.management import ManagementUtility

from wanghuo.foundation.support import catalogs


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wanghuo.settings")
    catalogs.compile_stale()
    utility = ManagementUtility(["./run", *sys.argv[1:]])
    utility.prog_name = "./run"
    utility.execute()


if __name__ == "__main__":
    main()
