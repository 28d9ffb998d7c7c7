-- Nearest-rank percentiles.
WITH latencies AS (
  SELECT first_ingested_ms - first_event_ms AS ms
  FROM `${dataset}.feedback_videos`
  WHERE first_ingested_ms >= @from_ms AND first_ingested_ms < @to_ms
), ranked AS (
  SELECT ms, ROW_NUMBER() OVER (ORDER BY ms) AS place, COUNT(*) OVER () AS videos FROM latencies
)
SELECT
  COUNT(*) AS videos, MIN(CASE WHEN place * 100 >= videos * 50 THEN ms END) AS p50_ms, MIN(CASE WHEN place * 100 >= videos * 95 THEN ms END) AS p95_ms,
  MIN(CASE WHEN place * 100 >= videos * 99 THEN ms END) AS p99_ms, MAX(ms) AS max_ms
FROM ranked
