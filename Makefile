# Thin aliases; the commands themselves need no make.
.PHONY: demo test check format bench locks messages

demo:
	python3 manage.py demo

test:
	python3 manage.py test

check:
	python3 scripts/check.py

format:
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	-find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} +

bench:
	python3 manage.py bench

messages:
	python3 manage.py check_catalogues --update

locks:
	python3 scripts/locks.py
