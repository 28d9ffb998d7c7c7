SELECT
  shown.impression_id, shown.at_ms, shown.day, shown.day_name, shown.who, shown.viewer, shown.session, shown.shelf_id, shown.seed, shown.placement,
  shown.experiment, shown.arm, shown.region, listed.value ->> 'id' AS item, listed.value ->> 'position' AS position, listed.value ->> 'tier' AS tier
FROM `${dataset}.feedback_counted` AS shown
CROSS JOIN json_each(shown.items) AS listed
WHERE shown.type = 'impression'
