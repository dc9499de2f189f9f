DROP TABLE sync_changes;
DROP TABLE held_items;
DROP TABLE sync_batches;
