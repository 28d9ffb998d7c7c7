SELECT event_id, type, flag, day, shelf_id, item, placement FROM `${dataset}.feedback_events` WHERE flag IS NOT NULL
