DROP TABLE round_doors;
DROP TABLE rounds;
