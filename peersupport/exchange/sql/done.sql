UPDATE exchange_importprogress SET done = %s WHERE run_id = %s
