-- The table's key has each id once a day and type.
SELECT
  event_id, type, occurred_at AS at_ms, day, day AS day_name, received_at AS received_ms, COALESCE(viewer, session) AS who, viewer, session,
  shelf_id, impression_id, seed, placement, experiment, arm, region, item, position, tier, seconds, percent, COALESCE(finished, 0) AS finished, items
FROM `${dataset}.feedback_events`
WHERE flag IS NULL
