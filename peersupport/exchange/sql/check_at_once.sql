-- Foreign keys wait for the end of a transaction here. For hundreds of thousands of rows in one transaction the waiting
-- list is long and working it off takes far longer than the rows did; row by row costs next to nothing.
SET CONSTRAINTS ALL IMMEDIATE
