-- Takes the keys and answers away: a request that is sent again is then carried out again.
DROP TABLE idempotency_key;
