"""What Convenor remembers: tables, ledgers, migrations."""
