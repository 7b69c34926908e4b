-- The second is longer than any send takes (channels.base.MOST_SECONDS) and than everything around it.
SET LOCAL lock_timeout = '5s'; SET LOCAL idle_in_transaction_session_timeout = '45s'
