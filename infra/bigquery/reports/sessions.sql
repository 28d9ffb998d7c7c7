WITH sessions AS (
  SELECT
    COALESCE(session, who || ' ' || day_name) AS visit, MAX(at_ms) - MIN(at_ms) AS lasted_ms,
    SUM(CASE type WHEN 'impression' THEN 1 ELSE 0 END) AS impressions, SUM(CASE type WHEN 'click' THEN 1 ELSE 0 END) AS clicks
  FROM `${dataset}.feedback_counted`
  WHERE day >= @from AND day <= @to
  GROUP BY visit
), watches AS (
  -- A watch tells several times how far it has come.
  SELECT visit, SUM(seconds) AS seconds
  FROM (
    SELECT COALESCE(session, who || ' ' || day_name) AS visit, item, MAX(seconds) AS seconds
    FROM `${dataset}.feedback_counted`
    WHERE day >= @from AND day <= @to AND type = 'progress'
    GROUP BY visit, item
  ) AS watched
  GROUP BY visit
)
SELECT
  COUNT(*) AS sessions, COALESCE(SUM(CASE WHEN clicks > 0 THEN 1 ELSE 0 END), 0) AS with_click,
  COALESCE(SUM(CASE WHEN seconds > 0 THEN 1 ELSE 0 END), 0) AS with_watch, COALESCE(SUM(impressions), 0) AS impressions,
  COALESCE(SUM(clicks), 0) AS clicks, COALESCE(SUM(seconds), 0) AS watch_seconds, COALESCE(AVG(lasted_ms), 0) / 60000.0 AS mean_minutes
FROM sessions
LEFT JOIN watches ON watches.visit = sessions.visit
