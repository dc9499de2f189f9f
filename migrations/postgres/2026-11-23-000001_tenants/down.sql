DROP TABLE assertions;
DROP TABLE revocations;
DROP TABLE client_secrets;
DROP TABLE clients;
DROP TABLE organisations;
