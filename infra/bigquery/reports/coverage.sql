-- Gini from the ranks of the counts, those that were never shown among them: 2 sum(rank x count) / (n sum(count)) - (n + 1) / n.
WITH shown AS (
  SELECT item, COUNT(*) AS times FROM `${dataset}.feedback_shown` WHERE day >= @from AND day <= @to GROUP BY item
), ranked AS (
  SELECT
    COALESCE(shown.times, 0) AS times, ROW_NUMBER() OVER (ORDER BY COALESCE(shown.times, 0), videos.id) AS place, COUNT(*) OVER () AS videos
  FROM `${dataset}.feedback_videos` AS videos
  LEFT JOIN shown ON shown.item = videos.id
)
SELECT
  COUNT(*) AS eligible, COALESCE(SUM(CASE WHEN times > 0 THEN 1 ELSE 0 END), 0) AS shown, COALESCE(SUM(times), 0) AS impressions,
  CASE WHEN SUM(times) > 0 THEN 2.0 * SUM(1.0 * place * times) / COUNT(*) / SUM(times) - (COUNT(*) + 1.0) / COUNT(*) END AS gini,
  CASE WHEN SUM(times) > 0 THEN 1.0 * SUM(CASE WHEN (videos - place) * 100 < videos THEN times ELSE 0 END) / SUM(times) END AS head_share
FROM ranked
