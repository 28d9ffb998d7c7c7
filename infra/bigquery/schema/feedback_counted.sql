-- The events that count: each id once a UTC day and type, the row that came first, without those that are flagged. `who` is whoever it was, as well as it
-- is known. What a statement asks of day and type reaches the table's partitions and clusters, because the window is divided by both.
SELECT
  event_id, type, UNIX_MILLIS(occurred_at) AS at_ms, DATE(occurred_at) AS day, CAST(DATE(occurred_at) AS STRING) AS day_name,
  UNIX_MILLIS(received_at) AS received_ms, COALESCE(viewer, session) AS who, viewer, session, shelf_id, impression_id, seed, placement, experiment,
  arm, region, item, position, tier, seconds, percent, IF(finished, 1, 0) AS finished, items
FROM `${dataset}.feedback_events`
WHERE flag IS NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY event_id, DATE(occurred_at), type ORDER BY received_at) = 1
