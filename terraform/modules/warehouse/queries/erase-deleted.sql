-- Texts, vectors and signals of videos whose delete is ${days} days old. The delete's own row stays: it holds no content, and without it
-- a late event could bring the video back.
CREATE TEMP TABLE gone AS
SELECT id, version FROM `${dataset}.latest_videos`
WHERE deleted AND ingested_at < TIMESTAMP_SUB(CURRENT_TIMESTAMP(), INTERVAL ${days} DAY);

DELETE FROM `${dataset}.video_changes` AS change
WHERE NOT change.deleted AND EXISTS (SELECT 1 FROM gone WHERE gone.id = change.id AND gone.version >= change.version);

DELETE FROM `${dataset}.video_vectors` WHERE id IN (SELECT id FROM gone);

DELETE FROM `${dataset}.video_signals` WHERE id IN (SELECT id FROM gone);
