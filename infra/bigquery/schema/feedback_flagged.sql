-- What came and counts nowhere, each id once a UTC day and type.
SELECT event_id, type, flag, DATE(occurred_at) AS day, shelf_id, item, placement
FROM `${dataset}.feedback_events`
WHERE flag IS NOT NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY event_id, DATE(occurred_at), type ORDER BY received_at) = 1
