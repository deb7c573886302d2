"""Agendas: suggest, arrange, carry over."""
