-- As the owner, and only after the comment has said that this is a demo's database.
DROP SCHEMA public CASCADE;
CREATE SCHEMA public;
