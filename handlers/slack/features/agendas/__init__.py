"""Agendas and attendance, as people see and type them."""
