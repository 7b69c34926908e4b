-- What the application's role may do. Run by `manage.py migrate` after every migration, as the owner.
-- {web} is the role of DATABASE_URL.
GRANT USAGE ON SCHEMA public TO {web};
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {web};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {web};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {web};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {web};
REVOKE INSERT, UPDATE, DELETE ON django_migrations, django_content_type, auth_permission FROM {web};
