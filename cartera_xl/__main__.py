"""Run the command line as `python -m cartera_xl`."""

from cartera_xl.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
