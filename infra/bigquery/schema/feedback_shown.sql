-- What was seen, a row an item.
SELECT
  shown.impression_id, shown.at_ms, shown.day, shown.day_name, shown.who, shown.viewer, shown.session, shown.shelf_id, shown.seed, shown.placement,
  shown.experiment, shown.arm, shown.region, listed.id AS item, listed.position AS position, listed.tier AS tier
FROM `${dataset}.feedback_counted` AS shown
CROSS JOIN UNNEST(shown.items) AS listed
WHERE shown.type = 'impression'
