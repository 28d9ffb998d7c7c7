-- What became of each item that was seen: whether it was clicked, how long it was watched, and what kind of video it was at that moment.
WITH clicks AS (
  SELECT impression_id, item, COUNT(*) AS clicks FROM `${dataset}.feedback_counted` WHERE type = 'click' GROUP BY impression_id, item
), watches AS (
  SELECT impression_id, item, MAX(seconds) AS watch_seconds, MAX(finished) AS finished
  FROM `${dataset}.feedback_counted`
  WHERE type = 'progress' AND impression_id IS NOT NULL
  GROUP BY impression_id, item
)
SELECT
  shown.impression_id AS impression_id, shown.at_ms AS at_ms, shown.day AS day, shown.day_name AS day_name, shown.who AS who, shown.seed AS seed,
  shown.placement AS placement, shown.experiment AS experiment, shown.arm AS arm, shown.region AS region, shown.item AS item,
  shown.position AS position, shown.tier AS tier, COALESCE(videos.language, 'unknown') AS language,
  CASE WHEN COALESCE(known.views, 0) >= 10000 THEN 'high' WHEN COALESCE(known.views, 0) >= 100 THEN 'mid' ELSE 'low' END AS signal_class,
  CASE WHEN clicks.clicks > 0 THEN 1 ELSE 0 END AS clicked, CASE WHEN watches.watch_seconds > 0 THEN 1 ELSE 0 END AS watched,
  COALESCE(watches.watch_seconds, 0) AS watch_seconds, COALESCE(watches.finished, 0) AS finished
FROM `${dataset}.feedback_shown` AS shown
LEFT JOIN clicks ON clicks.impression_id = shown.impression_id AND clicks.item = shown.item
LEFT JOIN watches ON watches.impression_id = shown.impression_id AND watches.item = shown.item
LEFT JOIN `${dataset}.feedback_views` AS known ON known.id = shown.item AND known.from_ms <= shown.at_ms AND shown.at_ms < known.until_ms
LEFT JOIN `${dataset}.feedback_videos` AS videos ON videos.id = shown.item
