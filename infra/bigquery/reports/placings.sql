-- What was shown how often in which place, and clicked there: how likely places are looked at is estimated from it.
SELECT item AS what, position, COUNT(*) AS shown, SUM(clicked) AS clicked
FROM `${dataset}.feedback_outcomes`
WHERE day >= @from AND day <= @to
GROUP BY item, position
ORDER BY shown DESC, item, position
LIMIT 20000
