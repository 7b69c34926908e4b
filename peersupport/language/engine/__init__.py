"""The matcher. Its twin in the browser is static/js/mirror/; both read static/language/*.json and must agree."""
