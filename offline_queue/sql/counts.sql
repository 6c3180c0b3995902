-- counts.sql: how many in each state.
SELECT state, count(*) FROM submission GROUP BY state;
