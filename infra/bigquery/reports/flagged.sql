SELECT flag, type, COUNT(*) AS events
FROM `${dataset}.feedback_flagged`
WHERE day >= @from AND day <= @to
GROUP BY flag, type
ORDER BY flag, type
