DROP TABLE live_ticks;
DROP TABLE live_facts;
DROP TABLE live_steps;
