"""Opening a database: engine, schema, diagnosis, notification."""
