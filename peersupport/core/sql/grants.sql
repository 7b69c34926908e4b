-- What the application's role may do. Run by `manage.py migrate` after every migration, as the owner.
-- {web} is the role of DATABASE_URL.
GRANT USAGE ON SCHEMA public TO {web};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {web};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {web};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {web};
REVOKE INSERT, UPDATE, DELETE ON django_migrations, django_content_type, auth_permission FROM {web};
-- Where a chain ends is written by the trigger of its links alone, which runs as the owner.
DO $$ BEGIN
  IF to_regclass('audit_ledgerhead') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON audit_ledgerhead FROM {web};
  END IF;
END $$;
